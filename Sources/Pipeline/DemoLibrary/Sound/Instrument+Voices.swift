import CatalogCore

extension Instrument {
    /// Adds one note to a part's samples, which begin where the note does.
    func render(_ voice: Voice, into output: UnsafeMutableBufferPointer<Float>) {
        if let plucked { return plucked.render(voice, into: output) }
        if let oscillators { return oscillators.render(voice, into: output) }
        partials(of: voice).render(voice, into: output)
    }

    private func partials(of voice: Voice) -> PartialVoice {
        switch self {
        case .electricPiano: .electricPiano
        case .vibraphone: .vibraphone
        case .bell: .bell
        case .kalimba: .kalimba
        case .organ: .organ
        case .flute: .flute
        default: .piano(frequencyHz: voice.frequencyHz, velocity: voice.velocity)
        }
    }

    private var plucked: PluckVoice? {
        switch self {
        case .nylonGuitar: .nylon
        case .steelGuitar: .steel
        case .surfGuitar: .surf
        case .mutedGuitar: .muted
        case .uprightBass: .uprightBass
        case .bassGuitar: .bassGuitar
        case .pizzicato: .pizzicato
        default: nil
        }
    }

    private var oscillators: OscillatorVoice? {
        switch self {
        case .strings:
            OscillatorVoice(
                detuneCents: [-9, 0, 8], cutoffRatio: 5, attackSeconds: 0.05, releaseSeconds: 0.25,
                vibratoCents: 6,
                level: 0.24)
        case .violin:
            OscillatorVoice(
                detuneCents: [-4, 5], cutoffRatio: 7, cutoffSweep: 2, cutoffFallSeconds: 0.5,
                attackSeconds: 0.06,
                releaseSeconds: 0.2, vibratoCents: 16, level: 0.26)
        case .warmPad:
            OscillatorVoice(
                detuneCents: [-11, 0, 12], cutoffRatio: 3, cutoffSweep: 2.5, cutoffFallSeconds: 3,
                attackSeconds: 0.5,
                releaseSeconds: 1.4, level: 0.2)
        case .supersaw:
            OscillatorVoice(
                detuneCents: [-17, -8, 0, 9, 16], cutoffRatio: 9, attackSeconds: 0.02, releaseSeconds: 0.35,
                level: 0.25)
        case .sawLead:
            OscillatorVoice(
                detuneCents: [-6, 6], cutoffRatio: 6, cutoffSweep: 8, cutoffFallSeconds: 0.4, resonance: 0.35,
                attackSeconds: 0.008, releaseSeconds: 0.2, vibratoCents: 12, level: 0.26)
        case .squareLead:
            OscillatorVoice(
                wave: .pulse, cutoffRatio: 7, attackSeconds: 0.02, releaseSeconds: 0.15, vibratoCents: 14,
                level: 0.2)
        case .stab:
            OscillatorVoice(
                detuneCents: [-10, 10], cutoffRatio: 2, cutoffSweep: 8, cutoffFallSeconds: 0.22,
                resonance: 0.4,
                decaySeconds: 0.7, releaseSeconds: 0.12, level: 0.3)
        case .subBass:
            OscillatorVoice(
                wave: .sine, cutoffRatio: 3, attackSeconds: 0.006, releaseSeconds: 0.08, level: 0.6)
        case .reeseBass:
            OscillatorVoice(
                detuneCents: [-22, 0, 22], cutoffRatio: 4, resonance: 0.3, attackSeconds: 0.01,
                releaseSeconds: 0.1,
                level: 0.45)
        case .acidBass:
            OscillatorVoice(
                cutoffRatio: 1.5, cutoffSweep: 14, cutoffFallSeconds: 0.25, resonance: 0.75,
                decaySeconds: 0.6,
                releaseSeconds: 0.03, level: 0.36)
        case .synthBass:
            OscillatorVoice(
                detuneCents: [-5, 5], cutoffRatio: 3, cutoffSweep: 5, cutoffFallSeconds: 0.2, resonance: 0.3,
                decaySeconds: 1.2, releaseSeconds: 0.05, level: 0.42)
        case .pulseLead:
            OscillatorVoice(
                wave: .pulse, pulseWidth: 0.25, isFiltered: false, attackSeconds: 0.001, decaySeconds: 2.5,
                releaseSeconds: 0.02, vibratoCents: 10, level: 0.18)
        case .pulseArpeggio:
            OscillatorVoice(
                wave: .pulse, pulseWidth: 0.125, isFiltered: false, attackSeconds: 0.001, decaySeconds: 0.5,
                releaseSeconds: 0.01, level: 0.15)
        case .triangleBass:
            OscillatorVoice(
                wave: .triangle, isFiltered: false, attackSeconds: 0.001, releaseSeconds: 0.01, level: 0.42)
        default: nil
        }
    }
}
