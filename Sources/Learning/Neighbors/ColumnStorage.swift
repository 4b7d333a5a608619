import CatalogCore

/// Where large columns lie while they are made, and while others are made of them: in memory, or in a file of the caller's,
/// whose memory is given back as it was written and read. They are read in their order as far as that can be, for a file
/// comes in by many pages at once.
package struct ColumnStorage {
    /// So many bytes, all of them zero.
    package let zeros: (_ byteCount: Int) -> Zeros

    /// Unchecked: written by the one who asked for it, before it is shared.
    package struct Zeros: @unchecked Sendable {
        package let start: UnsafeMutableRawPointer
        package let rest: @Sendable () -> Void
        private let owner: any Sendable

        /// - Parameters:
        ///   - owner: what keeps the bytes.
        ///   - rest: gives back the memory of what was touched; it is read again where it is needed.
        package init(
            at start: UnsafeMutableRawPointer, keptBy owner: any Sendable,
            rest: @escaping @Sendable () -> Void
        ) {
            self.start = start
            self.owner = owner
            self.rest = rest
        }

        /// The first values, when all have been written.
        package func column<Value>(count: Int) -> Column<Value> {
            Column(
                at: UnsafePointer(start.bindMemory(to: Value.self, capacity: max(1, count))), count: count,
                keptBy: owner)
        }
    }

    package init(zeros: @escaping (_ byteCount: Int) -> Zeros) { self.zeros = zeros }

    package static var memory: ColumnStorage {
        ColumnStorage { byteCount in
            let memory = ColumnMemory(byteCount: byteCount)
            memory.start.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
            return Zeros(at: memory.start, keptBy: memory, rest: {})
        }
    }
}
