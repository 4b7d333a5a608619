/// How an option is written in help, man page and markdown.
enum OptionText {
    /// `-n, --limit COUNT`.
    static func label(_ option: OptionDeclaration) -> String {
        let short = option.short.map { "-\($0), " } ?? "    "
        return short + option.signature
    }

    /// The explanation, with what is assumed and whether it may be repeated.
    static func help(_ option: OptionDeclaration) -> String {
        var notes: [String] = []
        if !option.choices.isEmpty && option.valueText == option.placeholder {
            notes.append("one of \(option.choices.joined(separator: ", "))")
        }
        if let assumed = option.assumed { notes.append("else \(assumed)") }
        if option.isRequired { notes.append("required") }
        if option.repeats { notes.append("may be repeated") }
        return notes.isEmpty ? option.help : "\(option.help) (\(notes.joined(separator: "; ")))"
    }
}
