import Audio
import CatalogCore
import CatalogStore

/// Finds recordings that are in the catalog in several encodings, by fingerprint, and links them.
///
/// Comparing all pairs is out of the question. Two encodings of one recording share many exact words of their
/// fingerprints, so a track is indexed under the few words with the smallest hashes (a bottom-k sketch, Broder 1997):
/// pairs that share enough of them are compared in full.
struct DuplicateSearch {
    let catalog: Catalog
    let now: @Sendable () -> Timestamp

    private static let sketchCount = 64
    private static let sharedCountMin = 2
    /// A word that more tracks share than this is a silence or a hum, not a recording.
    private static let tracksPerWordMax = 40
    private static let durationDifferenceMsMax = 10_000

    private struct Entry {
        let track: TrackID
        let file: FileID
        let durationMs: Int
        let words: [UInt32]
    }

    func run() throws {
        let entries = try fingerprints()
        var groups = DisjointSets(count: entries.count)
        var similarities: [Int: Double] = [:]
        for (first, second) in candidatePairs(of: entries)
        where groups.root(of: first) != groups.root(of: second) {
            let match = FingerprintMatch.compare(
                Fingerprint(words: entries[first].words), Fingerprint(words: entries[second].words))
            guard let match, match.isSameRecording else { continue }
            groups.join(first, second)
            for index in [first, second] { similarities[index] = max(similarities[index] ?? 0, match.score) }
        }
        let found = groups.members.filter { $0.count > 1 }
        let members = try catalog.read { snapshot in
            try found.map { group in try ranked(group.map { entries[$0] }, in: snapshot) }
        }
        let stored = zip(found, members).map { group, order in
            order.enumerated().map { rank, track in
                let index = group.first { entries[$0].track == track }
                return DuplicateMember(
                    track: track, similarity: rank == 0 ? 1 : index.flatMap { similarities[$0] } ?? 1,
                    isPreferred: rank == 0)
            }
        }
        let moment = now()
        try catalog.write { try $0.setDuplicateGroups(stored, at: moment) }
    }

    /// One fingerprint for each track, of the first of its files.
    private func fingerprints() throws -> [Entry] {
        var entries: [Entry] = []
        var last: TrackID?
        try catalog.read { snapshot in
            try snapshot.forEachFingerprint { track, file, durationMs, words in
                if track == last || words.isEmpty { return }
                last = track
                entries.append(Entry(track: track, file: file, durationMs: durationMs ?? 0, words: words))
            }
        }
        return entries
    }

    private func candidatePairs(of entries: [Entry]) -> [(Int, Int)] {
        var tracksOfWord: [UInt32: [Int32]] = [:]
        for (index, entry) in entries.enumerated() {
            for word in Self.sketch(of: entry.words) {
                tracksOfWord[word, default: []].append(Int32(index))
            }
        }
        var sharedCounts: [UInt64: Int] = [:]
        for tracks in tracksOfWord.values where tracks.count > 1 && tracks.count <= Self.tracksPerWordMax {
            for (offset, first) in tracks.enumerated() {
                for second in tracks[(offset + 1)...] {
                    let difference = abs(entries[Int(first)].durationMs - entries[Int(second)].durationMs)
                    if difference <= Self.durationDifferenceMsMax {
                        sharedCounts[UInt64(first) << 32 | UInt64(second), default: 0] += 1
                    }
                }
            }
        }
        return sharedCounts.filter { $0.value >= Self.sharedCountMin }.keys.sorted().map {
            (Int($0 >> 32), Int($0 & 0xFFFF_FFFF))
        }
    }

    /// The words with the smallest hashes.
    private static func sketch(of words: [UInt32]) -> [UInt32] {
        func hash(_ word: UInt32) -> UInt32 {
            var mixed = word &* 0x9E37_79B1
            mixed = (mixed ^ (mixed >> 15)) &* 0x85EB_CA77
            return mixed ^ (mixed >> 13)
        }
        return Array(Set(words).sorted { (hash($0), $0) < (hash($1), $1) }.prefix(sketchCount))
    }

    /// The tracks of a group, the one to show first: what has a file that is there, then lossless, then the bit rate.
    private func ranked(_ group: [Entry], in snapshot: Snapshot) throws -> [TrackID] {
        let rated = try group.map { entry -> (quality: (Int, Int, Double), track: TrackID) in
            let files = try snapshot.files(of: entry.track)
            let present = files.filter { $0.missingSince == nil }
            let best = (present.isEmpty ? files : present).map { file -> (Int, Double) in
                (Self.losslessFormats.contains(file.format ?? "") ? 1 : 0, file.bitRateKbps ?? 0)
            }.max { $0 < $1 }
            return ((present.isEmpty ? 0 : 1, best?.0 ?? 0, best?.1 ?? 0), entry.track)
        }
        return rated.sorted { $0.quality == $1.quality ? $0.track < $1.track : $0.quality > $1.quality }.map(
            \.track)
    }

    private static let losslessFormats: Set<String> = [
        "FLAC", "ALAC", "PCM", "WAV", "AIFF", "WavPack", "APE", "TTA",
    ]
}
