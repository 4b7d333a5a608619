/// What a name may be the name of.
enum MusicKind: String, CaseIterable, Sendable {
    case all
    case track
    case artist
    case album
}
