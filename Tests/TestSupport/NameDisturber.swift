import CatalogCore

/// Spells titles and artists as people and shops do: typos, guests moved, brackets added, accents dropped, artists
/// in another order.
package struct NameDisturber {
    private var random: SplitMix64

    package init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// One to three disturbances of a track's names; the length moves by at most a second and a half.
    package mutating func disturb(title: String, artists: [String], durationSeconds: Double?) -> (
        title: String, artists: [String], durationSeconds: Double?
    ) {
        var title = title
        var artists = artists
        for _ in 0..<1 + random.index(below: 3) {
            switch random.index(below: 6) {
            case 0: title = withTypo(title)
            case 1: artists[0] = withTypo(artists[0])
            case 2 where artists.count > 1: title += " (feat. \(artists.removeLast()))"
            case 3:
                let brackets = [
                    " (Remastered 2011)", " [Official Video]", " - Single Version", " (Deluxe Edition)",
                    " - 2009 Remaster",
                ]
                title += brackets[random.index(below: brackets.count)]
            case 4:
                title = withoutAccents(title)
                artists = artists.map(withoutAccents)
            case 5 where artists.count > 1:
                artists = Array(artists.reversed())
                if random.uniform() < 0.5 { artists = [artists.joined(separator: " & ")] }
            default: title = random.uniform() < 0.5 ? title.uppercased() : title.lowercased()
            }
        }
        return (title, artists, durationSeconds.map { $0 + 3 * (random.uniform() - 0.5) })
    }

    /// A letter left out, doubled, swapped with the next, or struck wrong; names of one or two letters stay.
    private mutating func withTypo(_ text: String) -> String {
        var letters = Array(text)
        guard letters.count > 4 else { return text }
        let place = random.index(below: letters.count - 1)
        switch random.index(below: 4) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        case 2: letters.swapAt(place, place + 1)
        default: letters[place] = Array("abcdefghijklmnopqrstuvwxyz")[random.index(below: 26)]
        }
        return String(letters)
    }

    private func withoutAccents(_ text: String) -> String {
        let plain: [Character: Character] = [
            "á": "a", "à": "a", "ã": "a", "â": "a", "ä": "a", "é": "e", "è": "e", "ê": "e", "í": "i",
            "ó": "o", "ô": "o",
            "õ": "o", "ö": "o", "ú": "u", "ü": "u", "ç": "c", "ñ": "n", "É": "E", "Á": "A", "Ó": "O",
            "Ö": "O",
        ]
        return String(text.map { plain[$0] ?? $0 })
    }
}
