import CatalogCore
import CatalogStore

/// Writes the report as HTML: one file, no request to anywhere, of use without pictures and without a mouse.
struct ReportPage {
    private let report: CatalogReport
    private var sections: [(id: String, title: String, body: String)] = []

    /// Pictures are drawn twice: where the page is narrow a wide one would have letters too small to read.
    private static let widths: [(name: String, width: Double)] = [("wide", 900), ("narrow", 380)]

    init(_ report: CatalogReport) {
        self.report = report
        addMusic()
        addPeople()
        addLearning()
    }

    // MARK: What is on the page

    private mutating func addMusic() {
        add(
            "genres", "Genres",
            [
                figure("genres", report.genres), figure("modes", report.genres),
            ])
        add(
            "artists", "Artists",
            [
                figure("artists", report.artists), table("collaborations", report.artists),
                figure("audiences", report.artists),
            ])
        add("tracks", "Tracks", [figure("tracks", report.tracks), table("modes", report.tracks)])
        add("moods", "Moods and keys", [figure("moods", report.moods), figure("keys", report.moods)])
        add("eras", "Eras", [figure("eras", report.eras)])
        if !report.map.places.isEmpty { add("map", "Map of the music", [mapFigure]) }
        add(
            "features", "Features",
            [
                report.correlation.map { picture($0, id: "correlation", table: correlationTable($0)) } ?? "",
                report.differences.map { picture($0.chart, id: "differences", table: $0.table) } ?? "",
            ])
    }

    private mutating func addPeople() {
        add(
            "listening", "Listening",
            [
                figure("feedback", report.feedback), figure("hours", report.feedback),
                figure("ratings", report.feedback),
            ])
        add("listeners", "Listeners", [figure("users", report.users), figure("overlap", report.users)])
        add(
            "trending", "What rises and falls",
            [
                figure("tracks", report.trending), figure("artists", report.trending),
                figure("genres", report.trending),
            ])
    }

    private mutating func addLearning() {
        add(
            "recommendations", "Recommendations",
            [
                report.comparisonChart.map {
                    picture($0, id: "comparison", table: report.overview.table("coverage"))
                } ?? "",
                report.evaluations.count > 1
                    ? report.qualityChart.map { picture($0, id: "quality-over-time", table: evaluationTable) }
                        ?? "" : "",
            ])
        if !report.models.isEmpty { add("models", "Models", [modelCards]) }
        add("quality", "What is missing", [figure("quality", report.overview)])
    }

    private mutating func add(_ id: String, _ title: String, _ parts: [String]) {
        let body = parts.filter { !$0.isEmpty }.joined(separator: "\n")
        if !body.isEmpty { sections.append((id, title, body)) }
    }

    // MARK: Pictures and tables

    /// The picture of a table with the table below it, or nothing where the table is empty.
    private func figure(_ name: String, _ answer: StatisticsAnswer) -> String {
        guard let table = answer.table(name), !table.rows.isEmpty else { return "" }
        guard let chart = answer.charts[name], !chart.isEmpty else { return self.table(name, answer) }
        return picture(chart, id: "\(answer.subject.rawValue)-\(name)", table: table)
    }

    private func picture(_ chart: any Chart, id: String, table: StatisticsTable?) -> String {
        let drawings = Self.widths.map { name, width in
            "<div class=\"\(name)\">\(chart.drawn(width: width).element(id: "\(id)-\(name)"))</div>"
        }
        let words = table.map { details($0, id: id) } ?? ""
        return "<figure id=\"figure-\(id)\">\n\(drawings.joined(separator: "\n"))\n\(words)</figure>"
    }

    private func details(_ table: StatisticsTable, id: String) -> String {
        """
        <details><summary>\(SVGPicture.escaped(table.title)) as a table</summary>
        \(html(table, labelledBy: table.title))
        </details>

        """
    }

    private func table(_ name: String, _ answer: StatisticsAnswer) -> String {
        guard let table = answer.table(name), !table.rows.isEmpty else { return "" }
        return "<h3>\(SVGPicture.escaped(table.title))</h3>\n\(html(table, labelledBy: table.title))"
    }

