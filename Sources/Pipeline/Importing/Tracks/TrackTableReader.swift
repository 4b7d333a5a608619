import CatalogCore

/// Reads a table of tracks into memory: columns by name, rows of one id merged, odd rows kept aside.
///
/// The merging rule: the first row of an id gives everything; later rows add their genres, and nothing else.
package struct TrackTableReader {
    package static let rowCountMax = 20_000_000
    /// More odd rows than this, and the file is not what it was taken for.
    package static let oddRowCountMax = 100_000
    private static let rowsPerReport = 8192
    /// Tracks that are handed out at once while the table is read.
    private static let handedTracks = 2_000

    private let path: String
    private let overrides: [String: TrackField]
    private let artistSeparator: Character
    private let genreSeparator: Character

    /// - Parameter overrides: columns that mean something else than their name says, or that no name is known for.
    package init(
        path: String, overrides: [String: TrackField] = [:], artistSeparator: Character = ";",
        genreSeparator: Character = ";"
    ) {
        self.path = path
        self.overrides = overrides
        self.artistSeparator = artistSeparator
        self.genreSeparator = genreSeparator
    }

    /// The whole table.
    ///
    /// - Parameter onTracks: handed every track once, soon after its first row was read: later rows may still add genres
    ///   to it and count up its rows. Returns false to read no further.
    /// - Throws: `ImportError` where the file cannot be read, or no column holds titles or artists.
    package func read(
        monitor: JobMonitor = .silent, onTracks: ([ImportedTrack]) -> Bool = { _ in true }
    ) throws -> TrackTable {
        var table = TrackTable()
        var columns: TrackColumns?
        var indexOfID: [String: Int] = [:]
        var conflicting: Set<Int> = []
        var handed = 0
        try DelimitedReader(path: path).forEachRecord { record in
            guard let map = columns else {
                let made = try makeColumns(record.texts)
                columns = TrackColumns(made)
                table.report.unusedColumns = made.unused
                return true
            }
            table.report.rows += 1
            if table.report.rows % Self.rowsPerReport == 0 {
                monitor.report(
                    Progress(activity: "reading tracks", completed: Double(table.report.rows), total: nil))
                if monitor.isCancelled { return false }
            }
            guard table.report.rows <= Self.rowCountMax, table.oddRows.count <= Self.oddRowCountMax else {
                throw ImportError(
                    file: path, reason: "line \(record.line): too many rows, or too many odd ones")
            }
            take(record, map, into: &table, &indexOfID, &conflicting)
            guard table.tracks.count - handed >= Self.handedTracks else { return true }
            defer { handed = table.tracks.count }
            return onTracks(Array(table.tracks[handed...]))
        }
        guard columns != nil else {
            throw ImportError(file: path, reason: "it is empty: a table begins with its columns")
        }
        if handed < table.tracks.count { _ = onTracks(Array(table.tracks[handed...])) }
        table.report.conflictingPopularities = conflicting.count
        table.report.trackGenrePairs = table.tracks.reduce(0) { $0 + $1.genres.count }
        return table
    }

    private func makeColumns(_ header: [String]) throws -> ColumnMap<TrackField> {
        let map = try ColumnMap(header: header, overrides: overrides, file: path, recognise: TrackField.named)
        guard map[.title] != nil, map[.artists] != nil else {
            let missing = map[.title] == nil ? "titles" : "artists"
            throw ImportError(
                file: path,
                reason:
                    "no column is known to hold \(missing) (it has \(header.joined(separator: ", "))): say which, "
                    + "with --map COLUMN=\(map[.title] == nil ? "title" : "artists")")
        }
        return map
    }

    private func take(
        _ record: borrowing DelimitedRecord, _ columns: TrackColumns, into table: inout TrackTable,
        _ indexOfID: inout [String: Int], _ conflicting: inout Set<Int>
    ) {
        let title = record.text(columns.title)
        let credit = record.text(columns.artists)
        if record.isCutOff || title.isEmpty || credit.isEmpty {
            let reason =
                record.isCutOff
                ? "a row of more than \(DelimitedReader.rowBytesMax) bytes: is a quote left open?"
                : title.isEmpty && credit.isEmpty
                    ? "no artist and no title" : title.isEmpty ? "no title" : "no artist"
            table.oddRows.append(
                TrackTable.OddRow(
                    line: record.line, reason: reason, fields: record.texts.map { String($0.prefix(500)) }))
            return
        }
        if !record.isValidText(columns.title) || !record.isValidText(columns.artists) {
            table.report.rowsOfBadText += 1
        }
        let album = columns.album.map { record.text($0) } ?? ""
        var id = columns.id.map { record.text($0) } ?? ""
        if id.isEmpty { id = TextFolding.words(of: "\(credit) \(title) \(album)").joined(separator: " ") }
        let genres = split(columns.genre.map { record.text($0) } ?? "", at: genreSeparator)
        if let known = indexOfID[id] {
            merge(record, columns, genres, into: &table, known, &conflicting)
            return
        }
        indexOfID[id] = table.tracks.count
        table.tracks.append(
            makeTrack(
                record, columns, (id: id, title: title, credit: credit, album: album), genres, &table.report))
    }

    private func merge(
        _ record: borrowing DelimitedRecord, _ columns: TrackColumns, _ genres: [String],
        into table: inout TrackTable, _ index: Int, _ conflicting: inout Set<Int>
    ) {
        table.report.repeatedRows += 1
        table.tracks[index].rowCount += 1
        let new = genres.filter { !table.tracks[index].genres.contains($0) }
        if new.isEmpty { table.report.identicalRows += 1 }
        table.tracks[index].genres += new
        if let popularity = columns.popularity.flatMap({ record.number($0) }),
            popularity != table.tracks[index].popularity
        {
            conflicting.insert(index)
        }
    }

    private func makeTrack(
        _ record: borrowing DelimitedRecord, _ columns: TrackColumns,
        _ names: (id: String, title: String, credit: String, album: String), _ genres: [String],
        _ report: inout TrackTable.Report
    ) -> ImportedTrack {
        var seconds = number(.durationMs, columns.durationMs, record, &report).map { $0 / 1000 }
        if seconds == nil { seconds = number(.durationSeconds, columns.durationSeconds, record, &report) }
        var attributes = [Float](repeating: .nan, count: TrackField.attributes.count)
        for (index, field) in TrackField.attributes.enumerated() {
            if let value = number(field, columns.attributes[index], record, &report) {
                attributes[index] = Float(value)
            }
        }
        let isrc = columns.isrc.map { record.text($0) } ?? ""
        return ImportedTrack(
            id: names.id, credit: names.credit, artists: split(names.credit, at: artistSeparator),
            title: names.title, album: names.album,
            popularity: number(.popularity, columns.popularity, record, &report), durationSeconds: seconds,
            isExplicit: columns.isExplicit.flatMap { truth(record.text($0)) }, year: year(record, columns),
            isrc: isrc.isEmpty ? nil : isrc, attributes: attributes, genres: genres, firstLine: record.line)
    }

    private func number(
        _ field: TrackField, _ column: Int?, _ record: borrowing DelimitedRecord,
        _ report: inout TrackTable.Report
    ) -> Double? {
        guard let column, !record.isEmpty(column) else { return nil }
        if let value = record.number(column), field.range?.contains(value) ?? true { return value }
        report.valuesOutOfRange[field.rawValue, default: 0] += 1
        return nil
    }

    /// `1998` or the beginning of `1998-05-12`.
    private func year(_ record: borrowing DelimitedRecord, _ columns: TrackColumns) -> Int? {
        guard let column = columns.year, let year = Int(record.text(column).prefix(4)) else { return nil }
        return (1000...9999).contains(year) ? year : nil
    }

    private func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "yes", "t", "y": true
        case "false", "0", "no", "f", "n": false
        default: nil
        }
    }

    private func split(_ text: String, at separator: Character) -> [String] {
        let isWhole = separator.asciiValue.map { !text.utf8.contains($0) } ?? !text.contains(separator)
        guard !isWhole else { return text.isEmpty ? [] : [text] }
        var parts: [String] = []
        for part in text.split(separator: separator) {
            let part = String(part.trimmingSpaces())
            if !part.isEmpty && !parts.contains(part) { parts.append(part) }
        }
        return parts
    }
}
