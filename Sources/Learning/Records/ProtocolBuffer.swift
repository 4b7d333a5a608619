/// The wire format of protocol buffers: a key (field number · 8 + kind), then the value.
struct ProtocolBuffer {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ field: Int, integer value: UInt64) {
        key(field, kind: 0)
        variable(value)
    }

    mutating func add(_ field: Int, double value: Double) {
        key(field, kind: 1)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ field: Int, float value: Float) {
        key(field, kind: 5)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ field: Int, text value: String) { add(field, raw: Array(value.utf8)) }

    mutating func add(_ field: Int, message: ProtocolBuffer) { add(field, raw: message.bytes) }

    /// Packed.
    mutating func add(_ field: Int, doubles values: [Double]) {
        var packed: [UInt8] = []
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { packed.append(contentsOf: $0) }
        }
        add(field, raw: packed)
    }

    private mutating func add(_ field: Int, raw: [UInt8]) {
        key(field, kind: 2)
        variable(UInt64(raw.count))
        bytes.append(contentsOf: raw)
    }

    private mutating func key(_ field: Int, kind: UInt64) { variable(UInt64(field) << 3 | kind) }

    private mutating func variable(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
