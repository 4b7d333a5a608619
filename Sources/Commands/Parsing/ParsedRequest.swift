/// What the command line asks for.
enum ParsedRequest: Sendable {
    case run(ParsedArguments)
    /// `--help` on a command, a group (`catalog user`), or the program (no words).
    case help(path: [String])
}
