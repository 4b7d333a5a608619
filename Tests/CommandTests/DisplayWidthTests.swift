import Commands
import Testing

/// Widths on which terminals agree.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("Rush", 4), ("Björk", 5), ("Bjo\u{308}rk", 5), ("東京事変", 8), ("한국", 4), ("ｶﾀｶﾅ", 4),
        ("Ａ", 2),
        ("🎵", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("e\u{301}\u{323}", 1), ("\u{200B}", 0), ("—", 1), ("نجوى", 4),
        ("กำ", 2),
    ])
    func ofText(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

    @Test(arguments: [
        ("Rush", 4, "Rush"), ("Metallica", 5, "Meta…"), ("東京事変", 5, "東京…"), ("東京事変", 4, "東…"),
        ("Rush", 1, "…"),
        ("Rush", 0, ""), ("Bjo\u{308}rk", 4, "Bjo\u{308}…"),
    ])
    func truncated(text: String, columns: Int, expected: String) {
        #expect(DisplayWidth.truncated(text, to: columns) == expected)
        #expect(DisplayWidth.of(DisplayWidth.truncated(text, to: columns)) <= columns)
    }

    @Test func tagsDoNotSteerTheTerminal() {
        #expect(
            DisplayWidth.harmless("a\u{1B}[2Jb\u{202E}c\nd\u{9B}e") == "a\u{FFFD}[2Jb\u{FFFD}c d\u{FFFD}e")
        #expect(DisplayWidth.harmless("Sigur Rós 👩‍👩‍👧") == "Sigur Rós 👩‍👩‍👧")
    }
}
