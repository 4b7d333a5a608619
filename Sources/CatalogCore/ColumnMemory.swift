/// A block of memory that lives as long as somebody holds it, aligned for any kernel.
package final class ColumnMemory: Sendable {
    /// Unsafe: written by the one who made the block, before it is shared.
    nonisolated(unsafe) package let start: UnsafeMutableRawPointer

    package init(byteCount: Int) {
        start = UnsafeMutableRawPointer.allocate(byteCount: max(1, byteCount), alignment: 64)
    }

    deinit { start.deallocate() }
}
