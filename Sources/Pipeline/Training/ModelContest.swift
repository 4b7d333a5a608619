/// A new model against the one in use, on the same held-out tracks: neither learnt from them.
package struct ModelContest: Sendable, Equatable, Codable {
    /// The figure, as a person would call it: `share of neighbours of the same album`.
    package let measure: String
    package let higherIsBetter: Bool
    package let heldOutTracks: Int
    package let challenger: Double
    /// Nil where there is none, or where it cannot be asked.
    package let champion: Double?
    package let championVersion: Int?
    /// Why the one in use cannot be asked.
    package let obstacle: String?

    /// At least as good; a model that cannot be asked is no rival.
    package var isWon: Bool {
        guard let champion else { return true }
        return higherIsBetter ? challenger >= champion : challenger <= champion
    }

    /// Why the new model is in use now, or is not.
    package var sentence: String {
        let own = ModelContest.text(challenger)
        let onWhat = "on \(heldOutTracks) held-out \(heldOutTracks == 1 ? "track" : "tracks")"
        guard let championVersion else {
            return "It is in use now: it is the first of its kind (\(measure) \(own) \(onWhat))."
        }
        guard let champion else {
            return
                "It is in use now: version \(championVersion) cannot be asked (\(obstacle ?? "it does not fit")); "
                + "\(measure) \(own) \(onWhat)."
        }
        let other = ModelContest.text(champion)
        if isWon {
            return
                "It is in use now: \(measure) \(own) against \(other) of version \(championVersion) \(onWhat)."
        }
        return
            "Version \(championVersion) stays in use: its \(measure) is \(other), and that of the new model \(own) "
            + "\(onWhat)."
    }

    static func text(_ value: Double) -> String {
        let scaled = (abs(value) * 10_000).rounded()
        guard value.isFinite, scaled < 1e15 else { return "\(value)" }
        let digits = String(Int64(scaled))
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return "\(value < 0 && scaled > 0 ? "-" : "")\(padded.dropLast(4)).\(padded.suffix(4))"
    }
}

extension ModelContest {
    /// How it was when the model was trained, said afterwards.
    package var account: String {
        let own = ModelContest.text(challenger)
        guard let champion, let championVersion else {
            return "When it was trained, its \(measure) was \(own) on \(heldOutTracks) held-out tracks."
        }
        return
            "When it was trained, its \(measure) was \(own) on \(heldOutTracks) held-out tracks, and that of version "
            + "\(championVersion) \(ModelContest.text(champion))."
    }
}
