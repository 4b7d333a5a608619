import Glibc

/// The probability of being a member by a score: 1 / (1 + e^-(slope · score + offset)).
///
/// Platt, "Probabilistic outputs for support vector machines", 1999.
package struct PlattSigmoid: Sendable, Equatable {
    package let slope: Double
    package let offset: Double

    package init(slope: Double, offset: Double) {
        self.slope = slope
        self.offset = offset
    }

    /// The sigmoid under which the truth is the least surprising.
    init(scores: [Double], isMember: [Bool]) {
        let members = Double(isMember.count { $0 })
        let others = Double(isMember.count) - members
        // Platt's targets: no row is quite certain.
        let (high, low) = ((members + 1) / (members + 2), 1 / (others + 2))
        let found = QuasiNewton.minimize(from: [1, 0], iterationsMax: 200, tolerance: 1e-6) {
            place, gradient in
            var sum = 0.0
            gradient[0] = 0
            gradient[1] = 0
            for (own, isMember) in zip(scores, isMember) {
                let score = place[0] * own + place[1]
                let target = isMember ? high : low
                sum += Logistic.softplus(score) - target * score
                let error = Logistic.value(score) - target
                gradient[0] += error * own
                gradient[1] += error
            }
            return sum
        }
        self.init(slope: found[0], offset: found[1])
    }

    func value(_ score: Double) -> Double { Logistic.value(slope * score + offset) }
}
