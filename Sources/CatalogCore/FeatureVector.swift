/// The values of one track (or one window of it) in one feature set; finite, always.
package struct FeatureVector: Sendable, Equatable {
    package let setVersion: Int
    package let values: [Float]

    package init(setVersion: Int, values: [Float]) {
        precondition(values.allSatisfy(\.isFinite), "feature values are finite")
        self.setVersion = setVersion
        self.values = values
    }
}
