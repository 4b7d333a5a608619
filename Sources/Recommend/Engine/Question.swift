import CatalogCore
import Learning

/// A query that has been looked up: indices instead of names, a history instead of a user.
struct Question: Sendable {
    let query: Query
    let table: TrackTable
    let models: RecommendationModels
    let nowSeconds: Double
    let trends: Trends
    /// What the listener did and what was asked about, in one.
    let history: History
    /// What was asked about, itself no answer.
    let seeds: Set<Int32>
    /// A point of the space of sound, from likes less unlikes; nil where nothing was added or subtracted.
    let soundTarget: [Float]?
    /// What may be in the answer.
    let allowed: BitSet
    /// The query's mood in one order always, with what is known of the tracks.
    let mood: [(field: FilterField, target: Double, values: Column<Float>?)]

    /// What was found before, with what it depends on: see `CandidateCache`.
    let cache: CandidateCache?
    let fingerprint: UInt32
    let listenerEvent: EventID?

    /// A named track counts like one that is loved.
    private static let seedWeight: Float = 3
    /// An artist or genre stands for its best known tracks.
    private static let tracksPerArtist = 20
    private static let tracksPerGenre = 50

    init(
        _ query: Query, snapshot: RecommendationSnapshot, nowSeconds: Double, names: BitSet?,
        fingerprint: UInt32
    ) throws(RecommendError) {
        cache = snapshot.candidates
        self.fingerprint = fingerprint
        listenerEvent = snapshot.listenerEvent
        let seedCount =
            query.tracks.count + query.artists.count + query.playlist.count + query.like.count
            + query.unlike.count
        guard seedCount <= Query.seedCountMax else { throw .tooManySeeds(count: seedCount) }
        var query = query
        // What nobody knows of any track cannot be asked: see `TrackTable.remarks(on:)`.
        query.mood = query.mood.filter { snapshot.table.numbers[$0.key] != nil }
        self.query = query
        table = snapshot.table
        models = snapshot.models
        self.nowSeconds = nowSeconds
        let trends = Trends(snapshot, nowSeconds: nowSeconds)
        self.trends = trends
        let table = snapshot.table
        let listener = query.user.flatMap { snapshot.listeners[$0] }
        var weights: [Int32: Float] = [:]
        var times: [Int32: Double] = [:]
        if let told = listener?.history(nowSeconds: nowSeconds, weights: snapshot.weights) {
            for place in told.items.indices {
                weights[told.items[place]] = told.weights[place]
                times[told.items[place]] = told.timesSeconds[place]
            }
        }
        var seeds = Set<Int32>()
        for id in query.tracks + query.playlist + query.like {
            let index = try Question.index(of: id, table)
            weights[index] = Question.seedWeight
            times[index] = nowSeconds
            seeds.insert(index)
        }
        for id in query.unlike {
            let index = try Question.index(of: id, table)
            weights[index] = -Question.seedWeight
            times[index] = nowSeconds
            seeds.insert(index)
        }
        for id in [query.from, query.to].compactMap({ $0 }) {
            seeds.insert(try Question.index(of: id, table))
        }
        for artist in query.artists {
            let tracks = table.tracks(of: artist)
            guard !tracks.isEmpty else { throw .unknownArtist(artist) }
            for index in trends.best(of: tracks, limit: Question.tracksPerArtist) {
                weights[index] = max(weights[index] ?? 0, Question.seedWeight / 2)
                times[index] = nowSeconds
                seeds.insert(index)
            }
        }
        if seeds.isEmpty && listener == nil {
            for genre in query.genres {
                for index in trends.best(of: table.tracks(of: genre), limit: Question.tracksPerGenre) {
                    weights[index] = max(weights[index] ?? 0, 1)
                    times[index] = nowSeconds
                }
            }
        }
        let items = weights.keys.sorted()
        history = History(
            items: items, weights: items.map { weights[$0] ?? 0 },
            timesSeconds: items.map { times[$0] ?? 0 })
        self.seeds = seeds
        mood = query.mood.sorted { $0.key.rawValue < $1.key.rawValue }.map { field, target in
            (field, target, table.numbers[field])
        }
        soundTarget = Question.soundTarget(query, snapshot)
        allowed = Question.allowed(query, snapshot, listener, seeds, names)
    }

    private static func index(of id: TrackID, _ table: TrackTable) throws(RecommendError) -> Int32 {
        guard let index = table.index(of: id) else { throw .unknownTrack(id) }
        return index
    }

    private static func soundTarget(_ query: Query, _ snapshot: RecommendationSnapshot) -> [Float]? {
        guard !query.unlike.isEmpty || !query.like.isEmpty else { return nil }
        var target: [Float] = []
        for (ids, sign) in [(query.like, Float(1)), (query.unlike, Float(-1))] {
            for id in ids {
                guard let index = snapshot.table.index(of: id),
                    let place = snapshot.models.embedding(of: index)
                else { continue }
                if target.isEmpty { target = [Float](repeating: 0, count: place.count) }
                let share = sign / Float(ids.count)
                for dimension in place.indices { target[dimension] += share * place[dimension] }
            }
        }
        let length = target.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 1e-6 ? target.map { $0 / length } : nil
    }

    private static func allowed(
        _ query: Query, _ snapshot: RecommendationSnapshot, _ listener: Listener?, _ seeds: Set<Int32>,
        _ names: BitSet?
    ) -> BitSet {
        let table = snapshot.table
        var allowed = table.shown
        if !query.filter.isEmpty { allowed.formIntersection(table.matching(query.filter)) }
        if let names { allowed.formIntersection(names) }
        if !query.genres.isEmpty {
            let members = query.genres.flatMap { table.tracks(of: $0) }
            allowed.formIntersection(BitSet(count: table.count, members: members))
        }
        if let listener {
            switch query.hearing {
            case .any: break
            case .heard: allowed.formIntersection(BitSet(count: table.count, members: listener.heard))
            case .unheard: for index in listener.heard { allowed.remove(Int(index)) }
            }
            for index in listener.refused { allowed.remove(Int(index)) }
        } else if query.hearing == .heard {
            allowed = BitSet(count: table.count)
        }
        for index in seeds { allowed.remove(Int(index)) }
        for id in query.excluded { if let index = table.index(of: id) { allowed.remove(Int(index)) } }
        // Who is asked about as an artist is no answer to who is like that artist.
        if query.wanted == .artists {
            for artist in query.artists {
                for index in table.tracks(of: artist) { allowed.remove(Int(index)) }
            }
        }
        return allowed
    }
}
