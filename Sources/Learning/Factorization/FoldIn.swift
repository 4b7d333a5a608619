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

    package init(_ factors: ImplicitALS) {
        parameters = factors.parameters
        items = VectorRows(factors.itemFactors)
        gram = Column(factors.itemGram)
    }

    /// Where a history lies among the items, see `ImplicitALS.fold`.
    package func fold(_ history: History) -> [Float] {
        parameters.fold(
            history, items: items.floats.pointer, itemCount: items.count, stride: items.stride,
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
