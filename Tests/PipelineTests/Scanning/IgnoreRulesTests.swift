import Pipeline
import Testing

@Suite struct IgnoreRulesTests {
    /// rules, path, is it a folder, verdict
    static let cases: [(String, String, Bool, Bool?)] = [
        ("*.wav", "a/b/take.wav", false, true),
        ("*.wav", "a/b/take.flac", false, nil),
        ("/demo", "demo", true, true),
        ("/demo", "x/demo", true, nil),
        ("demo/", "x/demo", true, true),
        ("demo/", "x/demo", false, nil),
        ("a/**/z.mp3", "a/z.mp3", false, true),
        ("a/**/z.mp3", "a/b/c/z.mp3", false, true),
        ("a/**", "a/b/c", false, true),
        ("**/live", "x/y/live", true, true),
        ("a/*.mp3", "a/b/c.mp3", false, nil),
        ("take[0-9].mp3", "take7.mp3", false, true),
        ("take[!0-9].mp3", "take7.mp3", false, nil),
        ("*.mp3\n!keep.mp3", "x/keep.mp3", false, false),
        ("# a comment\n\n?.mp3", "a.mp3", false, true),
        ("[unclosed", "[unclosed", false, true),
        ("*a*a*a*a*a*a*a*a*b", String(repeating: "a", count: 200), false, nil),
    ]

    @Test(arguments: cases)
    func aRuleDecides(rules: String, path: String, isFolder: Bool, verdict: Bool?) {
        #expect(IgnoreRules(text: rules).ignores(Array(path.utf8), isFolder: isFolder) == verdict)
    }
}
