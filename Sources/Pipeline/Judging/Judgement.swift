import CatalogCore

/// What the models in use say of one track or file.
package struct Judgement: Sendable {
    package struct Genre: Sendable, Equatable {
        package let name: String
        package let probability: Double
    }

    package struct Mood: Sendable, Equatable {
        package let name: String
        /// 0...1.
        package let value: Double
        package let interval: ClosedRange<Double>
    }

    /// What was judged, as a person calls it.
    package let name: String
    /// The track of the catalog that this is; nil for a file that the catalog does not know.
    package let track: TrackID?
    package let durationSeconds: Double?
    /// The three most likely, most likely first.
    package internal(set) var genres: [Genre] = []
    package internal(set) var moods: [Mood] = []
    package internal(set) var rating: RatedTrack?
    /// By the embedding in use, nearest first.
    package internal(set) var nearest: [NearTrack] = []
    /// Why something is not there, a sentence for each kind of model.
    package internal(set) var obstacles: [ModelFamily: String] = [:]

    init(name: String, track: TrackID?, durationSeconds: Double?) {
        self.name = name
        self.track = track
        self.durationSeconds = durationSeconds
    }
}
