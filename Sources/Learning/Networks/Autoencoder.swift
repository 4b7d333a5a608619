/// A denoising autoencoder over scaled feature vectors: its middle layer is the embedding.
package struct Autoencoder: Sendable, Equatable {
    /// What it was trained and measured on.
    package struct Card: Sendable, Equatable, Codable {
        package var trainingRows: Int
        package var heldOutRows: Int
        /// Mean squared errors on held-out scaled values: the network's, and PCA's with as many dimensions.
        package var heldOutError: Double
        package var principalComponentsError: Double
        package var history: TrainingHistory
    }

    package static let kind = "autoencoder"

    /// The name and version of the features that it takes.
    package let featureSet: String
    package let columns: Int
    package let options: AutoencoderOptions
    package let standardizer: Standardizer
    package let card: Card
    /// Takes the place of the standardisation in front of the networks where it is there.
    let kinScale: KinScale?
    /// Models of before there was one are without.
    let path: PrincipalPath?
    let encoder: NetworkWeights
    let decoder: NetworkWeights

    private struct Settings: Codable {
        let featureSet: String
        let columns: Int
        let options: AutoencoderOptions
        let standardizer: Standardizer
        let card: Card
        let counts: [Int]
    }

    init(
        featureSet: String, columns: Int, options: AutoencoderOptions, standardizer: Standardizer,
        kinScale: KinScale?, path: PrincipalPath?, card: Card, encoder: NetworkWeights,
        decoder: NetworkWeights
    ) {
        self.featureSet = featureSet
        self.columns = columns
        self.options = options
        self.standardizer = standardizer
        self.kinScale = kinScale
        self.path = path
        self.card = card
        self.encoder = encoder
        self.decoder = decoder
    }

    /// The embedding of each row of raw features.
    package func embed(_ vectors: VectorTable, featureSet: String) throws -> VectorTable {
        try check(vectors, featureSet)
        let scaled = kinScale?.apply(to: vectors) ?? standardizer.apply(to: vectors)
        let latent = try network(Autoencoder.encoder(columns, options), encoder).predict(scaled)
        return path?.addCoordinates(of: scaled, to: latent) ?? latent
    }

    /// Each row as the network rebuilds it from its embedding, in the units of the features.
    package func reconstruct(_ vectors: VectorTable, featureSet: String) throws -> VectorTable {
        let latent = try embed(vectors, featureSet: featureSet)
        let bent = try network(Autoencoder.decoder(columns, options), decoder).predict(latent)
        let rebuilt = path?.addPoints(of: latent, to: bent) ?? bent
        return kinScale?.undo(rebuilt) ?? standardizer.undo(rebuilt)
    }

    /// The mean squared error on standardised values.
    package func reconstructionError(_ vectors: VectorTable, featureSet: String) throws -> Double {
        let rebuilt = try reconstruct(vectors, featureSet: featureSet)
        return squaredError(standardizer.apply(to: vectors), standardizer.apply(to: rebuilt))
    }

    package func encoded() throws -> [UInt8] {
        let settings = Settings(
            featureSet: featureSet, columns: columns, options: options, standardizer: standardizer,
            card: card,
            counts: [
                encoder.parameters.count, encoder.statistics.count, decoder.parameters.count,
                decoder.statistics.count,
            ])
        let networks = encoder.arrays + decoder.arrays
        let arrays = networks + (path.map { [$0.directions] } ?? []) + (kinScale?.arrays ?? [])
        return try ModelBlob(kind: Autoencoder.kind, settings: settings, arrays: arrays).encoded()
    }

    package init(decoding bytes: [UInt8]) throws {
        let record = try ModelBlob(decoding: bytes, kind: Autoencoder.kind)
        let settings = try record.settings(as: Settings.self)
        let columns = settings.columns
        guard settings.counts.count >= 3, settings.counts.allSatisfy({ $0 >= 0 }),
            settings.counts.reduce(0, +) <= record.arrays.count, columns > 0, settings.options.latentSize > 0,
            settings.options.hidden.allSatisfy({ $0 > 0 }),
            Autoencoder.encoder(columns, settings.options).isSound(weightsMax: record.floatCount),
            settings.standardizer.means.count == columns, settings.standardizer.deviations.count == columns
        else { throw ModelBlob.corrupt("its arrays do not fit its settings") }
        var rest = record.arrays[...]
        func take(_ count: Int) -> [[Float]] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        let encoder = NetworkWeights(
            parameters: take(settings.counts[0]), statistics: take(settings.counts[1]))
        // Models of before there was a straight path name no fourth count: all that is left is the decoder's.
        let decoder = NetworkWeights(
            parameters: take(settings.counts[2]),
            statistics: take(settings.counts.count > 3 ? settings.counts[3] : rest.count))
        let path = try take(1).first.map { directions in
            guard
                let path = PrincipalPath(
                    directions: directions, columns: columns, latentSize: settings.options.latentSize)
            else { throw ModelBlob.corrupt("its straight path does not fit its settings") }
            return path
        }
        let kinScale = KinScale(arrays: Array(rest), columns: columns)
        guard (kinScale != nil) == settings.options.scalesByKin, kinScale != nil || rest.isEmpty else {
            throw ModelBlob.corrupt("its scale does not fit its settings")
        }
        self.init(
            featureSet: settings.featureSet, columns: columns, options: settings.options,
            standardizer: settings.standardizer, kinScale: kinScale, path: path, card: settings.card,
            encoder: encoder, decoder: decoder)
        // Weights of other sizes are refused here, not at the first use.
        _ = try network(Autoencoder.encoder(columns, options), encoder)
        _ = try network(Autoencoder.decoder(columns, options), decoder)
    }

    static func encoder(_ columns: Int, _ options: AutoencoderOptions) -> PerceptronConfiguration {
        PerceptronConfiguration(inputs: columns, hidden: options.hidden, outputs: options.latentSize)
    }

    static func decoder(_ columns: Int, _ options: AutoencoderOptions) -> PerceptronConfiguration {
        PerceptronConfiguration(
            inputs: options.latentSize, hidden: options.hidden.reversed(), outputs: columns)
    }

    private func network(_ shape: PerceptronConfiguration, _ weights: NetworkWeights) throws -> Network {
        let network = try shape.network(seed: 0)
        try network.load(weights)
        return network
    }

    private func check(_ vectors: VectorTable, _ featureSet: String) throws {
        guard featureSet == self.featureSet, vectors.columns == columns else {
            throw LearningError(
                .wrongFeatures,
                "The embedding model was trained on \(self.featureSet) (\(columns) values), and was asked about "
                    + "\(featureSet) (\(vectors.columns) values); train it again.")
        }
        try vectors.checkFinite("the features")
    }
}

/// The mean squared difference of two tables.
func squaredError(_ left: VectorTable, _ right: VectorTable) -> Double {
    var sum = 0.0
    for (a, b) in zip(left.values, right.values) { sum += Double((a - b) * (a - b)) }
    return sum / Double(max(1, left.values.count))
}
