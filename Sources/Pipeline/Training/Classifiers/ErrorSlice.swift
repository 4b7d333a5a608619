import CatalogCore
import CatalogStore
import Learning

/// How often a classifier errs on the tracks of an album or a year.
package struct ErrorSlice: Sendable, Equatable {
    package enum Kind: String, Sendable { case album, year }

    package let kind: Kind
    /// The commonest class of its tracks.
    package let className: String
    package let name: String
    package let year: Int?
    package let trackCount: Int
    package let wrongCount: Int

    package var error: Double { Double(wrongCount) / Double(max(1, trackCount)) }

    /// Albums by class and year, then years: where a sound changed, the error does.
    static func all(
        of answers: [(track: TrackID, told: Int, label: Int)], classNames: [String],
        in catalog: some CatalogReading
    ) throws -> [ErrorSlice] {
        var albums: [String: [(year: Int?, isWrong: Bool, label: Int)]] = [:]
        var years: [Int: [(isWrong: Bool, label: Int)]] = [:]
        for answer in answers {
            guard let track = try catalog.track(answer.track) else { continue }
            let isWrong = answer.told != answer.label
            if let album = track.album {
                albums[album, default: []].append((track.year, isWrong, answer.label))
            }
            if let year = track.year { years[year, default: []].append((isWrong, answer.label)) }
        }
        func common(_ labels: [Int]) -> String {
            let counts = Dictionary(grouping: labels) { $0 }.mapValues(\.count)
            let label = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0
            return classNames[label]
        }
        let ofAlbums = albums.map { name, tracks in
            ErrorSlice(
                kind: .album, className: common(tracks.map(\.label)), name: name,
                year: tracks.compactMap(\.year).min(), trackCount: tracks.count,
                wrongCount: tracks.count { $0.isWrong })
        }.sorted { ($0.className, $0.year ?? 0, $0.name) < ($1.className, $1.year ?? 0, $1.name) }
        let ofYears = years.map { year, tracks in
            ErrorSlice(
                kind: .year, className: common(tracks.map(\.label)), name: String(year), year: year,
                trackCount: tracks.count, wrongCount: tracks.count { $0.isWrong })
        }.sorted { ($0.year ?? 0) < ($1.year ?? 0) }
        return ofAlbums + ofYears
    }
}
