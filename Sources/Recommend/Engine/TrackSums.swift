/// Sums by track of a few thousand entries, for one answer: a table of open addressing.
///
/// The order of its entries depends on what was added and on nothing else, as that of a dictionary would not.
struct TrackSums: Sendable {
    private static let empty: Int32 = -1

    private var entries: [(track: Int32, sum: Float)]
    private let mask: Int
    private let shift: UInt32

    /// Has room for `entryCount` different tracks.
    init(entryCount: Int) {
        var bits: UInt32 = 4
        while 1 << bits < 2 * entryCount { bits += 1 }
        let size = 1 << bits
        entries = Array(repeating: (Self.empty, 0), count: size)
        mask = size - 1
        shift = 32 - bits
    }

    /// Adds to each of `count` tracks its value, times a factor.
    mutating func add(
        _ values: UnsafePointer<Int16>, times factor: Float, to tracks: UnsafePointer<Int32>, count: Int
    ) {
        let (mask, shift) = (mask, shift)
        entries.withUnsafeMutableBufferPointer { entries in
            for number in 0..<count {
                let track = tracks[number]
                let place = Self.place(of: track, in: UnsafeBufferPointer(entries), mask, shift)
                entries[place].track = track
                entries[place].sum += factor * Float(values[number])
            }
        }
    }

    subscript(track: Int32) -> Float? {
        let entry = entries.withUnsafeBufferPointer { $0[Self.place(of: track, in: $0, mask, shift)] }
        return entry.track == track ? entry.sum : nil
    }

    func forEach(_ body: (_ track: Int32, _ sum: Float) -> Void) {
        for entry in entries where entry.track != Self.empty { body(entry.track, entry.sum) }
    }

    /// Where a track is, or would be.
    private static func place(
        of track: Int32, in entries: UnsafeBufferPointer<(track: Int32, sum: Float)>, _ mask: Int,
        _ shift: UInt32
    ) -> Int {
        // Knuth's multiplicative hashing: the upper bits are the well-mixed ones.
        var place = Int((UInt32(bitPattern: track) &* 2_654_435_769) >> shift)
        while entries[place].track != track && entries[place].track != empty { place = (place + 1) & mask }
        return place
    }
}
