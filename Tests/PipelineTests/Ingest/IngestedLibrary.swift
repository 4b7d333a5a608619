import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
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
        observing observe: @escaping (IngestEvent) -> Void = { _ in }
    ) throws -> IngestReport {
        var options = IngestOptions(workerCount: 2)
        change(&options)
        let moment = now
        return try Ingest(into: catalog, options: options, now: { moment }, observe: observe)
            .run(roots: [FilePath(path, relativeTo: "/")])
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
}
