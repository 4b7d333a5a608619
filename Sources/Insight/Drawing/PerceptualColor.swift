import Glibc

/// A colour by how light, how strong and of which hue people see it (OKLCH): steps of one size look alike.
///
/// B. Ottosson, "A perceptual color space for image processing", 2020.
package struct PerceptualColor: Sendable {
    /// 0 black … 1 white.
    package let lightness: Double
    /// 0 grey … about 0.3.
    package let chroma: Double
    package let hueDegrees: Double

    package init(lightness: Double, chroma: Double, hueDegrees: Double) {
        self.lightness = lightness
        self.chroma = chroma
        self.hueDegrees = hueDegrees
    }

    /// As 0xRRGGBB; what a screen cannot show is cut off at its edge.
    package var rgb: UInt32 {
        let angle = hueDegrees * .pi / 180
        let (a, b) = (chroma * cos(angle), chroma * sin(angle))
        let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        let red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
        let green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
        let blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
        return Self.byte(red) << 16 | Self.byte(green) << 8 | Self.byte(blue)
    }

    /// The ratio of the luminances of two colours, 1…21 (WCAG 2.1: text wants 4.5, a shape 3).
    package static func contrast(_ first: UInt32, _ second: UInt32) -> Double {
        let (one, other) = (luminance(first), luminance(second))
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    private static func luminance(_ rgb: UInt32) -> Double {
        0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255)
    }

    private static func linear(_ byte: UInt32) -> Double {
        let share = Double(byte) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }

    private static func byte(_ linear: Double) -> UInt32 {
        let share = max(0, min(1, linear))
        let coded = share <= 0.0031308 ? share * 12.92 : 1.055 * pow(share, 1 / 2.4) - 0.055
        return UInt32((coded * 255).rounded())
    }

    private func cube(_ value: Double) -> Double { value * value * value }
}
