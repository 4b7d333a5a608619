/// When colours are written.
enum ColorChoice: String, CaseIterable, Sendable {
    case auto
    case always
    case never
}
