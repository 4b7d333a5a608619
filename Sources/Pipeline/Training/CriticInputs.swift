import Audio
import CatalogCore
import CatalogStore
import Learning

/// What a critic is told of a track; stored with the model.
struct CriticInputs: Sendable, Equatable, Codable {
    enum Source: String, Sendable, Codable {
        /// The vector of a heard track, and its mood where known.
        case features
        /// The descriptors of an imported table.
        case descriptors
    }

    let source: Source
    let target: CriticTarget
    /// Stands in for moods and descriptors that are not known: the mean of those that are.
    var fills: [Float]

    static let moodGroup = "mood"

    private struct Descriptor: Sendable {
        let name: String
        let group: String
        let value: @Sendable (Descriptors, _ isExplicit: Bool?, _ artistCount: Int) -> Double?
    }

    private static let moods: [Descriptor] = [
        Descriptor(name: "energy", group: moodGroup) { sound, _, _ in sound.energy },
        Descriptor(name: "danceability", group: moodGroup) { sound, _, _ in sound.danceability },
        Descriptor(name: "valence", group: moodGroup) { sound, _, _ in sound.valence },
    ]

    private static let descriptors: [Descriptor] =
        moods + [
            Descriptor(name: "tempo", group: "rhythm") { sound, _, _ in sound.tempoBpm },
            Descriptor(name: "mode", group: "harmony") { sound, _, _ in sound.mode.map(Double.init) },
            Descriptor(name: "loudness", group: "loudness") { sound, _, _ in sound.loudnessLufs },
            Descriptor(name: "acousticness", group: "timbre") { sound, _, _ in sound.acousticness },
            Descriptor(name: "instrumentalness", group: "timbre") { sound, _, _ in sound.instrumentalness },
            Descriptor(name: "liveness", group: "timbre") { sound, _, _ in sound.liveness },
            Descriptor(name: "speechiness", group: "timbre") { sound, _, _ in sound.speechiness },
            Descriptor(name: "explicit", group: "words") { _, isExplicit, _ in isExplicit.map { $0 ? 1 : 0 }
            },
            Descriptor(name: "artist_count", group: "credits") { _, _, count in Double(count) },
        ]

    private var extras: [Descriptor] { source == .features ? Self.moods : Self.descriptors }

    /// The name under which the model knows these inputs.
    var name: String {
        switch source {
        case .features: "\(TrackFeatures.set.name) \(TrackFeatures.set.version) and moods"
        case .descriptors: "imported descriptors 1"
        }
    }

    var columns: [CriticData.Column] {
        let heard =
            source == .features
            ? TrackFeatures.set.features.map { CriticData.Column(name: $0.name, group: $0.group) } : []
        return heard + extras.map { CriticData.Column(name: $0.name, group: $0.group) }
    }

    init(source: Source, target: CriticTarget) {
        self.source = source
        self.target = target
        fills = []
        fills = [Float](repeating: 0, count: extras.count)
    }

    /// What is known of a track, with gaps; nil where it cannot be rated: not heard, or nothing imported.
    func known(_ track: Track, in catalog: some CatalogReading) throws -> [Float?]? {
        let sound = try catalog.descriptors(of: track.id) ?? Descriptors()
        var values: [Float?] = []
        if source == .features {
            guard let vector = try catalog.featureVector(of: track.id, setVersion: TrackFeatures.set.version)
            else { return nil }
            values = vector.values
        } else if sound.energy == nil || sound.loudnessLufs == nil {
            return nil
        }
        return values
            + self.values(
                of: sound, isExplicit: track.isExplicit,
                artistCount: try catalog.artists(of: track.id).count)
    }

    /// The same of a song that is not in the catalog; its moods are known where a model told them.
    func known(_ song: HeardSong, moods: [Judgement.Mood]) -> [Float?]? {
        var sound = song.descriptors
        for mood in moods {
            switch mood.name {
            case "energy": sound.energy = mood.value
            case "danceability": sound.danceability = mood.value
            case "valence": sound.valence = mood.value
            default: break
            }
        }
        if source == .descriptors && (sound.energy == nil || sound.loudnessLufs == nil) { return nil }
        let heard: [Float?] = source == .features ? song.vector.values : []
        return heard + values(of: sound, isExplicit: nil, artistCount: max(1, song.artistCount))
    }

    func filled(_ values: [Float?]) -> [Float] {
        let start = values.count - fills.count
        return values.indices.map { values[$0] ?? ($0 >= start ? fills[$0 - start] : 0) }
    }

    /// Learns what stands in for gaps from rows that may have some.
    mutating func learnFills(from rows: [[Float?]]) {
        let start = columns.count - fills.count
        for index in fills.indices {
            let known = rows.compactMap { $0[start + index] }
            fills[index] = known.isEmpty ? 0 : known.reduce(0, +) / Float(known.count)
        }
    }

    private func values(of sound: Descriptors, isExplicit: Bool?, artistCount: Int) -> [Float?] {
        extras.map { $0.value(sound, isExplicit, artistCount).map { Float($0) } }
    }
}
