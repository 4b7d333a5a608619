/// How events are cut into blocks: by 16,384 ids each.
enum EventBlocks {
    static let shift: Int64 = 14
    static let size = 1 << 14
    /// How many new blocks one transaction writes at most: about a million events.
    static let sealLimit = 64
    /// How many blocks that had changed one transaction writes anew.
    static let repairLimit = 1

    static func ids(of number: Int64) -> Range<Int64> { number << shift..<(number + 1) << shift }
}
