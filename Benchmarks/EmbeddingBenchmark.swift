import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import Learning
import Pipeline

/// Whether neighbours share album and artist: the embedding beside the features it was made of, their principal
/// components, and vectors of other programs.
///
/// `Benchmarks embedding CATALOG [--files] [--with NAME=FILE.csv]… [--folds 5] [--hold-out track|album]`. The tracks of an
/// ingested library, or whole albums of it, are cut into folds; models learn from the others, and the neighbours of a
/// fold's tracks are asked for among all. `--files` writes each track's number, album, artist and path, for programs that
/// hear them too; a CSV line is a track number and its vector.
enum EmbeddingBenchmark {
    private static let seed: UInt64 = 7

    private struct Library {
        let ids: [TrackID]
        let vectors: VectorTable
        let albums: [Int]
        let artists: [Int]
        let paths: [String]
    }

    static func run(_ arguments: [String]) throws {
        guard let path = arguments.first else {
            print(
                "embedding CATALOG [--files] [--with NAME=FILE.csv]… [--folds 5] [--hold-out track|album]")
            return
        }
        let library = try read(Catalog(opening: path))
        if arguments.contains("--files") {
            for (row, id) in library.ids.enumerated() {
                print(
                    id.rawValue, library.albums[row], library.artists[row], library.paths[row],
                    separator: "\t")
            }
            return
        }
        func option(_ name: String) -> String? {
            arguments.firstIndex(of: name).map { arguments[$0 + 1] }
        }
        let folds = option("--folds").flatMap { Int($0) } ?? 5
        let groups = option("--hold-out") == "album" ? library.albums : Array(library.ids.indices)
        let fold = try GroupedSplit.folds(folds, groups: groups, seed: seed)
        var sums: [String: (album: Double, artist: Double)] = [:]
        func add(_ name: String, _ table: VectorTable, _ asked: Set<Int>) {
            let album = NeighborPrecision.measure(table, labels: library.albums, queries: asked) ?? 0
            let artist = NeighborPrecision.measure(table, labels: library.artists, queries: asked) ?? 0
            sums[name, default: (0, 0)].album += album / Double(folds)
            sums[name, default: (0, 0)].artist += artist / Double(folds)
        }
        let others = try others(arguments, library)
        for number in 0..<folds {
            let asked = Set(fold.indices.filter { fold[$0] == number })
            let training = fold.indices.filter { fold[$0] != number }
            let known = library.vectors.selecting(training)
            let scale = Standardizer(of: known)
            let scaled = scale.apply(to: library.vectors)
            add("features", scaled, asked)
            for (name, table) in others { add(name, table, asked) }
            let components = PrincipalComponents(of: scaled.selecting(training))
            let models = try models(known, kin: training.map { library.albums[$0] })
            add("pca", components.project(scaled, to: models.plain.options.latentSize), asked)
            add("reconstruction", try models.plain.embed(library.vectors, featureSet: "heard"), asked)
            add("embedding", try models.best.embed(library.vectors, featureSet: "heard"), asked)
        }
        for (name, found) in sums.sorted(by: { $0.key < $1.key }) {
            print(
                #"{"benchmark":"embedding","vectors":"\#(name)","tracks":\#(library.ids.count),"folds":\#(folds),"#
                    + #""precision_album":\#(found.album),"precision_artist":\#(found.artist)}"#)
        }
    }

    /// What the program itself trains: the best with reconstruction alone, and the best of all.
    private static func models(
        _ rows: VectorTable, kin: [Int]
    ) throws -> (plain: Autoencoder, best: Autoencoder) {
        let plan = TrainingPlan(
            epochsMax: 200, batchSize: min(256, max(16, rows.rows / 8)), validationShare: 0.15, seed: seed)
        let trainer = AutoencoderTrainer(
            options: AutoencoderOptions(hidden: [256, 256], noise: 0.1, plan: plan))
        func best(_ ways: [KinObjective]) throws -> Autoencoder {
            try trainer.trainBest(
                vectors: rows, groups: Array(0..<rows.rows), kin: kin, featureSet: "heard",
                latentSizes: [16, 32, 64].filter { $0 * 2 <= rows.rows }, ways: ways
            ).best
        }
        return (try best([.none]), try best(EmbeddingOptions.ways))
    }

    private static func read(_ catalog: Catalog) throws -> Library {
        try catalog.read { snapshot in
            let matrix = try snapshot.featureMatrix(setVersion: TrackFeatures.set.version)
            var (albums, artists): ([String: Int], [String: Int]) = ([:], [:])
            var (albumOf, artistOf, paths): ([Int], [Int], [String]) = ([], [], [])
            for id in matrix.ids {
                let path = try snapshot.files(of: id).first?.displayPath ?? ""
                let folder = path.split(separator: "/").dropLast().last.map(String.init) ?? ""
                let album = try snapshot.track(id)?.album ?? folder
                albums[album] = albums[album] ?? albums.count
                albumOf.append(albums[album] ?? 0)
                let artist = try snapshot.artists(of: id).first?.name
                if let artist { artists[artist] = artists[artist] ?? artists.count }
                artistOf.append(artist.flatMap { artists[$0] } ?? -1)
                paths.append(path)
            }
            return Library(
                ids: matrix.ids, vectors: VectorTable(columns: matrix.dimension, values: matrix.values),
                albums: albumOf, artists: artistOf, paths: paths)
        }
    }

    /// Vectors of other programs, standardised; tracks that they did not hear lie at the origin.
    private static func others(
        _ arguments: [String], _ library: Library
    ) throws -> [(name: String, table: VectorTable)] {
        try arguments.indices.filter { arguments[$0] == "--with" && $0 + 1 < arguments.count }.map { index in
            let parts = arguments[index + 1].split(separator: "=", maxSplits: 1).map(String.init)
            let text = String(decoding: try Data(contentsOf: URL(filePath: parts[1])), as: UTF8.self)
            var rows: [Int64: [Float]] = [:]
            for line in text.split(separator: "\n") {
                let fields = line.split(separator: ",")
                rows[Int64(fields[0]) ?? 0] = fields.dropFirst().compactMap { Float($0) }
            }
            let columns = rows.values.first?.count ?? 1
            let table = VectorTable(
                columns: columns,
                rows: library.ids.map { rows[$0.rawValue] ?? [Float](repeating: 0, count: columns) })
            return (parts[0], Standardizer(of: table).apply(to: table))
        }
    }
}
