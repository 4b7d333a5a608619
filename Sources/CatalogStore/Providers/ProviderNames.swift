/// The names of a table so far, in their order of appearance: what the rows of its portions refer to. Used by the one
/// who stores them.
package final class ProviderNames {
    private(set) var artists: [ProviderPortion.Name] = []
    private(set) var albums: [ProviderPortion.Name] = []

    package init() {}

    func append(_ portion: ProviderPortion) {
        artists += portion.artists
        albums += portion.albums
    }
}
