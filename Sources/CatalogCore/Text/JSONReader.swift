/// Reads one JSON value of RFC 8259, strictly, with a limit on how deep it nests.
package struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    private static let depthMax = 32

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The value that the bytes are; throws where they are anything else.
    package static func value(of bytes: UnsafeBufferPointer<UInt8>) throws(TextProblem) -> JSONValue {
        var reader = JSONReader(bytes)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.problem("something follows the value") }
        return value
    }

    package static func value(of text: String) throws(TextProblem) -> JSONValue {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, TextProblem> in
            do throws(TextProblem) { return .success(try value(of: buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private func problem(_ text: String) -> TextProblem { TextProblem(problem: text, offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func value(depth: Int) throws(TextProblem) -> JSONValue {
        guard depth < Self.depthMax else { throw problem("nested deeper than \(Self.depthMax)") }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some: return try number()
        case .none: throw problem("a value is missing")
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(TextProblem) -> JSONValue {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count,
            (0..<count).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
        else { throw problem("no JSON value") }
        position += count
        return value
    }

    private mutating func object(depth: Int) throws(TextProblem) -> JSONValue {
        var fields: [(String, JSONValue)] = []
        position += 1
        skipSpace()
        if take("}") { return .object(fields) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw problem("the name of a field is missing") }
            let name = try string()
            skipSpace()
            guard take(":") else { throw problem("a colon is missing") }
            skipSpace()
            fields.append((name, try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return .object(fields) }
            guard take(",") else { throw problem("a comma or a closing brace is missing") }
        }
    }

    private mutating func array(depth: Int) throws(TextProblem) -> JSONValue {
        var values: [JSONValue] = []
        position += 1
        skipSpace()
        if take("]") { return .array(values) }
        while true {
            skipSpace()
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(values) }
            guard take(",") else { throw problem("a comma or a closing bracket is missing") }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = next, UInt32(byte) == character.value else { return false }
        position += 1
        return true
    }

    private mutating func string() throws(TextProblem) -> String {
        position += 1
        let start = position
        var hasEscapes = false
        while let byte = next, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw problem("a control character inside a string") }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        guard position < bytes.count else {
            position = bytes.count
            throw problem("the string does not end")
        }
        let raw = UnsafeBufferPointer(rebasing: bytes[start..<position])
        position += 1
        guard hasEscapes else { return try text(raw) }
        return try unescaped(raw)
    }

    private func text(_ raw: some Collection<UInt8>) throws(TextProblem) -> String {
        guard let text = String(validating: raw, as: UTF8.self) else {
            throw problem("a string that is not UTF-8")
        }
        return text
    }

    private func unescaped(_ raw: UnsafeBufferPointer<UInt8>) throws(TextProblem) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(raw.count)
        var index = 0
        while index < raw.count {
            guard raw[index] == UInt8(ascii: "\\") else {
                output.append(raw[index])
                index += 1
                continue
            }
            let letter = raw[index + 1]
            index += 2
            switch letter {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(letter)
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"):
                guard let scalar = Self.scalar(raw, &index) else {
                    throw problem("a \\u escape that is no character")
                }
                output.append(contentsOf: Character(scalar).utf8)
            default: throw problem("an escape that JSON does not know")
            }
        }
        return try text(output)
    }

    /// The character of `\uXXXX`, or of a surrogate pair.
    private static func scalar(_ raw: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Unicode.Scalar? {
        guard let first = hexadecimal(raw, &index) else { return nil }
        guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) }
        guard index + 1 < raw.count, raw[index] == UInt8(ascii: "\\"), raw[index + 1] == UInt8(ascii: "u")
        else {
            return nil
        }
        index += 2
        guard let second = hexadecimal(raw, &index), second & 0xFC00 == 0xDC00 else { return nil }
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF))
    }

    private static func hexadecimal(_ raw: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32? {
        guard index + 4 <= raw.count else { return nil }
        var value: UInt32 = 0
        for byte in raw[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }

    private mutating func number() throws(TextProblem) -> JSONValue {
        let start = position
        _ = take("-")
        let wholeStart = position
        skipDigits()
        let wholeCount = position - wholeStart
        guard wholeCount > 0, wholeCount == 1 || bytes[wholeStart] != UInt8(ascii: "0") else {
            throw problem("no JSON value")
        }
        var isWhole = true
        if take(".") {
            isWhole = false
            guard skipDigits() > 0 else { throw problem("digits are missing after the point") }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard skipDigits() > 0 else { throw problem("digits are missing in the exponent") }
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw problem("a number that is too large") }
        return .number(number)
    }

    @discardableResult
    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = next, byte >= 0x30 && byte <= 0x39 { position += 1 }
        return position - start
    }
}
