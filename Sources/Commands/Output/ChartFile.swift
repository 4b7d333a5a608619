import Insight

/// `--plot FILE.svg|png`: a chart as a file.
enum ChartFile {
    static let option = Option.optional("plot", kind, "draw it into a file: .svg or .png")

    static let kind = ValueKind<String>("FILE.svg|png", completion: .files) { word throws(ValueProblem) in
        guard AnalysisPicture.Kind(path: word) != nil else {
            throw ValueProblem(expected: "the name of a file that ends in .svg or .png")
        }
        return word
    }

    static func write(_ chart: any Chart, to path: String) throws {
        let picture = chart.drawn()
        let isVector = AnalysisPicture.Kind(path: path) == .svg
        let file = try ResultFile(path: path)
        try file.sink.write(bytes: isVector ? Array(picture.text.utf8) : try Raster.png(of: picture))
        try file.finish()
    }
}
