import CatalogCore
import CatalogStore

/// Reads feedback from a file in bounded batches; a line that is wrong is told and left out.
final class FeedbackReader {
    /// A line that was not understood.
    struct Rejection: Sendable {
        let line: Int
        let reason: String
    }

    /// So many lines of a file, understood or not.
    struct Batch: Sendable {
        var entries: [(line: Int, entry: FeedbackEntry)] = []
        var rejections: [Rejection] = []
        /// How far into the file it reaches, for progress.
        var bytesRead: Int64 = 0
        /// Nil where the input has no known size, as a pipe.
        var bytesTotal: Int64?
    }

    private let lines: LineReader
    private let format: InputFormat
    private let user: String?
    private var header: [FeedbackField?] = []
    private var lineNumber = 0

    init(path: String, format: InputFormat, user: String?) throws {
        lines = try LineReader(path: path)
        self.format = format
        self.user = user
        if format == .csv { try readHeader(path) }
    }

    /// The next so many lines; nil after the last.
    func nextBatch(lineCount: Int) throws -> Batch? {
        var batch = Batch()
        var isAnyRead = false
        for _ in 0..<lineCount {
            let isRead = try withNextLine { bytes in
                lineNumber += 1
                guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
                do {
                    batch.entries.append((lineNumber, try entry(of: bytes)))
                } catch {
                    batch.rejections.append(Rejection(line: lineNumber, reason: "\(error)"))
                }
            }
            guard isRead else { break }
            isAnyRead = true
        }
        batch.bytesRead = lines.bytesRead
        batch.bytesTotal = lines.bytesTotal
        return isAnyRead ? batch : nil
    }

    private func withNextLine(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Bool {
        format == .csv ? try lines.withNextRecord(body) : try lines.withNextLine(body)
    }

    private func entry(of bytes: UnsafeBufferPointer<UInt8>) throws -> FeedbackEntry {
        switch format {
        case .json:
            let value = try JSONReader.value(of: bytes)
            guard case .object = value else { throw CommandError("the line is no JSON object") }
            return try FeedbackEntry(user: user) { value[$0.rawValue] }
        case .csv:
            let fields = try CSVReader.fields(of: bytes)
            guard fields.count == header.count else {
                throw CommandError("the line has \(fields.count) fields where the header has \(header.count)")
            }
            return try FeedbackEntry(user: user) { field in
                header.firstIndex(of: field).map { .string(fields[$0]) }
            }
        }
    }

    private func readHeader(_ path: String) throws {
        var names: [String] = []
        lineNumber = 1
        let isRead = try lines.withNextRecord { bytes in
            // A byte order mark is no part of the first name.
            let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
            names = try CSVReader.fields(of: UnsafeBufferPointer(rebasing: bytes.dropFirst(hasMark ? 3 : 0)))
        }
        guard isRead else { throw CommandError("\(path) is empty: a CSV file begins with a header line.") }
        header = names.map { FeedbackField(rawValue: $0.lowercased()) }
        var needed: [FeedbackField] = [.kind, .time]
        if user == nil { needed.append(.user) }
        if !header.contains(.trackID) { needed.append(.title) }
        let missing = needed.filter { !header.contains($0) }.map(\.rawValue)
        guard missing.isEmpty else {
            throw CommandError(
                "\(path) has no column \(missing.joined(separator: ", ")). "
                    + "Known are \(FeedbackField.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
    }
}
