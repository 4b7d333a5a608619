import CatalogCore
import CatalogStore
import Learning

/// Tracks in a plane, so that what sounds alike lies together.
package struct MusicMap: Sendable {
    package struct Place: Sendable {
        package let track: Track
        /// The track's first genre, or what that is under.
        package let genre: String?
        package let x: Double
        package let y: Double
    }

    /// What lay together by: the name of the model, or what was measured.
    package let source: String
    package let places: [Place]

    /// More points are no map any more, and a page of them is heavy.
    package static let placeLimit = 1_200
    /// So many genres have a colour of their own; the rest share one.
    private static let genreLimit = 7

    package init(source: String, places: [Place]) {
        self.source = source
        self.places = places
    }

    /// Reads the vectors of the active embedding, else of the feature vectors, else of the descriptors.
    ///
    /// - Parameter known: the genres of the tracks, where somebody has read them already.
    package init(of catalog: some CatalogReading, genres known: [TrackID: String]? = nil) throws {
        guard let vectors = try MapVectors(catalog) else {
            self.init(source: "", places: [])
            return
        }
        let chosen = Self.spread(vectors.ids.count, limit: Self.placeLimit)
        let table = VectorTable(columns: vectors.dimension, values: vectors.values).selecting(chosen)
        let scaled = Standardizer(of: table).apply(to: table)
        let plane = PrincipalComponents(of: scaled).project(scaled, to: min(2, scaled.columns))
        let genres = try known ?? Self.genres(catalog)
        let places = try chosen.enumerated().compactMap { row, place -> Place? in
            guard let track = try catalog.track(vectors.ids[place]) else { return nil }
            let point = Array(plane.row(row))
            return Place(
                track: track, genre: genres[track.id], x: Double(point[0]),
                y: point.count > 1 ? Double(point[1]) : 0)
        }
        self.init(source: vectors.source, places: places)
    }

    /// Indices evenly over all.
    private static func spread(_ count: Int, limit: Int) -> [Int] {
        let shown = min(count, limit)
        return (0..<shown).map { $0 * count / shown }
    }

    /// The genre of each track that is highest in the taxonomy.
    static func genres(_ catalog: some CatalogReading) throws -> [TrackID: String] {
        let all = Dictionary(
            try catalog.genres().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var names: [TrackID: String] = [:]
        try catalog.forEachTrackGenre { track, genre, _ in
            guard names[track] == nil, var top = all[genre] else { return }
            // A taxonomy is shallow; a ring in it is not followed for ever.
            for _ in 0..<8 {
                guard let parent = top.parent.flatMap({ all[$0] }) else { break }
                top = parent
            }
            names[track] = top.name
        }
        return names
    }

    /// The genres with a colour, the commonest first.
    package var genres: [String] {
        var counts: [String: Int] = [:]
        for place in places { if let genre = place.genre { counts[genre, default: 0] += 1 } }
        return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(Self.genreLimit).map(\.key)
    }

    /// The map as a picture; each point carries what a page needs to let it be focused.
    package var chart: ScatterMap {
        let genres = genres
        let hasOthers =
            places.contains { place in place.genre.map { !genres.contains($0) } ?? true } && !genres.isEmpty
        let names = genres + (hasOthers ? ["other"] : [])
        // Names are of what people know; where nobody counted, of whatever has room.
        let isKnown = places.contains { ($0.track.popularity ?? 0) > 0 }
        let points = places.map { place in
            ScatterMap.Point(
                place.x, place.y, name: Self.name(of: place.track),
                group: names.isEmpty
                    ? nil : place.genre.flatMap { genres.firstIndex(of: $0) } ?? names.count - 1,
                weight: isKnown ? place.track.popularity ?? 0 : 1)
        }
        let labels = places.map { Self.name(of: $0.track) + ($0.genre.map { ", \($0)" } ?? "") }
        return ScatterMap(
            ChartHeading(
                "Map of the music",
                subtitle:
                    "\(NumberText.grouped(Int64(places.count))) tracks by \(source); what lies together is alike"
            ),
            points: points, groups: names, nameLimit: 18,
            attributes: { index in
                [
                    ("tabindex", index == 0 ? "0" : "-1"), ("role", "img"), ("aria-label", labels[index]),
                ]
            })
    }

    package static func name(of track: Track) -> String {
        track.artist.isEmpty ? track.title : "\(track.title) — \(track.artist)"
    }
}

/// Vectors to draw a map from, and what they are.
private struct MapVectors {
    let source: String
    let ids: [TrackID]
    let dimension: Int
    let values: [Float]

    private static let countMin = 3

    init?(_ catalog: some CatalogReading) throws {
        if let model = try catalog.activeModel(named: "embedding") {
            let matrix = try catalog.embeddingMatrix(of: model.id)
            if matrix.rowCount >= Self.countMin {
                self.init("the embedding (version \(model.version))", matrix)
                return
            }
        }
        for version in try catalog.featureSetVersions().reversed() {
            let matrix = try catalog.featureMatrix(setVersion: version)
            if matrix.rowCount >= Self.countMin {
                self.init("what was heard in them", matrix)
                return
            }
        }
        var ids: [TrackID] = []
        var values: [Float] = []
        try catalog.forEachDescriptors { track, descriptors in
            let all = DescriptorTable.values(of: descriptors)
            guard !all.contains(where: \.isNaN) else { return }
            ids.append(track)
            values += all
        }
        guard ids.count >= Self.countMin else { return nil }
        self.init(
            "their descriptors",
            VectorMatrix(ids: ids, dimension: DescriptorTable.names.count, values: values))
    }

    private init(_ source: String, _ matrix: VectorMatrix<TrackID>) {
        self.source = source
        ids = matrix.ids
        dimension = matrix.dimension
        values = matrix.values
    }
}
