/// A way of drawing rows of one kin together, beside rebuilding what was heard.
package struct KinObjective: Sendable, Equatable {
    package static let none = KinObjective(groupWeight: 0, scalesByKin: false)

    package let groupWeight: Float
    package let scalesByKin: Bool

    package init(groupWeight: Float, scalesByKin: Bool) {
        self.groupWeight = groupWeight
        self.scalesByKin = scalesByKin
    }
}
