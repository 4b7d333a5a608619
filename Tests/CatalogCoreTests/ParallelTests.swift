import CatalogCore
import Dispatch
import Glibc
import Synchronization
import Testing

@Suite struct ParallelTests {
    @Test(arguments: [1, 7, 64, 1_000]) func everyIndexIsVisitedOnceAndInChunkOrder(chunkSize: Int) {
        let chunks = Parallel.mapChunks(of: 1_000, chunkSize: chunkSize) { _, indices in Array(indices) }
        #expect(chunks.flatMap { $0 } == Array(0..<1_000))
    }

    /// Work behind the answers takes one thread, its own: helpers would stand where the answers are.
    @Test func workBehindOthersIsDoneByItself() {
        let done = DispatchSemaphore(value: 0)
        let threads = Mutex<Set<UInt>>([])
        let isBehind = Mutex(false)
        BackgroundThread.start(niceness: 3) {
            threads.withLock { _ = $0.insert(UInt(pthread_self())) }
            isBehind.withLock { $0 = BackgroundThread.isBehind }
            Parallel.forEachChunk(of: 64, chunkSize: 1) { _, _ in
                usleep(1_000)
                threads.withLock { _ = $0.insert(UInt(pthread_self())) }
            }
            done.signal()
        }
        done.wait()
        #expect(isBehind.withLock { $0 } && !BackgroundThread.isBehind)
        #expect(threads.withLock { $0.count } == 1)
    }

    @Test func nothingToDoCallsNothing() {
        #expect(Parallel.mapChunks(of: 0, chunkSize: 8) { chunk, _ in chunk }.isEmpty)
    }
}
