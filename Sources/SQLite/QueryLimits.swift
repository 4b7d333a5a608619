/// How much a statement that somebody typed may take.
package struct QueryLimits: Sendable {
    package let timeMs: Int
    /// By how much the program may grow meanwhile.
    package let memoryBytes: Int
    /// The longest text, blob and row.
    package let valueBytes: Int32
    package let statementBytes: Int32

    package init(
        timeMs: Int, memoryBytes: Int = 512 << 20, valueBytes: Int32 = 256 << 10,
        statementBytes: Int32 = 64 << 10
    ) {
        self.timeMs = timeMs
        self.memoryBytes = memoryBytes
        self.valueBytes = valueBytes
        self.statementBytes = statementBytes
    }
}
