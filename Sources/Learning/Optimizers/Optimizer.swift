import CNetworks
import Glibc

/// Moves parameters against their gradients, and remembers what it needs between two steps.
package struct Optimizer: Sendable, Equatable {
    package enum Rule: Sendable, Equatable, Codable {
        /// Loshchilov and Hutter 2019: Adam with the decay taken off the weights, not put into the gradient.
        case adamW(decay: Float = 0.01, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8)
        /// v ← momentum·v + g + decay·w; w ← w − rate·v.
        case sgd(momentum: Float = 0.9, decay: Float = 0)
    }

    package let rule: Rule
    package private(set) var stepCount = 0
    /// One array for each parameter; the second is empty for SGD.
    package private(set) var firstMoments: [[Float]] = []
    package private(set) var secondMoments: [[Float]] = []

    package init(_ rule: Rule) { self.rule = rule }

    /// What a checkpoint kept.
    package init(_ rule: Rule, stepCount: Int, firstMoments: [[Float]], secondMoments: [[Float]]) {
        self.rule = rule
        self.stepCount = stepCount
        self.firstMoments = firstMoments
        self.secondMoments = secondMoments
    }

    package mutating func step(_ parameters: [Parameter], rate: Float) {
        if firstMoments.isEmpty {
            firstMoments = parameters.map { [Float](repeating: 0, count: $0.values.count) }
            secondMoments = parameters.map {
                if case .adamW = rule { return [Float](repeating: 0, count: $0.values.count) }
                return []
            }
        }
        precondition(
            firstMoments.map(\.count) == parameters.map(\.values.count), "an optimiser has its network")
        stepCount += 1
        for (index, parameter) in parameters.enumerated() {
            switch rule {
            case .adamW(let decay, let beta1, let beta2, let epsilon):
                let corrections = (
                    1 - pow(Double(beta1), Double(stepCount)), 1 - pow(Double(beta2), Double(stepCount))
                )
                catalog_adamw(
                    &parameter.values, parameter.gradient, &firstMoments[index], &secondMoments[index],
                    parameter.values.count,
                    catalog_adamw_step(
                        rate: rate, decay: parameter.decays ? decay : 0, beta1: beta1, beta2: beta2,
                        epsilon: epsilon, correction1: Float(corrections.0), correction2: Float(corrections.1)
                    ))
            case .sgd(let momentum, let decay):
                catalog_sgd(
                    &parameter.values, parameter.gradient, &firstMoments[index], parameter.values.count, rate,
                    momentum, parameter.decays ? decay : 0)
            }
        }
    }
}
