import CatalogCore
import CatalogStore
import Learning

/// The networks that tell of tracks from their patches, and how what they say is kept.
struct PatchNetworks {
    private var genre: (id: ModelID, model: GenreModel)?
    private var mood: (id: ModelID, model: MoodModel)?

    init(genre: (id: ModelID, model: GenreModel)? = nil, mood: (id: ModelID, model: MoodModel)? = nil) {
        self.genre = genre
        self.mood = mood
    }

    /// Those of some records; throws a `LearningError` where one is not whole.
    init(_ records: [ModelRecord], in catalog: Catalog) throws {
        for record in records {
            let weights = try catalog.read { try $0.weights(of: record.id) }
            switch ModelFamily(rawValue: record.name) {
            case .genre: genre = (record.id, try GenreModel(decoding: weights))
            case .mood: mood = (record.id, try MoodModel(decoding: weights))
            case .embedding, .critic, .classifier, nil: break
            }
        }
    }

    /// As many as the one that hears most of a track wants.
    var patchesPerTrackMax: Int {
        max(genre?.model.options.patchesPerTrackMax ?? 1, mood?.model.options.patchesPerTrackMax ?? 1)
    }

    /// Stores what each says of the tracks of a library.
    func tell(_ library: PatchLibrary, in catalog: Catalog) throws {
        let count = library.tracks.count
        let genres = try genre?.model.predictor(library).topThree(tracks: count)
        let moods = try mood?.model.predict(library, tracks: count)
        try catalog.write { transaction in
            // A track that was removed meanwhile is told nothing of.
            for (index, track) in library.tracks.enumerated() where try transaction.track(track) != nil {
                if let genre, let guesses = genres?[index] {
                    try transaction.setLabels(
                        guesses.map {
                            LabelPrediction(
                                label: $0.genre, probability: Double(min(1, max(0, $0.probability))))
                        }, of: genre.id, for: track)
                }
                if let mood, let told = moods?[index] {
                    try transaction.setPredictions(
                        told.map { mood in
                            Prediction(
                                name: mood.name, value: Double(mood.value),
                                lower: Double(max(0, mood.value - mood.errorBar)),
                                upper: Double(min(1, mood.value + mood.errorBar)))
                        }, of: mood.id, for: track)
                }
            }
        }
    }
}
