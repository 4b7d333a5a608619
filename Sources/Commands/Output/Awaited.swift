import Dispatch
import Synchronization

/// Lets a command, which runs on the main thread, wait for asynchronous work.
///
/// The main thread is none of the concurrency pool's, so that it may block while the pool works.
final class Awaited<Value: Sendable>: Sendable {
    private let outcome = Mutex<Result<Value, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    private init() {}

    /// Runs the work and returns what it returns, or throws what it throws.
    static func value(of work: @escaping @Sendable () async throws -> Value) throws -> Value {
        let awaited = Awaited()
        Task.detached {
            let result: Result<Value, any Error>
            do { result = .success(try await work()) } catch { result = .failure(error) }
            awaited.outcome.withLock { $0 = result }
            awaited.isDone.signal()
        }
        awaited.isDone.wait()
        guard let result = awaited.outcome.withLock({ $0 }) else {
            throw CommandError("The work ended without a result.")
        }
        return try result.get()
    }
}
