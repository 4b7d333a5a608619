import Glibc

/// A trained mood network, or one for each mood: patches in, values between 0 and 1 with error bars out.
package struct MoodModel: Sendable, Equatable {
    package struct Card: Sendable, Equatable, Codable {
        package var trainingTracks: Int
        package var heldOutTracks: Int
        /// Held-out mean squared errors: one trunk with all heads, and one network for each.
        package var trunkError: Double
        package var separateError: Double?
    }

    /// What is said of one track.
    package struct Mood: Sendable, Equatable {
        package let name: String
        package let value: Float
        /// The root mean squared error on held-out tracks.
        package let errorBar: Float
    }

    struct Part: Sendable, Equatable {
        let columns: [Int]
        let standardizer: Standardizer
        let weights: NetworkWeights
    }

    package static let kind = "mood"

    package let featureSet: String
    package let names: [String]
    package let options: GenreOptions
    package let card: Card
    package let errorBars: [Float]
    let parts: [Part]

    private struct Settings: Codable {
        let featureSet: String
        let names: [String]
        let options: GenreOptions
        let card: Card
        let errorBars: [Float]
        let columns: [[Int]]
        let standardizers: [Standardizer]
        let counts: [[Int]]
    }

    init(
        featureSet: String, names: [String], options: GenreOptions, parts: [Part], errorBars: [Float],
        card: Card
    ) {
        self.featureSet = featureSet
        self.names = names
        self.options = options
        self.parts = parts
        self.errorBars = errorBars
        self.card = card
    }

    /// The moods of the first `tracks` tracks of the source; nil for a track without patches.
    package func predict(_ source: any PatchSource, tracks: Int) throws -> [[Mood]?] {
        let shape = options.configuration
        guard source.melBands == shape.melBands, source.frames == shape.frames else {
            throw LearningError(
                .wrongFeatures,
                "The mood network takes patches of \(shape.melBands) × \(shape.frames), not "
                    + "\(source.melBands) × \(source.frames); train it again.")
        }
        var values = [Float](repeating: 0, count: tracks * names.count)
        for part in parts {
            let run = PatchRun(
                network: try network(part), source: source, standardizer: part.standardizer, masking: .none)
            let found = try EngineThreads.with(1) {
                try MoodModel.moods(run, source, tracks: tracks, limit: options.patchesPerTrackMax)
            }
            for track in 0..<tracks {
                for (place, column) in part.columns.enumerated() {
                    values[track * names.count + column] = found.values[track * part.columns.count + place]
                }
            }
        }
        let heard = Set(source.trackOfPatch)
        return (0..<tracks).map { track in
            guard heard.contains(track) else { return nil }
            return names.indices.map {
                Mood(name: names[$0], value: values[track * names.count + $0], errorBar: errorBars[$0])
            }
        }
    }

    package func encoded() throws -> [UInt8] {
        let settings = Settings(
            featureSet: featureSet, names: names, options: options, card: card, errorBars: errorBars,
            columns: parts.map(\.columns), standardizers: parts.map(\.standardizer),
            counts: parts.map(\.weights.arrayCounts))
        let arrays = parts.flatMap(\.weights.arrays)
        return try ModelBlob(kind: MoodModel.kind, settings: settings, arrays: arrays).encoded()
    }

    package init(decoding bytes: [UInt8]) throws {
        let record = try ModelBlob(decoding: bytes, kind: MoodModel.kind)
        let settings = try record.settings(as: Settings.self)
        let bands = settings.options.configuration.melBands
        guard settings.columns.count == settings.counts.count, settings.options.patchesPerTrackMax > 0,
            settings.options.configuration.isSound(weightsMax: record.floatCount),
            settings.standardizers.count == settings.counts.count,
            settings.errorBars.count == settings.names.count,
            settings.columns.flatMap({ $0 }).sorted() == Array(settings.names.indices),
            settings.columns.allSatisfy({ !$0.isEmpty }),
            settings.standardizers.allSatisfy({ $0.means.count == bands && $0.deviations.count == bands })
        else { throw ModelBlob.corrupt("its arrays do not fit its settings") }
        let parts = zip(try record.networks(counts: settings.counts), settings.counts.indices).map {
            Part(columns: settings.columns[$1], standardizer: settings.standardizers[$1], weights: $0)
        }
        self.init(
            featureSet: settings.featureSet, names: settings.names, options: settings.options, parts: parts,
            errorBars: settings.errorBars, card: settings.card)
        for part in parts { _ = try network(part) }
    }

    /// The mean over a track's patches of each output's sigmoid.
    static func moods(_ run: PatchRun, _ source: any PatchSource, tracks: Int, limit: Int) throws
        -> VectorTable
    {
        let patches = source.patches(ofTracks: tracks, limit: limit)
        let outputs = try run.outputs(patches.flatMap { $0 })
        var values = [Float](repeating: 0, count: tracks * outputs.columns)
        var next = 0
        for (track, own) in patches.enumerated() {
            for _ in own {
                for (column, output) in outputs.row(next).enumerated() {
                    values[track * outputs.columns + column] += 1 / (1 + expf(-output)) / Float(own.count)
                }
                next += 1
            }
        }
        return VectorTable(columns: outputs.columns, values: values)
    }

    private func network(_ part: Part) throws -> Network {
        let network = try options.configuration.network(outputs: part.columns.count, seed: 0)
        try network.load(part.weights)
        return network
    }
}
