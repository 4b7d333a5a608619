/// The patterns of one `.catalogignore`: what gitignore's users expect of the same lines.
///
/// A line is a pattern; `#` opens a comment; `!` takes a match back; a slash at the end means folders only; a slash
/// elsewhere ties the pattern to the folder of the file; `*` and `?` stay within a name, `**` crosses folders.
/// The last line that matches decides.
package struct IgnoreRules: Sendable {
    private struct Rule: Sendable {
        let pattern: [UInt8]
        let isTakenBack: Bool
        let foldersOnly: Bool
        let isAnchored: Bool
    }

    /// Lines beyond this many are not read: a file of patterns is written by a person.
    package static let ruleCountMax = 10_000

    private let rules: [Rule]

    package init(text: String) {
        rules = text.split(whereSeparator: \.isNewline).prefix(Self.ruleCountMax).compactMap { line in
            var pattern = Substring(line)
            while pattern.last == " " || pattern.last == "\t" { pattern.removeLast() }
            if pattern.isEmpty || pattern.hasPrefix("#") { return nil }
            let isTakenBack = pattern.hasPrefix("!")
            if isTakenBack { pattern.removeFirst() }
            let foldersOnly = pattern.hasSuffix("/")
            if foldersOnly { pattern.removeLast() }
            let isAnchored = pattern.contains("/")
            if pattern.hasPrefix("/") { pattern.removeFirst() }
            guard !pattern.isEmpty else { return nil }
            return Rule(
                pattern: Array(pattern.utf8), isTakenBack: isTakenBack, foldersOnly: foldersOnly,
                isAnchored: isAnchored)
        }
    }

    /// True or false where a rule speaks of the path (relative to the folder of the rules); nil where none does.
    package func ignores(_ relativePath: [UInt8], isFolder: Bool) -> Bool? {
        let name = relativePath.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? relativePath
        for rule in rules.reversed() where isFolder || !rule.foldersOnly {
            if GlobPattern.matches(rule.isAnchored ? relativePath : name, pattern: rule.pattern) {
                return !rule.isTakenBack
            }
        }
        return nil
    }
}
