/// The only source of randomness: a seed gives the same sequence on every machine.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Chunk *i* of a parallel
/// job draws from `SplitMix64(seed: seed ^ UInt64(i))`, so that the result does not depend on the core count.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A double in 0..<1 with 53 random bits.
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A float in 0..<1 with 24 random bits.
    package mutating func uniformFloat() -> Float {
        Float(next() >> 40) * 0x1p-24
    }

    /// An integer in `0..<bound`, without modulo bias (Lemire 2019).
    package mutating func index(below bound: Int) -> Int {
        precondition(bound > 0, "a bound is positive")
        return Int(next(upperBound: UInt64(bound)))
    }

    /// A draw from the standard normal distribution (polar Box-Muller, without a kept second value, so that a
    /// copy of the generator continues exactly where the original does).
    package mutating func normal() -> Double {
        while true {
            let u = 2 * uniform() - 1
            let v = 2 * uniform() - 1
            let squared = u * u + v * v
            if squared > 0 && squared < 1 {
                return u * (-2 * logarithm(squared) / squared).squareRoot()
            }
        }
    }
}
