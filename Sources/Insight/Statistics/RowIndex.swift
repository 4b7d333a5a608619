/// Finds the place of a row's number among many: an array where numbers are dense, as they nearly always are.
struct RowIndex: Sendable {
    /// By number; -1 for those that are not there. Empty where the numbers are too far apart.
    private let places: [Int32]
    private let sparse: [Int64: Int32]
    let count: Int

    private static let waste = 8
    private static let smallLimit = 1 << 20

    /// - Parameter aliases: numbers that mean another one.
    init(_ ids: [Int64], aliases: [Int64: Int64] = [:]) {
        count = ids.count
        let largest = max(ids.max() ?? 0, aliases.keys.max() ?? 0)
        let isDense = largest < Int64(max(Self.smallLimit, ids.count * Self.waste)) && (ids.min() ?? 0) >= 0
        if isDense {
            var places = [Int32](repeating: -1, count: Int(largest) + 1)
            for (place, id) in ids.enumerated() { places[Int(id)] = Int32(place) }
            for (alias, id) in aliases where id >= 0 && id <= largest { places[Int(alias)] = places[Int(id)] }
            self.places = places
            sparse = [:]
        } else {
            var sparse = Dictionary(
                ids.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
            for (alias, id) in aliases { sparse[alias] = sparse[id] }
            self.sparse = sparse
            places = []
        }
    }

    /// -1 for what is not there.
    @inline(__always)
    subscript(id: Int64) -> Int {
        if id >= 0, id < Int64(places.count) { return Int(places[Int(id)]) }
        return sparse.isEmpty ? -1 : Int(sparse[id] ?? -1)
    }
}
