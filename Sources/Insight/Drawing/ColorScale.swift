import Glibc

/// Colours for amounts: brightness rises evenly, so that the scale reads in grey and for the colour-blind.
///
/// D. A. Green, "A colour scheme for the display of astronomical intensity images", 2011 (cubehelix).
package struct ColorScale: Sendable {
    private let start: Double
    private let rotations: Double
    private let saturation: Double

    /// From near black over blue and green to near white.
    package static let amounts = ColorScale(start: 0.3, rotations: -0.9, saturation: 1.1)

    /// The colour of an amount in 0...1, as 0xRRGGBB.
    package func color(at amount: Double) -> UInt32 {
        let level = 0.04 + 0.93 * max(0, min(1, amount))
        let angle = 2 * Double.pi * (start / 3 + 1 + rotations * level)
        let amplitude = saturation * level * (1 - level) / 2
        let (c, s) = (cos(angle), sin(angle))
        let red = level + amplitude * (-0.14861 * c + 1.78277 * s)
        let green = level + amplitude * (-0.29227 * c - 0.90649 * s)
        let blue = level + amplitude * (1.97294 * c)
        return Self.byte(red) << 16 | Self.byte(green) << 8 | Self.byte(blue)
    }

    private static func byte(_ share: Double) -> UInt32 { UInt32(max(0, min(255, (share * 255).rounded()))) }
}
