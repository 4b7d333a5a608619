import COneDNN

/// Products of row-major matrices: oneDNN's `dnnl_sgemm`, 300 GFLOP/s on two cores with nothing to configure.
///
/// The threads are those of `EngineThreads`; with one number of threads the same operands give the same bits.
package enum MatrixProduct {
    /// How an operand is read.
    package enum Orientation: Sendable {
        case asStored
        case transposed

        fileprivate var letter: CChar { self == .asStored ? 0x4E : 0x54 }
    }

    /// C ← α·op(A)·op(B) + β·C for row-major buffers: op(A) is `rows` × `inner`, op(B) `inner` × `columns`.
    ///
    /// A leading dimension is the number of floats from one stored row to the next; nil means densely packed.
    package static func multiply(
        _ left: UnsafePointer<Float>, leftOrientation: Orientation = .asStored, leftLeading: Int? = nil,
        _ right: UnsafePointer<Float>, rightOrientation: Orientation = .asStored, rightLeading: Int? = nil,
        into result: UnsafeMutablePointer<Float>, resultLeading: Int? = nil,
        rows: Int, inner: Int, columns: Int, scale: Float = 1, keeping: Float = 0
    ) {
        precondition(rows >= 0 && inner >= 0 && columns >= 0, "the sides of a matrix are not negative")
        guard rows > 0, columns > 0 else { return }
        let leftRow = leftLeading ?? max(1, leftOrientation == .asStored ? inner : rows)
        let rightRow = rightLeading ?? max(1, rightOrientation == .asStored ? columns : inner)
        let resultRow = resultLeading ?? columns
        let status = dnnl_sgemm(
            leftOrientation.letter, rightOrientation.letter, dnnl_dim_t(rows), dnnl_dim_t(columns),
            dnnl_dim_t(inner), scale, left, dnnl_dim_t(leftRow), right, dnnl_dim_t(rightRow), keeping, result,
            dnnl_dim_t(resultRow))
        precondition(status == dnnl_success, "the sides and leading dimensions of a product fit")
    }

    /// op(A)·op(B) of two packed row-major arrays: `rows` × `columns` floats.
    package static func multiply(
        _ left: [Float], leftOrientation: Orientation = .asStored, _ right: [Float],
        rightOrientation: Orientation = .asStored, rows: Int, inner: Int, columns: Int
    ) -> [Float] {
        precondition(left.count == rows * inner, "the left operand has rows × inner floats")
        precondition(right.count == inner * columns, "the right operand has inner × columns floats")
        var result = [Float](repeating: 0, count: rows * columns)
        guard inner > 0, !result.isEmpty else { return result }
        result.withUnsafeMutableBufferPointer { result in
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    guard let left = left.baseAddress, let right = right.baseAddress,
                        let result = result.baseAddress
                    else { return }
                    multiply(
                        left, leftOrientation: leftOrientation, right, rightOrientation: rightOrientation,
                        into: result, rows: rows, inner: inner, columns: columns)
                }
            }
        }
        return result
    }
}
