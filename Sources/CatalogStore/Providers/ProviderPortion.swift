/// Rows of a provider's table as they were read, and the names that come up in them for the first time.
///
/// Whoever reads a table makes portions of it (`ProviderPortioning`), so that the one writer has less to do: names are
/// folded and told once there, and rows refer to them by their place in the order of appearance.
package struct ProviderPortion: Sendable {
    struct Name: Sendable {
        let text: String
        let key: String
    }

    struct Entry: Sendable {
        let row: ProviderTrack
        let titleKey: String
        let creditKey: String
        /// Places of artists, in the order of the credit.
        let artists: [Int]
        let album: Int?
    }

    var entries: [Entry] = []
    var artists: [Name] = []
    var albums: [Name] = []
    /// Words that a mistyped one is looked up among.
    var words: [String] = []

    package var count: Int { entries.count }
}
