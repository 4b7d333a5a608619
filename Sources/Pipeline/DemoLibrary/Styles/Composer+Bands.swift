import CatalogCore

/// Guitars, basses and people who hit things.
extension Composer {
    /// A twangy lead in a spring-like room over a drummer who doubles the second snare.
    func composeSurf() {
        let chords = voicings(within: 55...70)
        add(Score.Part(instrument: .acousticDrums, gain: 0.8, reverb: 0.1)) { part, _ in
            for bar in 0..<bars {
                let at = Double(bar) * 4
                for beat in [0.0, 2.0] { part.hit(.kick, at: at + beat, 0.95) }
                for beat in [1.0, 2.5, 3.0] { part.hit(.snare, at: at + beat, beat == 2.5 ? 0.65 : 0.85) }
                for eighth in 0..<8 {
                    part.hit(.ride, at: at + Double(eighth) / 2, eighth % 2 == 0 ? 0.6 : 0.4)
                }
                if bar % 8 == 0 { part.hit(.crash, at: at, 0.6) }
            }
        }
        add(Score.Part(instrument: .bassGuitar, gain: 0.95, reverb: 0.04)) { part, _ in
            for bar in 0..<bars {
                for eighth in 0..<8 {
                    let pitch = eighth % 4 == 2 ? fifth(of: bar, above: 33) : root(of: bar, above: 31)
                    part.play(pitch, at: Double(bar) * 4 + Double(eighth) / 2, for: 0.45, velocity: 0.85)
                }
            }
        }
        add(Score.Part(instrument: .steelGuitar, gain: 0.5, pan: -0.45, reverb: 0.3)) { part, _ in
            for bar in 0..<bars {
                for beat in [0.0, 0.5, 1.5, 2.0, 2.5, 3.5] {
                    part.play(chords[bar], at: Double(bar) * 4 + beat, for: 0.4, velocity: 0.6, strum: 0.02)
                }
            }
        }
        let tune = melody(above: 60, from: 0.1)
        add(Score.Part(instrument: .surfGuitar, gain: 1.1, pan: 0.3, reverb: 0.5, drive: 0.6)) { part, _ in
            for note in tune {
                guard note.duration > 0.9 else {
                    part.notes.append(note)
                    continue
                }
                // Long notes are picked in sixteenths.
                let picks = Int(note.duration * 4)
                for pick in 0..<picks {
                    part.play(note.pitch, at: note.beat + Double(pick) / 4, for: 0.24, velocity: 0.75)
                }
            }
        }
    }

    /// The drum on three, the organ between the beats, a bass that leaves room, everything echoing.
    func composeDub() {
        let chords = voicings(within: 57...72)
        add(Score.Part(instrument: .acousticDrums, gain: 0.9, reverb: 0.12, echo: 0.05)) { part, random in
            for bar in 0..<bars {
                let at = Double(bar) * 4
                part.hit(.kick, at: at, 0.6)
                for beat in [1.0, 3.0] { part.hit(.rim, at: at + beat, 0.8) }
                part.hit(.kick, at: at + 2, 1)
                part.hit(.snare, at: at + 2, 0.6)
                for eighth in 0..<8 {
                    part.hit(
                        .closedHat, at: at + Double(eighth) / 2,
                        (eighth % 2 == 0 ? 0.7 : 0.4) + 0.1 * random.uniform())
                }
            }
        }
        add(Score.Part(instrument: .subBass, gain: 0.9, reverb: 0.02, drive: 0.1)) { part, random in
            let riffs: [[(Double, Int)]] = [
                [(0, 0), (0.75, 0), (1.5, 7), (2, 12), (3, 7)],
                [(0, 0), (1, 0), (1.5, 0), (2.5, 7), (3.25, 7)],
            ]
            let riff = riffs[random.index(below: riffs.count)]
            for bar in 0..<bars {
                let low = root(of: bar, above: 33)
                for (beat, interval) in riff {
                    part.play(low + interval, at: Double(bar) * 4 + beat, for: 0.6, velocity: 0.9)
                }
            }
        }
        add(Score.Part(instrument: .organ, gain: 0.6, pan: -0.25, reverb: 0.3, echo: 0.35)) { part, _ in
            for bar in 0..<bars where isWithin(bar, 0.05) {
                for beat in 0..<4 {
                    part.play(chords[bar], at: Double(bar * 4 + beat) + 0.5, for: 0.22, velocity: 0.75)
                }
            }
        }
        add(Score.Part(instrument: .mutedGuitar, gain: 0.5, pan: 0.35, reverb: 0.2)) { part, _ in
            for bar in 0..<bars {
                for beat in [1.0, 3.0] {
                    part.play(chords[bar], at: Double(bar) * 4 + beat, for: 0.3, velocity: 0.6, strum: 0.01)
                }
            }
        }
        let tune = melody(above: 69, from: 0.3)
        add(Score.Part(instrument: .squareLead, gain: 0.6, pan: 0.15, reverb: 0.35, echo: 0.4)) { part, _ in
            part.notes = tune
        }
    }

