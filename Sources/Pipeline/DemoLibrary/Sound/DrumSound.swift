/// One sound of a drum kit.
enum DrumSound: Int, CaseIterable, Sendable {
    case kick, snare, rim, clap, closedHat, openHat, ride, crash, shaker, tambourine, lowTom, highTom, conga
}
