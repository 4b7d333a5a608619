import COpenBLAS

/// The few dense solvers that are needed: LAPACK on doubles, symmetric or column-major.
package enum LinearAlgebra {
    /// Lets LAPACK use this many threads; 1 inside a parallel region.
    package static func setThreadCount(_ count: Int) { openblas_set_threads(Int32(count)) }

    /// The inverse of a symmetric positive definite matrix of `size` × `size`.
    package static func inverse(ofPositiveDefinite matrix: consuming [Double], size: Int)
        throws(LinearAlgebraError)
        -> [Double]
    {
        precondition(matrix.count == size * size, "the matrix is square")
        var inverse = matrix
        try check(openblas_invert_positive_definite(Int32(size), &inverse), "inverting a matrix", size)
        return inverse
    }

    /// Solves `matrix` · x = right for a symmetric positive definite matrix; `right` has `columns` columns of `size`.
    package static func solve(
        positiveDefinite matrix: [Double], size: Int, right: [Double], columns: Int = 1
    ) throws(LinearAlgebraError) -> [Double] {
        precondition(matrix.count == size * size && right.count == size * columns, "the sizes agree")
        var factor = matrix
        var solution = right
        try check(
            openblas_solve_positive_definite(Int32(size), Int32(columns), &factor, &solution),
            "solving a linear system", size)
        return solution
    }

    /// The eigenvalues, ascending, and the eigenvectors (one per `size` values) of a symmetric matrix.
    package static func eigen(ofSymmetric matrix: [Double], size: Int) throws(LinearAlgebraError)
        -> (values: [Double], vectors: [Double])
    {
        precondition(matrix.count == size * size, "the matrix is square")
        var vectors = matrix
        var values = [Double](repeating: 0, count: size)
        try check(openblas_symmetric_eigen(Int32(size), &vectors, &values), "finding eigenvalues", size)
        return (values, vectors)
    }

    /// x that minimises |matrix · x - right|², for a column-major full-rank matrix of `rows` ≥ `columns`.
    package static func leastSquares(
        matrix: [Double], rows: Int, columns: Int, right: [Double]
    ) throws(LinearAlgebraError) -> [Double] {
        precondition(
            rows >= columns && matrix.count == rows * columns && right.count == rows, "the sizes agree")
        var factor = matrix
        var solution = right
        try check(
            openblas_least_squares(Int32(rows), Int32(columns), 1, &factor, &solution),
            "a least-squares fit", columns)
        return Array(solution[0..<columns])
    }

    private static func check(_ code: Int32, _ activity: String, _ size: Int) throws(LinearAlgebraError) {
        guard code != 0 else { return }
        throw LinearAlgebraError(code: Int(code), activity: activity, size: size)
    }
}
