/// How a text stands out where colours are shown.
enum TextStyle: String, Sendable {
    case strong = "1"
    case faint = "2"
    case good = "32"
    case warning = "33"
    case bad = "31"

    func applied(to text: String, if isShown: Bool = true) -> String {
        isShown ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
