import Audio
import CatalogCore
import CatalogStore
import Synchronization

/// What is known of the fingerprints of a catalog, so that the next look reads only what came since.
///
/// Comparing all pairs is out of the question. Two encodings of one recording share many exact words of their
/// fingerprints, so a track is indexed under the few words with the smallest hashes (a bottom-k sketch, Broder 1997):
/// pairs that share enough of them are compared in full. A track takes 512 bytes here.
package final class DuplicateIndex: Sendable {
    static let sketchCount = 64

    struct Entry {
        let track: TrackID
        let file: FileID
        let durationMs: Int
    }

    /// Two entries that are one recording.
    struct Link {
        let first: Int
        let second: Int
        let score: Double
    }

    struct State {
        private(set) var entries: [Entry] = []
        /// The place of each file's entry.
        private(set) var places: [FileID: Int] = [:]
        /// A word of a sketch in the upper half, the entry that has it in the lower; in order.
        private(set) var postings: [UInt64] = []
        var links: [Link] = []

        /// Takes in files with their sketches; returns the first of their places.
        mutating func append(_ new: [(entry: Entry, sketch: [UInt32])]) -> Int {
            let start = entries.count
            var added: [UInt64] = []
            added.reserveCapacity(new.count * DuplicateIndex.sketchCount)
            for (entry, sketch) in new {
                let place = entries.count
                entries.append(entry)
                places[entry.file] = place
                for word in sketch { added.append(UInt64(word) << 32 | UInt64(place)) }
            }
            added.sort()
            postings = Self.merged(postings, added)
            return start
        }

        private static func merged(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
            if left.isEmpty { return right }
            var merged: [UInt64] = []
            merged.reserveCapacity(left.count + right.count)
            var place = 0
            for element in right {
                while place < left.count, left[place] < element {
                    merged.append(left[place])
                    place += 1
                }
                merged.append(element)
            }
            merged += left[place...]
            return merged
        }
    }

    private let state = Mutex(State())

    package init() {}

    /// One search at a time.
    func withState<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        try state.withLock { state throws -> Result in try body(&state) }
    }

    /// The words with the smallest hashes.
    static func sketch(of words: [UInt32]) -> [UInt32] {
        func hash(_ word: UInt32) -> UInt32 {
            var mixed = word &* 0x9E37_79B1
            mixed = (mixed ^ (mixed >> 15)) &* 0x85EB_CA77
            return mixed ^ (mixed >> 13)
        }
        var sketch: [UInt32] = []
        var last: UInt64?
        for key in words.map({ UInt64(hash($0)) << 32 | UInt64($0) }).sorted() where key != last {
            last = key
            sketch.append(UInt32(truncatingIfNeeded: key))
            if sketch.count == sketchCount { break }
        }
        return sketch
    }
}
