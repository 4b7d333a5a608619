import CatalogCore

/// Finds, for each of many tracks, the one among many others that it is, however both are spelt.
///
/// Candidates come from an index of letter triples: the rarest of a subject's triples name a few dozen targets, and
/// only the best of them are compared in full. The cost grows with the number of subjects, not with its product with
/// the targets.
package struct TrackMatcher: Sendable {
    /// How many of a subject's rarest triples are looked up.
    private static let lookedUpTriples = 14
    /// Triples of more targets than this tell too little, unless a subject has no others.
    private static let postingsMax = 800
    /// Candidates that are compared in full.
    private static let candidatesMax = 12
    private static let chunkSize = 512
    package static let targetCountMax = 20_000_000

    private let keys: [MatchKey]
    /// Where the postings of each triple begin; the postings of all triples, one after another.
    private let offsetOfTriple: [UInt32: (start: Int, count: Int)]
    private let postings: [UInt32]

    package init(targets: [MatchSubject]) {
        precondition(
            targets.count <= Self.targetCountMax, "at most \(Self.targetCountMax) targets are matched at once"
        )
        keys = Self.makeKeys(targets)
        var counts: [UInt32: Int] = [:]
        for key in keys { for triple in key.triples { counts[triple, default: 0] += 1 } }
        var offsets: [UInt32: (start: Int, count: Int)] = [:]
        offsets.reserveCapacity(counts.count)
        var total = 0
        for (triple, count) in counts {
            offsets[triple] = (total, 0)
            total += count
        }
        var postings = [UInt32](repeating: 0, count: total)
        for (index, key) in keys.enumerated() {
            for triple in key.triples {
                guard let offset = offsets[triple] else { continue }
                postings[offset.start + offset.count] = UInt32(index)
                offsets[triple] = (offset.start, offset.count + 1)
            }
        }
        offsetOfTriple = offsets
        self.postings = postings
    }

    private static func makeKeys(_ subjects: [MatchSubject]) -> [MatchKey] {
        Parallel.mapChunks(of: subjects.count, chunkSize: chunkSize) { _, range in
            range.map { MatchKey(subjects[$0]) }
        }
        .flatMap { $0 }
    }

    /// The match of each subject that has one, in the order of the subjects.
    package func match(_ subjects: [MatchSubject], monitor: JobMonitor = .silent) -> [TrackMatch] {
        Parallel.mapChunks(of: subjects.count, chunkSize: Self.chunkSize) { chunk, range in
            if monitor.isCancelled { return [TrackMatch]() }
            var tally = [Float](repeating: 0, count: keys.count)
            let matches = range.compactMap { match(MatchKey(subjects[$0]), place: $0, tally: &tally) }
            monitor.report(
                Progress(
                    activity: "matching", completed: Double(range.upperBound), total: Double(subjects.count)))
            return matches
        }.flatMap { $0 }
    }

    private func match(_ key: MatchKey, place: Int, tally: inout [Float]) -> TrackMatch? {
        var best = (index: -1, confidence: 0.0)
        var next = (index: -1, confidence: 0.0)
        for candidate in candidates(for: key, tally: &tally) {
            let confidence = MatchScore.confidence(key, keys[candidate])
            if confidence > best.confidence || confidence == best.confidence && candidate < best.index {
                if best.index >= 0 && !isSameRecording(best.index, candidate) { next = best }
                best = (candidate, confidence)
            } else if confidence > next.confidence, !isSameRecording(best.index, candidate) {
                next = (candidate, confidence)
            }
        }
        guard best.index >= 0, best.confidence >= MatchScore.review else { return nil }
        let isCertain = best.confidence >= MatchScore.certain
        return TrackMatch(
            subject: place, target: best.index, confidence: best.confidence,
            verdict: isCertain ? .certain : .review,
            runnerUp: next.index >= 0 ? next.index : nil, runnerUpConfidence: next.confidence)
    }

    /// Targets that no name tells apart, such as one song under several ids.
    private func isSameRecording(_ left: Int, _ right: Int) -> Bool {
        let (left, right) = (keys[left], keys[right])
        return left.core == right.core && left.credit == right.credit && left.version == right.version
            && abs((left.durationSeconds ?? 0) - (right.durationSeconds ?? 0)) <= 2
    }

    /// The targets that share most rare triples with a key, best first.
    private func candidates(for key: MatchKey, tally: inout [Float]) -> [Int] {
        let known = key.triples.compactMap { offsetOfTriple[$0] }.sorted {
            ($0.count, $0.start) < ($1.count, $1.start)
        }
        var touched: [Int] = []
        for (position, list) in known.prefix(Self.lookedUpTriples).enumerated() {
            if list.count > Self.postingsMax && position >= 2 && !touched.isEmpty { break }
            let weight = 1 / Float(logarithm(Double(list.count) + 2))
            for posting in postings[list.start..<list.start + min(list.count, 20 * Self.postingsMax)] {
                let target = Int(posting)
                if tally[target] == 0 { touched.append(target) }
                tally[target] += weight
            }
        }
        let kept = best(of: touched, by: tally)
        for target in touched { tally[target] = 0 }
        return kept
    }

    private func best(of touched: [Int], by tally: [Float]) -> [Int] {
        guard touched.count > Self.candidatesMax else { return touched.sorted() }
        var kept: [Int] = []
        var floor: Float = 0
        for target in touched where kept.count < Self.candidatesMax || tally[target] >= floor {
            let place = kept.firstIndex { (tally[$0], -$0) < (tally[target], -target) } ?? kept.count
            kept.insert(target, at: place)
            if kept.count > Self.candidatesMax { kept.removeLast() }
            floor = kept.last.map { tally[$0] } ?? 0
        }
        return kept
    }
}
