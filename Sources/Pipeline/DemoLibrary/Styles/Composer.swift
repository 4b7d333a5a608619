import CatalogCore

/// Writes the score of one track: harmony and form here, the parts in an extension for each family of styles.
final class Composer {
    let style: DemoStyle
    var random: SplitMix64
    private(set) var score: Score
    /// The chord of each bar.
    let barChords: [DemoChord]

    /// The seconds of music that a track aims at.
    static let seconds = 26.0...40.0

    init(style: DemoStyle, key: DemoKey, tempo: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        self.style = style
        let progressions = style.progressions(isMinor: key.isMinor)
        let numerals = progressions[random.index(below: progressions.count)].split(separator: " ").map(
            String.init)
        let secondsPerBar = 60 / Double(tempo) * Double(style.beatsPerBar)
        let goal =
            Self.seconds.lowerBound + random.uniform() * (Self.seconds.upperBound - Self.seconds.lowerBound)
        // Whole phrases: four bars where the bar is long, else eight.
        let phrase = secondsPerBar > 2.2 ? 4 : 8
        let phrases = max(1, Int(goal / (secondsPerBar * Double(phrase)) + 0.5))
        let bars = phrases * phrase
        let slow = style == .ambient ? 2 : 1
        var chords = (0..<bars).map {
            DemoChord(numeral: numerals[$0 / slow % numerals.count], tonic: key.tonic)
        }
        chords[bars - 1] = DemoChord(numeral: numerals[0], tonic: key.tonic)
        barChords = chords
        score = Score(tempo: Double(tempo), beatsPerBar: style.beatsPerBar, key: key, bars: bars)
        let beats = Double(style.beatsPerBar)
        score.chords = chords.enumerated().map {
            Score.ChordSpan(chord: $0.element, beat: Double($0.offset) * beats, beats: beats)
        }
        self.random = random
    }

    /// The finished score.
    func compose() -> Score {
        switch style {
        case .waltz: composeWaltz()
        case .techno: composeTechno()
        case .drumAndBass: composeDrumAndBass()
        case .ballad: composeBallad()
        case .ragtime: composeRagtime()
        case .surf: composeSurf()
        case .dub: composeDub()
        case .ambient: composeAmbient()
        case .bossa: composeBossa()
        case .chiptune: composeChiptune()
        case .folk: composeFolk()
        case .synthwave: composeSynthwave()
        }
        return score
    }

    // MARK: What the styles share

    var bars: Int { score.bars }
    var key: DemoKey { score.key }
    var beatsPerBar: Double { Double(score.beatsPerBar) }

    /// Adds a part and fills it.
    func add(_ part: Score.Part, fill: (inout Score.Part, inout SplitMix64) -> Void) {
        var part = part
        fill(&part, &random)
        score.parts.append(part)
    }

    /// True in the share of the track from `start` to `end`: how layers come and go.
    func isWithin(_ bar: Int, _ start: Double, _ end: Double = 1) -> Bool {
        let share = Double(bar) / Double(bars)
        return share >= start && share < end
    }

    /// The chord's root at or above a pitch.
    func root(of bar: Int, above lowest: Int) -> Int {
        lowest + ((barChords[bar].root - lowest) % 12 + 12) % 12
    }

    /// The chord's fifth at or above a pitch.
    func fifth(of bar: Int, above lowest: Int) -> Int {
        lowest + ((barChords[bar].root + barChords[bar].intervals[2] - lowest) % 12 + 12) % 12
    }

    func voicings(within range: ClosedRange<Int>) -> [[Int]] {
        VoiceLeading.voicings(of: barChords, within: range)
    }

    /// A tune over the bars of one share of the track.
    func melody(above lowest: Int, from start: Double, to end: Double = 1) -> [Score.Note] {
        let first = (0..<bars).first { isWithin($0, start, end) } ?? 0
        let chords = (first..<bars).prefix { isWithin($0, start, end) }.map { barChords[$0] }
        let melody = Melody(rhythms: style.rhythms, key: key, lowest: lowest)
        let notes = melody.compose(over: chords, beatsPerBar: beatsPerBar, random: &random)
        return notes.map { note in
            var note = note
            note.beat += Double(first) * beatsPerBar
            return note
        }
    }
}

extension Score.Part {
    mutating func play(_ pitch: Int, at beat: Double, for duration: Double, velocity: Double = 0.8) {
        notes.append(Score.Note(beat: beat, duration: duration, pitch: pitch, velocity: velocity))
    }

    mutating func play(
        _ chord: [Int], at beat: Double, for duration: Double, velocity: Double, strum: Double = 0
    ) {
        for (index, pitch) in chord.enumerated() {
            play(pitch, at: beat + Double(index) * strum, for: duration, velocity: velocity)
        }
    }

    mutating func hit(_ sound: DrumSound, at beat: Double, _ velocity: Double = 0.8) {
        notes.append(Score.Note(beat: beat, duration: 0.1, pitch: sound.rawValue, velocity: velocity))
    }
}
