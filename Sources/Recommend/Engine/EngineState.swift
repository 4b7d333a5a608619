import CatalogCore

/// What an engine answers from at a moment; the engine's lock is around it.
struct EngineState {
    private(set) var builder: IndexBuilder
    private(set) var index: RecommendationIndex
    /// Indexes that listings still go on in, oldest first.
    private(set) var former: [RecommendationIndex] = []
    private(set) var candidates = CandidateCache()
    var listeners = ListenerCache()
    var news = TrendNews()
    /// The last event that listeners and news know.
    var known: EventID
    /// What the last making of an index took, and when it ended.
    var buildDuration: Duration
    var built: ContinuousClock.Instant
    /// Whether an index is made so quickly that an answer waits for it: by the work, however busy the machine is.
    var isPrompt: Bool
    var isBuilding = false
    /// The same of the graph.
    var graphDuration = Duration.zero
    var graphBuilt: ContinuousClock.Instant?
    var isDeepening = false

    /// How many indexes listings may go on in besides the one that serves: those that differ by their trends alone share
    /// their memory; of the others as many as hold so many tracks together.
    private static let formerCountMax = 64
    private static let formerTrackCountMax = 200_000
    private static let formerBaseCountMax = 16

    init(
        builder: IndexBuilder, index: RecommendationIndex, known: EventID, buildDuration: Duration,
        isPrompt: Bool
    ) {
        self.builder = builder
        self.index = index
        self.known = known
        self.buildDuration = buildDuration
        self.isPrompt = isPrompt
        built = .now
    }

    /// The index that a cursor's listing is made from; nil where it is too old.
    func index(of cursor: Cursor) -> RecommendationIndex? {
        ([index] + former).first { $0.stamp.fingerprint == cursor.index }
    }

    /// Takes a newly made index into use.
    mutating func serve(_ made: RecommendationIndex) {
        // Where the tracks have kept their places, so has what listeners did with them.
        if made.base != index.base { forget() }
        replaceIndex(by: made)
        news = TrendNews()
        known = EventID(made.stamp.lastEvent)
    }

    /// Takes the same index into use with a graph; what has come since it was made still holds.
    mutating func serve(deepened: RecommendationIndex) {
        candidates = CandidateCache()
        replaceIndex(by: deepened)
    }

    /// Reads by other weights from now on.
    mutating func read(by builder: IndexBuilder) {
        self.builder = builder
        forget()
    }

    private mutating func forget() {
        listeners = ListenerCache()
        candidates = CandidateCache()
    }

    private mutating func replaceIndex(by other: RecommendationIndex) {
        former.append(index)
        let baseCountMax = min(
            Self.formerBaseCountMax, max(1, Self.formerTrackCountMax / max(1, other.table.count)))
        while former.count > Self.formerCountMax || Set(former.map(\.base)).count > baseCountMax {
            former.removeFirst()
        }
        index = other
    }
}
