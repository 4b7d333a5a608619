import CatalogCore

/// Words that name nothing, or several things, in the catalog.
package struct NameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was looked for.
    package enum Thing: String, Sendable {
        case track, artist, album, genre, person, playlist
    }

    /// One of the things that may be meant.
    package struct Candidate: Sendable, Equatable {
        package let id: Int64
        package let name: String

        package init(id: Int64, name: String) {
            self.id = id
            self.name = name
        }
    }

    package let thing: Thing
    package let words: String
    /// What is meant, by number, where several are; empty where nothing is called so.
    package let candidates: [Candidate]
    /// True where the candidates are spelt otherwise.
    package let isCorrected: Bool
    /// How what was probably meant is spelt.
    package let suggestion: String?

    package init(
        _ thing: Thing, words: String, candidates: [Candidate] = [], isCorrected: Bool = false,
        suggestion: String? = nil
    ) {
        self.thing = thing
        self.words = words
        self.candidates = candidates
        self.isCorrected = isCorrected
        self.suggestion = suggestion
    }

    package var description: String {
        guard candidates.isEmpty else {
            let list = candidates.map { "  \($0.id)  \($0.name)" }
            let lead =
                isCorrected
                ? "There is no \(thing.rawValue) `\(words)`. Did you mean one of these? Give its number:"
                : "Several are called like `\(words)`. Give the number of the \(thing.rawValue):"
            return ([lead] + list).joined(separator: "\n")
        }
        let lead =
            switch thing {
            case .person: "There is nobody named \(words)."
            case .playlist: "There is no playlist named `\(words)`."
            case .track where Int64(words) != nil, .artist where Int64(words) != nil,
                .album where Int64(words) != nil:
                "There is no \(thing.rawValue) \(words)."
            default: "There is no \(thing.rawValue) `\(words)`."
            }
        return lead + (suggestion.map { " Did you mean \($0)?" } ?? "")
    }
}
