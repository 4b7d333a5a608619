import Audio
import Glibc

/// One file or object that may be heard, wherever it is.
struct IngestCandidate: Sendable {
    enum Place: Sendable {
        case file(FilePath)
        case object(BucketObject, reader: BucketReader)
    }

    let place: Place
    /// The bytes under which the catalog knows it.
    let path: [UInt8]
    let sizeBytes: Int64
    let modifiedNanoseconds: Int64
    let etag: String?
    /// Below its root: what the folder and file names tell is read from it.
    let relativePath: String

    var displayPath: String { String(decoding: path, as: UTF8.self) }

    init(_ file: FoundFile, root: FilePath) {
        place = .file(file.path)
        path = file.path.bytes
        sizeBytes = file.sizeBytes
        modifiedNanoseconds = file.modifiedNanoseconds
        etag = nil
        let isRoot = file.path == root
        relativePath =
            isRoot
            ? file.path.name
            : String(
                decoding: file.path.bytes.dropFirst(root.bytes.count).drop { $0 == UInt8(ascii: "/") },
                as: UTF8.self)
    }

    init(_ object: BucketObject, of address: BucketAddress, reader: BucketReader) {
        place = .object(object, reader: reader)
        path = Array("s3://\(address.bucket)/\(object.key)".utf8)
        sizeBytes = object.sizeBytes
        modifiedNanoseconds = 0
        etag = object.etag
        relativePath = String(object.key.dropFirst(address.prefix.hasSuffix("/") ? address.prefix.count : 0))
    }

    /// About how long it plays, told by size and ending: an hour of MP3 is smaller than ten minutes of WAV.
    var secondsExpected: Double {
        let start = path.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? path.endIndex
        let ending = String(decoding: path[start...], as: UTF8.self).lowercased()
        let bytesPerSecond =
            switch ending {
            case "wav", "wave", "aif", "aiff", "w64", "rf64", "au", "caf": 176_400.0
            case "flac", "ape", "wv", "tta": 100_000.0
            case "opus", "spx": 14_000.0
            default: 24_000.0
            }
        return Double(sizeBytes) / bytesPerSecond
    }

    func open() throws -> any ByteSource {
        switch place {
        case .file(let path):
            let descriptor = Glibc.open(path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
            guard descriptor >= 0 else {
                throw AudioError(
                    .unreadable, file: path.description,
                    reason: "it cannot be opened: \(String(cString: strerror(errno))).")
            }
            return try FileByteSource(adopting: descriptor, name: path.description)
        case .object(let object, let reader):
            return BucketByteSource(object, name: displayPath, reader: reader)
        }
    }

    /// True where the file is no longer as the walk saw it.
    func hasChanged() -> Bool {
        guard case .file(let path) = place else { return false }
        var status = stat()
        guard stat(path.cString, &status) == 0 else { return true }
        let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        return Int64(status.st_size) != sizeBytes || modified != modifiedNanoseconds
    }

    /// The words beside a file: `Song.lrc` or `Song.txt` next to `Song.mp3`.
    func lyricsBeside() -> String? {
        guard case .file(let path) = place, let dot = path.bytes.lastIndex(of: UInt8(ascii: ".")) else {
            return nil
        }
        return ["lrc", "txt"].lazy.compactMap { ending in
            Self.smallText(FilePath(bytes: path.bytes[...dot] + Array(ending.utf8)))
        }.first
    }

    private static let lyricsBytesMax = 1 << 20

    private static func smallText(_ path: FilePath) -> String? {
        let descriptor = Glibc.open(path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: lyricsBytesMax)
        let count = read(descriptor, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let text = String(decoding: bytes.prefix(count), as: UTF8.self)
        return text.contains { $0.isLetter } ? text : nil
    }
}
