import CatalogCore
import CatalogStore
import Learning

/// The tracks of a catalog that somebody rated, as a critic learns from them.
struct CriticExamples {
    /// Genres of fewer rated tracks tell nothing.
    private static let tracksPerGenreMin = 5
    private static let genresMax = 400
    private static let pageSize = 1_000

    let inputs: CriticInputs
    let tracks: [TrackID]
    let rows: [[Float]]
    let ratings: [Float]
    let genres: [[Int]]
    let genreNames: [String]
    let artists: [Int64]

    /// What is known of how much people like each track, 1...5.
    static func ratings(_ target: CriticTarget, in catalog: some CatalogReading) throws -> [TrackID: Float] {
        var found: [TrackID: Float] = [:]
        if target != .ratings {
            var last: TrackID?
            while true {
                let page = try catalog.tracks(after: last, limit: pageSize)
                guard let end = page.last else { break }
                for track in page {
                    if let popularity = track.popularity { found[track.id] = Float(1 + 4 * popularity / 100) }
                }
                last = end.id
            }
        }
        guard target != .popularity else { return found }
        var sums: [TrackID: (sum: Double, count: Double)] = [:]
        try catalog.forEachOpinion { opinion in
            guard let rating = opinion.rating?.value else { return }
            let before = sums[opinion.track] ?? (0, 0)
            sums[opinion.track] = (before.sum + rating, before.count + 1)
        }
        for (track, total) in sums { found[track] = Float(min(5, max(1, total.sum / total.count))) }
        return found
    }

    /// - Parameter source: nil takes what was heard where enough of it was rated, else what was imported.
    init(_ target: CriticTarget, source: CriticInputs.Source?, in catalog: some CatalogReading) throws {
        let known = try Self.ratings(target, in: catalog)
        let order = known.keys.sorted()
        func rows(_ source: CriticInputs.Source) throws -> (CriticInputs, [(TrackID, [Float?])]) {
            let inputs = CriticInputs(source: source, target: target)
            return (
                inputs,
                try order.compactMap { id in
                    guard let track = try catalog.track(id), let row = try inputs.known(track, in: catalog)
                    else {
                        return nil
                    }
                    return (id, row)
                }
            )
        }
        var (inputs, chosen) = try rows(source ?? .features)
        let heardCount = chosen.count
        if source == nil && chosen.count < CriticData.rowsMin {
            let imported = try rows(.descriptors)
            if imported.1.count >= CriticData.rowsMin { (inputs, chosen) = imported }
        }
        guard chosen.count >= CriticData.rowsMin else {
            throw Self.lack(target, ratedCount: known.count, usableCount: heardCount)
        }
        inputs.learnFills(from: chosen.map(\.1))
        self.inputs = inputs
        tracks = chosen.map(\.0)
        self.rows = chosen.map { inputs.filled($0.1) }
        ratings = chosen.map { known[$0.0] ?? 3 }
        artists = try tracks.map { try catalog.artists(of: $0).first?.id.rawValue ?? -$0.rawValue }
        (genres, genreNames) = try Self.genres(of: tracks, in: catalog)
    }

    func data(_ indices: [Int]) throws -> CriticData {
        try CriticData(
            columns: inputs.columns, features: table(indices), genres: indices.map { genres[$0] },
            genreNames: genreNames, ratings: indices.map { ratings[$0] },
            artists: TrackGroups.numbered(indices.map { artists[$0] }))
    }

    func table(_ indices: [Int]) -> VectorTable {
        VectorTable(columns: inputs.columns.count, rows: indices.map { rows[$0] })
    }

    private static func lack(_ target: CriticTarget, ratedCount: Int, usableCount: Int) -> TrainingError {
        let kind =
            switch target {
            case .popularity: "tracks whose popularity is known"
            case .ratings: "tracks that people rated"
            case .both: "tracks that people rated or whose popularity is known"
            }
        let missing = CriticData.rowsMin - usableCount
        let unheard = ratedCount > usableCount ? " (\(ratedCount) are known, but not heard)" : ""
        let remedy =
            target == .ratings
            ? "rate \(missing) more heard tracks by `catalog feedback add`"
            : "import a table with popularity by `catalog import tracks`, rate tracks, or ingest \(missing) more"
        return TrainingError(
            .notEnoughData,
            "The critic needs \(CriticData.rowsMin) heard \(kind), and there \(usableCount == 1 ? "is" : "are") "
                + "\(usableCount)\(unheard): \(remedy).")
    }

    /// What tags, imports and persons say; predictions are not learnt from.
    private static func genres(
        of tracks: [TrackID], in catalog: some CatalogReading
    ) throws -> ([[Int]], [String]) {
        let place = Dictionary(uniqueKeysWithValues: tracks.enumerated().map { ($1, $0) })
        var found = [Set<GenreID>](repeating: [], count: tracks.count)
        var counts: [GenreID: Int] = [:]
        try catalog.forEachTrackGenre { track, genre, source in
            guard source != .predicted, let index = place[track] else { return }
            if found[index].insert(genre).inserted { counts[genre, default: 0] += 1 }
        }
        let kept = counts.filter { $0.value >= tracksPerGenreMin }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(genresMax).map(\.key)
        var names: [String] = []
        var numbers: [GenreID: Int] = [:]
        for genre in kept {
            guard let name = try catalog.genre(genre)?.name else { continue }
            numbers[genre] = names.count
            names.append(name)
        }
        return (found.map { $0.compactMap { numbers[$0] }.sorted() }, names)
    }
}
