import Dispatch
import Synchronization

/// Loops over slices of one big range, with the same answer on any number of cores.
package enum Parallel {
    /// Calls `body` once for each chunk of `chunkSize` indices, on as many threads as there are cores.
    ///
    /// Work is cut by `chunkSize`, never by core count: a caller that keeps one partial result per chunk and reduces
    /// them in chunk order gets the same bits on 2 and on 64 cores. The calls return when all chunks are done.
    package static func forEachChunk(
        of count: Int, chunkSize: Int, body: @Sendable (_ chunk: Int, _ indices: Range<Int>) -> Void
    ) {
        precondition(chunkSize > 0, "a chunk has at least one element")
        let chunks = (count + chunkSize - 1) / chunkSize
        guard chunks > 0 else { return }
        // Helpers would not stand behind the answers, where the caller does.
        if chunks == 1 || BackgroundThread.isBehind {
            for chunk in 0..<chunks {
                body(chunk, chunk * chunkSize..<min(count, (chunk + 1) * chunkSize))
            }
            return
        }
        DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
            body(chunk, chunk * chunkSize..<min(count, (chunk + 1) * chunkSize))
        }
    }

    /// One partial result for each chunk, in chunk order.
    package static func mapChunks<Partial: Sendable>(
        of count: Int, chunkSize: Int, transform: @Sendable (_ chunk: Int, _ indices: Range<Int>) -> Partial
    ) -> [Partial] {
        let partials = Mutex<[(chunk: Int, partial: Partial)]>([])
        forEachChunk(of: count, chunkSize: chunkSize) { chunk, indices in
            let partial = transform(chunk, indices)
            partials.withLock { $0.append((chunk, partial)) }
        }
        return partials.withLock { $0 }.sorted { $0.chunk < $1.chunk }.map(\.partial)
    }
}
