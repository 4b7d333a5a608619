import CatalogCore
import Recommend
import Testing

@Suite struct CursorTests {
    /// Cursors as listings make them.
    private func cursors() throws -> [Cursor] {
        let snapshot = try World.snapshot(seed: 1)
        var query = Query()
        query.user = UserID(3)
        query.limit = 9
        var cursors: [Cursor] = []
        while let next = try snapshot.answer(query, nowSeconds: World.nowSeconds).next {
            cursors.append(next)
            query.cursor = next
        }
        return cursors
    }

    @Test func aCursorSurvivesItsTextAndStaysShort() throws {
        let cursors = try cursors()
        #expect(cursors.count > 20)
        for cursor in cursors {
            #expect(Cursor(text: cursor.text) == cursor)
            #expect(cursor.text.utf8.count <= 48)
        }
    }

    @Test func otherTextIsNoCursor() throws {
        let text = try #require(try cursors().first).text
        for place in text.indices {
            var changed = text
            changed.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
            #expect(Cursor(text: changed) == nil)
        }
        for other in ["", "A", "!!!!", "hello world", String(repeating: "A", count: 5_000)] {
            #expect(Cursor(text: other) == nil)
        }
    }

    @Test func aCursorIsOfOneQuestionAndOneIndex() throws {
        let snapshot = try World.snapshot(seed: 1)
        var query = Query()
        query.user = UserID(3)
        query.cursor = try snapshot.answer(query, nowSeconds: World.nowSeconds).next
        query.limit = 3
        #expect(try snapshot.answer(query, nowSeconds: 0).recommendations.count == 3)
        var other = query
        other.genres = [GenreID(1)]
        #expect(throws: RecommendError.otherQuestion) { try snapshot.answer(other, nowSeconds: 0) }
        let changed = try World.snapshot(seed: 1)
        #expect(throws: RecommendError.changedCatalog) { try changed.answer(query, nowSeconds: 0) }
    }

    /// Whatever sizes pages have, together they are the listing.
    @Test func pagesOfAnySizeAreTheSameListing() throws {
        let snapshot = try World.snapshot(seed: 2)
        func all(_ sizes: [Int]) throws -> [TrackID] {
            var query = Query()
            query.user = UserID(5)
            query.dials.perArtist = nil
            var shown: [TrackID] = []
            for step in 0..<400 {
                query.limit = step == 0 ? 10 : sizes[step % sizes.count]
                let answer = try snapshot.answer(query, nowSeconds: World.nowSeconds)
                shown += answer.recommendations.map(\.track)
                guard let next = answer.next else { return shown }
                query.cursor = next
            }
            return shown
        }
        let whole = try all([10])
        #expect(Set(whole).count == whole.count && whole.count == World.trackCount)
        #expect(try all([3, 25, 1]) == whole)
    }
}
