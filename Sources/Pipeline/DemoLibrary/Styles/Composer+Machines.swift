import CatalogCore

/// Sequencers and drum machines.
extension Composer {
    /// Four on the floor, an acid line, stabs off the beat.
    func composeTechno() {
        let chords = voicings(within: 55...72)
        add(Score.Part(instrument: .electronicDrums, gain: 0.85, reverb: 0.04)) { part, random in
            for beat in 0..<bars * 4 {
                let bar = beat / 4
                let at = Double(beat)
                if !isWithin(bar, 0.5, 0.56) { part.hit(.kick, at: at, 1) }
                part.hit(.openHat, at: at + 0.5, isWithin(bar, 0.12) ? 0.6 : 0.3)
                guard isWithin(bar, 0.12) else { continue }
                if beat % 2 == 1 { part.hit(.clap, at: at, 0.7) }
                for sixteenth in 0..<4 {
                    part.hit(.closedHat, at: at + Double(sixteenth) / 4, 0.3 + 0.2 * random.uniform())
                }
            }
        }
        add(Score.Part(instrument: .acidBass, gain: 0.7, reverb: 0.06, ducking: 0.55, drive: 0.8)) {
            part, random in
            let pattern = (0..<16).map { step in
                (step % 4 == 0 ? 0 : [0, 0, 12, 7, 0, 12][random.index(below: 6)], random.uniform())
            }
            for bar in 0..<bars {
                let low = root(of: bar, above: 33)
                for (step, note) in pattern.enumerated() where note.1 > 0.22 {
                    part.play(
                        low + note.0, at: Double(bar) * 4 + Double(step) / 4, for: 0.2,
                        velocity: 0.6 + 0.3 * note.1)
                }
            }
        }
        add(Score.Part(instrument: .stab, gain: 0.6, reverb: 0.35, echo: 0.3, ducking: 0.4, width: 0.6)) {
            part, _ in
            for bar in 0..<bars where isWithin(bar, 0.2) {
                for beat in [0.75, 2.5] {
                    part.play(chords[bar], at: Double(bar) * 4 + beat, for: 0.25, velocity: 0.7)
                }
            }
        }
        add(Score.Part(instrument: .warmPad, gain: 0.45, reverb: 0.5, ducking: 0.7, width: 0.9)) { part, _ in
            for bar in 0..<bars where isWithin(bar, 0.3) {
                part.play(chords[bar], at: Double(bar) * 4, for: 3.9, velocity: 0.6)
            }
        }
    }

    /// A broken beat twice as fast as the bass and the chords feel.
    func composeDrumAndBass() {
        let chords = voicings(within: 57...74)
        add(Score.Part(instrument: .breakDrums, gain: 0.9, reverb: 0.06)) { part, random in
            for bar in 0..<bars {
                let at = Double(bar) * 4
                for beat in [0, 2.5] { part.hit(.kick, at: at + beat, 1) }
                for beat in [1.0, 3.0] { part.hit(.snare, at: at + beat, 0.95) }
                for eighth in 0..<8 {
                    part.hit(.closedHat, at: at + Double(eighth) / 2, eighth % 2 == 0 ? 0.65 : 0.4)
                }
                for ghost in [1.75, 2.25, 3.75] where random.uniform() < 0.5 {
                    part.hit(.snare, at: at + ghost, 0.22)
                }
                if bar % 8 == 0 { part.hit(.crash, at: at, 0.5) }
            }
        }
        add(Score.Part(instrument: .reeseBass, gain: 0.75, reverb: 0.03, ducking: 0.4, drive: 0.6)) {
            part, random in
            for bar in 0..<bars where isWithin(bar, 0.12) {
                let low = root(of: bar, above: 31)
                part.play(low, at: Double(bar) * 4, for: 2.3, velocity: 0.9)
                part.play(
                    random.uniform() < 0.4 ? low + 7 : low, at: Double(bar) * 4 + 2.5, for: 1.3, velocity: 0.8
                )
            }
        }
        add(
            Score.Part(
                instrument: .electricPiano, gain: 0.62, pan: -0.15, reverb: 0.4, echo: 0.15, width: 0.6)
        ) { part, _ in
            for bar in 0..<bars {
                part.play(chords[bar], at: Double(bar) * 4, for: 1.3, velocity: 0.7)
                part.play(chords[bar], at: Double(bar) * 4 + 1.5, for: 2.3, velocity: 0.55)
            }
        }
        add(Score.Part(instrument: .warmPad, gain: 0.4, reverb: 0.5, ducking: 0.3, width: 0.9)) { part, _ in
            for bar in 0..<bars { part.play(chords[bar], at: Double(bar) * 4, for: 3.9, velocity: 0.6) }
        }
        let tune = melody(above: 72, from: 0.5)
        add(Score.Part(instrument: .bell, gain: 0.4, pan: 0.3, reverb: 0.45, echo: 0.3)) { part, _ in
            part.notes = tune
        }
    }

