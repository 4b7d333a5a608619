import CatalogCore

/// Reads a listening history: Spotify's two exports, ListenBrainz, Last.fm CSV, and plain tables.
package struct ListenReader {
    /// Why a line is no listen.
    struct Rejection: Error { let reason: String }

    /// A line that is kept aside.
    package struct OddListen: Sendable, Equatable {
        /// The line of a table, or the number of an object, from one.
        package let line: Int
        package let reason: String
        package let content: String
    }

    /// What a file held.
    package struct Report: Sendable, Equatable {
        package var rows = 0
        package var listens = 0
        /// Kept aside, by reason.
        package var rejected: [String: Int] = [:]
        /// The first of them, as they stand in the file.
        package var oddListens: [OddListen] = []
    }

    package static let oddListenCountMax = 10_000
    private static let oddContentMax = 500
    private static let rowsPerReport = 8192

    private let path: String
    private let overrides: [String: ListenField]
    private let names: [String: String]

    /// - Parameters:
    ///   - overrides: columns that mean something else than their name says.
    ///   - names: names of artists by the ids that the table's artist column holds, as `names(path:)` reads them.
    package init(path: String, overrides: [String: ListenField] = [:], names: [String: String] = [:]) {
        self.path = path
        self.overrides = overrides
        self.names = names
    }

    /// Reads a table of ids and names: the first two columns.
    package static func names(path: String) throws -> [String: String] {
        var names: [String: String] = [:]
        var isHeader = true
        try DelimitedReader(path: path).forEachRecord { record in
            if !isHeader, record.count >= 2 { names[record.text(0)] = record.text(1) }
            isHeader = false
            return true
        }
        return names
    }

    /// Calls `body` with every listen of the file, in its order.
    ///
    /// - Throws: `ImportError` where the file cannot be read or is of no known form, and what `body` throws.
    package func forEachListen(
        monitor: JobMonitor = .silent, _ body: (ImportedListen) throws -> Void
    ) throws -> Report {
        var report = Report()
        let beginning = try firstByte()
        if beginning == UInt8(ascii: "[") || beginning == UInt8(ascii: "{") {
            try readObjects(monitor, &report, body)
        } else {
            try readTable(monitor, &report, body)
        }
        return report
    }

    /// The first byte that is neither blank nor part of a byte order mark.
    private func firstByte() throws -> UInt8? {
        var reader = try InflatingReader(path: path)
        return try reader.next().first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    }

    private func readObjects(
        _ monitor: JobMonitor, _ report: inout Report, _ body: (ImportedListen) throws -> Void
    ) throws {
        try JSONObjectReader(path: path).forEachObject { bytes in
            let value = bytes.withUnsafeBufferPointer { try? JSONReader.value(of: $0) }
            // ListenBrainz' answers wrap the listens.
            if case .array(let listens) = value?["payload"]?["listens"] ?? value?["listens"] {
                for listen in listens {
                    report.rows += 1
                    try take(
                        ListenObject(listen).listen, content: listen.line, line: report.rows, &report, body)
                }
                return !monitor.isCancelled
            }
            report.rows += 1
            let result =
                value.map { ListenObject($0).listen } ?? .failure(Rejection(reason: "not a line of JSON"))
            try take(
                result, content: String(decoding: bytes, as: UTF8.self), line: report.rows, &report, body)
            return watch(monitor, report.rows)
        }
    }

    private func readTable(
        _ monitor: JobMonitor, _ report: inout Report, _ body: (ImportedListen) throws -> Void
    ) throws {
        var columns: ColumnMap<ListenField>?
        try DelimitedReader(path: path).forEachRecord { record in
            if columns == nil {
                let (map, isHeader) = try makeColumns(record.texts)
                columns = map
                if isHeader { return true }
            }
            guard let columns else { return false }
            report.rows += 1
            try take(
                listen(record, columns), content: record.texts.joined(separator: "\t"), line: record.line,
                &report, body)
            return watch(monitor, report.rows)
        }
    }

    /// The columns by the header; a table without one is Last.fm's of artist, album, title and time.
    private func makeColumns(_ first: [String]) throws -> (ColumnMap<ListenField>, isHeader: Bool) {
        if overrides.isEmpty, first.count == 4, TimeText.parse(first[3]) != nil {
            let header = ["artist", "album", "title", "time"]
            return (
                try ColumnMap(header: header, overrides: [:], file: path, recognise: ListenField.named), false
            )
        }
        // "uts" and "utc_time" both are times: the first is the exact one, and the first column counts.
        let map = try ColumnMap(header: first, overrides: overrides, file: path, recognise: ListenField.named)
        guard map[.artist] != nil || map[.title] != nil else {
            throw ImportError(
                file: path,
                reason:
                    "no column is known to hold artists or titles (it has \(first.joined(separator: ", "))): say "
                    + "which, with --map COLUMN=artist")
        }
        return (map, true)
    }

    private func listen(
        _ record: borrowing DelimitedRecord, _ columns: ColumnMap<ListenField>
    ) -> Result<ImportedListen, Rejection> {
        func text(_ field: ListenField) -> String? {
            guard let column = columns[field] else { return nil }
            let text = record.text(column)
            return text.isEmpty ? nil : text
        }
        let written = text(.artist) ?? ""
        let artist = names[written] ?? written
        let title = text(.title)
        if artist.isEmpty && title == nil { return .failure(Rejection(reason: "no artist and no title")) }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.album = text(.album)
        listen.user = text(.user)
        listen.externalID = text(.id)
        if let time = text(.time) {
            listen.time = TimeText.parse(time)
            if listen.time == nil { return .failure(Rejection(reason: "a time that cannot be read")) }
        }
        if let column = columns[.count], let count = record.number(column) {
            guard count >= 1, count <= 1e9 else { return .failure(Rejection(reason: "a count out of range")) }
            listen.count = Int(count)
        }
        let milliseconds = columns[.playedMs].flatMap { record.number($0) }.map { $0 / 1000 }
        listen.playedSeconds = milliseconds ?? columns[.playedSeconds].flatMap { record.number($0) }
        listen.isSkipped = text(.skipped).map { ["true", "1", "yes"].contains($0.lowercased()) }
        return .success(listen)
    }

    private func take(
        _ result: Result<ImportedListen, Rejection>, content: @autoclosure () -> String, line: Int,
        _ report: inout Report, _ body: (ImportedListen) throws -> Void
    ) throws {
        switch result {
        case .success(let listen):
            report.listens += 1
            try body(listen)
        case .failure(let rejection):
            report.rejected[rejection.reason, default: 0] += 1
            if report.oddListens.count < Self.oddListenCountMax {
                let content = String(content().prefix(Self.oddContentMax))
                report.oddListens.append(OddListen(line: line, reason: rejection.reason, content: content))
            }
        }
    }

    private func watch(_ monitor: JobMonitor, _ rows: Int) -> Bool {
        guard rows % Self.rowsPerReport == 0 else { return true }
        monitor.report(Progress(activity: "reading listens", completed: Double(rows), total: nil))
        return !monitor.isCancelled
    }
}
