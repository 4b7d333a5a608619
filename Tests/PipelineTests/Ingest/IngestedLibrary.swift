import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import Pipeline
import TestSupport

/// A folder of music beside a catalog, for tests of the ingest.
struct IngestedLibrary {
    /// What a file came to, without ids and times.
    struct FileRow: Equatable {
        let name: String
        let status: String
        let reason: String?
        let contentHash: [UInt8]?
        let audioHash: [UInt8]?
        let title: String?
        let artist: String?
        let vector: [Float]?
    }

    let catalog: Catalog
    private let folder: TemporaryFolder
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        catalog = try Catalog(opening: folder.file("a.catalog"))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    var path: String { folder.file("music") }

    func url(_ name: String) -> URL { URL(filePath: path + "/" + name) }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    func move(_ from: String, _ to: String) throws {
        try FileManager.default.moveItem(atPath: path + "/" + from, toPath: path + "/" + to)
    }

    func write(
        _ name: String, seed: UInt64, format: AudioWriter.Format = .wav16, seconds: Double = 4
    ) throws {
        let folders = name.split(separator: "/").dropLast().joined(separator: "/")
        if !folders.isEmpty { try makeFolder(folders) }
        try AudioWriter.write(
            TestSignal.melody(seed: seed, seconds: seconds, sampleRateHz: 24_000, channelCount: 1),
            channelCount: 1, sampleRateHz: 24_000, format: format, to: path + "/" + name)
    }

    func ingest(
        _ change: (inout IngestOptions) -> Void = { _ in },
        knowing duplicates: DuplicateIndex = DuplicateIndex(), monitor: JobMonitor = .silent,
        observing observe: @escaping (IngestEvent) -> Void = { _ in }
    ) throws -> IngestReport {
        var options = IngestOptions(workerCount: 2)
        change(&options)
        let moment = now
        return try Ingest(
            into: catalog, options: options, duplicates: duplicates, monitor: monitor, now: { moment },
            observe: observe
        ).run(roots: [FilePath(path, relativeTo: "/")])
    }

    /// Every file that the catalog knows, by path.
    func rows() throws -> [FileRow] {
        try catalog.read { snapshot in
            try snapshot.files(after: nil, limit: 10_000).sorted {
                $0.path.lexicographicallyPrecedes($1.path)
            }.map { file in
                let track = try file.track.flatMap { try snapshot.track($0) }
                return FileRow(
                    name: String(file.displayPath.split(separator: "/").last ?? ""),
                    status: file.missingSince == nil ? file.outcome.rawValue : "missing",
                    reason: file.reason, contentHash: file.contentHash, audioHash: file.audioHash,
                    title: track?.title, artist: track?.artist,
                    vector: try file.track.flatMap {
                        try snapshot.featureVector(of: $0, setVersion: TrackFeatures.set.version)?.values
                    })
            }
        }
    }

    func tracks() throws -> [TrackID] {
        try catalog.read { try $0.tracks(after: nil, limit: 10_000).map(\.id) }
    }

    func play(_ track: TrackID) throws {
        let moment = now
        try catalog.write { transaction in
            let user = try transaction.addUser(named: "mira", at: moment)
            _ = try transaction.add([NewEvent(user: user, track: track, kind: .play, time: moment)])
        }
    }

    func playCount(of track: TrackID) throws -> Int {
        try catalog.read { snapshot in
            guard let user = try snapshot.user(named: "mira") else { return 0 }
            return try snapshot.opinions(of: user.id).filter { $0.track == track }.reduce(0) {
                $0 + $1.playCount
            }
        }
    }

    /// A set of features from before the present one.
    static let formerSet = FeatureSet(
        name: "former", version: 0,
        features: ["a", "b", "c"].map {
            FeatureSet.Feature(name: $0, unit: "", lowerBound: -10, upperBound: 10, group: "timbre")
        })

    /// Makes the catalog know a file as it would had it been heard with the former set; returns its track.
    func rememberAsHeardBefore(_ name: String, as other: IngestedLibrary, vector: [Float]) throws -> TrackID {
        let path = Array((self.path + "/" + name).utf8)
        var record = try other.catalog.read { snapshot in
            guard let file = try snapshot.file(atPath: Array((other.path + "/" + name).utf8)) else {
                throw TestFailure("\(name) is not known")
            }
            return file
        }
        var status = stat()
        guard stat(self.path + "/" + name, &status) == 0 else { throw TestFailure("\(name) is not there") }
        record.id = FileID(0)
        record.path = path
        record.displayPath = String(decoding: path, as: UTF8.self)
        record.modifiedNs = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        record.featureSetVersion = Self.formerSet.version
        let moment = now
        return try catalog.write { transaction in
            try transaction.register(Self.formerSet)
            var track = NewTrack(title: name, artists: [])
            track.audioHash = record.audioHash
            let id = try transaction.insert(track, at: moment)
            record.track = id
            _ = try transaction.upsert(record)
            try transaction.setFeatureVector(
                of: id, to: FeatureVector(setVersion: Self.formerSet.version, values: vector))
            return id
        }
    }

    /// A model over the present features that has placed a track.
    func addModelThatKnows(_ track: TrackID) throws -> ModelID {
        let moment = now
        return try catalog.write { transaction in
            var model = NewModel(name: "other", kind: "embedding", seed: 1, weights: [1])
            model.featureSetVersion = TrackFeatures.set.version
            model.dimension = 2
            let id = try transaction.add(model, at: moment)
            try transaction.setEmbedding(of: track, to: Embedding(model: id, values: [1, 2]))
            return id
        }
    }

    func embedding(of track: TrackID, by model: ModelID) throws -> [Float]? {
        try catalog.read { try $0.embedding(of: track, model: model)?.values }
    }

    /// As though the track had sounded otherwise.
    func changeVector(of track: TrackID) throws {
        try catalog.write { transaction in
            let version = TrackFeatures.set.version
            let values = try transaction.featureVector(of: track, setVersion: version)?.values ?? []
            try transaction.setFeatureVector(
                of: track, to: FeatureVector(setVersion: version, values: values.map { $0 + 1 }))
        }
    }
}
