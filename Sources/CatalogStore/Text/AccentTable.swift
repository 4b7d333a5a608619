/// The base letters of accented Latin letters.
///
/// Swift takes `é` and `e` + `◌́` for one `Character`, so a table that is built from bases and combining accents finds the
/// precomposed letters too; no list of them is needed.
struct AccentTable: Sendable {
    private var bases: [Character: String] = [:]

    init() {
        let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { String(UnicodeScalar($0)) }
        let accents = (0x0300...0x0345 as ClosedRange<UInt32>).compactMap {
            Unicode.Scalar($0).map(String.init)
        }
        for letter in letters {
            for variant in [letter, letter.uppercased()] {
                for accent in accents {
                    insert(variant + accent, letter)
                    // Vietnamese and a few others stack two.
                    if "aeiou".contains(letter) {
                        for second in ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}", "\u{304}"] {
                            insert(variant + accent + second, letter)
                        }
                    }
                }
            }
        }
        for (letter, base) in Self.withoutAccent { bases[letter] = base }
    }

    func base(of character: Character) -> String? { bases[character] }

    private mutating func insert(_ text: String, _ base: String) {
        if text.count == 1, let character = text.first { bases[character] = base }
    }

    /// Letters of their own that people type as others.
    private static let withoutAccent: [(Character, String)] = [
        ("ß", "ss"), ("ẞ", "ss"), ("æ", "ae"), ("Æ", "ae"), ("œ", "oe"), ("Œ", "oe"), ("ø", "o"), ("Ø", "o"),
        ("đ", "d"), ("Đ", "d"), ("ð", "d"), ("Ð", "d"), ("þ", "th"), ("Þ", "th"), ("ł", "l"), ("Ł", "l"),
        ("ı", "i"), ("İ", "i"), ("ħ", "h"), ("Ħ", "h"), ("ŧ", "t"), ("Ŧ", "t"), ("ŋ", "n"), ("Ŋ", "n"),
        ("ĸ", "k"), ("ſ", "s"), ("ﬁ", "fi"), ("ﬂ", "fl"),
    ]
}
