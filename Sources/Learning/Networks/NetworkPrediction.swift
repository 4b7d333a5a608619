extension Network {
    private static let predictionBatchMax = 512

    /// The outputs for each row, in inference; on the calling thread alone.
    package func predict(_ table: VectorTable) throws -> VectorTable {
        guard table.rows > 0 else { return VectorTable(columns: output.count, values: []) }
        let batch = min(table.rows, Network.predictionBatchMax)
        let input = Tensor(self.input, batch: batch)
        var values: [Float] = []
        values.reserveCapacity(table.rows * output.count)
        try EngineThreads.with(1) {
            for start in stride(from: 0, to: table.rows, by: batch) {
                let rows = start..<min(table.rows, start + batch)
                table.fill(input, rows)
                let result = try forward(input, .inference)
                values.append(contentsOf: result.values.prefix(rows.count * output.count))
            }
        }
        return VectorTable(columns: output.count, values: values)
    }
}
