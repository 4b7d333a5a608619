/// A trained genre network: patches in, calibrated probabilities of genres out.
package struct GenreModel: Sendable, Equatable {
    package struct Card: Sendable, Equatable, Codable {
        package var trainingTracks: Int
        package var heldOutTracks: Int
        package var metrics: GenreMetrics
        package var history: TrainingHistory
    }

    package static let kind = "genre"
    private static let classesMax = 10_000

    /// The name and version of the patches that it takes.
    package let featureSet: String
    package let classes: [String]
    package let options: GenreOptions
    package let standardizer: Standardizer
    package let temperature: Float
    package let card: Card
    let weights: NetworkWeights

    private struct Settings: Codable {
        let featureSet: String
        let classes: [String]
        let options: GenreOptions
        let standardizer: Standardizer
        let temperature: Float
        let card: Card
        let parameterArrays: Int
    }

    init(
        featureSet: String, classes: [String], options: GenreOptions, standardizer: Standardizer,
        temperature: Float,
        card: Card, weights: NetworkWeights
    ) {
        self.featureSet = featureSet
        self.classes = classes
        self.options = options
        self.standardizer = standardizer
        self.temperature = temperature
        self.card = card
        self.weights = weights
    }

    /// The network made ready for some patches.
    package func predictor(_ source: any PatchSource) throws -> GenrePredictor {
        try GenrePredictor(self, source: source)
    }

    package func encoded() throws -> [UInt8] {
        let settings = Settings(
            featureSet: featureSet, classes: classes, options: options, standardizer: standardizer,
            temperature: temperature, card: card, parameterArrays: weights.parameters.count)
        return try ModelBlob(
            kind: GenreModel.kind, settings: settings, arrays: weights.parameters + weights.statistics
        ).encoded()
    }

    package init(decoding bytes: [UInt8]) throws {
        let record = try ModelBlob(decoding: bytes, kind: GenreModel.kind)
        let settings = try record.settings(as: Settings.self)
        guard (0...record.arrays.count).contains(settings.parameterArrays), !settings.classes.isEmpty,
            settings.classes.count <= GenreModel.classesMax, settings.temperature > 0,
            settings.options.patchesPerTrackMax > 0,
            settings.options.configuration.isSound(weightsMax: record.floatCount),
            settings.standardizer.means.count == settings.options.configuration.melBands,
            settings.standardizer.deviations.count == settings.options.configuration.melBands
        else { throw ModelBlob.corrupt("its arrays do not fit its settings") }
        self.init(
            featureSet: settings.featureSet, classes: settings.classes, options: settings.options,
            standardizer: settings.standardizer, temperature: settings.temperature, card: settings.card,
            weights: NetworkWeights(
                parameters: Array(record.arrays[..<settings.parameterArrays]),
                statistics: Array(record.arrays[settings.parameterArrays...])))
        _ = try network()
    }

    func network() throws -> Network {
        let network = try options.configuration.network(outputs: classes.count, seed: 0)
        try network.load(weights)
        return network
    }
}
