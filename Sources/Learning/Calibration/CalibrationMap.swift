import Glibc

/// Turns a classifier's probability of one class into the share of such rows that are of it.
package enum CalibrationMap: Sendable, Equatable {
    /// 1 / (1 + e^(a · logit + b)): Platt, "Probabilistic outputs for support vector machines", 1999.
    case sigmoid(slope: Double, offset: Double)
    /// The rising steps that fit best: Zadrozny and Elkan, "Transforming classifier scores", 2002.
    case steps(places: [Float], values: [Float])

    package enum Method: String, Sendable, CaseIterable { case platt, isotonic }

    private static let nearZero = 1e-6

    package init(_ method: Method, probabilities: [Float], isMember: [Bool]) {
        precondition(probabilities.count == isMember.count, "each probability has a truth")
        switch method {
        case .platt:
            let found = PlattSigmoid(scores: probabilities.map { Self.logit($0) }, isMember: isMember)
            self = .sigmoid(slope: found.slope, offset: found.offset)
        case .isotonic: self = Self.steps(probabilities, isMember)
        }
    }

    package func value(_ probability: Float) -> Float {
        switch self {
        case .sigmoid(let slope, let offset):
            return Float(Logistic.value(slope * Self.logit(probability) + offset))
        case .steps(let places, let values):
            guard let first = values.first, let last = values.last else { return probability }
            var (low, high) = (0, places.count)
            while low < high {
                let middle = (low + high) / 2
                if places[middle] <= probability { low = middle + 1 } else { high = middle }
            }
            if low == 0 { return first }
            if low == places.count { return last }
            let width = places[low] - places[low - 1]
            let share = width > 0 ? (probability - places[low - 1]) / width : 0
            return values[low - 1] + share * (values[low] - values[low - 1])
        }
    }

    private static func logit(_ probability: Float) -> Double {
        let bounded = min(1 - nearZero, max(nearZero, Double(probability)))
        return log(bounded / (1 - bounded))
    }

    /// Pools neighbours that fall until all rise.
    private static func steps(_ probabilities: [Float], _ isMember: [Bool]) -> CalibrationMap {
        let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
        var blocks: [(sum: Double, count: Double, from: Float, to: Float)] = []
        for index in order {
            let place = probabilities[index]
            blocks.append((isMember[index] ? 1 : 0, 1, place, place))
            while blocks.count > 1 {
                let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
                guard last.from == before.to || last.sum / last.count <= before.sum / before.count else {
                    break
                }
                blocks.removeLast(2)
                blocks.append((before.sum + last.sum, before.count + last.count, before.from, last.to))
            }
        }
        var places: [Float] = []
        var values: [Float] = []
        for block in blocks {
            for place in block.from < block.to ? [block.from, block.to] : [block.from] {
                places.append(place)
                values.append(Float(block.sum / block.count))
            }
        }
        return .steps(places: places, values: values)
    }
}
