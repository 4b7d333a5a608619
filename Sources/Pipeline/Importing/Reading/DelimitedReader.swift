/// Reads a table row by row, whatever its size: quotes, line ends inside them, CRLF, a byte order mark, `.gz`, `.xz`.
package struct DelimitedReader {
    /// A longer row is cut: most likely a quote was left open.
    package static let rowBytesMax = 1 << 20
    package static let fieldCountMax = 4096
    private static let sniffBytes = 1 << 16

    private let path: String
    private let fixedDialect: DelimitedDialect?

    package init(path: String, dialect: DelimitedDialect? = nil) {
        self.path = path
        fixedDialect = dialect
    }

    private enum State { case fieldStart, plain, quoted, quoteInQuoted, skipping }

    /// Calls `body` with each row that is not blank, until it returns false.
    ///
    /// - Throws: `ImportError` where the file cannot be read or unpacked, and what `body` throws.
    package func forEachRecord(_ body: (borrowing DelimitedRecord) throws -> Bool) throws {
        var reader = try InflatingReader(path: path)
        var chunk = try reader.next()
        if chunk.count >= 3, chunk[0] == 0xEF, chunk[1] == 0xBB, chunk[2] == 0xBF {
            chunk = UnsafeBufferPointer(rebasing: chunk[3...])
        }
        let dialect = fixedDialect ?? DelimitedDialect.detect(in: chunk.prefix(Self.sniffBytes))
        var record = DelimitedRecord()
        var state = State.fieldStart
        var line = 1
        while !chunk.isEmpty {
            var index = 0
            while index < chunk.count {
                let isRowEnd = scan(chunk, &index, dialect, &record, &state, &line)
                guard isRowEnd else { continue }
                endField(&record)
                if record.bytes.last == 0x0D, record.ends.count > 0 { dropReturn(&record) }
                if try !record.isBlank && !body(record) { return }
                record.bytes.removeAll(keepingCapacity: true)
                record.ends.removeAll(keepingCapacity: true)
                record.isCutOff = false
                record.line = line
                state = .fieldStart
            }
            chunk = try reader.next()
        }
        if !record.bytes.isEmpty || !record.ends.isEmpty {
            endField(&record)
            if record.bytes.last == 0x0D { dropReturn(&record) }
            if !record.isBlank { _ = try body(record) }
        }
    }

    /// A line end of CR and LF: the CR came in as the last byte of the last field.
    private func dropReturn(_ record: inout DelimitedRecord) {
        let last = record.ends.count - 1
        guard record.ends[last] > (last > 0 ? record.ends[last - 1] : 0) else { return }
        record.bytes.removeLast()
        record.ends[last] -= 1
    }

    private func endField(_ record: inout DelimitedRecord) {
        if record.ends.count < Self.fieldCountMax { record.ends.append(record.bytes.count) }
    }

    /// Takes bytes until a row ends (true) or the chunk does.
    private func scan(
        _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ dialect: DelimitedDialect,
        _ record: inout DelimitedRecord, _ state: inout State, _ line: inout Int
    ) -> Bool {
        let quote = UInt8(ascii: "\"")
        let newline = UInt8(ascii: "\n")
        while index < chunk.count {
            let byte = chunk[index]
            index += 1
            if byte == newline { line += 1 }
            switch state {
            case .skipping:
                if byte == newline { return true }
            case .fieldStart, .plain:
                if byte == newline { return true }
                if byte == dialect.delimiter {
                    endField(&record)
                    state = .fieldStart
                } else if byte == quote && state == .fieldStart && dialect.isQuoted {
                    state = .quoted
                } else {
                    state = .plain
                    // A run of plain bytes goes in at once.
                    var end = index
                    while end < chunk.count, chunk[end] != newline, chunk[end] != dialect.delimiter {
                        end += 1
                    }
                    record.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[index - 1..<end]))
                    index = end
                }
            case .quoted:
                if byte == quote {
                    state = .quoteInQuoted
                } else {
                    var end = index
                    let stop = min(chunk.count, index + Self.rowBytesMax - record.bytes.count)
                    while end < stop, chunk[end] != quote {
                        if chunk[end] == newline { line += 1 }
                        end += 1
                    }
                    record.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[index - 1..<end]))
                    index = end
                }
            case .quoteInQuoted:
                if byte == quote {
                    record.bytes.append(byte)
                    state = .quoted
                } else if byte == dialect.delimiter {
                    endField(&record)
                    state = .fieldStart
                } else if byte == newline {
                    return true
                } else {
                    // Something after the closing quote: kept, as people wrote it.
                    record.bytes.append(byte)
                    state = .plain
                }
            }
            if record.bytes.count > Self.rowBytesMax && state != .skipping {
                record.isCutOff = true
                state = .skipping
                if byte == newline { return true }
            }
        }
        return false
    }
}
