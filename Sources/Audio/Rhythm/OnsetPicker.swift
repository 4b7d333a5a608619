/// Onsets: peaks of onset strength that stand out from their neighbourhood.
///
/// S. Böck, F. Krebs and M. Schedl, "Evaluating the online capabilities of onset detection methods", ISMIR 2012, with
/// the settings of `librosa.onset.onset_detect`.
package enum OnsetPicker {
    private static let framesBefore = 1
    private static let framesAfter = 1
    private static let meanBefore = 4
    private static let meanAfter = 5
    private static let wait = 1
    private static let rise: Float = 0.07

    /// Frames of the onsets.
    package static func onsets(onsetStrength: [Float]) -> [Int] {
        guard let least = onsetStrength.min(), let most = onsetStrength.max(), most > least else { return [] }
        let scale = most - least + Float.leastNormalMagnitude
        let values = onsetStrength.map { ($0 - least) / scale }
        var onsets: [Int] = []
        var place = 0
        while place < values.count {
            let near = values[max(0, place - framesBefore)..<min(values.count, place + framesAfter)]
            let around = values[max(0, place - meanBefore)..<min(values.count, place + meanAfter)]
            let mean = around.reduce(0, +) / Float(around.count)
            let isPeak = near.allSatisfy { $0 <= values[place] } && values[place] >= mean + rise
            if isPeak { onsets.append(place) }
            place += isPeak ? wait + 1 : 1
        }
        return onsets
    }
}
