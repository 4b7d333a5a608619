import CatalogCore
import CatalogStore

/// Statistics of a catalog as it is at this moment: one function for each subject, values for whoever shows them.
package struct Statistics<Reading: CatalogReading> {
    let catalog: Reading
    let scope: StatisticsScope
    /// The moment of the question.
    let now: Timestamp

    package init(of catalog: Reading, scope: StatisticsScope = StatisticsScope(), now: Timestamp) {
        self.catalog = catalog
        self.scope = scope
        self.now = now
    }

    package func answer(_ subject: StatisticsSubject) throws -> StatisticsAnswer {
        switch subject {
        case .overview: try overview()
        case .genres: try genres()
        case .artists: try artists()
        case .tracks: try tracks()
        case .users: try users()
        case .feedback: try feedback()
        case .moods: try moods()
        case .eras: try eras()
        case .trending: try trending()
        }
    }

    /// The time of the newest event that stands; nil where there is none.
    package func newestEvent() throws -> Timestamp? {
        var newest: Int64?
        try catalog.forEachEventColumns { columns in
            newest = max(newest ?? .min, columns[.time].max() ?? .min)
        }
        return newest.map { Timestamp(milliseconds: $0) }
    }

    /// By popularity elsewhere where it is known and listening is not the question, else by plays.
    func order(_ music: MusicTable) -> StatisticsOrder {
        scope.order ?? (music.hasPopularity && !scope.isAboutListening ? .popularity : .plays)
    }
}
