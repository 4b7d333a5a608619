/// One row of a table.
package struct DelimitedRecord {
    /// The line that the row begins on, from one.
    package internal(set) var line = 1
    /// True where the row was longer than the reader's limit; its rest was left out.
    package internal(set) var isCutOff = false
    var bytes: [UInt8] = []
    var ends: [Int] = []

    package var count: Int { ends.count }

    /// True for a line with nothing on it.
    package var isBlank: Bool { ends.count <= 1 && bytes.isEmpty }

    package func bytes(_ field: Int) -> ArraySlice<UInt8> {
        guard field < ends.count else { return [] }
        return bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
    }

    /// The text of a field without blanks around it; bytes that are not UTF-8 are read as Latin-1.
    package func text(_ field: Int) -> String {
        let bytes = bytes(field)
        if let text = String(validating: bytes, as: UTF8.self) { return String(text.trimmingSpaces()) }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).trimmingSpaces().description
    }

    package func isValidText(_ field: Int) -> Bool { String(validating: bytes(field), as: UTF8.self) != nil }

    /// The number that a field holds; nil where it holds none.
    package func number(_ field: Int) -> Double? { NumberReader.parse(bytes(field)) }

    package var texts: [String] { (0..<count).map { text($0) } }
}
