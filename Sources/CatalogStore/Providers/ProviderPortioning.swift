/// Makes portions of one table, row by row.
package struct ProviderPortioning {
    private var placeOfArtist: [String: Int] = [:]
    private var placeOfAlbum: [String: Int] = [:]
    private var albums: [String] = []
    private var words: Set<Substring> = []
    private var portion = ProviderPortion()

    package init() {}

    /// - Parameter artists: in the order of the credit.
    package mutating func add(_ row: ProviderTrack, artists: [String]) {
        let titleKey = TextKey.fold(row.title)
        learnWords(of: titleKey)
        var row = row
        var album: Int?
        if let title = row.album {
            let place = place(ofAlbum: title)
            // One spelling of an accent: as bytes, `é` and `e` + `◌́` differ.
            row.album = albums[place]
            album = place
        }
        portion.entries.append(
            ProviderPortion.Entry(
                row: row, titleKey: titleKey, creditKey: TextKey.fold(row.credit),
                artists: artists.map { place(ofArtist: $0) }, album: album))
    }

    /// What was added since the last time.
    package mutating func take() -> ProviderPortion {
        defer { portion = ProviderPortion() }
        return portion
    }

    private mutating func place(ofArtist name: String) -> Int {
        if let place = placeOfArtist[name] { return place }
        portion.artists.append(self.name(name))
        placeOfArtist[name] = placeOfArtist.count
        return placeOfArtist.count - 1
    }

    private mutating func place(ofAlbum title: String) -> Int {
        if let place = placeOfAlbum[title] { return place }
        portion.albums.append(name(title))
        placeOfAlbum[title] = albums.count
        albums.append(title)
        return albums.count - 1
    }

    private mutating func name(_ text: String) -> ProviderPortion.Name {
        let key = TextKey.fold(text)
        learnWords(of: key)
        return ProviderPortion.Name(text: text, key: key)
    }

    private mutating func learnWords(of key: String) {
        for word in TextKey.words(of: key) where words.insert(word).inserted && TypingMistakes.canLearn(word)
        {
            portion.words.append(String(word))
        }
    }
}
