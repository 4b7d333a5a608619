import Audio
import Synchronization

/// An object of a bucket as bytes to hear: read in large pieces as the decoder asks, never stored whole.
final class BucketByteSource: ByteSource {
    /// One request fetches this much; small reads nearby are answered from it.
    static let pieceSizeBytes = 4 << 20
    /// The last few pieces stay, so that a decoder may look at the end and go back to the start.
    private static let pieceCountMax = 3

    let name: String
    private let object: BucketObject
    private let reader: BucketReader
    private let pieces = Mutex<[(index: Int, bytes: [UInt8])]>([])

    init(_ object: BucketObject, name: String, reader: BucketReader) {
        self.object = object
        self.name = name
        self.reader = reader
    }

    var size: Int { Int(object.sizeBytes) }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var filled = 0
        while filled < buffer.count && offset + filled < size {
            let position = offset + filled
            let index = position / Self.pieceSizeBytes
            let piece = try piece(index)
            let start = position - index * Self.pieceSizeBytes
            guard start < piece.count else { break }
            let count = min(piece.count - start, buffer.count - filled)
            piece.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + count])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<start + count]))
            }
            filled += count
        }
        return filled
    }

    private func piece(_ index: Int) throws -> [UInt8] {
        if let kept = pieces.withLock({ $0.first { $0.index == index }?.bytes }) { return kept }
        let bytes: [UInt8]
        do {
            bytes = try reader.withBucket {
                try $0.read(object, at: Int64(index) * Int64(Self.pieceSizeBytes), count: Self.pieceSizeBytes)
            }
        } catch {
            throw AudioError(.unreadable, file: name, reason: "it cannot be fetched: \(error)")
        }
        pieces.withLock { pieces in
            pieces.append((index, bytes))
            if pieces.count > Self.pieceCountMax { pieces.removeFirst() }
        }
        return bytes
    }
}
