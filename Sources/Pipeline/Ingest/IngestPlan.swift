import CatalogCore
import CatalogStore

/// What a walk means for the catalog, decided before anything is heard.
struct IngestPlan {
    /// To be heard or looked at, the longest first, so that no straggler ends the run alone.
    var toHear: [(candidate: IngestCandidate, known: KnownFile?)] = []
    /// As they were, with what was said of them then.
    var unchanged: [(candidate: IngestCandidate, known: KnownFile)] = []
    /// Known and gone.
    var missing: [KnownFile] = []

    /// Compares what was found with what is known.
    ///
    /// - Parameter readable: the roots below which a known file that was not found is missing.
    init(
        candidates: [IngestCandidate], known: [KnownFile], isMissable: (KnownFile) -> Bool,
        featureSetVersion: Int,
        isFull: Bool
    ) {
        var knownByPath: [[UInt8]: KnownFile] = [:]
        knownByPath.reserveCapacity(known.count)
        for file in known { knownByPath[file.path] = file }
        var found: Set<[UInt8]> = []
        found.reserveCapacity(candidates.count)
        for candidate in candidates {
            found.insert(candidate.path)
            let entry = knownByPath[candidate.path]
            if let entry, !isFull, Self.isUnchanged(candidate, entry, featureSetVersion: featureSetVersion) {
                unchanged.append((candidate, entry))
            } else {
                toHear.append((candidate, entry))
            }
        }
        let lengths = toHear.map { (seconds: $0.candidate.secondsExpected, path: $0.candidate.displayPath) }
        let order = toHear.indices.sorted {
            (lengths[$1].seconds, lengths[$0].path) < (lengths[$0].seconds, lengths[$1].path)
        }
        toHear = order.map { toHear[$0] }
        missing = known.filter { !$0.isMissing && !found.contains($0.path) && isMissable($0) }
    }

    private static func isUnchanged(
        _ candidate: IngestCandidate, _ known: KnownFile, featureSetVersion: Int
    ) -> Bool {
        guard !known.isMissing, candidate.sizeBytes == known.sizeBytes else { return false }
        if let etag = candidate.etag {
            guard etag == known.etag else { return false }
        } else if candidate.modifiedNanoseconds != known.modifiedNs {
            return false
        }
        // What could not be heard then cannot be heard now, unless what stood in the way may be gone (no version then).
        return known.featureSetVersion == featureSetVersion
    }
}
