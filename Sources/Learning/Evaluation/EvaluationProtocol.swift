/// How a table is cut into what may be learned from and what must be foretold. Figures compare inside one only.
package enum EvaluationProtocol: Sendable, Equatable {
    /// Each user's last interaction is foretold.
    case leaveLastOut
    /// What happened in the last share of time (by interactions) is foretold, for users known before.
    case temporal(testShare: Double)
    /// Of each item's interactions a share is foretold, drawn at random.
    case itemStratified(testShare: Double)
    /// A share of the users is not learned from; of each, a share of items is told and the rest foretold.
    case heldOutUsers(share: Double, toldShare: Double)
    /// A share of the items is hidden from learning; what users met among them is foretold, ranked among them.
    case coldItems(share: Double)

    package static let names = [
        "leave-last-out", "temporal", "item-stratified", "held-out-users", "cold-items",
    ]

    /// The protocol of a name, with the shares that are usual for it.
    package init?(name: String) {
        switch name {
        case "leave-last-out": self = .leaveLastOut
        case "temporal": self = .temporal(testShare: 0.2)
        case "item-stratified": self = .itemStratified(testShare: 0.25)
        case "held-out-users": self = .heldOutUsers(share: 0.2, toldShare: 0.8)
        case "cold-items": self = .coldItems(share: 0.1)
        default: return nil
        }
    }

    package var name: String {
        switch self {
        case .leaveLastOut: "leave-last-out"
        case .temporal: "temporal"
        case .itemStratified: "item-stratified"
        case .heldOutUsers: "held-out-users"
        case .coldItems: "cold-items"
        }
    }
}
