import Glibc

/// Draws items of one group together and the others apart: the supervised contrastive loss of Khosla et al. 2020.
///
/// With unit vectors u and temperature τ: the mean over items i that have partners P(i) in the batch of
/// −1/|P| Σ_p log(exp(u_i·u_p/τ) / Σ_{j≠i} exp(u_i·u_j/τ)).
package struct ContrastiveLoss: Sendable, Equatable {
    package let temperature: Float

    package init(temperature: Float = 0.1) {
        precondition(temperature > 0, "a temperature is positive")
        self.temperature = temperature
    }

    /// The loss of a batch of vectors; adds `weight` times its gradient to `gradient`. O(batch²·columns).
    package func evaluate(_ vectors: Tensor, groups: [Int], weight: Float, addingTo gradient: Tensor)
        -> Double
    {
        precondition(groups.count == vectors.batch, "each vector has a group")
        let (rows, columns) = (vectors.batch, vectors.shape.count)
        let lengths = (0..<rows).map { row -> Float in
            let vector = vectors.pointer + row * columns
            var sum: Float = 1e-12
            for column in 0..<columns { sum += vector[column] * vector[column] }
            return sum.squareRoot()
        }
        var units = [Float](repeating: 0, count: rows * columns)
        for row in 0..<rows {
            for column in 0..<columns {
                units[row * columns + column] = vectors.pointer[row * columns + column] / lengths[row]
            }
        }
        var scores = MatrixProduct.multiply(
            units, units, rightOrientation: .transposed, rows: rows, inner: columns, columns: rows)
        let loss = turnIntoGradient(&scores, groups)
        // Each score is a function of both its vectors.
        var both = scores
        for row in 0..<rows {
            for column in 0..<rows { both[row * rows + column] += scores[column * rows + row] }
        }
        let pulls = MatrixProduct.multiply(both, units, rows: rows, inner: rows, columns: columns)
        for row in 0..<rows {
            var along: Float = 0
            for column in 0..<columns {
                along += pulls[row * columns + column] * units[row * columns + column]
            }
            for column in 0..<columns {
                let place = row * columns + column
                gradient.pointer[place] += weight * (pulls[place] - along * units[place]) / lengths[row]
            }
        }
        return loss * Double(weight)
    }

    /// Replaces the cosines by the loss's gradient in them.
    private func turnIntoGradient(_ scores: inout [Float], _ groups: [Int]) -> Double {
        let rows = groups.count
        var sizes: [Int: Int] = [:]
        for group in groups { sizes[group, default: 0] += 1 }
        let anchors = groups.count { (sizes[$0] ?? 0) > 1 }
        var loss = 0.0
        for row in 0..<rows {
            let partners = (sizes[groups[row]] ?? 1) - 1
            let range = row * rows..<(row + 1) * rows
            guard partners > 0 else {
                for place in range { scores[place] = 0 }
                continue
            }
            var total = 0.0
            // Cosines are at most 1: with that as the largest the exponentials cannot overflow.
            for column in 0..<rows where column != row {
                total += Double(expf((scores[row * rows + column] - 1) / temperature))
            }
            let logTotal = log(total)
            for column in 0..<rows {
                let place = row * rows + column
                let logit = Double((scores[place] - 1) / temperature)
                var share = column == row ? 0 : exp(logit - logTotal)
                if column != row && groups[column] == groups[row] {
                    loss -= (logit - logTotal) / Double(partners)
                    share -= 1 / Double(partners)
                }
                scores[place] = Float(share / Double(anchors)) / temperature
            }
        }
        return anchors > 0 ? loss / Double(anchors) : 0
    }
}
