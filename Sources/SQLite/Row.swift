import CSQLite

/// The current row of a statement: valid until the next step, columns from 0.
package struct Row {
    /// Held, so that the statement is not finalised under the row that is being read.
    private let statement: Statement
    private var handle: OpaquePointer { statement.handle }

    init(of statement: Statement) { self.statement = statement }

    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    package func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    package func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    package func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    package func bool(_ column: Int32) -> Bool { sqlite3_column_int64(handle, column) != 0 }

    package func string(_ column: Int32) -> String {
        guard let text = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }

    package func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

    /// A blob as numbers; a length that is no multiple of an element's loses the rest.
    package func array<Element: BitwiseCopyable>(_ column: Int32, of type: Element.Type) -> [Element] {
        withBytes(column) { bytes in
            let count = bytes.count / MemoryLayout<Element>.stride
            return [Element](unsafeUninitializedCapacity: count) { buffer, filled in
                if count > 0 {
                    UnsafeMutableRawBufferPointer(buffer).copyMemory(
                        from: UnsafeRawBufferPointer(
                            rebasing: bytes[..<(count * MemoryLayout<Element>.stride)]))
                }
                filled = count
            }
        }
    }

    package func floats(_ column: Int32) -> [Float] { array(column, of: Float.self) }

    package func withBytes<Result>(
        _ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    package func optional<Value>(_ column: Int32, _ read: (Int32) -> Value) -> Value? {
        isNull(column) ? nil : read(column)
    }

    package func optionalInt(_ column: Int32) -> Int? { optional(column, int) }
    package func optionalInt64(_ column: Int32) -> Int64? { optional(column, int64) }
    package func optionalDouble(_ column: Int32) -> Double? { optional(column, double) }
    package func optionalBool(_ column: Int32) -> Bool? { optional(column, bool) }
    package func optionalString(_ column: Int32) -> String? { optional(column, string) }
    package func optionalBytes(_ column: Int32) -> [UInt8]? { optional(column, bytes) }

    /// The value as whatever it is.
    package func value(_ column: Int32) -> Value {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer(int64(column))
        case SQLITE_FLOAT: .real(double(column))
        case SQLITE_TEXT: .text(string(column))
        case SQLITE_BLOB: .blob(bytes(column))
        default: .null
        }
    }
}
