import SQLite

/// The catalog as it was at one moment, for the duration of a `read`.
package struct Snapshot: CatalogReading {
    package let lent: LentConnection
}
