/// What a token may do, as it is typed.
enum TokenScopeName: String, CaseIterable, Sendable {
    case read
    case feedback
    case admin
}
