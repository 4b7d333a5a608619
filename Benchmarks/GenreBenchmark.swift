import Audio
import CatalogCore
import CatalogStore
import Learning

/// The genre network's cross-validation on an ingested library: `Benchmarks genre CATALOG ROOT [--patches 12]
/// [--epochs 20] [--folds 5] [--hold-out artist|track] [--label folder|genre]`.
///
/// The label of a track is the folder below ROOT that it lies in, or its first genre. A track's answer comes from a network that heard no
/// track of its artist (where nobody is credited, or by track: not itself). Prints figures and the confusion table.
enum GenreBenchmark {
    private static let seed: UInt64 = 7

    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else {
            print(
                "genre CATALOG ROOT [--patches 12] [--epochs 20] [--folds 5] [--hold-out artist|track] [--label folder|genre]"
            )
            return
        }
        func option(_ name: String, _ value: Int) -> Int {
            arguments.firstIndex(of: name).flatMap { Int(arguments[$0 + 1]) } ?? value
        }
        let patchesMax = option("--patches", 12)
        func isGiven(_ name: String, _ value: String) -> Bool {
            arguments.firstIndex(of: name).map { arguments[$0 + 1] } == value
        }
        let isByTrack = isGiven("--hold-out", "track")
        let tracks = try read(
            Catalog(opening: arguments[0]), root: arguments[1], goesByGenre: isGiven("--label", "genre"))
        let classes = Set(tracks.map(\.label)).sorted()
        let heard = try tracks.map { track -> [Float] in
            let patches = try TrackAnalysis.analyze(
                Audio.AudioFile.hear(FileByteSource(path: track.path), parts: [])
            ).patches
            let starts = patches.starts(hopFrames: LogMelPatches.frameCount)
            let count = min(patchesMax, starts.count)
            return (0..<count).flatMap {
                patches.patch(at: starts[(2 * $0 + 1) * starts.count / (2 * count)])
            }
        }
        let source = PatchTable(
            melBands: LogMelPatches.bandCount, frames: LogMelPatches.frameCount,
            trackOfPatch: heard.enumerated().flatMap { track, values in
                [Int](repeating: track, count: values.count / LogMelPatches.valueCount)
            }, values: heard.flatMap { $0 })
        let plan = TrainingPlan(
            epochsMax: option("--epochs", 20), batchSize: 32, learningRate: 1e-3, validationShare: 0.15,
            seed: seed, threads: 2)
        var numbers: [String: Int] = [:]
        let groups = tracks.map { track -> Int in
            let group = isByTrack ? track.path : track.group
            numbers[group] = numbers[group] ?? numbers.count
            return numbers[group] ?? 0
        }
        let labels = tracks.map { classes.firstIndex(of: $0.label) ?? 0 }
        let result = try GenreTrainer(
            options: GenreOptions(patchesPerTrackMax: patchesMax, plan: plan)
        ).crossValidate(
            source, labels: labels, classes: classes, groups: groups, featureSet: "benchmark",
            folds: option("--folds", 5))
        let largest = classes.indices.map { label in labels.count { $0 == label } }.max() ?? 0
        let confusion = result.metrics.confusion.map { "\($0)" }.joined(separator: ",")
        print(
            #"{"benchmark":"genre","classes":\#(classes),"tracks":\#(tracks.count),"groups":\#(numbers.count),"#
                + #""accuracy":\#(result.metrics.accuracy),"top_three":\#(result.metrics.topThreeAccuracy),"#
                + #""calibration_error":\#(result.metrics.calibrationError),"#
                + #""largest_class":\#(Double(largest) / Double(tracks.count)),"confusion":[\#(confusion)]}"#)
    }

    private static func read(
        _ catalog: Catalog, root: String, goesByGenre: Bool
    ) throws -> [(path: String, label: String, group: String)] {
        try catalog.read { snapshot in
            try snapshot.featureMatrix(setVersion: TrackFeatures.set.version).ids.compactMap { id in
                guard let path = try snapshot.files(of: id).first?.displayPath, path.hasPrefix(root) else {
                    return nil
                }
                let parts = path.dropFirst(root.count).split(separator: "/")
                let folder = parts.count > 1 ? String(parts[0]) : nil
                guard let label = goesByGenre ? try snapshot.genres(of: id).first?.genre.name : folder
                else { return nil }
                let artist = try snapshot.artists(of: id).first?.name
                return (path, label, artist ?? "track \(id.rawValue)")
            }
        }
    }
}
