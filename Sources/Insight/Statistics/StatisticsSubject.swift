/// What statistics are about.
package enum StatisticsSubject: String, CaseIterable, Sendable {
    case overview, genres, artists, tracks, users, feedback, moods, eras, trending
}
