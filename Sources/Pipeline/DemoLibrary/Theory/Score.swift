/// What is played: parts of notes over one tempo, one key and a row of chords.
struct Score: Sendable {
    /// One note; for drums, `pitch` is a `DrumSound`'s number.
    struct Note: Sendable {
        var beat: Double
        var duration: Double
        var pitch: Int
        var velocity: Double
    }

    /// One instrument and where it stands in the room.
    struct Part: Sendable {
        let instrument: Instrument
        var gain: Float = 1
        /// -1 is left.
        var pan: Float = 0
        /// How much of it goes to the reverb, and to the echo.
        var reverb: Float = 0.2
        var echo: Float = 0
        /// How far the kick pushes it down.
        var ducking: Float = 0
        /// A second, late and wandering copy on the other side.
        var width: Float = 0
        var drive: Float = 0
        var notes: [Note] = []
    }

    struct ChordSpan: Sendable {
        let chord: DemoChord
        let beat: Double
        let beats: Double
    }

    let tempo: Double
    let beatsPerBar: Int
    let key: DemoKey
    let bars: Int
    var chords: [ChordSpan] = []
    var parts: [Part] = []

    var secondsPerBeat: Double { 60 / tempo }
    var beats: Double { Double(bars * beatsPerBar) }
}
