import Glibc

/// Reads the name out of a directory entry, as bytes.
enum DirectoryEntry {
    static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    }
}
