/// When the log is moved into the file: after some megabytes, or after several commits where those are large.
///
/// The commits of a large import change the same pages of indexes again and again. Each page that is in the log several
/// times is moved once.
final class LogLimit {
    private static let pagesMin = 4_000
    /// 256 MiB of pages.
    private static let pagesMax = 65_536
    private static let commitsPerMove = 4

    private var pagesBefore = 0

    /// True where a log of so many pages, after a commit, is to be moved.
    func isReached(by pages: Int) -> Bool {
        // A shorter log than before began anew.
        let written = pages > pagesBefore ? pages - pagesBefore : pages
        pagesBefore = pages
        return pages >= min(max(Self.pagesMin, Self.commitsPerMove * written), Self.pagesMax)
    }
}
