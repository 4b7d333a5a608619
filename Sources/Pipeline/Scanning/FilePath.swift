/// A path as the file system has it: bytes, which need not be text.
package struct FilePath: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// The absolute path of what a person typed; a relative one starts from `folder`. `.` and `..` are taken out
    /// without asking the file system, so that a library behind a link keeps the name that people know.
    package init(_ text: String, relativeTo folder: String) {
        let absolute = text.hasPrefix("/") ? text : folder + "/" + text
        var parts: [Substring.UTF8View.SubSequence] = []
        for part in Substring(absolute).utf8.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual("..".utf8) {
                _ = parts.popLast()
            } else if !part.elementsEqual(".".utf8) {
                parts.append(part)
            }
        }
        bytes = [UInt8(ascii: "/")] + parts.joined(separator: [UInt8(ascii: "/")])
    }

    /// What a person is shown: the path, with a mark where a byte is no text.
    package var description: String { String(decoding: bytes, as: UTF8.self) }

    /// The last part: the name of the file.
    package var name: String {
        String(decoding: bytes.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    }

    /// True for the folder itself and for everything below it.
    package func isBelow(_ folder: FilePath) -> Bool {
        if folder.bytes == [UInt8(ascii: "/")] || bytes == folder.bytes { return true }
        return bytes.count > folder.bytes.count && bytes.starts(with: folder.bytes)
            && bytes[folder.bytes.count] == UInt8(ascii: "/")
    }

    /// The bytes as C functions want them.
    package var cString: [CChar] { bytes.map(CChar.init(bitPattern:)) + [0] }

    package static func < (left: FilePath, right: FilePath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
