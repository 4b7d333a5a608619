import Glibc

/// Beats by dynamic programming: strong onsets at steady distances.
///
/// D. Ellis, "Beat tracking by dynamic programming", Journal of New Music Research 36, 2007, with the choices of
/// `librosa.beat.beat_track`.
package enum BeatTracker {
    private static let tightness = 100.0

    /// Frames of the beats; none where the onset strength is zero throughout.
    package static func beats(onsetStrength: [Float], bpm: Double) -> [Int] {
        guard onsetStrength.contains(where: { $0 != 0 }), bpm > 0 else { return [] }
        let period = (AnalysisFrame.framesPerSecond * 60 / bpm).rounded(.toNearestOrEven)
        guard period >= 1 else { return [] }
        let score = localScore(onsetStrength, period: Int(period))
        let (links, sums) = track(score, period: period)
        var beats: [Int] = []
        var place = lastBeat(sums)
        while place >= 0 {
            beats.append(place)
            place = links[place]
        }
        beats.reverse()
        return trimmed(beats, score: score)
    }

    /// Onset strength in units of its deviation, smoothed by a Gaussian of a 32nd of a beat.
    private static func localScore(_ strength: [Float], period: Int) -> [Double] {
        let count = strength.count
        let mean = strength.reduce(0.0) { $0 + Double($1) } / Double(count)
        let squares = strength.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let deviation = count > 1 ? (squares / Double(count - 1)).squareRoot() : 0
        let scale = 1 / (deviation + Double(Float.leastNormalMagnitude))
        let scaled = strength.map { Double($0) * scale }
        let window = (-period...period).map { exp(-0.5 * pow(Double($0) * 32 / Double(period), 2)) }
        return (0..<count).map { centre in
            var sum = 0.0
            // The window is even, so that the convolution is a correlation; librosa leaves out its last element.
            let first = max(0, centre + period - count + 1)
            let end = min(centre + period, window.count)
            for index in first..<max(first, end) { sum += window[index] * scaled[centre + period - index] }
            return sum
        }
    }

    private static func track(_ score: [Double], period: Double) -> (links: [Int], sums: [Double]) {
        let threshold = 0.01 * (score.max() ?? 0)
        let nearest = Int((period / 2).rounded(.toNearestOrEven))
        let farthest = Int(2 * period)
        let costs = (0...farthest).map { distance in
            distance == 0 ? 0 : tightness * pow(log(Double(distance)) - log(period), 2)
        }
        var links = [Int](repeating: -1, count: score.count)
        var sums = score
        var isFirst = true
        for place in score.indices {
            var best = -Double.infinity
            var link = -1
            for distance in stride(from: max(1, nearest), through: min(farthest, place), by: 1) {
                let sum = sums[place - distance] - costs[distance]
                if sum > best {
                    best = sum
                    link = place - distance
                }
            }
            if link >= 0 { sums[place] += best }
            if isFirst && score[place] < threshold { continue }
            links[place] = link
            isFirst = false
        }
        return (links, sums)
    }

    /// The last local maximum of the sums that reaches half of the median of local maxima.
    private static func lastBeat(_ sums: [Double]) -> Int {
        let last = sums.count - 1
        let peaks = sums.indices.filter { index in
            index > 0 && sums[index] > sums[index - 1] && (index == last || sums[index] >= sums[index + 1])
        }
        guard !peaks.isEmpty else { return last }
        let threshold = 0.5 * Quantiles.median(peaks.map { sums[$0] })
        return peaks.last { sums[$0] >= threshold } ?? last
    }

    /// Without the beats before the first and after the last frame that is as strong as half of the beats' level.
    private static func trimmed(_ beats: [Int], score: [Double]) -> [Int] {
        let kernel = WindowFunction.symmetricHann(5)
        let full = beats.count + kernel.count - 1
        let smooth = (0..<full).map { place in
            kernel.indices.reduce(0.0) { sum, index in
                let beat = place - index
                return beats.indices.contains(beat) ? sum + kernel[index] * score[beats[beat]] : sum
            }
        }
        let kept = smooth[(kernel.count / 2)..<min(full, score.count + kernel.count / 2)]
        let threshold = 0.5 * (kept.reduce(0.0) { $0 + $1 * $1 } / Double(kept.count)).squareRoot()
        let first = score.firstIndex { $0 > threshold } ?? score.count
        let last = score.lastIndex { $0 > threshold } ?? -1
        return beats.filter { $0 >= first && $0 <= last }
    }
}
