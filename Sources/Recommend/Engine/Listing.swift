import CatalogCore
import Learning

/// The whole answer to a question, page after page: always the same for the same question.
///
/// It is made in blocks: the candidates of one round of all models, ranked; when a block runs dry the next one is made of
/// what was in none before. So the sequence ends only where nothing that is allowed is left.
struct Listing {
    private let question: Question
    private let pageSize: Int
    private let reading: HistoryReading
    /// What is allowed and was in no block yet.
    private var left: BitSet
    /// What the page before was chosen from and left, best first; the rest of the block comes after it.
    private var passedOver: [Candidate] = []
    /// The rest of the block, best first.
    private var rest: ArraySlice<Candidate> = []
    private var isExhausted = false
    /// True until the first block is made.
    private var isFresh = true
    private var artistsSeen: Set<ArtistID> = []

    /// How many of the best take part in the choice for variety.
    private static let varietyPoolPerPlace = 5
    private static let varietyPoolMin = 100
    /// Standard scores span a few units, cosines one.
    private static let varietyScale = 2.0
    /// A page makes at most so many new blocks: where one artist is all there is, it stays short.
    private static let blocksPerPage = 3

    init(_ question: Question, pageSize: Int) {
        self.question = question
        self.pageSize = pageSize
        reading = HistoryReading(question)
        left = question.allowed
    }

    /// True when another page would be empty.
    mutating func isAtEnd() -> Bool {
        while passedOver.isEmpty && rest.isEmpty && !isExhausted { fill() }
        return passedOver.isEmpty && rest.isEmpty
    }

    /// The next `pageSize` entries, or what is left; a page is short where its artists have had their share.
    mutating func nextPage() -> [Candidate] {
        if question.query.wanted == .artists { return nextArtists() }
        if !passedOver.isEmpty {
            rest.insert(contentsOf: passedOver, at: rest.startIndex)
            passedOver = []
        }
        var counts: [ArtistID: Int] = [:]
        var page: [Candidate] = []
        var blocksLeft = Self.blocksPerPage
        if rest.isEmpty { fill() }
        var pool = Pool(rest.prefix(max(Self.varietyPoolMin, pageSize * Self.varietyPoolPerPlace)))
        rest.removeFirst(pool.candidates.count)
        while page.count < pageSize {
            guard let place = best(of: pool, counts) else {
                // Every artist of the pool has had its share: what is further down may have others.
                if rest.isEmpty {
                    guard blocksLeft > 0, !isExhausted else { break }
                    blocksLeft -= 1
                    fill()
                }
                guard let further = rest.popFirst() else { break }
                pool.append(further)
                continue
            }
            var chosen = pool.remove(place)
            chosen.candidate.add(
                .variety, -question.query.dials.diversity * Double(chosen.nearness) * Self.varietyScale)
            page.append(chosen.candidate)
            for artist in question.table.artists(of: chosen.candidate.index) {
                counts[artist, default: 0] += 1
            }
            note(chosen.candidate.index, &pool)
        }
        passedOver = pool.candidates
        return page
    }

    /// Artists that were on no page before, each by the best of its tracks.
    private mutating func nextArtists() -> [Candidate] {
        var page: [Candidate] = []
        while page.count < pageSize {
            if rest.isEmpty {
                fill()
                guard !rest.isEmpty else { break }
            }
            var taken = 0
            for candidate in rest {
                if page.count == pageSize { break }
                taken += 1
                guard let artist = question.table.firstArtist(of: candidate.index),
                    artistsSeen.insert(artist).inserted
                else { continue }
                page.append(candidate)
            }
            rest.removeFirst(taken)
        }
        return page
    }

    /// Appends the next block.
    private mutating func fill() {
        guard !isExhausted else { return }
        let block = question.ranked(among: left, reading, pageSize: pageSize, isFirst: isFresh)
        isFresh = false
        for candidate in block { left.remove(Int(candidate.index)) }
        // Candidates are large: they are moved where nothing is left of the block before.
        rest = rest.isEmpty ? block[...] : rest + block
        if block.isEmpty { isExhausted = true }
    }

    /// The best of a pool whose artists have not had their share.
    private func best(of pool: Pool, _ counts: [ArtistID: Int]) -> Int? {
        var best: Int?
        var bestScore = -Double.infinity
        let diversity = question.query.dials.diversity * Self.varietyScale
        for place in pool.candidates.indices {
            // Best first, and variety only takes away: nothing further down can be better.
            guard pool.candidates[place].score > bestScore else { break }
            let score = pool.candidates[place].score - diversity * Double(pool.nearness[place])
            guard score > bestScore else { continue }
            if let cap = question.query.dials.perArtist,
                question.table.artists(of: pool.candidates[place].index).contains(where: {
                    counts[$0, default: 0] >= cap
                })
            {
                continue
            }
            best = place
            bestScore = score
        }
        return best
    }

    /// Remembers how near each remaining candidate is to the nearest chosen one.
    private func note(_ chosen: Int32, _ pool: inout Pool) {
        guard question.query.dials.diversity > 0, let sound = question.models.sound,
            let embedding = question.models.embedding(of: chosen)
        else { return }
        let cosines = sound.scores(of: embedding, rows: pool.candidates.map(\.index))
        for place in cosines.indices {
            pool.nearness[place] = max(pool.nearness[place], cosines[place])
        }
    }

    /// The candidates that a page is chosen from, best first, with how near each is to what was chosen.
    private struct Pool {
        private(set) var candidates: [Candidate]
        var nearness: [Float]

        init(_ candidates: some Collection<Candidate>) {
            self.candidates = Array(candidates)
            nearness = [Float](repeating: 0, count: candidates.count)
        }

        mutating func append(_ candidate: Candidate) {
            candidates.append(candidate)
            nearness.append(0)
        }

        mutating func remove(_ place: Int) -> (candidate: Candidate, nearness: Float) {
            (candidates.remove(at: place), nearness.remove(at: place))
        }
    }
}
