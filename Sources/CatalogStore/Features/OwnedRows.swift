/// The ids of rows that belong to an owner (a model, a feature set) and a member (a track, an artist): all rows of one
/// owner lie side by side.
enum OwnedRows {
    /// More members than a catalog can hold.
    static let stride: Int64 = 1 << 40

    static func id(owner: Int64, member: Int64) -> Int64 { owner * stride + member }

    static func range(owner: Int64) -> (start: Int64, end: Int64) { (owner * stride, (owner + 1) * stride) }
}
