/// Words of a demo song, written for this project.
package struct DemoLyrics: Sendable {
    package let lines: [String]

    static func of(_ style: DemoStyle, round: Int) -> DemoLyrics? {
        let songs: [[String]]
        switch style {
        case .ballad: songs = ballads
        case .folk: songs = folkSongs
        case .bossa: songs = bossas
        default: return nil
        }
        return round < songs.count ? DemoLyrics(lines: songs[round]) : nil
    }

    /// The lines as an `.lrc` file, spread evenly over a song.
    package func lrc(title: String, artist: String, seconds: Double) -> String {
        var text = "[ti:\(title)]\n[ar:\(artist)]\n"
        for (index, line) in lines.enumerated() {
            let hundredths = Int((0.15 + 0.75 * Double(index) / Double(lines.count)) * seconds * 100)
            let minutes = hundredths / 6000
            let rest = hundredths % 6000
            text += "[\(two(minutes)):\(two(rest / 100)).\(two(rest % 100))]\(line)\n"
        }
        return text
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let ballads = [
        [
            "I kept your letters in the kitchen drawer", "The sad ones folded small, the kind ones worn",
            "I was lonely and afraid to read them through", "But every word I love leads home to you",
        ],
        [
            "Slow water, carry what I cannot say", "The pain is lighter than it was today",
            "I hated winter and the empty bed", "Now there is hope where all the grief had bled",
        ],
        [
            "You left your blue umbrella by the door", "I never liked the rain so much before",
            "It is a perfect, happy, foolish thing", "To miss the storm and all that it would bring",
        ],
    ]

    private static let folkSongs = [
        [
            "The branch line closed the year that I was born", "My father cried, the platform was forlorn",
            "But we still walk the sleepers in the sun", "And laugh and sing as if the trains still run",
        ],
        [
            "Juniper and tin, my dear, juniper and tin", "A good strong fire to let the evening in",
            "No war, no fear, no trouble at the gate", "Just friends and bread and supper getting late",
        ],
    ]

    private static let bossas = [
        [
            "A tarde é lenta e o mar não tem pressa", "Você chegou com o sol na cabeça",
            "E tudo que eu queria te dizer", "Ficou no vento até o amanhecer",
        ]
    ]
}
