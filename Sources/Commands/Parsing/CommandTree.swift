/// The commands by their words; a word may be a command and a group at once (`import`, `import tracks`).
struct CommandTree: Sendable {
    let commands: [any Command.Type]

    func command(at path: [String]) -> (any Command.Type)? {
        commands.first { $0.declaration.path == path }
    }

    /// The commands whose words begin with these, without the one that is these.
    func commands(under path: [String]) -> [any Command.Type] {
        commands.filter { $0.declaration.path.count > path.count && $0.declaration.path.starts(with: path) }
    }

    /// The words that may follow these.
    func words(after path: [String]) -> [String] {
        var words: [String] = []
        for command in commands(under: path) where !words.contains(command.declaration.path[path.count]) {
            words.append(command.declaration.path[path.count])
        }
        return words
    }

    /// Every group: a path under which there are commands, in the order of the registry.
    var groups: [[String]] {
        var groups: [[String]] = []
        for command in commands where command.declaration.path.count > 1 {
            let group = Array(command.declaration.path.dropLast())
            if !groups.contains(group) { groups.append(group) }
        }
        return groups
    }
}