    /// A syncopated guitar, a bass that walks between root and fifth, a shaker, a flute.
    func composeBossa() {
        let chords = voicings(within: 54...71)
        add(Score.Part(instrument: .handDrums, gain: 0.55, reverb: 0.08)) { part, random in
            for bar in 0..<bars {
                let at = Double(bar) * 4
                for eighth in 0..<8 {
                    part.hit(
                        .shaker, at: at + Double(eighth) / 2,
                        (eighth % 2 == 0 ? 0.7 : 0.45) + 0.1 * random.uniform())
                }
                let clave = bar % 2 == 0 ? [0, 1.5, 3] : [1, 2.5]
                for beat in clave { part.hit(.rim, at: at + beat, 0.7) }
                for beat in [0.0, 1.5, 2, 3.5] {
                    part.hit(.kick, at: at + beat, beat == 0 || beat == 2 ? 0.9 : 0.3)
                }
            }
        }
        add(Score.Part(instrument: .uprightBass, gain: 1, pan: -0.1, reverb: 0.08)) { part, _ in
            for bar in 0..<bars {
                let at = Double(bar) * 4
                part.play(root(of: bar, above: 33), at: at, for: 1.4, velocity: 0.9)
                part.play(fifth(of: bar, above: 33), at: at + 1.5, for: 0.45, velocity: 0.3)
                part.play(fifth(of: bar, above: 33), at: at + 2, for: 1.4, velocity: 0.5)
                part.play(root(of: bar, above: 33), at: at + 3.5, for: 0.45, velocity: 0.6)
            }
        }
        add(Score.Part(instrument: .nylonGuitar, gain: 0.75, pan: -0.3, reverb: 0.15)) { part, random in
            for bar in 0..<bars {
                let beats = bar % 2 == 0 ? [0.0, 1.0, 1.5, 2.5, 3.0] : [0.5, 1.0, 2.0, 2.5, 3.5]
                for beat in beats {
                    part.play(
                        chords[bar], at: Double(bar) * 4 + beat, for: 0.5,
                        velocity: 0.6 + 0.1 * random.uniform(), strum: 0.012)
                }
            }
        }
        let tune = melody(above: 69, from: 0.12)
        add(Score.Part(instrument: .flute, gain: 0.75, pan: 0.25, reverb: 0.25)) { part, _ in
            part.notes = tune
        }
        let answer = melody(above: 64, from: 0.6)
        add(Score.Part(instrument: .vibraphone, gain: 0.35, pan: 0.4, reverb: 0.25)) { part, _ in
            part.notes = answer
        }
    }

    /// A thumb that alternates, fingers between, a whistle above.
    func composeFolk() {
        let chords = voicings(within: 57...74)
        add(Score.Part(instrument: .steelGuitar, gain: 0.85, pan: -0.2, reverb: 0.14)) { part, random in
            for bar in 0..<bars {
                let at = Double(bar) * 4
                for beat in 0..<4 {
                    let pitch = beat % 2 == 0 ? root(of: bar, above: 40) : fifth(of: bar, above: 43)
                    part.play(pitch, at: at + Double(beat), for: 0.9, velocity: beat == 0 ? 0.85 : 0.7)
                }
                for (index, beat) in [0.5, 1.5, 2.0, 2.5, 3.5].enumerated() {
                    part.play(
                        chords[bar][(index * 2 + bar) % chords[bar].count], at: at + beat, for: 0.8,
                        velocity: 0.55 + 0.1 * random.uniform())
                }
            }
        }
        add(Score.Part(instrument: .nylonGuitar, gain: 0.4, pan: 0.45, reverb: 0.15)) { part, _ in
            for bar in 0..<bars where isWithin(bar, 0.25) {
                for beat in [0.0, 1, 1.5, 2, 3, 3.5] {
                    part.play(
                        chords[bar], at: Double(bar) * 4 + beat, for: 0.5, velocity: beat == 0 ? 0.7 : 0.5,
                        strum: 0.025)
                }
            }
        }
        add(Score.Part(instrument: .handDrums, gain: 0.5, reverb: 0.1)) { part, _ in
            for bar in 0..<bars where isWithin(bar, 0.12) {
                let at = Double(bar) * 4
                for beat in [0.0, 2.0] { part.hit(.kick, at: at + beat, 0.8) }
                for beat in [1.0, 3.0] { part.hit(.tambourine, at: at + beat, 0.7) }
                for eighth in [0.5, 1.5, 2.5, 3.5] { part.hit(.shaker, at: at + eighth, 0.5) }
            }
        }
        add(Score.Part(instrument: .uprightBass, gain: 0.7, reverb: 0.06)) { part, _ in
            for bar in 0..<bars where isWithin(bar, 0.25) {
                part.play(root(of: bar, above: 33), at: Double(bar) * 4, for: 1.8, velocity: 0.8)
                part.play(fifth(of: bar, above: 33), at: Double(bar) * 4 + 2, for: 1.8, velocity: 0.7)
            }
        }
        let tune = melody(above: 69, from: 0.2)
        add(Score.Part(instrument: .flute, gain: 0.6, pan: 0.2, reverb: 0.2)) { part, _ in part.notes = tune }
    }
}
