/// Who plays.
enum Instrument: String, Sendable {
    case piano, electricPiano, vibraphone, bell, kalimba, organ, flute
    case nylonGuitar, steelGuitar, surfGuitar, mutedGuitar, uprightBass, bassGuitar
    case strings, violin, pizzicato, warmPad, supersaw, sawLead, squareLead, stab
    case subBass, reeseBass, acidBass, synthBass, pulseLead, pulseArpeggio, triangleBass
    case acousticDrums, electronicDrums, breakDrums, chipDrums, handDrums

    var isDrums: Bool {
        switch self {
        case .acousticDrums, .electronicDrums, .breakDrums, .chipDrums, .handDrums: true
        default: false
        }
    }
}
