import CLZMA
import CZlib
import Glibc

/// Reads a file in chunks, unpacked where it is `.gz` or `.xz` by its first bytes.
struct InflatingReader: ~Copyable {
    /// Bytes handed out at once.
    static let chunkBytes = 1 << 18
    /// What a decompressor may take for its tables.
    private static let decoderMemoryMax: UInt64 = 512 << 20

    /// `LZMA_CONCATENATED`, a macro that Swift does not see: files may be joined.
    private static let concatenated: UInt32 = 0x08

    private enum Packing { case none, gzip, xz }

    private let path: String
    private let file: UnsafeMutablePointer<FILE>
    private let packing: Packing
    private var zlib = z_stream()
    private var lzma = lzma_stream()
    private let input = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.chunkBytes)
    private let output = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.chunkBytes)
    private var isInputDone = false
    private var isDone = false

    init(path: String) throws {
        guard let file = fopen(path, "rb") else {
            throw ImportError(file: path, reason: "it cannot be opened: \(String(cString: strerror(errno)))")
        }
        var magic = [UInt8](repeating: 0, count: 6)
        let count = fread(&magic, 1, magic.count, file)
        rewind(file)
        self.path = path
        self.file = file
        if count >= 2, magic[0] == 0x1F, magic[1] == 0x8B {
            packing = .gzip
            // 15 window bits, and 32 for a gzip header.
            inflateInit2_(&zlib, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        } else if count == 6, magic == [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00] {
            packing = .xz
            _ = lzma_stream_decoder(&lzma, Self.decoderMemoryMax, Self.concatenated)
        } else {
            packing = .none
        }
    }

    deinit {
        var zlib = zlib
        var lzma = lzma
        if packing == .gzip { inflateEnd(&zlib) }
        if packing == .xz { lzma_end(&lzma) }
        fclose(file)
        input.deallocate()
        output.deallocate()
    }

    /// The next bytes; empty at the end. They are valid until the next call.
    mutating func next() throws -> UnsafeBufferPointer<UInt8> {
        if isDone { return UnsafeBufferPointer(start: output, count: 0) }
        switch packing {
        case .none:
            let count = try readInput(into: output)
            isDone = count == 0
            return UnsafeBufferPointer(start: output, count: count)
        case .gzip: return try inflateGzip()
        case .xz: return try inflateXZ()
        }
    }

    private func readInput(into buffer: UnsafeMutablePointer<UInt8>) throws -> Int {
        let count = fread(buffer, 1, Self.chunkBytes, file)
        if count == 0, ferror(file) != 0 {
            throw ImportError(file: path, reason: "it cannot be read to its end")
        }
        return count
    }

    private mutating func inflateGzip() throws -> UnsafeBufferPointer<UInt8> {
        zlib.next_out = output
        zlib.avail_out = UInt32(Self.chunkBytes)
        while zlib.avail_out > 0 {
            if zlib.avail_in == 0 && !isInputDone {
                let count = try readInput(into: input)
                isInputDone = count == 0
                zlib.next_in = input
                zlib.avail_in = UInt32(count)
            }
            if zlib.avail_in == 0 && isInputDone { throw cutOff }
            let code = inflate(&zlib, Z_NO_FLUSH)
            if code == Z_STREAM_END {
                // Another member may follow: gzip files can be joined.
                if zlib.avail_in == 0 {
                    let count = try readInput(into: input)
                    zlib.next_in = input
                    zlib.avail_in = UInt32(count)
                }
                if zlib.avail_in == 0 {
                    isDone = true
                    break
                }
                inflateReset(&zlib)
            } else if code != Z_OK {
                throw ImportError(file: path, reason: "its gzip data is damaged")
            }
        }
        return UnsafeBufferPointer(start: output, count: Self.chunkBytes - Int(zlib.avail_out))
    }

    private mutating func inflateXZ() throws -> UnsafeBufferPointer<UInt8> {
        lzma.next_out = output
        lzma.avail_out = Self.chunkBytes
        while lzma.avail_out > 0 {
            if lzma.avail_in == 0 && !isInputDone {
                let count = try readInput(into: input)
                isInputDone = count == 0
                lzma.next_in = UnsafePointer(input)
                lzma.avail_in = count
            }
            let code = lzma_code(&lzma, isInputDone ? LZMA_FINISH : LZMA_RUN)
            if code == LZMA_STREAM_END {
                isDone = true
                break
            }
            if code == LZMA_BUF_ERROR { throw cutOff }
            if code != LZMA_OK { throw ImportError(file: path, reason: "its xz data is damaged") }
        }
        return UnsafeBufferPointer(start: output, count: Self.chunkBytes - lzma.avail_out)
    }

    private var cutOff: ImportError {
        ImportError(file: path, reason: "it is cut off: the packed data ends too soon")
    }
}
