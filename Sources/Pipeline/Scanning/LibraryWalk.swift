import Glibc

/// What one walk over the roots of a library found.
package struct LibraryWalk: Sendable {
    /// Every regular file that no rule leaves out, whatever its ending: formats are told by content.
    package var files: [FoundFile] = []
    /// Folders and files that could not be read, with the reason.
    package var unreadable: [Unreadable] = []
    /// Roots that were there and could be listed: only below these may a file be called missing.
    package var readableRoots: [FilePath] = []
    package var wasCancelled = false

    package struct Unreadable: Sendable, Equatable {
        package let path: FilePath
        package let reason: String
    }

    /// Files that are never music, by ending: told apart without opening them, so that a walk over covers and
    /// playlists is instant. Anything else is opened and told by its content.
    package static let endingsLeftOut: Set<String> = [
        "jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "heic", "svg", "pdf", "txt", "lrc", "nfo",
        "log",
        "cue", "m3u", "m3u8", "pls", "xspf", "sfv", "md5", "ffp", "accurip", "db", "ini", "json", "xml",
        "html", "jsonl",
        "htm", "css", "js", "md", "doc", "docx", "rtf", "zip", "rar", "7z", "gz", "xz", "bz2", "tar", "par2",
        "torrent",
        "url", "lnk", "exe", "dll", "sqlite", "catalog", "catalog-wal", "catalog-shm", "ds_store", "part",
        "crdownload", "tmp", "bak",
    ]

    /// Deeper folders than this are reported and not entered.
    package static let depthMax = 128
    /// A walk that meets more files than this stops and says so: no library is this large.
    package static let fileCountMax = 10_000_000
}
