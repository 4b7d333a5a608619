/// A denoising autoencoder over standardised feature vectors: its middle layer is the embedding.
package struct Autoencoder: Sendable, Equatable {
    /// What it was trained and measured on.
    package struct Card: Sendable, Equatable, Codable {
        package var trainingRows: Int
        package var heldOutRows: Int
        /// Mean squared errors on held-out standardised values: the network's, and PCA's with as many dimensions.
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
        featureSet: String, columns: Int, options: AutoencoderOptions, standardizer: Standardizer, card: Card,
        encoder: NetworkWeights, decoder: NetworkWeights
    ) {
        self.featureSet = featureSet
        self.columns = columns
        self.options = options
        self.standardizer = standardizer
        self.card = card
        self.encoder = encoder
        self.decoder = decoder
    }

    /// The embedding of each row of raw features.
    package func embed(_ vectors: VectorTable, featureSet: String) throws -> VectorTable {
        try check(vectors, featureSet)
        return try network(Autoencoder.encoder(columns, options), encoder).predict(
            standardizer.apply(to: vectors))
    }

    /// Each row as the network rebuilds it from its embedding, in the units of the features.
    package func reconstruct(_ vectors: VectorTable, featureSet: String) throws -> VectorTable {
        let latent = try embed(vectors, featureSet: featureSet)
        let rebuilt = try network(Autoencoder.decoder(columns, options), decoder).predict(latent)
        return standardizer.undo(rebuilt)
    }

    /// The mean squared error on standardised values.
    package func reconstructionError(_ vectors: VectorTable, featureSet: String) throws -> Double {
        let latent = try embed(vectors, featureSet: featureSet)
        let rebuilt = try network(Autoencoder.decoder(columns, options), decoder).predict(latent)
        return squaredError(standardizer.apply(to: vectors), rebuilt)
    }

    package func encoded() throws -> [UInt8] {
        let settings = Settings(
            featureSet: featureSet, columns: columns, options: options, standardizer: standardizer,
            card: card,
            counts: [encoder.parameters.count, encoder.statistics.count, decoder.parameters.count])
        let arrays = encoder.parameters + encoder.statistics + decoder.parameters + decoder.statistics
        return try ModelBlob(kind: Autoencoder.kind, settings: settings, arrays: arrays).encoded()
    }

    package init(decoding bytes: [UInt8]) throws {
        let record = try ModelBlob(decoding: bytes, kind: Autoencoder.kind)
        let settings = try record.settings(as: Settings.self)
        let counts = settings.counts
        guard counts.count == 3, counts.allSatisfy({ $0 >= 0 }), counts.reduce(0, +) <= record.arrays.count,
            settings.columns > 0, settings.options.latentSize > 0,
            settings.options.hidden.allSatisfy({ $0 > 0 }),
            Autoencoder.encoder(settings.columns, settings.options).isSound(weightsMax: record.floatCount),
            settings.standardizer.means.count == settings.columns,
            settings.standardizer.deviations.count == settings.columns
        else { throw ModelBlob.corrupt("its arrays do not fit its settings") }
        let arrays = record.arrays
        let (first, second) = (counts[0], counts[0] + counts[1])
        self.init(
            featureSet: settings.featureSet, columns: settings.columns, options: settings.options,
            standardizer: settings.standardizer, card: settings.card,
            encoder: NetworkWeights(
                parameters: Array(arrays[..<first]), statistics: Array(arrays[first..<second])),
            decoder: NetworkWeights(
                parameters: Array(arrays[second..<second + counts[2]]),
                statistics: Array(arrays[(second + counts[2])...])))
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
