import CatalogCore

/// Where the values of rows lie while cells and bytes are made of them: in memory, or in a file of the caller's, whose memory
/// is given back as it was read. Rows are read in their order as far as that can be, for a file comes in by many pages at once.
package struct RowStorage {
    let store: (Column<Int16>) -> Column<Int16>
    let rest: @Sendable (Column<Int16>) -> Void

    package init(
        store: @escaping (Column<Int16>) -> Column<Int16>,
        rest: @escaping @Sendable (Column<Int16>) -> Void
    ) {
        self.store = store
        self.rest = rest
    }

    package static var memory: RowStorage { RowStorage(store: { $0 }, rest: { _ in }) }
}
