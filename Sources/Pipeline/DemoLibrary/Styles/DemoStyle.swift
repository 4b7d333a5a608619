/// The styles of the demo library: tempo, room, loudness, and the harmony that each likes.
package enum DemoStyle: String, CaseIterable, Sendable, Codable {
    case waltz, techno, drumAndBass, ballad, ragtime, surf, dub, ambient, bossa, chiptune, folk, synthwave

    /// As a tag names it.
    package var genre: String {
        switch self {
        case .waltz: "Waltz"
        case .techno: "Techno"
        case .drumAndBass: "Drum & Bass"
        case .ballad: "Singer/Songwriter"
        case .ragtime: "Ragtime"
        case .surf: "Surf Rock"
        case .dub: "Dub"
        case .ambient: "Ambient"
        case .bossa: "Bossa Nova"
        case .chiptune: "Chiptune"
        case .folk: "Folk"
        case .synthwave: "Synthwave"
        }
    }

    /// Beats a minute.
    var tempi: ClosedRange<Int> {
        switch self {
        case .waltz: 138...168
        case .techno: 126...134
        case .drumAndBass: 170...176
        case .ballad: 64...78
        case .ragtime: 88...104
        case .surf: 150...166
        case .dub: 68...78
        case .ambient: 62...76
        case .bossa: 124...138
        case .chiptune: 140...164
        case .folk: 94...116
        case .synthwave: 92...112
        }
    }

    var beatsPerBar: Int { self == .waltz ? 3 : 4 }

    /// How many of ten tracks are in minor.
    var minorShare: Int {
        switch self {
        case .techno, .drumAndBass, .dub, .surf: 10
        case .synthwave: 7
        case .ambient, .chiptune: 4
        case .ballad, .waltz: 3
        case .ragtime, .bossa, .folk: 0
        }
    }

    /// Seconds in which the room dies away.
    var roomSeconds: Float {
        switch self {
        case .ambient: 5
        case .dub, .synthwave: 2.6
        case .waltz, .ballad: 2.1
        case .techno, .drumAndBass, .surf: 1.4
        case .ragtime, .bossa, .folk: 0.9
        case .chiptune: 0.4
        }
    }

    /// Beats between the repeats of the echo.
    var echoBeats: Double { self == .dub || self == .ambient ? 0.75 : 0.5 }

    /// How loud the louder half is, dB below full scale.
    var levelDb: Float {
        switch self {
        case .techno, .drumAndBass: -12
        case .synthwave, .chiptune: -13.5
        case .surf: -16
        case .dub: -14
        case .folk, .bossa: -17.5
        case .ragtime: -18
        case .waltz, .ballad: -19.5
        case .ambient: -21
        }
    }

    /// From the quietest style to the loudest, and from the slowest to the fastest.
    static let levelsDb: ClosedRange<Float> = -21 ... -12
    static let tempiOfAll = 62...176

    /// Chords, one a bar, as roman numerals; the tonic is where they begin and what they lean on.
    func progressions(isMinor: Bool) -> [String] {
        switch self {
        case .waltz:
            isMinor
                ? ["i i iv i V7 V7 i i", "i i iv iv V7 i V7 i"]
                : ["I I IV I V7 V7 I I", "I I IV IV V7 I V7 I"]
        case .techno: ["i i i i iv iv i i", "i i i i i i bVII i", "i i i i bVI V i i"]
        case .drumAndBass: ["i i bVI bVI iv iv V V", "i i iv iv i i V7 i"]
        case .ballad: isMinor ? ["i bVI iv V7", "i iv i V7"] : ["I vi IV V", "I V vi IV", "I IV I V"]
        case .ragtime: ["I I V7 I I VI7 V7 I", "I IV I V7 I VI7 V7 I"]
        case .surf: ["i i iv i i V7 i i", "i i bVI i iv V7 i i"]
        case .dub: ["i i iv i", "i i i v", "i iv i i"]
        case .ambient: isMinor ? ["i i iv i", "i i bVI i"] : ["I I IV I", "I I vi IV"]
        case .bossa: ["I6 Imaj7 ii7 V7 I6 Imaj7 V7 I6", "Imaj7 I6 Imaj7 I6 ii7 V7 Imaj7 I6"]
        case .chiptune: isMinor ? ["i bVI iv V", "i i bVI V"] : ["I V vi IV", "I IV V I", "I vi IV V"]
        case .folk: ["I I IV I I V I I", "I IV I V I IV V I"]
        case .synthwave: isMinor ? ["i i bVI V", "i bVI iv V"] : ["I vi IV V", "I I IV V"]
        }
    }

    /// Where notes of a tune start in a bar, in beats.
    var rhythms: [[Double]] {
        switch self {
        case .waltz: [[0, 2], [0, 1, 2], [0, 1], [0]]
        case .techno: [[0, 0.75, 1.5, 2.5], [0.5, 1.5, 2.5, 3.5]]
        case .drumAndBass: [[0, 1.5, 3], [0, 0.75, 1.5, 2.5]]
        case .ballad: [[0, 1.5, 2, 3], [0, 1, 2, 2.5, 3], [0, 2, 3.5]]
        case .ragtime:
            [
                [0, 0.25, 0.75, 1, 1.25, 1.75, 2, 3], [0, 0.5, 0.75, 1.25, 1.5, 2, 2.5, 3],
                [0.25, 0.75, 1, 1.5, 2, 2.25, 2.75, 3.25],
            ]
        case .surf: [[0, 0.5, 1, 1.5, 2, 3], [0, 1, 1.5, 2, 2.5, 3.5], [0, 0.5, 1.5, 2, 2.5, 3]]
        case .dub: [[0.5, 1.5, 2], [0, 0.75, 1.5, 3]]
        case .ambient: [[0, 2], [0, 1, 3]]
        case .bossa: [[0, 1.5, 2, 3.5], [0.5, 1, 2.5, 3], [0, 1, 1.5, 2.5]]
        case .chiptune: [[0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], [0, 0.75, 1.5, 2, 3], [0, 0.5, 1, 2, 2.5, 3]]
        case .folk: [[0, 1, 1.5, 2, 3], [0, 0.5, 1, 2, 3], [0, 2, 2.5, 3]]
        case .synthwave: [[0, 1, 1.5, 3], [0, 0.75, 1.5, 2.5, 3], [0, 2, 3]]
        }
    }
}
