/// The parts of a classifier one behind the other, as they are stored and read back.
package struct ClassifierArchive: Sendable {
    private struct Settings: Codable {
        let words: [String]
        let numbers: [Int]
    }

    private static let kind = "classifier"
    private static let countMax = 1 << 28

    private var words: [String] = []
    private var numbers: [Int] = []
    private var arrays: [[Float]] = []
    private var nextWord = 0
    private var nextNumber = 0
    private var nextArray = 0

    package init() {}

    // MARK: Writing

    package mutating func write(_ word: String) { words.append(word) }
    package mutating func write(_ number: Int) { numbers.append(number) }
    package mutating func write(_ values: [Float]) { arrays.append(values) }

    /// Each double as the float next to it and what is missing: 48 bits of it.
    package mutating func write(_ values: [Double]) {
        let heads = values.map { Float($0) }
        arrays.append(heads)
        arrays.append(zip(values, heads).map { Float($0 - Double($1)) })
    }

    /// Whole numbers below 2²⁴, which floats hold exactly.
    package mutating func write(_ values: [Int]) {
        precondition(values.allSatisfy { abs($0) < 1 << 24 }, "whole numbers fit into floats")
        arrays.append(values.map { Float($0) })
    }

    /// Three bytes to a float: a foreign model in its own format.
    package mutating func write(bytes: [UInt8]) {
        write(bytes.count)
        arrays.append(
            stride(from: 0, to: bytes.count, by: 3).map { start in
                Float(
                    (0..<3).reduce(0) { value, place in
                        value << 8 | (start + place < bytes.count ? Int(bytes[start + place]) : 0)
                    })
            })
    }

    package mutating func write(_ standardizer: Standardizer) {
        write(standardizer.means)
        write(standardizer.deviations)
    }

    package func encoded() throws -> [UInt8] {
        try ModelBlob(
            kind: Self.kind, settings: Settings(words: words, numbers: numbers), arrays: arrays
        ).encoded()
    }

    // MARK: Reading

    package init(decoding bytes: [UInt8]) throws {
        let record = try ModelBlob(decoding: bytes, kind: Self.kind)
        let settings = try record.settings(as: Settings.self)
        words = settings.words
        numbers = settings.numbers
        arrays = record.arrays
    }

    package mutating func word() throws -> String {
        guard nextWord < words.count else { throw Self.ended }
        nextWord += 1
        return words[nextWord - 1]
    }

    /// A count or a size within its limits.
    package mutating func number(in range: ClosedRange<Int> = 0...countMax) throws -> Int {
        guard nextNumber < numbers.count else { throw Self.ended }
        nextNumber += 1
        let number = numbers[nextNumber - 1]
        guard range.contains(number) else {
            throw ModelBlob.corrupt("it names \(number) where \(range) may stand")
        }
        return number
    }

    package mutating func floats(count: Int? = nil) throws -> [Float] {
        guard nextArray < arrays.count else { throw Self.ended }
        nextArray += 1
        let array = arrays[nextArray - 1]
        guard array.count == count ?? array.count else {
            throw ModelBlob.corrupt("it has \(array.count) numbers where \(count ?? 0) belong")
        }
        return array
    }

    package mutating func doubles(count: Int? = nil) throws -> [Double] {
        let heads = try floats(count: count)
        return zip(heads, try floats(count: heads.count)).map { Double($0) + Double($1) }
    }

    /// Whole numbers, each in the range.
    package mutating func integers(count: Int? = nil, in range: Range<Int>) throws -> [Int] {
        try floats(count: count).map { value in
            guard let number = Int(exactly: value), range.contains(number) else {
                throw ModelBlob.corrupt("it names \(value) where \(range) may stand")
            }
            return number
        }
    }

    package mutating func bytes() throws -> [UInt8] {
        let count = try number()
        let parts = try integers(count: (count + 2) / 3, in: 0..<1 << 24)
        return Array(
            parts.flatMap { [UInt8($0 >> 16), UInt8($0 >> 8 & 255), UInt8($0 & 255)] }.prefix(count))
    }

    package mutating func standardizer(columns: Int) throws -> Standardizer {
        let means = try floats(count: columns)
        let deviations = try floats(count: columns)
        guard deviations.allSatisfy({ $0 > 0 }) else {
            throw ModelBlob.corrupt("a column has no deviation")
        }
        return Standardizer(means: means, deviations: deviations)
    }

    private static var ended: LearningError { ModelBlob.corrupt("a part of it is missing") }
}
