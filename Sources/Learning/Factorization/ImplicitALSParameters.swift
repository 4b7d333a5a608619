extension ImplicitALS {
    /// How the factorisation weighs what it sees.
    package struct Parameters: Sendable, Equatable, Codable {
        /// How one row's problem is solved.
        package enum Solver: Sendable, Equatable, Codable {
            /// From where the row was; three steps are enough in practice (Takács, Pilászy and Tikk 2011).
            case conjugateGradient(steps: Int)
            case exact
        }

        package var dimension: Int
        package var iterations: Int
        /// α₀: how much an item that was never met counts as not wanted.
        package var unobservedWeight: Float
        package var regularization: Float
        /// ν: 0 regularises every row alike, 1 in proportion to what is known of it.
        package var frequencyExponent: Float
        /// What a weight is multiplied with.
        package var confidence: Float
        /// 1 where the confidence already contains the weight of the unobserved (Hu et al.), 0 where it does not.
        package var offset: Float
        package var solver: Solver
        /// Standard deviation of the factors at the start.
        package var initialScale: Float
        package var seed: UInt64

        /// Rendle's parametrisation.
        package init(
            dimension: Int = 64, iterations: Int = 12, unobservedWeight: Float = 0.1,
            regularization: Float = 0.02,
            frequencyExponent: Float = 1, confidence: Float = 1,
            solver: Solver = .conjugateGradient(steps: 3),
            seed: UInt64 = 1
        ) {
            precondition(dimension > 0 && iterations >= 0, "the sizes are positive")
            precondition(unobservedWeight >= 0 && regularization > 0, "the weights are positive")
            self.dimension = dimension
            self.iterations = iterations
            self.unobservedWeight = unobservedWeight
            self.regularization = regularization
            self.frequencyExponent = frequencyExponent
            self.confidence = confidence
            self.offset = 0
            self.solver = solver
            initialScale = 0.1 / Float(dimension).squareRoot()
            self.seed = seed
        }

        /// Hu's parametrisation as the `implicit` library has it: confidence α·w, one regularisation for all rows.
        package static func hu(
            dimension: Int, iterations: Int, alpha: Float, regularization: Float,
            solver: Solver = .conjugateGradient(steps: 3), seed: UInt64 = 1
        ) -> Parameters {
            var parameters = Parameters(
                dimension: dimension, iterations: iterations, unobservedWeight: 1,
                regularization: regularization,
                frequencyExponent: 0, confidence: alpha, solver: solver, seed: seed)
            parameters.offset = 1
            parameters.initialScale = 0.01
            return parameters
        }

        /// The density of the feedback that the standard regularisation is meant for.
        package static let standardDensity = 0.05

        /// As strong a regularisation for feedback of another density.
        ///
        /// What nobody met has its part in every row's penalty, and a fit whose penalty outgrows its data is zero
        /// everywhere. The leading singular value of feedback, its rows and columns divided by the roots of their
        /// penalties, is about density / (density + α₀): the regularisation keeps its proportion to that.
        package func carried(fromDensity former: Double, toDensity density: Double) -> Parameters {
            func share(_ density: Double) -> Double { density / (density + Double(unobservedWeight)) }
            guard frequencyExponent != 0, former > 0, density > 0 else { return self }
            var carried = self
            carried.regularization *= power(Float(share(density) / share(former)), frequencyExponent)
            return carried
        }

        /// The regularisation of a row with this many entries, against `otherCount` rows on the other side.
        func penalty(entryCount: Int, otherCount: Int) -> Float {
            guard frequencyExponent != 0 else { return regularization }
            let weight = Float(entryCount) + unobservedWeight * Float(otherCount)
            return regularization * (frequencyExponent == 1 ? weight : power(weight, frequencyExponent))
        }
    }
}
