import CatalogStore
import Glibc

extension Invocation {
    /// The catalog that is meant, open.
    func openCatalog() throws -> Catalog { try Catalog(opening: try catalogPath()) }

    /// The time of this run, which commands pass on.
    var now: Timestamp {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        return Timestamp(milliseconds: Int64(moment.tv_sec) * 1_000 + Int64(moment.tv_nsec) / 1_000_000)
    }
}

extension Timestamp {
    /// The moment as a cell of a result.
    var cell: Cell { .time(milliseconds: milliseconds) }
}
