import CatalogCore
import Recommend
import Testing

@Suite struct CursorTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func aCursorSurvivesItsText(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let shown = (0..<generator.index(below: 4_000)).map { _ in Int32(generator.index(below: 1_000_000)) }
        let cursor = Cursor(shown: shown)
        #expect(Cursor(text: cursor.text) == cursor)
        #expect(cursor.text.utf8.count <= 3 * shown.count + 8)
    }

    @Test func otherTextIsNoCursor() {
        let text = Cursor(shown: [1, 5, 900]).text
        for place in text.indices {
            var changed = text
            changed.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
            #expect(Cursor(text: changed) == nil)
        }
        for other in ["", "A", "!!!!", "hello world"] { #expect(Cursor(text: other) == nil) }
    }
}
