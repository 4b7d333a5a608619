/// The shells that completions are written for.
enum ShellName: String, CaseIterable, Sendable {
    case bash
    case zsh
    case fish
}
