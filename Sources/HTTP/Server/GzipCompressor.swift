import CZlib

/// Packs answers for clients that accept `gzip` (RFC 1952), and unpacks what was kept packed for those that do not.
package enum GzipCompressor {
    package enum Effort: Int32, Sendable {
        /// For what most likely is sent once: a tenth larger, in little more than half the time.
        case quick = 1
        /// Above this level the text becomes little smaller and takes much longer.
        case thorough = 4
    }

    /// 15 window bits, and 16 for a gzip header.
    private static let windowBits: Int32 = 15 + 16
    private static let memoryLevel: Int32 = 8

    /// The bytes packed; nil where that is not possible.
    package static func pack(_ bytes: [UInt8], _ effort: Effort = .thorough) -> [UInt8]? {
        var stream = z_stream()
        return withUnsafeMutablePointer(to: &stream) { stream in
            guard
                deflateInit2_(
                    stream, effort.rawValue, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY,
                    ZLIB_VERSION,
                    Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else { return nil }
            defer { deflateEnd(stream) }
            let sizeMax = Int(deflateBound(stream, UInt(bytes.count)))
            var input = bytes
            var result = Z_ERRNO
            let packed = [UInt8](unsafeUninitializedCapacity: sizeMax) { output, count in
                input.withUnsafeMutableBufferPointer { input in
                    stream.pointee.next_in = input.baseAddress
                    stream.pointee.avail_in = UInt32(input.count)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(sizeMax)
                    result = deflate(stream, Z_FINISH)
                }
                count = sizeMax - Int(stream.pointee.avail_out)
            }
            // Copied: the array would keep the room for the worst case as long as somebody keeps it.
            return result == Z_STREAM_END ? packed.withUnsafeBufferPointer { Array($0) } : nil
        }
    }

    /// The `size` bytes that were packed; nil where that is not what they unpack to.
    package static func unpack(_ packed: [UInt8], size: Int) -> [UInt8]? {
        var stream = z_stream()
        return withUnsafeMutablePointer(to: &stream) { stream in
            guard
                inflateInit2_(stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else { return nil }
            defer { inflateEnd(stream) }
            var input = packed
            var result = Z_ERRNO
            let bytes = [UInt8](unsafeUninitializedCapacity: size) { output, count in
                input.withUnsafeMutableBufferPointer { input in
                    stream.pointee.next_in = input.baseAddress
                    stream.pointee.avail_in = UInt32(input.count)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(size)
                    result = inflate(stream, Z_FINISH)
                }
                count = size - Int(stream.pointee.avail_out)
            }
            return result == Z_STREAM_END && bytes.count == size ? bytes : nil
        }
    }
}
