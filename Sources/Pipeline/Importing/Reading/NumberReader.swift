/// Decimal numbers as tables write them.
enum NumberReader {
    /// Digits beyond these do not fit exactly; such fields take the slow way.
    private static let exactDigits = 15
    private static let fieldBytesMax = 40
    private static let powers: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }

    /// Reads `-12.5`, ` 3`, `1.01e-06`; nil for anything else, and for what is not finite.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        var rest = bytes[...]
        while let first = rest.first, first == 0x20 { rest = rest.dropFirst() }
        while let last = rest.last, last == 0x20 { rest = rest.dropLast() }
        guard !rest.isEmpty, rest.count <= fieldBytesMax else { return nil }
        var mantissa: UInt64 = 0
        var digits = 0
        var scale = 0
        var hasPoint = false
        let isNegative = rest.first == 0x2D
        let body = isNegative || rest.first == 0x2B ? rest.dropFirst() : rest
        for byte in body {
            switch byte {
            case 0x30...0x39:
                mantissa = mantissa &* 10 &+ UInt64(byte - 0x30)
                digits += 1
                if hasPoint { scale += 1 }
            case 0x2E where !hasPoint: hasPoint = true
            default: return slow(rest)
            }
        }
        guard digits > 0 else { return nil }
        guard digits <= exactDigits else { return slow(rest) }
        let value = Double(mantissa) / powers[scale]
        return isNegative ? -value : value
    }

    private static func slow(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        // Swift also reads hexadecimal and "inf": tables do not mean them.
        guard
            bytes.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }),
            let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
        else { return nil }
        return value
    }
}
