import Audio
import CatalogCore
import CatalogStore

/// Finds recordings that are in the catalog in several encodings, by fingerprint, and links them.
struct DuplicateSearch {
    let catalog: Catalog
    let index: DuplicateIndex
    let now: @Sendable () -> Timestamp

    /// Set while files were stored and not looked through: an ingest that was cut off leaves it to the next one.
    static let dueSetting = "duplicates_due"

    private static let sharedCountMin = 2
    /// A word that more tracks share than this is a silence or a hum, not a recording.
    private static let tracksPerWordMax = 40
    private static let durationDifferenceMsMax = 10_000
    /// Files whose fingerprints are read in one snapshot.
    private static let filesPerRead = 1_000

    func run() throws {
        let alike = try index.withState { state in
            let files = try catalog.read { try $0.fingerprintedFiles() }
            try takeIn(files.filter { state.places[$0.file] == nil }, into: &state)
            return groups(of: state, among: Set(files.map(\.file)))
        }
        let (found, stored) = try catalog.read { snapshot in
            (try alike.map { try members(of: $0, in: snapshot) }, try snapshot.duplicateGroups())
        }
        let moment = now()
        try catalog.write { transaction in
            if Self.inOrder(found) != Self.inOrder(stored) {
                try transaction.setDuplicateGroups(found, at: moment)
            }
            try transaction.set(Self.dueSetting, to: nil)
        }
    }

    /// Reads what is new, and compares it with what is alike.
    private func takeIn(
        _ files: [(track: TrackID, file: FileID, durationMs: Int?)], into state: inout DuplicateIndex.State
    ) throws {
        var new: [(entry: DuplicateIndex.Entry, sketch: [UInt32])] = []
        new.reserveCapacity(files.count)
        for start in stride(from: 0, to: files.count, by: Self.filesPerRead) {
            try catalog.read { snapshot in
                for file in files[start..<min(files.count, start + Self.filesPerRead)] {
                    guard let words = try snapshot.fingerprint(of: file.file) else { continue }
                    let entry = DuplicateIndex.Entry(
                        track: file.track, file: file.file, durationMs: file.durationMs ?? 0)
                    new.append((entry, DuplicateIndex.sketch(of: words)))
                }
            }
        }
        guard !new.isEmpty else { return }
        let first = state.append(new)
        let pairs = candidatePairs(of: state, from: first)
        for start in stride(from: 0, to: pairs.count, by: Self.filesPerRead) {
            try catalog.read { snapshot in
                for (left, right) in pairs[start..<min(pairs.count, start + Self.filesPerRead)] {
                    guard let one = try snapshot.fingerprint(of: state.entries[left].file),
                        let other = try snapshot.fingerprint(of: state.entries[right].file),
                        let match = FingerprintMatch.compare(
                            Fingerprint(words: one), Fingerprint(words: other)),
                        match.isSameRecording
                    else { continue }
                    state.links.append(
                        DuplicateIndex.Link(first: left, second: right, score: match.score))
                }
            }
        }
    }

    /// Pairs that share enough words and of which one is at `first` or behind it, in order.
    private func candidatePairs(of state: DuplicateIndex.State, from first: Int) -> [(Int, Int)] {
        let postings = state.postings
        var sharedCounts: [UInt64: Int] = [:]
        var start = 0
        while start < postings.count {
            var end = start + 1
            while end < postings.count, postings[end] >> 32 == postings[start] >> 32 { end += 1 }
            defer { start = end }
            // The places of one word are in order: the last is the newest.
            let newest = Int(postings[end - 1] & 0xFFFF_FFFF)
            guard end - start > 1, end - start <= Self.tracksPerWordMax, newest >= first else { continue }
            for later in start + 1..<end where Int(postings[later] & 0xFFFF_FFFF) >= first {
                for earlier in start..<later {
                    let (left, right) = (postings[earlier] & 0xFFFF_FFFF, postings[later] & 0xFFFF_FFFF)
                    let difference = abs(
                        state.entries[Int(left)].durationMs - state.entries[Int(right)].durationMs)
                    guard difference <= Self.durationDifferenceMsMax else { continue }
                    sharedCounts[left << 32 | right, default: 0] += 1
                }
            }
        }
        return sharedCounts.filter { $0.value >= Self.sharedCountMin }.keys.sorted().map {
            (Int($0 >> 32), Int($0 & 0xFFFF_FFFF))
        }
    }

    /// Entries that are one recording with how alike each is to another of them, among the files that are still there.
    private func groups(
        of state: DuplicateIndex.State, among files: Set<FileID>
    ) -> [[(entry: DuplicateIndex.Entry, similarity: Double)]] {
        let links = state.links.filter {
            files.contains(state.entries[$0.first].file) && files.contains(state.entries[$0.second].file)
        }
        var joined = DisjointSets(count: state.entries.count)
        var similarities: [Int: Double] = [:]
        for link in links {
            joined.join(link.first, link.second)
            for place in [link.first, link.second] {
                similarities[place] = max(similarities[place] ?? 0, link.score)
            }
        }
        return joined.members.filter { $0.count > 1 }.map { group in
            group.map { (state.entries[$0], similarities[$0] ?? 1) }
        }
    }

    /// The tracks of a group, the one to show first: what has a file that is there, then lossless, then the bit rate.
    private func members(
        of group: [(entry: DuplicateIndex.Entry, similarity: Double)], in snapshot: Snapshot
    ) throws -> [DuplicateMember] {
        let rated = try group.map { member in
            let files = try snapshot.files(of: member.entry.track)
            let present = files.filter { $0.missingSince == nil }
            let best = (present.isEmpty ? files : present).map { file -> (Int, Double) in
                (Self.isLossless(file.format ?? "") ? 1 : 0, file.bitRateKbps ?? 0)
            }.max { $0 < $1 }
            let quality = (present.isEmpty ? 0 : 1, best?.0 ?? 0, best?.1 ?? 0)
            return (quality: quality, track: member.entry.track, similarity: member.similarity)
        }
        let ranked = rated.sorted {
            $0.quality == $1.quality ? $0.track < $1.track : $0.quality > $1.quality
        }
        return ranked.enumerated().map { rank, member in
            DuplicateMember(
                track: member.track, similarity: rank == 0 ? 1 : member.similarity, isPreferred: rank == 0)
        }
    }

    /// The same groups however they were numbered.
    private static func inOrder(_ groups: [[DuplicateMember]]) -> [[DuplicateMember]] {
        groups.map { $0.sorted { $0.track < $1.track } }.sorted { $0[0].track < $1[0].track }
    }

    private static func isLossless(_ format: String) -> Bool {
        // `PCM 16 bit`, `PCM 24 bit`, …
        format.hasPrefix("PCM") || ["FLAC", "ALAC", "WavPack", "APE", "TTA"].contains(format)
    }
}
