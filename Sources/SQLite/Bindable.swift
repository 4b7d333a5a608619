/// A value that a statement can carry to SQLite.
package protocol Bindable {
    func bind(to statement: Statement, at index: Int32)
}

extension Int64: Bindable {
    package func bind(to statement: Statement, at index: Int32) { statement.bind(self, at: index) }
}

extension Int: Bindable {
    package func bind(to statement: Statement, at index: Int32) { statement.bind(Int64(self), at: index) }
}

extension Bool: Bindable {
    package func bind(to statement: Statement, at index: Int32) {
        statement.bind(Int64(self ? 1 : 0), at: index)
    }
}

extension Double: Bindable {
    package func bind(to statement: Statement, at index: Int32) { statement.bind(self, at: index) }
}

extension Float: Bindable {
    package func bind(to statement: Statement, at index: Int32) { statement.bind(Double(self), at: index) }
}

extension String: Bindable {
    package func bind(to statement: Statement, at index: Int32) { statement.bind(self, at: index) }
}

/// A number that blobs are made of.
package protocol BlobElement: BitwiseCopyable {}

extension UInt8: BlobElement {}
extension UInt32: BlobElement {}
extension Float: BlobElement {}

extension Array: Bindable where Element: BlobElement {
    /// The elements as a blob, in the machine's (little-endian) order.
    package func bind(to statement: Statement, at index: Int32) {
        withUnsafeBytes { statement.bind($0, at: index) }
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    package func bind(to statement: Statement, at index: Int32) {
        if let self { self.bind(to: statement, at: index) } else { statement.bindNull(at: index) }
    }
}
