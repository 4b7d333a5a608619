/// What the folders and the name of a file tell, where its tags say nothing.
///
/// | path in the library | read as |
/// | --- | --- |
/// | `Artist/Album/01 - Title.mp3` | folders give artist and album, the name number and title |
/// | `Artist/1999 - Album/CD 2/03. Title.flac` | also the year and the disc |
/// | `Artist - Album/01 Title.ogg` | one folder with a dash is artist and album; without one, the artist |
/// | `Artist - Title.ogg`, `01. Artist - Title.mp3` | the name alone; in album folders, for collections |
/// | `Artist - Album - 01 - Title.mp3` | the name alone |
/// | `2-07 Title.mp3` | disc and number |
///
/// Underscores stand for spaces where a name has no spaces. A number with nothing but a space behind it is a track
/// number when it begins with 0 or lies in an album's folder, so that `99 Luftballons.mp3` keeps its name.
package struct FileNameGuess: Sendable, Equatable {
    package private(set) var title: String?
    package private(set) var artist: String?
    package private(set) var album: String?
    package private(set) var trackNumber: Int?
    package private(set) var discNumber: Int?
    package private(set) var year: Int?

    /// The characters of a path that are looked at.
    private static let pathCharactersMax = 4_096

    package init(relativePath: String) {
        var folders = relativePath.prefix(Self.pathCharactersMax).split(separator: "/").map(String.init)
        guard let file = folders.popLast() else { return }
        if let last = folders.last, let disc = Self.disc(last) {
            discNumber = disc
            folders.removeLast()
        }
        read(folders: folders)
        read(name: Self.spaced(Self.withoutEnding(file)), isInAlbum: folders.count >= 2 || album != nil)
    }

    private mutating func read(folders: [String]) {
        guard let last = folders.last.map(Self.spaced) else { return }
        let parts = Self.parts(last)
        if folders.count >= 2 {
            artist = TagText.name(Self.spaced(folders[folders.count - 2]))
            // The artist's name is often repeated in front of the album.
            let repeats = parts.count > 1 && parts[0].lowercased() == artist?.lowercased()
            readAlbum(repeats ? parts.dropFirst().joined(separator: " - ") : last)
        } else if parts.count > 1, Self.year(parts[0]) == nil {
            artist = TagText.name(parts[0])
            readAlbum(parts.dropFirst().joined(separator: " - "))
        } else {
            artist = TagText.name(last)
        }
    }

    /// `1999 - Album`, `Album (1999)`, `Album [1999]`.
    private mutating func readAlbum(_ text: String) {
        var name = text
        let parts = Self.parts(text)
        if parts.count > 1, let first = Self.year(parts[0]) {
            year = first
            name = parts.dropFirst().joined(separator: " - ")
        } else if let last = text.last, last == ")" || last == "]",
            let open = text.lastIndex(of: last == ")" ? "(" : "["),
            let told = Self.year(String(text[text.index(after: open)...].dropLast()))
        {
            year = told
            name = String(text[..<open])
        }
        album = TagText.name(name)
    }

    private mutating func read(name: String, isInAlbum: Bool) {
        var parts = Self.parts(readNumber(name, isInAlbum: isInAlbum))
        if parts.count >= 3, let index = parts.dropLast().lastIndex(where: { Self.trackNumber($0) != nil }) {
            trackNumber = trackNumber ?? Self.trackNumber(parts[index])
            parts.remove(at: index)
        }
        switch parts.count {
        case 0: title = TagText.name(name)
        case 1: title = TagText.name(parts[0])
        case 2:
            artist = TagText.name(parts[0])
            title = TagText.name(parts[1])
        default:
            artist = TagText.name(parts[0])
            if album == nil {
                album = TagText.name(parts[1])
                title = TagText.name(parts[2...].joined(separator: " - "))
            } else {
                title = TagText.name(parts[1...].joined(separator: " - "))
            }
        }
    }

    /// Takes the number off the front; gives the rest, or all where there is no number.
    private mutating func readNumber(_ name: String, isInAlbum: Bool) -> String {
        let text = name.drop { $0 == " " }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count), let number = Int(digits), number > 0 else { return name }
        var rest = text.dropFirst(digits.count)
        if digits.count == 1, rest.first == "-", let second = rest.dropFirst().first, second.isASCII,
            second.isNumber
        {
            let track = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard (1...3).contains(track.count), let value = Int(track) else { return name }
            discNumber = discNumber ?? number
            trackNumber = value
            rest = rest.dropFirst(1 + track.count)
        } else {
            let separator = rest.prefix { " .-_)".contains($0) }
            guard !separator.isEmpty else { return name }
            let isClear = separator.contains { $0 != " " } || digits.first == "0" || isInAlbum
            guard isClear else { return name }
            trackNumber = number
        }
        let title = rest.drop { " .-_)".contains($0) }
        guard !title.isEmpty else {
            trackNumber = nil
            return name
        }
        return String(title)
    }

    private static func parts(_ text: String) -> [String] {
        text.split(separator: " - ").map(String.init).filter { TagText.name($0) != nil }
    }

    private static func trackNumber(_ text: String) -> Int? {
        let digits = text.filter { $0 != " " }
        guard (1...3).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        return Int(digits).flatMap { $0 > 0 ? $0 : nil }
    }

    private static func year(_ text: String) -> Int? {
        let digits = text.filter { $0 != " " }
        guard digits.count == 4, let value = Int(digits), (1_860...2_200).contains(value) else { return nil }
        return value
    }

    /// `CD1`, `Disc 2`, `disk_03`.
    private static func disc(_ folder: String) -> Int? {
        let text = folder.lowercased()
        guard let word = ["disc", "disk", "cd"].first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(word.count).drop { " _-".contains($0) }
        return (1...2).contains(rest.count) ? Int(rest) : nil
    }

    private static func withoutEnding(_ file: String) -> String {
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
        let ending = file[file.index(after: dot)...]
        let isEnding =
            (1...5).contains(ending.count) && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isEnding ? String(file[..<dot]) : file
    }

    private static func spaced(_ text: String) -> String {
        text.contains(" ") ? text : text.replacing("_", with: " ")
    }
}
