import Glibc

/// What can be told of a database file without opening it as one.
package struct FileFacts {
    static let headerLength = 100
    static let magic = Array("SQLite format 3\0".utf8)

    let header: [UInt8]
    let size: Int
    let hasLog: Bool

    init(of path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == EACCES {
                throw SQLiteError(.readOnly, path: path, message: "its folder may not be entered")
            }
            throw SQLiteError(.missing, path: path, message: "no such file")
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            throw SQLiteError(
                .foreign, path: path, message: kind == S_IFDIR ? "it is a folder" : "it is not a regular file"
            )
        }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SQLiteError(.readOnly, path: path, message: "it may not be read")
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.headerLength)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        header = Array(bytes.prefix(max(0, count)))
        size = Int(status.st_size)
        var log = stat()
        hasLog = stat(path + "-wal", &log) == 0 && log.st_size > 0
    }

    func bigEndian(at offset: Int) -> UInt32 {
        header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    var pageSize: Int {
        let value = Int(header[16]) << 8 | Int(header[17])
        return value == 1 ? 65_536 : value
    }

    /// Throws where the folder of a file to be made is not there: SQLite would only say that it cannot open the file.
    package static func requireFolder(of path: String) throws {
        let folder = folder(of: path)
        var status = stat()
        if stat(folder, &status) != 0 && errno == ENOENT {
            throw SQLiteError(.other, path: path, message: "there is no folder \(folder), make it first")
        }
    }

    /// Gives a finished file its name, unless the name is taken, and waits until disk knows it.
    package static func publish(_ draft: String, as path: String) throws {
        try synchronize(draft)
        if link(draft, path) == 0 {
            unlink(draft)
        } else if errno == EEXIST {
            throw SQLiteError(.exists, path: path, message: "the file exists")
        } else if access(path, F_OK) == 0 || rename(draft, path) != 0 {
            throw SQLiteError(.readOnly, path: path, message: String(cString: strerror(errno)))
        }
        try synchronize(folder(of: path))
    }

    /// Puts a finished file in the place of another, and waits until the disk knows it.
    package static func replace(_ path: String, with draft: String) throws {
        try synchronize(draft)
        guard rename(draft, path) == 0 else {
            throw SQLiteError(.readOnly, path: path, message: String(cString: strerror(errno)))
        }
        try synchronize(folder(of: path))
    }

    /// Renames a file and its log, out of the way.
    package static func setAside(_ path: String, as aside: String) throws {
        guard rename(path, aside) == 0 else {
            throw SQLiteError(.readOnly, path: path, message: String(cString: strerror(errno)))
        }
        // The log belongs to the file; the shared memory is made anew.
        if access(path + "-wal", F_OK) == 0 { rename(path + "-wal", aside + "-wal") }
        unlink(path + "-shm")
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    package static func remove(_ path: String) { unlink(path) }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func synchronize(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            let reason = errno
            if descriptor >= 0 { close(descriptor) }
            throw SQLiteError(
                reason == ENOSPC ? .full : .readOnly, path: path, message: String(cString: strerror(reason)))
        }
        close(descriptor)
    }
}
