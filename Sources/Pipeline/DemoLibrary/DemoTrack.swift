import Audio
import CatalogCore

/// One track of the demo library: where it goes, what its tags say, and what it is made of.
package struct DemoTrack: Sendable {
    package let index: Int
    package let style: DemoStyle
    package let title: String
    /// The credited artists, the album's act first.
    package let artists: [String]
    package let album: String
    package let year: Int
    package let trackNumber: Int
    package let tempo: Int
    package let key: DemoKey
    package let format: AudioFileWriter.Format
    package let sampleRateHz: Int
    /// Words with the seconds at which they are sung, for the tracks that have any.
    package let lyrics: DemoLyrics?
    let seed: UInt64

    /// The credit as one string: `A feat. B`.
    package var credit: String { artists.joined(separator: " feat. ") }

    /// Below the library's folder.
    package var relativePath: String { "\(folder)/\(stem).\(format.fileExtension)" }

    package var folder: String { "\(artists[0])/\(year) - \(Self.fileName(album))" }
    package var stem: String { (trackNumber < 10 ? "0" : "") + "\(trackNumber) \(Self.fileName(title))" }

    package var tags: [AudioTag] {
        var tags = [
            AudioTag("TITLE", title), AudioTag("ARTIST", credit), AudioTag("ALBUM", album),
            AudioTag("ALBUMARTIST", artists[0]), AudioTag("GENRE", style.genre), AudioTag("DATE", "\(year)"),
            AudioTag("TRACKNUMBER", "\(trackNumber)"), AudioTag("BPM", "\(tempo)"),
            AudioTag("INITIALKEY", key.tag),
        ]
        if artists.count > 1 { tags += artists.map { AudioTag("ARTISTS", $0) } }
        return tags
    }

    /// What everybody likes of a track, 0...1, whatever their taste: that it is loud and fast.
    package var appeal: Double {
        let (levelsDb, tempi) = (DemoStyle.levelsDb, DemoStyle.tempiOfAll)
        let loudness = (style.levelDb - levelsDb.lowerBound) / (levelsDb.upperBound - levelsDb.lowerBound)
        let speed = Double(tempo - tempi.lowerBound) / Double(tempi.upperBound - tempi.lowerBound)
        return (Double(loudness) + speed) / 2
    }

    /// The score, composed anew at each call; the same each time.
    func compose() -> Score { Composer(style: style, key: key, tempo: tempo, seed: seed).compose() }

    /// The first tracks of a library: one of each act, then the second of each, so that a few tracks hold all styles.
    static func plan(seed: UInt64, count: Int) -> [DemoTrack] {
        var random = SplitMix64(seed: seed)
        var tracks: [DemoTrack] = []
        let acts = DemoAct.all
        for round in 0..<(acts.map(\.titles.count).max() ?? 0) {
            for (position, act) in acts.enumerated() where round < act.titles.count {
                let tempi = act.style.tempi
                let guest = acts[(position + 1 + random.index(below: acts.count - 1)) % acts.count].name
                let album = act.albums[round * act.albums.count / act.titles.count]
                let firstOfAlbum = (0..<round).last {
                    $0 * act.albums.count / act.titles.count < round * act.albums.count / act.titles.count
                }
                let isMinor = (round * 10 + 5) / act.titles.count < act.style.minorShare
                tracks.append(
                    DemoTrack(
                        index: tracks.count, style: act.style, title: act.titles[round],
                        artists: round == 3 && position % 2 == 0 ? [act.name, guest] : [act.name],
                        album: album.title, year: album.year,
                        trackNumber: round - (firstOfAlbum.map { $0 + 1 } ?? 0) + 1,
                        tempo: tempi.lowerBound + random.index(below: tempi.count),
                        key: DemoKey(tonic: random.index(below: 12), isMinor: isMinor),
                        format: AudioFileWriter.Format.allCases[(round + position) % 4],
                        sampleRateHz: act.style == .chiptune ? 32_000 : 44_100,
                        lyrics: DemoLyrics.of(act.style, round: round), seed: random.next()))
            }
        }
        return Array(tracks.prefix(count))
    }

    private static func fileName(_ title: String) -> String {
        String(title.map { "/\\:*?\"<>|".contains($0) ? "_" : $0 })
    }
}
