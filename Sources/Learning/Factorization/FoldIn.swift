import CFactorization
import CatalogCore

/// A trained factorisation that only answers: item factors where somebody keeps them, and what folding in needs.
package struct FoldIn: Sendable {
    package let parameters: ImplicitALS.Parameters
    package let items: VectorRows
    /// α₀ Σ y yᵀ of the item factors, `stride` × `stride`.
    package let gram: Column<Float>

    /// Nil where the parts do not agree.
    package init?(parameters: ImplicitALS.Parameters, items: VectorRows, gram: Column<Float>) {
        guard parameters.dimension == items.dimension, gram.count == items.stride * items.stride else {
            return nil
        }
        self.parameters = parameters
        self.items = items
        self.gram = gram
    }

    /// - Parameter rest: gives back the memory of the items that were read.
    package init(
        parameters: ImplicitALS.Parameters, items: VectorRows, rest: @Sendable () -> Void = {}
    ) {
        precondition(parameters.dimension == items.dimension, "factors have the dimension that was asked for")
        self.parameters = parameters
        self.items = items
        gram = Column(items.gram(rest: rest).map { $0 * parameters.unobservedWeight })
    }

    /// Where a history lies among the items, see `ImplicitALS.fold`.
    package func fold(_ history: History) -> [Float] {
        // The history's own rows, one after the other, are all that the problem is made of.
        let met = History(
            items: Array(0..<Int32(history.items.count)), weights: history.weights,
            timesSeconds: history.timesSeconds)
        return parameters.fold(
            met, items: items.values(of: history.items), itemCount: items.count, stride: items.stride,
            gram: gram.values)
    }
}

extension ImplicitALS.Parameters {
    /// The exact solution of one history's own least-squares problem against item factors.
    func fold(
        _ history: History, items: UnsafePointer<Float>, itemCount: Int, stride: Int, gram: [Float]
    ) -> [Float] {
        var solution = [Float](repeating: 0, count: stride)
        guard history.count > 0 else { return Array(solution[0..<dimension]) }
        precondition(history.items.allSatisfy { $0 >= 0 && $0 < itemCount }, "an item has a factor")
        var work = [Float](repeating: 0, count: stride * stride)
        history.items.withUnsafeBufferPointer { columns in
            history.weights.withUnsafeBufferPointer { weights in
                var row = factor_row(
                    indices: columns.baseAddress, values: weights.baseAddress, count: columns.count,
                    scale: confidence, offset: offset,
                    penalty: penalty(entryCount: columns.count, otherCount: itemCount))
                _ = factor_solve_exact(items, stride, gram, &row, &solution, &work)
            }
        }
        return Array(solution[0..<dimension])
    }
}
