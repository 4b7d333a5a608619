import CatalogCore
import CatalogStore
import Glibc
import Recommend

/// Turns what was typed into a query: the options become words, `QueryReader` looks them up.
struct QuestionReader<Reading: CatalogReading> {
    let invocation: Invocation
    let catalog: Reading
    let path: [String]

    /// The query of a command that declares all of `QuestionOptions.seeds` and `.dials`.
    func query() throws -> Query {
        var words = QuestionWords()
        words.query = try dials()
        words.query.mood = invocation[QuestionOptions.mood] ?? [:]
        words.artists = invocation[QuestionOptions.artist]
        words.tracks = invocation[QuestionOptions.track]
        words.ids = invocation[QuestionOptions.id].map { Int($0) }
        words.user = invocation[QuestionOptions.user]
        words.genres = invocation[QuestionOptions.genre]
        words.like = invocation[QuestionOptions.like]
        words.unlike = invocation[QuestionOptions.unlike]
        words.from = invocation[QuestionOptions.from]
        words.to = invocation[QuestionOptions.to]
        let playlist = invocation[QuestionOptions.playlist]
        let isOwn = try playlist.map { try isStored($0, of: words.user) } ?? false
        if isOwn { words.playlist = playlist }
        if words.query.hearing != .any && words.user == nil {
            throw UsageError(problem: "--heard and --not-heard need --user: who heard it?", path: path)
        }
        var query = try read(words)
        if let playlist, !isOwn { query.playlist = try tracks(ofFile: playlist) }
        return query
    }

    /// Filter, weights and the rest, without what the question is about.
    func dials() throws -> Query {
        var query = Query()
        query.filter = try QuestionOptions.filter(of: invocation, path)
        query.dials.set(invocation[QuestionOptions.weights] ?? [:])
        query.dials.diversity = invocation[QuestionOptions.diversity]
        query.dials.popularity = invocation[QuestionOptions.popularity]
        query.dials.freshness = invocation[QuestionOptions.fresh]
        let perArtist = invocation[QuestionOptions.perArtist]
        query.dials.perArtist = perArtist == 0 ? nil : perArtist
        let isHeard = invocation[QuestionOptions.heard]
        let isUnheard = invocation[QuestionOptions.notHeard]
        guard !(isHeard && isUnheard) else {
            throw UsageError(problem: "--heard and --not-heard leave nothing. Keep one.", path: path)
        }
        query.hearing = isHeard ? .heard : isUnheard ? .unheard : .any
        query.limit = invocation[QuestionOptions.limit]
        query.shuffleSeed = invocation[QuestionOptions.shuffle].map { UInt64($0) }
        return query
    }

    private func read(_ words: QuestionWords) throws -> Query {
        do {
            let (query, remarks) = try QueryReader(catalog).read(words)
            for remark in remarks { try invocation.output.remark(remark) }
            return query
        } catch let error as QuestionError {
            switch error.kind {
            case .malformed: throw UsageError(problem: error.description, path: path)
            case .unknownName(let name): throw CommandError(MusicChooser.sentence(name))
            }
        }
    }

    /// Whether `--playlist` means a playlist of the person: where they have one of that name and there is no such file.
    private func isStored(_ name: String, of user: String?) throws -> Bool {
        guard access(name, F_OK) != 0, let user, let person = try catalog.user(named: user) else {
            return false
        }
        return try catalog.playlist(named: name, of: person.id) != nil
    }

    private func tracks(ofFile name: String) throws -> [TrackID] {
        let (tracks, missing) = try PlaylistFile.tracks(
            of: name, in: catalog, below: WorkingFolder.path, limit: Query.playlistTrackCountMax)
        guard !tracks.isEmpty else {
            throw CommandError(
                "Nothing on \(name) is in the catalog. Entries are found by path and by `#EXTINF` words; "
                    + "`catalog ingest` hears a folder.")
        }
        if missing > 0 { try invocation.output.remark("\(missing) of its entries are not in the catalog.") }
        return tracks
    }
}

extension Invocation {
    /// What answers questions to a catalog; making its index is drawn where it takes long.
    func engine(of catalog: Catalog) throws -> RecommendationEngine {
        try withJob { try RecommendationEngine(catalog, now: now, monitor: $0.monitor) }
    }
}
