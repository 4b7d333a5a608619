import FoundationEssentials
import Learning

/// The Spotify tracks table, read from CSV: one entry for each track id, with all its genres.
struct SpotifyTable {
    static let descriptorNames = [
        "danceability", "energy", "loudness", "speechiness", "acousticness", "instrumentalness", "liveness",
        "valence",
        "tempo",
    ]

    private(set) var descriptors: [[Float]] = []
    private(set) var popularity: [Float] = []
    private(set) var isExplicit: [Bool] = []
    private(set) var artistCounts: [Int] = []
    private(set) var genres: [[Int]] = []
    private(set) var genreNames: [String] = []
    /// The number of the first credited artist, by which tables are split: a credit string would let a singer's duets
    /// lie on both sides.
    private(set) var artists: [Int] = []

    init(path: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: path))
        var rows = SpotifyTable.parse(Array(bytes))
        let header = rows.removeFirst()
        var place: [String: Int] = [:]
        for (index, name) in header.enumerated() { place[name] = index }
        func field(_ row: [String], _ name: String) -> String { place[name].map { row[$0] } ?? "" }
        var known: [String: Int] = [:]
        var artistNumbers: [String: Int] = [:]
        var genreNumbers: [String: Int] = [:]
        for row in rows where row.count == header.count && !field(row, "artists").isEmpty {
            let genre = genreNumbers[field(row, "track_genre"), default: genreNumbers.count]
            genreNumbers[field(row, "track_genre")] = genre
            let listened = Float(field(row, "popularity")) ?? 0
            if let index = known[field(row, "track_id")] {
                if !genres[index].contains(genre) { genres[index].append(genre) }
                popularity[index] = max(popularity[index], listened)
                continue
            }
            known[field(row, "track_id")] = popularity.count
            let credits = field(row, "artists").split(separator: ";")
            let first = credits.first.map(String.init) ?? ""
            artistNumbers[first] = artistNumbers[first] ?? artistNumbers.count
            descriptors.append(SpotifyTable.descriptorNames.map { Float(field(row, $0)) ?? 0 })
            popularity.append(listened)
            isExplicit.append(field(row, "explicit") == "True")
            artistCounts.append(credits.count)
            genres.append([genre])
            artists.append(artistNumbers[first] ?? 0)
        }
        genreNames = genreNumbers.sorted { $0.value < $1.value }.map(\.key)
    }

    /// Commas, quotes doubled inside quotes, line breaks inside quotes.
    private static func parse(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        for byte in bytes {
            if byte == 0x22 {
                // A doubled quote closes and opens again; titles lose it, which no figure here depends on.
                isQuoted.toggle()
            } else if byte == 0x2C && !isQuoted {
                row.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            } else if byte == 0x0A && !isQuoted {
                row.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
                rows.append(row)
                row.removeAll(keepingCapacity: true)
            } else if byte != 0x0D {
                field.append(byte)
            }
        }
        return rows
    }
}
