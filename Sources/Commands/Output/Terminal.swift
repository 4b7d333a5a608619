import Glibc

/// What is at the other end of a descriptor.
struct Terminal: Sendable {
    let isTerminal: Bool
    /// Columns; nil where nobody looks at it through a window.
    let width: Int?
    let usesColor: Bool

    /// Narrower windows are laid out as if they had this many columns.
    static let widthMin = 20
    static let widthMax = 1_000

    init(descriptor: Int32, environment: Environment, color: ColorChoice) {
        isTerminal = isatty(descriptor) == 1
        width = Self.width(of: descriptor, isTerminal: isTerminal, environment)
        switch color {
        case .always: usesColor = true
        case .never: usesColor = false
        case .auto:
            usesColor = isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
        }
    }

    /// `$COLUMNS` where a person sets it, else the window's own size.
    private static func width(of descriptor: Int32, isTerminal: Bool, _ environment: Environment) -> Int? {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
            return min(max(columns, widthMin), widthMax)
        }
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return min(max(Int(size.ws_col), widthMin), widthMax)
    }
}
