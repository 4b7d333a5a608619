/// Reads little-endian numbers from bytes and never past their end.
struct ByteReader {
    let bytes: [UInt8]
    var position: Int

    mutating func integer<Integer: FixedWidthInteger>() throws -> Integer {
        let slice = try take(Integer.bitWidth / 8)
        return slice.reversed().reduce(0) { $0 << 8 | Integer(truncatingIfNeeded: $1) }
    }

    mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else {
            throw ModelBlob.corrupt("it ends too early")
        }
        defer { position += count }
        return bytes[position..<position + count]
    }
}
