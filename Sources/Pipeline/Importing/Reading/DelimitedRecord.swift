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

    /// The text of a field without blanks around it; bytes that are not UTF-8 are read as Latin-1.
    package func text(_ field: Int) -> String {
        withBytes(field) { bytes in
            var bytes = bytes[...]
            while let first = bytes.first, Self.isBlank(first) { bytes = bytes.dropFirst() }
            while let last = bytes.last, Self.isBlank(last) { bytes = bytes.dropLast() }
            guard let first = bytes.first, let last = bytes.last else { return "" }
            let text =
                String(validating: bytes, as: UTF8.self)
                ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
            // Blanks beyond ASCII are looked for where one may be.
            return first < 0x80 && last < 0x80 ? text : String(text.trimmingSpaces())
        }
    }

    package func isValidText(_ field: Int) -> Bool {
        withBytes(field) { String(validating: $0, as: UTF8.self) != nil }
    }

    package func isEmpty(_ field: Int) -> Bool { withBytes(field) { $0.isEmpty } }

    /// The number that a field holds; nil where it holds none.
    package func number(_ field: Int) -> Double? { withBytes(field) { NumberReader.parse($0) } }

    package var texts: [String] { (0..<count).map { text($0) } }

    private func withBytes<Result>(_ field: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard field < ends.count else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        let range = (field == 0 ? 0 : ends[field - 1])..<ends[field]
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
