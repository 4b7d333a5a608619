/// What is true of a demo track: the answers for tests of tempo, key and chords.
package struct DemoGroundTruth: Sendable, Codable, Equatable {
    package struct Chord: Sendable, Codable, Equatable {
        package let name: String
        package let startSeconds: Double
        package let endSeconds: Double
    }

    package let path: String
    package let title: String
    package let artists: [String]
    package let style: DemoStyle
    package let genre: String
    package let year: Int
    package let tempo: Double
    package let beatsPerBar: Int
    package let key: String
    package let durationSeconds: Double
    package let chords: [Chord]

    init(track: DemoTrack, score: Score, durationSeconds: Double) {
        path = track.relativePath
        title = track.title
        artists = track.artists
        style = track.style
        genre = track.style.genre
        year = track.year
        tempo = score.tempo
        beatsPerBar = score.beatsPerBar
        key = score.key.name
        self.durationSeconds = Self.milliseconds(durationSeconds)
        var merged: [Chord] = []
        for span in score.chords {
            let start = Self.milliseconds(span.beat * score.secondsPerBeat)
            let end = Self.milliseconds((span.beat + span.beats) * score.secondsPerBeat)
            if let last = merged.last, last.name == span.chord.name {
                merged[merged.count - 1] = Chord(
                    name: last.name, startSeconds: last.startSeconds, endSeconds: end)
            } else {
                merged.append(Chord(name: span.chord.name, startSeconds: start, endSeconds: end))
            }
        }
        chords = merged
    }

    private static func milliseconds(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
