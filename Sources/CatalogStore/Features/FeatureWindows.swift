/// The windows of one track in one feature set.
package struct FeatureWindows: Sendable, Equatable {
    package var setVersion: Int
    package var startsMs: [UInt32]
    package var dimension: Int
    /// `startsMs.count × dimension`, window by window.
    package var values: [Float]

    package init(setVersion: Int, startsMs: [UInt32], dimension: Int, values: [Float]) {
        precondition(values.count == startsMs.count * dimension, "windows have a row for each start")
        self.setVersion = setVersion
        self.startsMs = startsMs
        self.dimension = dimension
        self.values = values
    }
}
