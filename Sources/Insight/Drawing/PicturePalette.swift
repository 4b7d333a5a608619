import Glibc

/// The colours of one paper, light or dark.
///
/// Groups: M. Okabe and K. Ito, "Color universal design", 2008, told apart by the colour-blind too; moved in lightness
/// where the paper asks for it. Amounts: lightness alone orders them, so that they read in grey; none is the paper.
package struct PicturePalette: Sendable {
    package let paper: UInt32
    package let text: UInt32
    package let faint: UInt32
    package let frame: UInt32
    package let grid: UInt32
    package let axis: UInt32
    package let accent: UInt32
    package let groups: [UInt32]
    private let isDark: Bool

    package static let groupCount = 8
    /// Amounts are drawn in so many steps, which are more than people tell apart.
    package static let amountSteps = 32

    package static let light = PicturePalette(
        paper: 0xFFFFFF, text: 0x24_272C, faint: 0x5D_646E, frame: 0x8A_8F98, grid: 0xE9_EBEE,
        axis: 0xB4_B9C1,
        accent: 0xC4_500C,
        groups: [
            0x00_72B2, 0xE6_9F00, 0x00_9E73, 0xCC_79A7, 0x56_B4E9, 0xD5_5E00, 0x8F_8400, 0x6B_7078,
        ],
        isDark: false)

    package static let dark = PicturePalette(
        paper: 0x16_181C, text: 0xE4_E7EB, faint: 0xA3_AAB4, frame: 0x70_757E, grid: 0x2A_2E35,
        axis: 0x59_5F69,
        accent: 0xFF_9A5A,
        groups: [
            0x3D_9CE0, 0xE6_9F00, 0x1B_B58A, 0xD6_8AB4, 0x7F_C8F1, 0xE8_7330, 0xD9_CC3C, 0x9A_A0A9,
        ],
        isDark: true)

    package static let print = PicturePalette(
        paper: 0xFFFFFF, text: 0x00_0000, faint: 0x40_4449, frame: 0x70_757E, grid: 0xDD_DFE2,
        axis: 0x70_757E,
        accent: 0xA8_4000, groups: light.groups, isDark: false)

    /// From the paper over yellow and green (blue and green on dark) to the strongest.
    package func color(ofStep step: Int) -> UInt32 {
        let share = Double(step) / Double(Self.amountSteps - 1)
        let bend = sin(.pi * pow(share, 0.85))
        return isDark
            ? PerceptualColor(
                lightness: 0.235 + 0.69 * share, chroma: 0.018 + 0.115 * bend + 0.05 * share,
                hueDegrees: 268 - 160 * share
            ).rgb
            : PerceptualColor(
                lightness: 0.968 - 0.66 * share, chroma: 0.012 + 0.09 * bend + 0.06 * share,
                hueDegrees: 150 + 122 * pow(share, 0.7)
            ).rgb
    }

    /// Below the middle step blue, above it orange, at it the paper.
    package func color(ofSignedStep step: Int) -> UInt32 {
        let signed = Double(step) / Double(Self.amountSteps) * 2 - 1
        let amount = abs(signed)
        let hue = signed < 0 ? 248.0 : 48.0
        return isDark
            ? PerceptualColor(
                lightness: 0.25 + 0.53 * amount, chroma: 0.135 * pow(amount, 0.8), hueDegrees: hue
            ).rgb
            : PerceptualColor(
                lightness: 0.972 - 0.47 * amount, chroma: 0.145 * pow(amount, 0.8), hueDegrees: hue
            ).rgb
    }

    /// What is read best on a colour.
    package func text(on color: UInt32) -> UInt32 {
        let (dark, light): (UInt32, UInt32) = (0x16_181C, 0xFFFFFF)
        return PerceptualColor.contrast(dark, color) >= PerceptualColor.contrast(light, color) ? dark : light
    }

    static func step(ofAmount amount: Double) -> Int {
        let share = amount.isFinite ? max(0, min(1, amount)) : 0
        return Int((share * Double(amountSteps - 1)).rounded())
    }

    /// 0…`amountSteps`, whose middle is zero.
    static func step(ofSigned amount: Double) -> Int {
        let share = amount.isFinite ? max(-1, min(1, amount)) : 0
        return Int(((share + 1) / 2 * Double(amountSteps)).rounded())
    }
}
