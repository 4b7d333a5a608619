/// Artists who are printed as one.
enum ArtistCredit {
    /// Words that part artists and hardly ever belong to a name. An `&` or a comma does: it is left.
    private static let partings: Set<String> = ["feat.", "feat", "ft.", "ft", "featuring"]

    /// The artists of a credit: `A feat. B` and `A (ft. B)` are A and B.
    static func names(of credit: String) -> [String] {
        let words = credit.split(separator: " ")
        guard
            let place = words.indices.dropFirst().dropLast().first(where: { place in
                partings.contains(words[place].drop { $0 == "(" || $0 == "[" }.lowercased())
            })
        else { return [credit] }
        var guests = words[(place + 1)...].joined(separator: " ")
        if let bracket = words[place].first, bracket == "(" || bracket == "[" {
            if guests.last == ")" || guests.last == "]" { guests.removeLast() }
        }
        return [words[..<place].joined(separator: " "), guests].filter { !$0.isEmpty }
    }
}
