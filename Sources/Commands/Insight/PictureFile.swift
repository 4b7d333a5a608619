import Insight

/// A file that a picture is written to, as SVG or PNG by its ending.
struct PictureFile {
    enum Kind: String, CaseIterable {
        case svg, png
    }

    let path: String
    let kind: Kind
    let theme: PictureTheme

    /// What `--plot` takes.
    static let plot = Option.optional("plot", .file("FILE.svg|FILE.png"), "draw the picture of it as well")
    /// What `--theme` takes.
    static let theme = Option.optional(
        "theme", ValueKind<PictureTheme>.choice("THEME"),
        "the paper of the picture: an SVG follows the screen (automatic), a PNG is light")

    /// The file that was typed, if any.
    init?(_ invocation: Invocation, command: [String]) throws {
        guard let path = invocation[Self.plot] else { return nil }
        try self.init(path: path, theme: invocation[Self.theme], command: command)
    }

    init(path: String, theme: PictureTheme? = nil, command: [String]) throws {
        guard let kind = Kind.allCases.first(where: { path.lowercased().hasSuffix("." + $0.rawValue) }) else {
            throw UsageError(problem: "--plot writes a file that ends in .png or .svg.", path: command)
        }
        self.path = path
        self.kind = kind
        self.theme = theme ?? (kind == .svg ? .automatic : .light)
    }

    func write(_ picture: SVGPicture) throws {
        let file = try ResultFile(path: path)
        switch kind {
        case .svg: try file.sink.write(picture.text(theme))
        case .png: try file.sink.write(bytes: try Raster.png(of: picture, theme: theme))
        }
        try file.finish()
    }
}
