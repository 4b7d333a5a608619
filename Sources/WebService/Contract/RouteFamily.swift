/// The headings of the document.
package enum RouteFamily: String, Sendable, CaseIterable {
    case service = "The service"
    case music = "Music"
    case recommend = "What next"
    case people = "People and what they hear"
    case playlists = "Playlists"
    case listening = "Hearing files"
    case models = "Models"
    case insight = "Insight"
}
