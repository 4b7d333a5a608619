/// Eigenvalues and vectors of a small symmetric matrix by Jacobi's rotations; Golub and Van Loan, section 8.5.
package struct SymmetricEigen: Sendable {
    private static let sweepsMax = 60

    /// By falling size.
    package let values: [Double]
    /// One row of unit length for each value.
    package let vectors: [[Double]]

    package init(_ matrix: [Double], side: Int) {
        precondition(matrix.count == side * side, "a square matrix has side² values")
        var work = matrix
        var rotations = [Double](repeating: 0, count: side * side)
        for index in 0..<side { rotations[index * side + index] = 1 }
        let size = matrix.reduce(0) { $0 + $1 * $1 }
        for _ in 0..<SymmetricEigen.sweepsMax {
            var outside = 0.0
            for first in 0..<side {
                for second in first + 1..<max(side, first + 1) {
                    outside += work[first * side + second] * work[first * side + second]
                }
            }
            if outside <= 1e-24 * size { break }
            for first in 0..<side {
                for second in first + 1..<max(side, first + 1) {
                    SymmetricEigen.rotate(&work, &rotations, side, first, second)
                }
            }
        }
        let order = (0..<side).sorted { work[$0 * side + $0] > work[$1 * side + $1] }
        values = order.map { work[$0 * side + $0] }
        vectors = order.map { column in (0..<side).map { rotations[$0 * side + column] } }
    }

    private static func rotate(
        _ work: inout [Double], _ rotations: inout [Double], _ side: Int, _ first: Int, _ second: Int
    ) {
        let off = work[first * side + second]
        guard off != 0 else { return }
        let theta = (work[second * side + second] - work[first * side + first]) / (2 * off)
        let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (tangent * tangent + 1).squareRoot()
        let sine = tangent * cosine
        for index in 0..<side {
            let (a, b) = (work[index * side + first], work[index * side + second])
            work[index * side + first] = cosine * a - sine * b
            work[index * side + second] = sine * a + cosine * b
        }
        for index in 0..<side {
            let (a, b) = (work[first * side + index], work[second * side + index])
            work[first * side + index] = cosine * a - sine * b
            work[second * side + index] = sine * a + cosine * b
            let (c, d) = (rotations[index * side + first], rotations[index * side + second])
            rotations[index * side + first] = cosine * c - sine * d
            rotations[index * side + second] = sine * c + cosine * d
        }
    }
}
