import CMicroHTTPD
import Glibc

/// One request and its answer, while they are under way.
///
/// Touched only by the thread of its connection; while a worker makes the answer the connection is suspended, so that
/// the worker alone has it.
final class Exchange {
    enum Phase {
        case fresh, receiving, working, answered
    }

    let target: String
    /// Where the library holds it.
    private let targetStart: UInt
    let startedSeconds: Double
    var phase = Phase.fresh
    var plan: RequestPlan?
    /// What a worker has made.
    var made: ServerResponse?
    var head: RequestHead?
    var body: [UInt8] = []
    var bodySizeBytesMax = 0
    var isTooLarge = false
    var couldNotStore = false
    var stream: EventStream?
    var status = 0
    private var upload: (descriptor: Int32, path: String)?

    init(target: String, targetStart: UInt, startedSeconds: Double) {
        self.target = target
        self.targetStart = targetStart
        self.startedSeconds = startedSeconds
    }

    deinit { discardUpload() }

    var uploadPath: String? { upload?.path }

    /// True where something lies hidden between the parts of the first line. They lie one after the other where they were
    /// received, each ended by a NUL in place of the blank after it: one that was sent ends a part before its time.
    func isCut(method: UnsafePointer<CChar>, version: UnsafePointer<CChar>?) -> Bool {
        let targetEnd = targetStart + UInt(target.utf8.count)
        return Self.isGap(from: UInt(bitPattern: method) + UInt(strlen(method)), to: targetStart)
            || Self.isGap(from: targetEnd, to: UInt(bitPattern: version))
    }

    /// Parts that lie elsewhere, as another version of the library may have it, tell nothing.
    private static func isGap(from end: UInt, to start: UInt) -> Bool {
        start > end + 1 && start - end < gapSizeMax
    }

    private static let gapSizeMax: UInt = 1 << 20

    /// Opens a file of its own in the folder; false where that is not possible.
    func openUpload(folder: String, name: String) -> Bool {
        let path = "\(folder)/upload-\(name)"
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return false }
        upload = (descriptor, path)
        return true
    }

    func receive(_ bytes: UnsafeRawBufferPointer, receivedSoFar: inout Int) {
        receivedSoFar += bytes.count
        if receivedSoFar > bodySizeBytesMax {
            isTooLarge = true
            body = []
            return
        }
        guard let upload else {
            body.append(contentsOf: bytes)
            return
        }
        var written = 0
        while written < bytes.count {
            let count = write(
                upload.descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                couldNotStore = true
                return
            }
            written += count
        }
    }

    var receivedBytes = 0

    func discardUpload() {
        if let upload {
            close(upload.descriptor)
            unlink(upload.path)
        }
        upload = nil
    }
}
