/// For which paper a picture is coloured.
package enum PictureTheme: String, CaseIterable, Sendable {
    /// Follows the reader's screen, and prints in black on white: for SVG in a browser.
    case automatic
    case light
    case dark
    /// Black words on no paper at all.
    case print
}
