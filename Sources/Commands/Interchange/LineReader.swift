import CatalogCore
import Glibc

/// Reads a file or standard input line by line, or CSV record by CSV record, in bounded memory.
final class LineReader {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// How many bytes were read, for progress.
    private(set) var bytesRead: Int64 = 0
    /// Nil where the input has no known size, as a pipe.
    let bytesTotal: Int64?

    /// A playlist is one line.
    static let lineBytesMax = 1 << 25
    private static let chunkBytes = 1 << 18

    /// Opens a file; `-` is standard input.
    init(path: String) throws {
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandError("\(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        if isKnown && status.st_mode & S_IFMT == S_IFDIR {
            if descriptor > 0 { close(descriptor) }
            throw CommandError("\(path) is a folder. Name a file.")
        }
        bytesTotal = isKnown && status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// Lends the next line, without its end, to the body; false after the last.
    func withNextLine(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Bool {
        try withNext(isQuoteAware: false, body)
    }

    /// Lends the next CSV record, in which a quoted field may hold line ends.
    func withNextRecord(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Bool {
        try withNext(isQuoteAware: true, body)
    }

    private func withNext(isQuoteAware: Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws
        -> Bool
    {
        var scanned = start
        var isQuoted = false
        while true {
            while scanned < buffer.count {
                let byte = buffer[scanned]
                if isQuoteAware && byte == 0x22 { isQuoted.toggle() }
                if byte == 0x0A && !isQuoted {
                    try lend(start..<scanned, body)
                    start = scanned + 1
                    return true
                }
                scanned += 1
            }
            guard scanned - start <= Self.lineBytesMax else {
                throw CommandError(
                    "\(name) has a line longer than \(NumberText.bytes(Int64(Self.lineBytesMax))).")
            }
            if isAtEnd {
                guard start < buffer.count else { return false }
                try lend(start..<buffer.count, body)
                start = buffer.count
                return true
            }
            let unread = buffer.count - start
            try fill()
            scanned = start + unread
        }
    }

    private func lend(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        let end =
            range.upperBound > range.lowerBound && buffer[range.upperBound - 1] == 0x0D
            ? range.upperBound - 1 : range.upperBound
        try buffer.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[range.lowerBound..<end]))
        }
    }

    private func fill() throws {
        buffer.removeSubrange(0..<start)
        start = 0
        let count = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.chunkBytes))
        var got = -1
        repeat {
            got = buffer.withUnsafeMutableBytes { raw in
                read(descriptor, raw.baseAddress?.advanced(by: count), Self.chunkBytes)
            }
        } while got < 0 && errno == EINTR
        guard got >= 0 else {
            throw CommandError("\(name) cannot be read: \(String(cString: strerror(errno))).")
        }
        buffer.removeLast(Self.chunkBytes - got)
        isAtEnd = got == 0
        bytesRead += Int64(got)
    }
}
