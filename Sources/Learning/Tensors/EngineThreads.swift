import CNetworks

/// How many threads oneDNN uses for work that is started from the calling thread.
package enum EngineThreads {
    /// Below so many multiplications a second thread costs more in waiting than it brings.
    private static let multiplicationsForMany = 1 << 26

    /// Runs `body` on one thread where its products are small, else on as many as before.
    package static func fitting<Result>(
        multiplications: Int, _ body: () throws -> Result
    ) rethrows -> Result {
        multiplications < multiplicationsForMany ? try with(1, body) : try body()
    }

    /// Runs `body` with oneDNN on `count` threads, then sets what was before.
    ///
    /// Inside a parallel loop of our own the count is one: one level of parallelism at a time. The count is part of
    /// what makes a training run repeatable to the bit, so that trainers take it as a parameter.
    package static func with<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
        precondition(count > 0, "work needs at least one thread")
        let before = catalog_openmp_threads_set(Int32(clamping: count))
        defer { if before > 0 { _ = catalog_openmp_threads_set(before) } }
        return try body()
    }
}
