/// One line of a song, and when it is sung where the file says so.
package struct LyricsLine: Sendable, Equatable {
    package let timeSeconds: Double?
    package let text: String

    package init(timeSeconds: Double?, text: String) {
        self.timeSeconds = timeSeconds
        self.text = text
    }
}
