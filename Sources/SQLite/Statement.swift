import CSQLite

/// One prepared statement of one connection, used by one thread at a time.
package final class Statement {
    let handle: OpaquePointer
    let sql: String
    private let path: String

    init(connection: OpaquePointer, path: String, sql: String, isPersistent: Bool) throws {
        var prepared: OpaquePointer?
        var leftover = ""
        let flags = isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = sql.withCString { text in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(connection, text, -1, flags, &prepared, &tail)
            if let tail { leftover = String(cString: tail) }
            return code
        }
        guard code == SQLITE_OK else {
            throw SQLiteError.of(code: code, connection: connection, path: path, sql: sql)
        }
        guard let prepared else {
            throw SQLiteError(.other, path: path, message: "the statement is empty", sql: sql)
        }
        handle = prepared
        self.sql = sql
        self.path = path
        if leftover.contains(where: { !$0.isWhitespace && $0 != ";" }) {
            throw SQLiteError(.denied, path: path, message: "one statement at a time", sql: sql)
        }
    }

    deinit { sqlite3_finalize(handle) }

    package var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

    package var columnNames: [String] {
        (0..<sqlite3_column_count(handle)).map { index in
            sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
        }
    }

    package var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

    // MARK: Binding, from index 1

    package func bindNull(at index: Int32) { check(sqlite3_bind_null(handle, index)) }

    package func bind(_ value: Int64, at index: Int32) { check(sqlite3_bind_int64(handle, index, value)) }

    package func bind(_ value: Int64?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    package func bind(_ value: Double, at index: Int32) { check(sqlite3_bind_double(handle, index, value)) }

    package func bind(_ value: String, at index: Int32) {
        var value = value
        value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                // An empty string may have no address, which SQLite would take for null.
                let code =
                    text.baseAddress.map {
                        sqlite3_bind_text64(
                            handle, index, $0, UInt64(text.count), catalog_sqlite_transient(),
                            UInt8(SQLITE_UTF8))
                    } ?? sqlite3_bind_text(handle, index, "", 0, catalog_sqlite_transient())
                check(code)
            }
        }
    }

    // What is bound for each of a hundred thousand rows: generic code would ask for the type each time.

    package func bind(_ value: Int?, at index: Int32) { bind(value.map { Int64($0) }, at: index) }

    package func bind(_ value: Bool?, at index: Int32) { bind(value.map { Int64($0 ? 1 : 0) }, at: index) }

    package func bind(_ value: Double?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    package func bind(_ value: String?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    package func bind(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            return check(sqlite3_bind_zeroblob(handle, index, 0))
        }
        check(sqlite3_bind_blob64(handle, index, start, UInt64(bytes.count), catalog_sqlite_transient()))
    }

    package func bind(_ values: [any Bindable]) {
        precondition(values.count == parameterCount, "as many values as parameters are bound")
        var index: Int32 = 1
        for value in values {
            value.bind(to: self, at: index)
            index += 1
        }
    }

    // MARK: Running

    /// The next row, or nil at the end, where the statement is reset.
    package func step() throws -> Row? {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return Row(of: self)
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return nil
        default:
            let error = SQLiteError.of(
                code: code, connection: sqlite3_db_handle(handle), path: path, sql: sql)
            sqlite3_reset(handle)
            throw error
        }
    }

    package func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// Binding fails only for a wrong index, a statement in the middle of its rows, or no memory.
    private func check(_ code: Int32) {
        precondition(code == SQLITE_OK, "a bound parameter exists and its statement is at rest")
    }
}
