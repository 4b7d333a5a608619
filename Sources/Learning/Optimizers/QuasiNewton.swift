/// Minimises a smooth function by L-BFGS with a backtracking line search.
///
/// Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming 45, 1989.
package enum QuasiNewton {
    private static let memory = 10
    private static let backtrackingMax = 40
    private static let sufficientDecrease = 1e-4

    /// - Parameter evaluate: returns the value at a place and writes the gradient there.
    /// - Returns: the place where no part of the gradient is larger than the tolerance, or the best that was found.
    package static func minimize(
        from start: [Double], iterationsMax: Int, tolerance: Double,
        evaluate: (_ place: [Double], _ gradient: inout [Double]) -> Double
    ) -> [Double] {
        var place = start
        var gradient = [Double](repeating: 0, count: start.count)
        var value = evaluate(place, &gradient)
        var steps: [(step: [Double], change: [Double], scale: Double)] = []
        for _ in 0..<iterationsMax {
            guard gradient.contains(where: { abs($0) > tolerance }) else { break }
            var direction = direction(against: gradient, steps)
            var slope = dot(direction, gradient)
            if slope >= 0 {
                steps.removeAll()
                direction = gradient.map { -$0 }
                slope = -dot(gradient, gradient)
            }
            var length = steps.isEmpty ? 1 / max(1, dot(gradient, gradient).squareRoot()) : 1
            var newGradient = gradient
            var newPlace = place
            var newValue = Double.infinity
            var isLower = false
            for _ in 0..<backtrackingMax {
                newPlace = zip(place, direction).map { $0 + length * $1 }
                newValue = evaluate(newPlace, &newGradient)
                if newValue <= value + sufficientDecrease * length * slope {
                    isLower = true
                    break
                }
                length /= 2
            }
            // Nothing lower within what numbers can tell.
            guard isLower else { break }
            let step = zip(newPlace, place).map { $0 - $1 }
            let change = zip(newGradient, gradient).map { $0 - $1 }
            let curvature = dot(step, change)
            if curvature > 1e-12 * dot(change, change).squareRoot() * dot(step, step).squareRoot() {
                steps.append((step, change, 1 / curvature))
                if steps.count > memory { steps.removeFirst() }
            }
            (place, gradient, value) = (newPlace, newGradient, newValue)
        }
        return place
    }

    /// The two loops over the remembered steps.
    private static func direction(
        against gradient: [Double], _ steps: [(step: [Double], change: [Double], scale: Double)]
    ) -> [Double] {
        var result = gradient.map { -$0 }
        var shares = [Double](repeating: 0, count: steps.count)
        for index in steps.indices.reversed() {
            shares[index] = steps[index].scale * dot(steps[index].step, result)
            add(-shares[index], steps[index].change, to: &result)
        }
        if let last = steps.last {
            let scale = 1 / (last.scale * dot(last.change, last.change))
            for index in result.indices { result[index] *= scale }
        }
        for index in steps.indices {
            let share = steps[index].scale * dot(steps[index].change, result)
            add(shares[index] - share, steps[index].step, to: &result)
        }
        return result
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }

    private static func add(_ factor: Double, _ values: [Double], to result: inout [Double]) {
        for index in values.indices { result[index] += factor * values[index] }
    }
}
