import CatalogCore
import Commands
import Testing

/// JSON and CSV: what is written is read back, and what is neither is refused.
@Suite struct InterchangeTests {
    @Test(arguments: [
        #"{"a":1,"b":[true,false,null],"c":{"d":"e"}}"#, #"[]"#, #"{}"#, #""""#, #"-0.5"#,
        #"9223372036854775807"#,
        #"{"é":"東京\n\"\\\t"}"#, #"[[[[1]]]]"#,
    ])
    func jsonRoundTripsToTheByte(text: String) throws {
        #expect(try JSONReader.value(of: text).line == text)
    }

    @Test func jsonEscapesAreRead() throws {
        #expect(try JSONReader.value(of: #""\u00e9\ud83c\udfb5\/\b\f""#).text == "é🎵/\u{8}\u{c}")
        #expect(try JSONReader.value(of: " [ 1 , 2.50e1 ] ").line == "[1,25]")
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", "+1", "nul", "\"a", "\"\\x\"", "\"\\ud800\"",
        "1 2", "'a'",
        "\"\u{1}\"", "NaN", "1e999", String(repeating: "[", count: 40), "\"\\", "\"\\u12", "-", "{\"a\":}",
    ])
    func brokenJSONIsRefused(text: String) {
        #expect(throws: TextProblem.self) { try JSONReader.value(of: text) }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func mutatedJSONNeverCrashes(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let original = Array(
            #"{"user":"mira","track":{"title":"\u00e9\"x","n":[1,2.5e3,-7]},"ok":true}"#.utf8)
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            bytes.withUnsafeBufferPointer { buffer in
                // Whatever is accepted must be writable and readable again.
                guard let value = try? JSONReader.value(of: buffer) else { return }
                #expect((try? JSONReader.value(of: value.line))?.line == value.line)
            }
        }
    }

    @Test(arguments: [5, 6, 7] as [UInt64])
    func csvRoundTrips(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let letters = ["a", ",", "\"", "\n", "\r", " ", "é", "東", ";", ""]
        for _ in 0..<500 {
            let fields = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    letters[Int.random(in: letters.indices, using: &generator)]
                }.joined()
            }
            #expect(try CSVReader.fields(of: CSVText.line(fields)) == fields)
        }
    }

    @Test(arguments: ["\"a", "a\"b", "\"a\"b", "\"a\"\"", "\"a\" ,b"])
    func brokenCSVIsRefused(line: String) {
        #expect(throws: TextProblem.self) { try CSVReader.fields(of: line) }
    }
}
