/// CRC-32C (Castagnoli, polynomial 0x1EDC6F41 reflected), as iSCSI, TFRecord and ext4 use it.
package enum Checksum {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in
            value & 1 == 1 ? (value >> 1) ^ 0x82F6_3B78 : value >> 1
        }
    }

    package static func crc32c(_ bytes: some Sequence<UInt8>) -> UInt32 {
        // Arrays and slices are read in place: models are megabytes, and an iterator asks for each byte.
        if let value = bytes.withContiguousStorageIfAvailable({ ~continued(.max, over: $0) }) { return value }
        return ~Array(bytes).withUnsafeBufferPointer { continued(.max, over: $0) }
    }

    private static func continued(_ start: UInt32, over bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            var value = start
            for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
            return value
        }
    }

    /// The rotated checksum of TensorFlow's record files, which stays sound over data that holds checksums.
    package static func masked(_ value: UInt32) -> UInt32 {
        ((value >> 15) | (value << 17)) &+ 0xA282_EAD8
    }
}
