import Glibc

/// Gives an Ogg file a constant stream serial number: writers draw it by the clock, and so no two files are equal.
///
/// Ogg pages (RFC 3533): "OggS", version, flags, granule position (8), serial (4), sequence (4), checksum (4),
/// segment count (1), segment table; the checksum is CRC-32 with polynomial 0x04C11DB7, unreflected, start 0.
enum OggSerial {
    private static let headerBytes = 27
    private static let serialOffset = 14
    private static let checksumOffset = 22
    /// What these files are at most; the whole file is held in memory.
    private static let fileBytesMax = 64 << 20

    static func makeConstant(path: String, serial: UInt32 = 1) throws {
        var bytes = try readAll(path)
        var page = 0
        while page + headerBytes <= bytes.count, bytes[page..<page + 4].elementsEqual("OggS".utf8) {
            let segments = Int(bytes[page + headerBytes - 1])
            guard page + headerBytes + segments <= bytes.count else { break }
            let table = bytes[page + headerBytes..<page + headerBytes + segments]
            let end = page + headerBytes + segments + table.reduce(0) { $0 + Int($1) }
            guard end <= bytes.count else { break }
            put(serial, into: &bytes, at: page + serialOffset)
            put(0, into: &bytes, at: page + checksumOffset)
            put(checksum(bytes[page..<end]), into: &bytes, at: page + checksumOffset)
            page = end
        }
        guard page == bytes.count else {
            throw AudioError(
                .unwritable, file: path, reason: "the pages just written do not follow each other")
        }
        try writeAll(bytes, path)
    }

    private static func put(_ value: UInt32, into bytes: inout [UInt8], at offset: Int) {
        for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(index))) }
    }

    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { sum, byte in sum << 8 ^ table[Int(UInt8(truncatingIfNeeded: sum >> 24) ^ byte)] }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index) << 24) { sum, _ in
            sum & 0x8000_0000 != 0 ? sum << 1 ^ 0x04C1_1DB7 : sum << 1
        }
    }

    private static func readAll(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else {
            throw AudioError(.unwritable, file: path, reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let count = ftell(file)
        guard count >= 0, count <= fileBytesMax else {
            throw AudioError(
                .unwritable, file: path, reason: "an Ogg file of more than \(fileBytesMax) bytes")
        }
        rewind(file)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = fread(buffer.baseAddress, 1, count, file)
        }
    }

    private static func writeAll(_ bytes: [UInt8], _ path: String) throws {
        guard let file = fopen(path, "wb") else {
            throw AudioError(.unwritable, file: path, reason: String(cString: strerror(errno)))
        }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else {
            throw AudioError(.unwritable, file: path, reason: "the disk took only \(written) bytes")
        }
    }
}
