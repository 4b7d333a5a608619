/// Sums by track of a few thousand entries, for one answer: a table of open addressing.
///
/// The order of its entries depends on what was added and on nothing else, as that of a dictionary would not.
struct TrackSums: Sendable {
    private static let empty: Int32 = -1

    private var tracks: [Int32]
    private var sums: [Float]
    private let mask: Int
    private let shift: UInt32

    /// Has room for `entryCount` different tracks.
    init(entryCount: Int) {
        var bits: UInt32 = 4
        while 1 << bits < 2 * entryCount { bits += 1 }
        let size = 1 << bits
        tracks = [Int32](repeating: Self.empty, count: size)
        sums = [Float](repeating: 0, count: size)
        mask = size - 1
        shift = 32 - bits
    }

    mutating func add(_ value: Float, to track: Int32) {
        let place = place(of: track)
        tracks[place] = track
        sums[place] += value
    }

    subscript(track: Int32) -> Float? {
        let place = place(of: track)
        return tracks[place] == track ? sums[place] : nil
    }

    func forEach(_ body: (_ track: Int32, _ sum: Float) -> Void) {
        for place in tracks.indices where tracks[place] != Self.empty {
            body(tracks[place], sums[place])
        }
    }

    /// Where a track is, or would be.
    private func place(of track: Int32) -> Int {
        // Knuth's multiplicative hashing: the upper bits are the well-mixed ones.
        var place = Int((UInt32(bitPattern: track) &* 2_654_435_769) >> shift)
        while tracks[place] != track && tracks[place] != Self.empty { place = (place + 1) & mask }
        return place
    }
}
