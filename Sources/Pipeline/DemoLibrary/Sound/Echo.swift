import Glibc

/// A tape echo in time with the beat: each repeat darker and on the other side.
struct Echo {
    let delaySamples: Int
    let feedback: Float

    func process(_ input: [Float], left: inout [Float], right: inout [Float]) {
        guard delaySamples > 0 else { return }
        var line = [Float](repeating: 0, count: delaySamples)
        var other = [Float](repeating: 0, count: delaySamples)
        var position = 0
        var state: Float = 0
        for sample in input.indices {
            let here = line[position]
            let there = other[position]
            state += 0.35 * (there - state)
            line[position] = input[sample] + feedback * state
            other[position] = here
            left[sample] += 0.7 * here
            right[sample] += 0.7 * there
            position = position + 1 == delaySamples ? 0 : position + 1
        }
    }
}
