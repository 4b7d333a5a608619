import Audio
import Testing

@Suite struct ChordRecognizerTests {
    static func triad(_ index: Int) -> [Int] {
        let root = 48 + index % 12
        return [root - 12, root, root + (index < 12 ? 4 : 3), root + 7]
    }

    @Test(arguments: 0..<24)
    func aTriadIsHeard(_ index: Int) throws {
        let samples = HarmonySignals.notes([Self.triad(index)], seconds: 1.5)
        let chords = ChordRecognizer.recognize(try HarmonySignals.profile(samples))
        let share = chords.histogram[index]
        #expect(share > 0.9, "\(Chord(index: index).name) for \(share) of the time")
    }

    @Test func aProgressionIsHeardInTime() throws {
        let chain = [0, 21, 5, 7]
        let samples = HarmonySignals.notes(chain.map(Self.triad), seconds: 1.2)
        let chords = ChordRecognizer.recognize(try HarmonySignals.profile(samples))
        let segments = chords.segments.filter { $0.chord != .none }
        #expect(segments.map(\.chord.name) == ["C", "Am", "F", "G"])
        for (number, segment) in segments.enumerated() {
            #expect(abs(segment.startSeconds - 1.2 * Double(number)) < 0.2)
        }
        #expect(abs(chords.changesPerMinute - 3 / 4.8 * 60) < 3)
        #expect(abs(chords.histogram.reduce(0, +) - 1) < 1e-4)
    }

    @Test func silenceHasNoChord() throws {
        let chords = ChordRecognizer.recognize(
            try HarmonySignals.profile([Float](repeating: 0, count: 60_000)))
        #expect(chords.histogram[Chord.none.index] > 0.99)
        #expect(chords.changesPerMinute == 0)
        #expect(ChordRecognizer.recognize(ChromaSequence()).segments.isEmpty)
    }

    @Test func quietMusicHasTheSameChords() throws {
        let loud = HarmonySignals.notes([Self.triad(4), Self.triad(13)], seconds: 1)
        let quiet = loud.map { $0 * 0.05 }
        let first = ChordRecognizer.recognize(try HarmonySignals.profile(loud))
        let second = ChordRecognizer.recognize(try HarmonySignals.profile(quiet))
        let same = zip(first.indices, second.indices).count { $0 == $1 }
        #expect(Double(same) > 0.9 * Double(first.indices.count))
    }

    @Test func indicesAndChordsAreOne() {
        for index in 0..<Chord.count { #expect(Chord(index: index).index == index) }
        #expect(Set((0..<Chord.count).map { Chord(index: $0).name }).count == Chord.count)
    }
}
