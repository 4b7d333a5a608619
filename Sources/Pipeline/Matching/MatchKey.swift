/// A subject made ready for comparison: folded names, the version, and the letter triples that find candidates.
struct MatchKey: Sendable {
    let core: [UInt8]
    let full: [UInt8]
    let hasRest: Bool
    let artists: [[UInt8]]
    /// All artists' words in alphabetical order, closed up: credits that are cut into names differently compare by it.
    let credit: [UInt8]
    let album: [UInt8]
    let version: TitleReading.Version
    let durationSeconds: Double?
    /// Distinct triples of the title, then of the artists with a bit that keeps them apart.
    let triples: [UInt32]

    /// Beyond this many triples, the first ones tell a track well enough.
    private static let tripleCountMax = 96
    private static let artistBit: UInt32 = 1 << 31

    init(_ subject: MatchSubject) {
        let reading = TitleReading(title: subject.title)
        core = Array(reading.core.joined().utf8)
        full = Array((reading.core + reading.rest).joined().utf8)
        hasRest = !reading.rest.isEmpty
        version = reading.version
        durationSeconds = subject.durationSeconds
        var names: [[UInt8]] = []
        for name in subject.artists.flatMap(ArtistNames.split) + reading.guests {
            let key = ArtistNames.key(name)
            if !key.isEmpty && !names.contains(key) { names.append(key) }
        }
        artists = names
        credit = names.map { String(decoding: $0, as: UTF8.self) }.sorted().joined().utf8.map { $0 }
        album = Array(TextFolding.words(of: subject.album ?? "").joined().utf8)
        var triples: [UInt32] = []
        Self.addTriples(of: core, bit: 0, to: &triples)
        for name in names { Self.addTriples(of: name, bit: Self.artistBit, to: &triples) }
        self.triples = triples
    }

    private static func addTriples(of text: [UInt8], bit: UInt32, to triples: inout [UInt32]) {
        // A blank on either side, so that beginnings and short names have triples too.
        let padded = [0x20] + text.prefix(EditDistance.lengthMax) + [0x20]
        guard padded.count >= 3 else { return }
        for index in 0..<padded.count - 2 where triples.count < tripleCountMax {
            let triple =
                UInt32(padded[index]) << 16 | UInt32(padded[index + 1]) << 8 | UInt32(padded[index + 2])
            if !triples.contains(triple | bit) { triples.append(triple | bit) }
        }
    }
}