    private func html(_ table: StatisticsTable, labelledBy title: String) -> String {
        let numeric = table.columns.indices.map { column in
            table.rows.contains { $0[column].isNumeric }
        }
        // Columns in which nothing is known say nothing.
        let shown = table.columns.indices.filter { column in table.rows.contains { $0[column] != .missing } }
        let head = shown.map { column in
            "<th scope=\"col\"\(numeric[column] ? " class=\"number\"" : "")>\(SVGPicture.escaped(table.columns[column].title))</th>"
        }.joined()
        let rows = table.rows.map { row in
            "<tr>"
                + shown.map { column in
                    let text = SVGPicture.escaped(row[column].shown)
                    if column == shown.first { return "<th scope=\"row\">\(text)</th>" }
                    return "<td\(numeric[column] ? " class=\"number\"" : "")>\(text)</td>"
                }.joined() + "</tr>"
        }.joined(separator: "\n")
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(SVGPicture.escaped(title))">
            <table><thead><tr>\(head)</tr></thead><tbody>
            \(rows)
            </tbody></table></div>
            """
    }

    // MARK: Single parts

    private var mapFigure: String {
        let drawings = Self.widths.map { name, width in
            let picture = report.map.chart.drawn(width: width).element(id: "map-\(name)", holdsPoints: true)
            return "<div class=\"\(name) map\">\(picture)</div>"
        }
        struct Row {
            let place: MusicMap.Place
        }
        let table = StatisticsTable(
            "map", title: "Tracks on the map", report.map.places.map { Row(place: $0) },
            [
                StatisticsColumn("title") { .text($0.place.track.title) },
                StatisticsColumn("artist") { .text($0.place.track.artist) },
                StatisticsColumn("genre") { $0.place.genre.map(StatisticsValue.text) ?? .missing },
            ])
        return """
            <figure id="figure-map">
            <p id="map-help" class="note">Point at a track, or go to the map with Tab and from track to track with the
            arrow keys.</p>
            \(drawings.joined(separator: "\n"))
            <p class="told" role="status" aria-live="polite" id="map-told">&nbsp;</p>
            \(details(table, id: "map"))</figure>
            """
    }

    private func correlationTable(_ chart: HeatMap) -> StatisticsTable {
        StatisticsTable(
            "correlation", title: "Correlations", Array(chart.rows.indices),
            [StatisticsColumn("feature") { .text(chart.rows[$0]) }]
                + chart.columns.indices.map { column in
                    StatisticsColumn(chart.columns[column]) { row in
                        StatisticsValue(chart.values[row * chart.columns.count + column], decimals: 2)
                    }
                })
    }

    private var evaluationTable: StatisticsTable {
        struct Row {
            let record: EvaluationRecord
            let model: EvaluationRecord.Model
        }
        let rows = report.evaluations.flatMap { record in record.models.map { Row(record: record, model: $0) }
        }
        return StatisticsTable(
            "evaluations", title: "Evaluations", rows,
            [
                StatisticsColumn("time") { .time($0.record.time) },
                StatisticsColumn("protocol") { .text($0.record.protocolName) },
                StatisticsColumn("model") { .text($0.model.name) },
                StatisticsColumn("ndcg", title: "NDCG") { .number($0.model.ndcg, decimals: 4) },
                StatisticsColumn("recall") { .number($0.model.recall, decimals: 4) },
                StatisticsColumn("coverage") { .share($0.model.coverage) },
            ])
    }

    private var modelCards: String {
        let cards = report.models.map { model -> String in
            let figures = model.figures.prefix(12).map { figure in
                "<div><dt>\(SVGPicture.escaped(FieldName.words(figure.name)))</dt>"
                    + "<dd>\(SVGPicture.escaped(AxisFormat.number.text(figure.value)))</dd></div>"
            }.joined()
            let verdict = model.verdict.map { "<p>\(SVGPicture.escaped($0))</p>" } ?? ""
            let learned =
                model.trackCount.map { " · learned from \(NumberText.grouped(Int64($0))) tracks" } ?? ""
            let day = CivilDay(number: CivilDay.split(milliseconds: model.created.milliseconds).number).text
            return """
                <article class="card\(model.isActive ? " active" : "")">
                <h3>\(SVGPicture.escaped(model.name)) <span class="version">version \(model.version)</span></h3>
                <p class="note">\(model.isActive ? "In use" : "Not in use") · \(SVGPicture.escaped(model.kind)) · \(day)\(learned)</p>
                \(verdict)<dl class="figures">\(figures)</dl>
                </article>
                """
        }
        return "<div class=\"cards\">\n\(cards.joined(separator: "\n"))\n</div>"
    }

    // MARK: The whole

    /// The large numbers at the top.
    private var keyFigures: String {
        let wanted = ["tracks", "artists", "genres", "listeners", "events", "heard of the catalog"]
        let rows = report.overview.table("overview")?.rows ?? []
        let figures = wanted.compactMap { name -> String? in
            guard let row = rows.first(where: { $0[0] == .text(name) }) else { return nil }
            return
                "<div><dt>\(SVGPicture.escaped(FieldName.words(name)))</dt><dd>\(SVGPicture.escaped(row[1].shown))</dd></div>"
        }
        return "<dl class=\"key\">\(figures.joined())</dl>"
    }

    var text: String {
        let links = sections.map { "<li><a href=\"#\($0.id)\">\(SVGPicture.escaped($0.title))</a></li>" }
            .joined()
        let bodies = sections.map { section in
            """
            <section id="\(section.id)" aria-labelledby="\(section.id)-title">
            <h2 id="\(section.id)-title">\(SVGPicture.escaped(section.title))</h2>
            \(section.body)
            </section>
            """
        }.joined(separator: "\n")
        let day = CivilDay(number: CivilDay.split(milliseconds: report.now.milliseconds).number).text
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
            <meta name="color-scheme" content="light dark">
            <title>\(SVGPicture.escaped(report.title))</title>
            <style>
            \(ReportStyle.css)
            \(PictureStyle.css(.automatic))</style>
            </head>
            <body>
            <a class="skip" href="#main">To the content</a>
            <header>
            <h1>\(SVGPicture.escaped(report.title))</h1>
            <p class="note">\(day)</p>
            \(keyFigures)
            </header>
            <nav aria-label="Sections"><ul>\(links)</ul></nav>
            <main id="main">
            \(bodies)
            </main>
            <script>
            \(ReportScript.text)
            </script>
            </body>
            </html>

            """
    }
}
