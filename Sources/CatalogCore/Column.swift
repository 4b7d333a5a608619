/// Values of one kind in memory that somebody keeps: an array's copy, or a part of a mapped file. Copies share it.
///
/// Unchecked: the memory is written before the column is made and never after, and `owner` keeps it alive.
package struct Column<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
    @usableFromInline let start: UnsafePointer<Value>
    @usableFromInline let length: Int
    /// What keeps the memory.
    package let owner: any Sendable

    /// Takes `count` values at an address that `owner` keeps alive and nobody writes to.
    package init(at start: UnsafePointer<Value>, count: Int, keptBy owner: any Sendable) {
        precondition(count >= 0, "a column has a size")
        self.start = start
        length = count
        self.owner = owner
    }

    package init(_ values: [Value]) {
        let memory = ColumnMemory(byteCount: max(1, values.count) * MemoryLayout<Value>.stride)
        let start = memory.start.bindMemory(to: Value.self, capacity: max(1, values.count))
        start.update(from: values, count: values.count)
        self.init(memory, count: values.count)
    }

    /// Takes the first values of memory that was written.
    package init(_ memory: ColumnMemory, count: Int) {
        self.init(
            at: UnsafePointer(memory.start.bindMemory(to: Value.self, capacity: max(1, count))), count: count,
            keptBy: memory)
    }

    @inlinable package var count: Int { length }

    @inlinable package subscript(index: Int) -> Value {
        precondition(index >= 0 && index < length, "an index is inside the column")
        return start[index]
    }

    /// The first value, for kernels that take an address; valid as long as the column is held.
    @inlinable package var pointer: UnsafePointer<Value> { start }

    @inlinable package var values: [Value] { Array(UnsafeBufferPointer(start: start, count: count)) }

    @inlinable package func allSatisfy(_ holds: (Value) -> Bool) -> Bool {
        UnsafeBufferPointer(start: start, count: count).allSatisfy(holds)
    }

    @inlinable package func values(_ range: Range<Int>) -> [Value] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range is inside the column")
        return Array(UnsafeBufferPointer(start: start + range.lowerBound, count: range.count))
    }

    package var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Value>.stride)
    }

    /// The place of a value in a column that ascends.
    @inlinable package func place(of value: Value) -> Int? where Value: Comparable {
        var lower = 0
        var upper = count
        while lower < upper {
            let middle = (lower + upper) / 2
            if start[middle] < value { lower = middle + 1 } else { upper = middle }
        }
        return lower < count && start[lower] == value ? lower : nil
    }
}
