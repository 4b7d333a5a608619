import Audio
import CatalogCore
import CatalogStore
import Learning
import Synchronization

/// Says what the models in use make of a track or a file: three genres, moods, a rating with its reasons, and the
/// tracks that are nearest.
///
///     let judge = try TrackJudge(catalog)
///     let judgement = try judge.judge(filePath: "demo.flac")
///
/// Make one and keep it: models are loaded when they are first asked and stay in memory until another takes their place.
/// Threads may share it. Hearing a file takes most of the time and is done side by side.
package final class TrackJudge: Sendable {
    package static let nearestCount = 3

    private let catalog: Catalog
    private let cleaner: GenreCleaner
    private let models = Mutex<ServingModels?>(nil)
    private let surroundings = Mutex<(key: SurroundingsKey, value: Surroundings)?>(nil)

    /// When what was read of the tracks is out of date.
    private struct SurroundingsKey: Equatable {
        let embedding: ModelID?
        let critic: ModelID?
        let revisions: [Int64]
    }

    package init(_ catalog: Catalog) throws {
        self.catalog = catalog
        cleaner = try .seeded()
    }

    /// Judges a track of the catalog; its file is not heard again.
    package func judge(_ track: Track) throws -> Judgement {
        let models = try current()
        var judgement = Judgement(
            name: "\(track.artist) - \(track.title)", track: track.id,
            durationSeconds: track.durationMs.map { Double($0) / 1_000 })
        try catalog.read { snapshot in
            if let record = models.records[.genre] {
                judgement.genres = try snapshot.labels(of: record.id, for: track.id).map {
                    Judgement.Genre(name: $0.label, probability: $0.probability)
                }
            }
            if let record = models.records[.mood] {
                judgement.moods = try snapshot.predictions(of: record.id, for: track.id).map {
                    Judgement.Mood(
                        name: $0.name, value: $0.value,
                        interval: ($0.lower ?? $0.value)...($0.upper ?? $0.value))
                }
            }
            let place = try models.embedding.id.flatMap { try snapshot.embedding(of: track.id, model: $0) }
            try finish(&judgement, models, place: place?.values, in: snapshot) { rater, near in
                try rater.rate(track, in: snapshot, near: near)
            }
        }
        for (family, isThere) in [
            (ModelFamily.genre, !judgement.genres.isEmpty), (.mood, !judgement.moods.isEmpty),
        ]
        where !isThere && judgement.obstacles[family] == nil {
            judgement.obstacles[family] =
                "Nothing was told of this track by the \(family.rawValue) network: it has no file in a folder, or it "
                + "was not heard since the network is in use."
        }
        return judgement
    }

    /// Hears and judges a file; `name` is what a person calls it, else its own name is taken.
    ///
    /// Audio that the catalog has is judged as its track, whatever the file is called. Throws an `AudioError` for what
    /// cannot be heard.
    package func judge(filePath path: String, name: String? = nil) throws -> Judgement {
        try judge(FileByteSource(path: path), fileName: name ?? FilePath(path, relativeTo: "/").name)
    }

    /// The same for a file that somebody else has opened, who learns how far it was read.
    package func judge(_ source: any ByteSource, fileName: String) throws -> Judgement {
        let track = try knownTrack(source)
        if let judgement = try track.map({ try judge($0) }) {
            // What no model can tell is not told by hearing it again.
            let models = try current()
            if judgement.obstacles.allSatisfy({ models.obstacle($0.key) != nil }) { return judgement }
        }
        return try judge(HeardSong(hearing: source, fileName: fileName, cleaner: cleaner), as: track?.id)
    }

    private func judge(_ song: HeardSong, as track: TrackID?) throws -> Judgement {
        let models = try current()
        var judgement = Judgement(name: song.name, track: track, durationSeconds: song.durationSeconds)
        if let genre = models.genre.model {
            let source = song.patches(atMost: genre.options.patchesPerTrackMax)
            judgement.genres = try genre.predictor(source).topThree(tracks: 1)[0].map {
                Judgement.Genre(name: $0.genre, probability: Double($0.probability))
            }
        }
        if let mood = models.mood.model {
            let source = song.patches(atMost: mood.options.patchesPerTrackMax)
            judgement.moods = (try mood.predict(source, tracks: 1)[0] ?? []).map { mood in
                let value = Double(mood.value)
                let bar = Double(mood.errorBar)
                return Judgement.Mood(
                    name: mood.name, value: value, interval: max(0, value - bar)...min(1, value + bar))
            }
        }
        let moods = judgement.moods
        let place = try models.embedding.model.flatMap { try Embedder.place(song, by: $0) }
        try catalog.read { snapshot in
            try finish(&judgement, models, place: place, in: snapshot) { rater, near in
                try rater.rate(song, moods: moods, near: near)
            }
        }
        return judgement
    }

    /// Adds the rating, the nearest tracks, and why something is missing.
    private func finish(
        _ judgement: inout Judgement, _ models: ServingModels, place: [Float]?, in snapshot: Snapshot,
        rate: (TrackRater, (_ row: [Float]) throws -> [NearTrack]) throws -> RatedTrack
    ) throws {
        for family in ModelFamily.single {
            if let obstacle = models.obstacle(family) { judgement.obstacles[family] = obstacle }
        }
        let around = try surroundings(models, snapshot)
        let (id, count) = (judgement.track, Self.nearestCount)
        if let place {
            judgement.nearest = try around.nearest(
                to: place, except: id, count: count, onlyRated: false, in: snapshot)
        }
        guard let rater = models.rater.model else { return }
        do {
            judgement.rating = try rate(rater) { row in
                if let place {
                    return try around.nearest(
                        to: place, except: id, count: count, onlyRated: true, in: snapshot)
                }
                return try around.nearest(toInputs: row, except: id, count: count, in: snapshot)
            }
        } catch let error as TrainingError {
            judgement.obstacles[.critic] = error.description
        }
    }

    /// The models in use, loaded anew where others are in use than the last time.
    private func current() throws -> ServingModels {
        let records = try catalog.read { try ServingModels.records(in: $0) }
        if let known = models.withLock({ $0 }), known.records == records { return known }
        let loaded = try ServingModels(records, in: catalog)
        models.withLock { $0 = loaded }
        return loaded
    }

    private func surroundings(_ models: ServingModels, _ snapshot: Snapshot) throws -> Surroundings {
        let key = SurroundingsKey(
            embedding: models.embedding.id, critic: models.rater.id,
            revisions: try [.model, .track, .event].map { try snapshot.revision(of: $0) })
        if let known = surroundings.withLock({ $0 }), known.key == key { return known.value }
        let value = try Surroundings(
            embedding: models.embedding.id, rater: models.rater.model, in: snapshot)
        surroundings.withLock { $0 = (key, value) }
        return value
    }

    private func knownTrack(_ source: any ByteSource) throws -> Track? {
        let hash = try FileIdentity.audioHash(of: source)
        return try catalog.read { snapshot in
            guard let id = try snapshot.track(withAudioHash: hash.bytes) else { return nil }
            return try snapshot.track(id)
        }
    }
}
