/// A genre model loaded over some patches; one thread at a time.
package final class GenrePredictor {
    /// One of the genres of the answer.
    package struct Guess: Sendable, Equatable {
        package let genre: String
        package let probability: Float
    }

    package static let answerCount = 3

    private let model: GenreModel
    private let source: any PatchSource
    private let run: PatchRun

    init(_ model: GenreModel, source: any PatchSource) throws {
        let shape = model.options.configuration
        guard source.melBands == shape.melBands, source.frames == shape.frames else {
            throw LearningError(
                .wrongFeatures,
                "The genre network takes patches of \(shape.melBands) × \(shape.frames), not "
                    + "\(source.melBands) × \(source.frames); train it again.")
        }
        self.model = model
        self.source = source
        run = PatchRun(
            network: try model.network(), source: source, standardizer: model.standardizer, masking: .none)
    }

    /// One row for each of the first `tracks` tracks of the source; a track without patches is equally likely anything.
    package func probabilities(tracks: Int) throws -> VectorTable {
        let patches = source.patches(ofTracks: tracks, limit: model.options.patchesPerTrackMax)
        let logits = try EngineThreads.with(1) { try run.outputs(patches.flatMap { $0 }) }
        var next = 0
        let places = patches.map { track -> [Int] in
            defer { next += track.count }
            return Array(next..<next + track.count)
        }
        return TemperatureScaling.probabilities(logits, tracks: places, temperature: model.temperature)
    }

    /// The three most likely genres of each track.
    package func topThree(tracks: Int) throws -> [[Guess]] {
        let table = try probabilities(tracks: tracks)
        return (0..<tracks).map { track in
            let row = Array(table.row(track))
            let order = row.indices.sorted { row[$0] != row[$1] ? row[$0] > row[$1] : $0 < $1 }
            return order.prefix(GenrePredictor.answerCount).map {
                Guess(genre: model.classes[$0], probability: row[$0])
            }
        }
    }
}
