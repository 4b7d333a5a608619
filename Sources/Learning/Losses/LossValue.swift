extension Loss {
    /// The loss of whole tables, without a gradient.
    package func value(_ outputs: VectorTable, _ targets: VectorTable) -> Double {
        precondition(
            outputs.columns == targets.columns && outputs.rows == targets.rows, "targets fit the outputs")
        guard outputs.rows > 0 else { return 0 }
        let shape = Shape.vector(outputs.columns)
        let (left, right) = (Tensor(shape, batch: outputs.rows), Tensor(shape, batch: outputs.rows))
        outputs.fill(left, 0..<outputs.rows)
        targets.fill(right, 0..<outputs.rows)
        return evaluate(outputs: left, targets: right, gradient: Tensor(shape, batch: outputs.rows))
    }
}
