import CatalogCore

/// Strings and pianos.
extension Composer {
    /// Bass on one, chords on two and three, a violin above, a cello that answers.
    func composeWaltz() {
        let chords = voicings(within: 55...76)
        add(Score.Part(instrument: .pizzicato, gain: 1, pan: -0.25, reverb: 0.2)) { part, _ in
            for bar in 0..<bars {
                let isFifth = bar % 2 == 1 && barChords[bar] == barChords[bar - 1]
                let pitch = isFifth ? fifth(of: bar, above: 36) : root(of: bar, above: 36)
                part.play(pitch, at: Double(bar) * 3, for: 0.9, velocity: 0.95)
            }
        }
        add(Score.Part(instrument: .strings, gain: 0.55, pan: 0.15, reverb: 0.3, width: 0.5)) {
            part, random in
            for bar in 0..<bars where bar < bars - 1 {
                for beat in [1.0, 2.0] {
                    let velocity = 0.6 + 0.08 * random.uniform()
                    part.play(chords[bar], at: Double(bar) * 3 + beat, for: 0.45, velocity: velocity)
                }
            }
            part.play(chords[bars - 1], at: Double(bars - 1) * 3, for: 2.6, velocity: 0.7)
        }
        // Plucked with the chords, so that each beat is struck.
        add(Score.Part(instrument: .pizzicato, gain: 0.6, pan: 0.1, reverb: 0.2)) { part, _ in
            for bar in 0..<bars - 1 {
                for beat in [1.0, 2.0] {
                    part.play(chords[bar], at: Double(bar) * 3 + beat, for: 0.5, velocity: 0.75)
                }
            }
        }
        let tune = melody(above: 69, from: 0.1)
        add(Score.Part(instrument: .violin, gain: 0.8, pan: 0.3, reverb: 0.35)) { part, _ in part.notes = tune
        }
        add(Score.Part(instrument: .violin, gain: 0.5, pan: -0.4, reverb: 0.35)) { part, _ in
            for bar in 0..<bars where isWithin(bar, 0.45) {
                let third =
                    chords[bar].first { $0 >= 55 && barChords[bar].pitchClasses[1] == $0 % 12 }
                    ?? chords[bar][0]
                part.play(third - 12, at: Double(bar) * 3, for: 2.7, velocity: 0.6)
            }
        }
    }

    /// Broken chords under a slow tune; strings from the second half.
    func composeBallad() {
        let chords = voicings(within: 55...72)
        add(Score.Part(instrument: .piano, gain: 0.85, pan: -0.12, reverb: 0.28)) { part, random in
            for bar in 0..<bars {
                let start = Double(bar) * 4
                part.play(root(of: bar, above: 36), at: start, for: 3.8, velocity: 0.75)
                let figure = [root(of: bar, above: 43), fifth(of: bar, above: 48)] + chords[bar]
                guard bar < bars - 1 else {
                    part.play(chords[bar], at: start, for: 4, velocity: 0.5, strum: 0.05)
                    continue
                }
                let order = [0, 2, 3, 4, 3, 2, 3, 2]
                for (index, note) in order.enumerated() where index > 0 {
                    let velocity = (index % 2 == 0 ? 0.52 : 0.42) + 0.06 * random.uniform()
                    part.play(
                        figure[note % figure.count], at: start + Double(index) / 2, for: 0.9,
                        velocity: velocity)
                }
            }
        }
        let tune = melody(above: 72, from: 0.2)
        add(Score.Part(instrument: .piano, gain: 0.95, pan: 0.15, reverb: 0.3)) { part, _ in part.notes = tune
        }
        add(Score.Part(instrument: .strings, gain: 0.3, reverb: 0.45, width: 0.8)) { part, _ in
            for bar in 0..<bars where isWithin(bar, 0.5) {
                part.play(chords[bar], at: Double(bar) * 4, for: 3.9, velocity: 0.6)
            }
        }
    }

    /// A striding left hand: low note, chord, low note, chord; a syncopated right.
    func composeRagtime() {
        let chords = voicings(within: 52...67)
        add(Score.Part(instrument: .piano, gain: 0.8, pan: -0.2, reverb: 0.12)) { part, random in
            for bar in 0..<bars {
                let start = Double(bar) * 4
                let low = root(of: bar, above: 36)
                for beat in 0..<4 {
                    let velocity = (beat == 2 ? 0.58 : 0.75) + 0.08 * random.uniform()
                    if beat % 2 == 0 {
                        let bass = beat == 0 ? low : fifth(of: bar, above: 31)
                        part.play([bass, bass + 12], at: start + Double(beat), for: 0.6, velocity: velocity)
                    } else {
                        part.play(chords[bar], at: start + Double(beat), for: 0.35, velocity: velocity - 0.12)
                    }
                }
            }
        }
        let tune = melody(above: 71, from: 0)
        add(Score.Part(instrument: .piano, gain: 0.8, pan: 0.2, reverb: 0.12)) { part, _ in
            part.notes = tune
            for note in tune where note.duration > 0.4 {
                part.play(note.pitch - 12, at: note.beat, for: note.duration, velocity: note.velocity * 0.7)
            }
        }
    }

    /// Pads over two bars, a kalimba on the beat, bells that echo.
    func composeAmbient() {
        let chords = voicings(within: 52...72)
        add(Score.Part(instrument: .warmPad, gain: 0.75, reverb: 0.7, width: 0.9)) { part, _ in
            for bar in stride(from: 0, to: bars, by: 2) {
                part.play(chords[bar], at: Double(bar) * 4, for: 7.6, velocity: 0.7)
            }
        }
        add(Score.Part(instrument: .subBass, gain: 0.42, reverb: 0.05)) { part, _ in
            for bar in stride(from: 0, to: bars, by: 2) {
                part.play(root(of: bar, above: 33), at: Double(bar) * 4, for: 7.5, velocity: 0.6)
            }
        }
        add(Score.Part(instrument: .kalimba, gain: 0.75, pan: -0.3, reverb: 0.4, echo: 0.18)) {
            part, random in
            for bar in 0..<bars {
                let notes = chords[bar].map { $0 + 12 }
                for beat in 0..<4 {
                    let note = beat == 0 ? root(of: bar, above: 60) : notes[(beat + bar) % notes.count]
                    let velocity = (beat == 0 ? 0.9 : 0.65) + 0.08 * random.uniform()
                    part.play(note, at: Double(bar * 4 + beat), for: 0.8, velocity: velocity)
                }
            }
        }
        let tune = melody(above: 72, from: 0.25)
        add(Score.Part(instrument: .bell, gain: 0.4, pan: 0.35, reverb: 0.6, echo: 0.4)) { part, _ in
            part.notes = tune
        }
    }
}
