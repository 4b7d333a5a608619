import CatalogCore
import Learning

/// The whole answer to a question, page after page: always the same for the same question.
///
/// It is made in blocks: the candidates of one round of all models, ranked; when a block runs dry the next one is made of
/// what was in none before. So the sequence ends only where nothing that is allowed is left.
struct Listing {
    private let question: Question
    private let pageSize: Int
    private let profile: [Float]?
    /// What is allowed and was in no block yet.
    private var left: BitSet
    /// The rest of the block, best first.
    private var rest: [Candidate] = []
    private var isExhausted = false
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
        profile = question.models.factors.map { $0.fold(question.history) }
        left = question.allowed
    }

    /// True when another page would be empty.
    mutating func isAtEnd() -> Bool {
        while rest.isEmpty && !isExhausted { fill() }
        return rest.isEmpty
    }

    /// The next `pageSize` entries, or what is left; a page is short where its artists have had their share.
    mutating func nextPage() -> [Candidate] {
        if question.query.wanted == .artists { return nextArtists() }
        var counts: [ArtistID: Int] = [:]
        var page: [Candidate] = []
        var blocksLeft = Self.blocksPerPage
        if rest.isEmpty { fill() }
        let poolSize = max(Self.varietyPoolMin, pageSize * Self.varietyPoolPerPlace)
        var reach = min(rest.count, poolSize)
        var nearest = [Float](repeating: 0, count: reach)
        while page.count < pageSize {
            guard let place = best(reach, nearest, counts) else {
                // Every artist of the pool has had its share: what is further down may have others.
                if reach == rest.count {
                    guard blocksLeft > 0, !isExhausted else { break }
                    blocksLeft -= 1
                    fill()
                    if reach == rest.count { break }
                }
                reach += 1
                nearest.append(0)
                continue
            }
            var chosen = rest.remove(at: place)
            let nearness = nearest.remove(at: place)
            reach -= 1
            chosen.add(.variety, -question.query.dials.diversity * Double(nearness) * Self.varietyScale)
            page.append(chosen)
            for artist in question.table.artists(of: chosen.index) { counts[artist, default: 0] += 1 }
            note(chosen.index, reach, &nearest)
        }
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
        let block = question.ranked(among: left, profile: profile, pageSize: pageSize)
        for candidate in block { left.remove(Int(candidate.index)) }
        rest += block
        if block.isEmpty { isExhausted = true }
    }

    private func best(_ reach: Int, _ nearest: [Float], _ counts: [ArtistID: Int]) -> Int? {
        var best: Int?
        var bestScore = -Double.infinity
        let diversity = question.query.dials.diversity * Self.varietyScale
        for place in 0..<reach {
            let score = rest[place].score - diversity * Double(nearest[place])
            guard score > bestScore else { continue }
            if let cap = question.query.dials.perArtist,
                question.table.artists(of: rest[place].index).contains(where: {
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
    private func note(_ chosen: Int32, _ reach: Int, _ nearest: inout [Float]) {
        guard question.query.dials.diversity > 0, let sound = question.models.sound,
            let embedding = question.models.embedding(of: chosen)
        else { return }
        let cosines = sound.scores(of: embedding, rows: rest[0..<reach].map(\.index))
        for place in nearest.indices { nearest[place] = max(nearest[place], cosines[place]) }
    }
}
