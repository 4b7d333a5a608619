import Glibc

/// The path of a file of the catalog's own list: bytes, which need not be text. It is in no answer.
struct FileName: Sendable {
    let bytes: [UInt8]

    /// A descriptor, or -1. Opens without waiting: a pipe that took the place of a file holds nobody up.
    func open() -> Int32 {
        guard bytes.first == UInt8(ascii: "/"), !bytes.contains(0) else { return -1 }
        return (bytes.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { path in
            path.baseAddress.map { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) } ?? -1
        }
    }

    /// Another file of the same folder.
    func sibling(_ name: String) -> FileName? {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return FileName(bytes: bytes[...slash] + Array(name.utf8))
    }
}