    /// Two pulses, a triangle and noise: chords as fast broken notes.
    func composeChiptune() {
        let chords = voicings(within: 60...79)
        add(Score.Part(instrument: .chipDrums, gain: 0.5, reverb: 0)) { part, _ in
            for bar in 0..<bars {
                let at = Double(bar) * 4
                for beat in [0.0, 2.0] { part.hit(.kick, at: at + beat, 0.9) }
                for beat in [1.0, 3.0] { part.hit(.snare, at: at + beat, 0.8) }
                for eighth in 0..<8 { part.hit(.closedHat, at: at + Double(eighth) / 2, 0.5) }
            }
        }
        add(Score.Part(instrument: .triangleBass, gain: 0.8, reverb: 0)) { part, _ in
            for bar in 0..<bars {
                let low = root(of: bar, above: 40)
                for eighth in 0..<8 {
                    part.play(
                        eighth % 2 == 0 ? low : low + 12, at: Double(bar) * 4 + Double(eighth) / 2, for: 0.42)
                }
            }
        }
        add(Score.Part(instrument: .pulseArpeggio, gain: 0.7, pan: -0.3, reverb: 0.02)) { part, _ in
            for bar in 0..<bars {
                for sixteenth in 0..<16 {
                    let pitch = chords[bar][sixteenth % chords[bar].count]
                    part.play(
                        pitch, at: Double(bar) * 4 + Double(sixteenth) / 4, for: 0.22,
                        velocity: sixteenth % 4 == 0 ? 0.8 : 0.6)
                }
            }
        }
        let tune = melody(above: 72, from: 0.12)
        add(Score.Part(instrument: .pulseLead, gain: 0.9, pan: 0.25, reverb: 0.04, echo: 0.15)) { part, _ in
            part.notes = tune
        }
    }

    /// Big chords, a bass in eighths, drums in a hall, a lead that sings.
    func composeSynthwave() {
        let chords = voicings(within: 55...74)
        add(Score.Part(instrument: .electronicDrums, gain: 0.8, reverb: 0.14)) { part, _ in
            for bar in 0..<bars {
                let at = Double(bar) * 4
                for beat in [0.0, 2.0] { part.hit(.kick, at: at + beat, 1) }
                if bar % 2 == 1 { part.hit(.kick, at: at + 2.5, 0.8) }
                for beat in [1.0, 3.0] { part.hit(.snare, at: at + beat, 0.9) }
                for eighth in 0..<8 {
                    part.hit(.closedHat, at: at + Double(eighth) / 2, eighth % 2 == 0 ? 0.5 : 0.35)
                }
                if bar % 4 == 3 {
                    for (index, tom) in [DrumSound.highTom, .highTom, .lowTom, .lowTom].enumerated() {
                        part.hit(tom, at: at + 3 + Double(index) / 4, 0.7)
                    }
                }
            }
        }
        add(Score.Part(instrument: .synthBass, gain: 0.72, reverb: 0.04, ducking: 0.35)) { part, _ in
            for bar in 0..<bars {
                let low = root(of: bar, above: 33)
                for eighth in 0..<8 {
                    part.play(
                        eighth % 4 == 3 ? low + 12 : low, at: Double(bar) * 4 + Double(eighth) / 2, for: 0.4)
                }
            }
        }
        add(Score.Part(instrument: .supersaw, gain: 0.5, reverb: 0.4, ducking: 0.4, width: 0.8)) { part, _ in
            for bar in 0..<bars { part.play(chords[bar], at: Double(bar) * 4, for: 3.8, velocity: 0.7) }
        }
        let tune = melody(above: 69, from: 0.25)
        add(Score.Part(instrument: .sawLead, gain: 0.75, pan: 0.1, reverb: 0.4, echo: 0.2)) { part, _ in
            part.notes = tune
        }
    }
}
