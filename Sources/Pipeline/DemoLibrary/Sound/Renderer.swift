import CatalogCore
import Glibc

/// Plays a score: every part in turn, then the room, the echo and the mastering.
struct Renderer {
    let style: DemoStyle
    let sampleRateHz: Int
    let seed: UInt64
    /// What rings after the last bar.
    static let tailSeconds = 1.6

    private var rate: Float { Float(sampleRateHz) }

    /// The two channels of a score.
    func render(_ score: Score) -> (left: [Float], right: [Float]) {
        let seconds = score.beats * score.secondsPerBeat + Self.tailSeconds
        let count = Int(seconds * Double(sampleRateHz))
        var left = [Float](repeating: 0, count: count)
        var right = left
        var roomInput = left
        var echoInput = left
        var part = left
        let duck = duckingCurve(of: score, count: count)
        for (index, player) in score.parts.enumerated() {
            for sample in part.indices { part[sample] = 0 }
            play(player, of: score, partIndex: index, into: &part)
            if player.drive > 0 {
                for sample in part.indices {
                    part[sample] = tanhf(part[sample] * (1 + player.drive)) / (1 + player.drive / 2)
                }
            }
            mix(part, of: player, duck: duck, left: &left, right: &right, room: &roomInput, echo: &echoInput)
        }
        Echo(
            delaySamples: Int(style.echoBeats * score.secondsPerBeat * Double(sampleRateHz)), feedback: 0.45
        ).process(echoInput, left: &left, right: &right)
        var reverb = Reverb(sampleRateHz: rate, decaySeconds: style.roomSeconds, damping: 0.35)
        reverb.process(roomInput, left: &left, right: &right)
        fade(&left)
        fade(&right)
        Mastering(levelDb: style.levelDb).process(left: &left, right: &right, sampleRateHz: rate)
        return (left, right)
    }

    private func play(_ part: Score.Part, of score: Score, partIndex: Int, into buffer: inout [Float]) {
        let secondsPerBeat = score.secondsPerBeat
        let kit =
            part.instrument.isDrums
            ? DrumKit(instrument: part.instrument, sampleRateHz: rate, seed: seed ^ 0xD1) : nil
        buffer.withUnsafeMutableBufferPointer { buffer in
            for (index, note) in part.notes.enumerated() {
                let start = Int(note.beat * secondsPerBeat * Double(sampleRateHz))
                guard start >= 0, start < buffer.count else { continue }
                let room = UnsafeMutableBufferPointer(rebasing: buffer[start...])
                if let kit {
                    guard let sound = DrumSound(rawValue: note.pitch) else { continue }
                    let hit = kit[sound]
                    let velocity = Float(note.velocity)
                    for sample in 0..<min(hit.count, room.count) { room[sample] += hit[sample] * velocity }
                    continue
                }
                let voice = Voice(
                    frequencyHz: Voice.frequencyHz(ofPitch: note.pitch),
                    heldSamples: max(1, Int(note.duration * secondsPerBeat * Double(sampleRateHz))),
                    velocity: Float(note.velocity), sampleRateHz: rate,
                    random: SplitMix64(seed: seed ^ UInt64(partIndex << 32 + index)))
                part.instrument.render(voice, into: room)
            }
        }
    }

    private func mix(
        _ samples: [Float], of part: Score.Part, duck: [Float], left: inout [Float], right: inout [Float],
        room: inout [Float], echo: inout [Float]
    ) {
        // Equal power: a quarter circle from left to right.
        let angle = (part.pan + 1) * .pi / 4
        let leftGain = part.gain * cosf(angle) * 1.414
        let rightGain = part.gain * sinf(angle) * 1.414
        let depth = 0.003 * rate
        let base = 0.012 * rate
        for sample in samples.indices {
            let ducked = samples[sample] * (1 - part.ducking * duck[sample])
            room[sample] += ducked * part.gain * part.reverb
            echo[sample] += ducked * part.gain * part.echo
            guard part.width > 0 else {
                left[sample] += ducked * leftGain
                right[sample] += ducked * rightGain
                continue
            }
            let wander = sinf(2 * .pi * 0.37 * Float(sample) / rate)
            let late = Float(sample) - base - depth * wander
            let whole = Int(late)
            var copy: Float = 0
            if whole > 0 {
                let share = late - Float(whole)
                copy = samples[whole] * (1 - share) + samples[whole + 1] * share
            }
            left[sample] += ducked * leftGain + part.width * copy * leftGain * 0.5
            right[sample] += ducked * rightGain * (1 - part.width) + part.width * copy * rightGain * 1.1
        }
    }

    /// 1 at each kick, back to 0 within a quarter of a second.
    private func duckingCurve(of score: Score, count: Int) -> [Float] {
        var curve = [Float](repeating: 0, count: count)
        let length = Int(0.25 * rate)
        for part in score.parts where part.instrument.isDrums {
            for note in part.notes where note.pitch == DrumSound.kick.rawValue {
                let start = Int(note.beat * score.secondsPerBeat * Double(sampleRateHz))
                for sample in 0..<max(0, min(length, count - start)) {
                    let value = 1 - Float(sample) / Float(length)
                    curve[start + sample] = max(curve[start + sample], value * value)
                }
            }
        }
        return curve
    }

    private func fade(_ samples: inout [Float]) {
        let length = min(samples.count, Int(0.8 * rate))
        for index in 0..<length { samples[samples.count - 1 - index] *= Float(index) / Float(length) }
    }
}
