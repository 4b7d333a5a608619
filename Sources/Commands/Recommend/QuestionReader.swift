import CatalogCore
import CatalogStore
import Glibc
import Recommend

/// Turns what was typed into a query.
struct QuestionReader<Reading: CatalogReading> {
    let invocation: Invocation
    let catalog: Reading
    let path: [String]

    private var chooser: SeedChooser<Reading> { SeedChooser(catalog: catalog, output: invocation.output) }

    /// The query of a command that declares all of `QuestionOptions.seeds` and `.dials`.
    func query() throws -> Query {
        var query = try dials()
        if let name = invocation[QuestionOptions.user] {
            query.user = try UserChooser.user(named: name, in: catalog).id
        }
        query.artists = try invocation[QuestionOptions.artist].map(chooser.artist)
        query.tracks = try invocation[QuestionOptions.track].map(chooser.track)
        query.tracks += try invocation[QuestionOptions.id].map { number in
            guard let track = try catalog.track(TrackID(number)) else {
                throw CommandError("There is no track \(number). `catalog search` finds numbers by names.")
            }
            return track.id
        }
        query.genres = try invocation[QuestionOptions.genre].flatMap(chooser.genre)
        for (name, value) in invocation[QuestionOptions.mood] ?? [:] {
            if let field = FilterField(rawValue: name) { query.mood[field] = value }
        }
        query.like = try invocation[QuestionOptions.like].map(chooser.track)
        query.unlike = try invocation[QuestionOptions.unlike].map(chooser.track)
        query.from = try invocation[QuestionOptions.from].map(chooser.track)
        query.to = try invocation[QuestionOptions.to].map(chooser.track)
        if let file = invocation[QuestionOptions.playlist] { query.playlist = try playlist(file, query.user) }
        if query.hearing != .any && query.user == nil {
            throw UsageError(problem: "--heard and --not-heard need --user: who heard it?", path: path)
        }
        return query
    }

    /// Filter, weights and the rest, without what the question is about.
    func dials() throws -> Query {
        var query = Query()
        query.filter = try filter()
        let weights = invocation[QuestionOptions.weights] ?? [:]
        query.dials.people = weights["people"]
        query.dials.sound = weights["sound"]
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

    private func filter() throws -> Filter {
        guard let text = invocation[QuestionOptions.filter] else { return .none }
        do { return try FilterParser.parse(text) } catch {
            throw UsageError(problem: "\(error)", path: path)
        }
    }

    /// A playlist of the person where they have one of that name, else a file.
    private func playlist(_ name: String, _ user: UserID?) throws -> [TrackID] {
        if let user, access(name, F_OK) != 0, let stored = try catalog.playlist(named: name, of: user) {
            return Array(try catalog.tracks(of: stored.id).suffix(Query.seedCountMax / 2))
        }
        let (tracks, missing) = try PlaylistFile.tracks(
            of: name, in: catalog, below: WorkingFolder.path, limit: Query.seedCountMax / 2)
        guard !tracks.isEmpty else {
            throw CommandError(
                "Nothing on \(name) is in the catalog. Entries are found by path and by `#EXTINF` words; "
                    + "`catalog ingest` hears a folder.")
        }
        if missing > 0 { try invocation.output.remark("\(missing) of its entries are not in the catalog.") }
        return tracks
    }
}
