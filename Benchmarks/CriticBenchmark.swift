import FoundationEssentials
import Learning

/// The critic on the Spotify table, split by artist: `Benchmarks critic TABLE.csv [--without-genre] [--explain N]
/// [--split FILE] [--held-out FILE] [--search] [--deltas 0,0.3,0.7] [--all]`; `--split` writes the held-out track numbers for
/// peers, `--held-out` reads those of a peer, `--all` holds each fifth of the artists out in turn.
enum CriticBenchmark {
    static let columns: [CriticData.Column] = [
        .init(name: "danceability", group: "rhythm"), .init(name: "energy", group: "dynamics"),
        .init(name: "loudness", group: "loudness"), .init(name: "speechiness", group: "timbre"),
        .init(name: "acousticness", group: "timbre"), .init(name: "instrumentalness", group: "timbre"),
        .init(name: "liveness", group: "dynamics"), .init(name: "valence", group: "mood"),
        .init(name: "tempo", group: "rhythm"), .init(name: "explicit", group: "credits"),
        .init(name: "artists", group: "credits"),
    ]

    static func run(_ arguments: [String]) throws {
        guard let path = arguments.first else {
            print(
                "critic TABLE.csv [--without-genre] [--explain N] [--split FILE] [--held-out FILE] [--search] [--deltas 0,0.3,0.7] [--all]"
            )
            return
        }
        let spotify = try SpotifyTable(path: path)
        let all = try data(spotify, withGenre: !arguments.contains("--without-genre"))
        let split = try split(all, value(after: "--held-out", arguments))
        if let file = value(after: "--split", arguments) {
            let text = split.heldOut.map(String.init).joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: URL(filePath: file))
            return
        }
        let (training, heldOut) = (try all.selecting(split.training), try all.selecting(split.heldOut))
        let isWhole = arguments.contains("--all")
        let start = ContinuousClock.now
        let candidates = arguments.contains("--search") ? CriticOptions.standardCandidates : [.spotify]
        let deltas = value(after: "--deltas", arguments)?.split(separator: ",").compactMap { Float($0) }
        let options = CriticOptions(
            candidates: candidates, deltas: deltas ?? [0, 0.3, 0.7],
            plan: TrainingPlan(
                epochsMax: 15, batchSize: 512, patience: 6, validationShare: 0.05, seed: 11))
        let critic = try CriticTrainer(options: options).train(
            isWhole ? all : training, featureSet: "spotify")
        if isWhole {
            print(line(critic.card.metrics, fields: #""benchmark":"critic-five-folds""#))
            print(line(critic.card.linearMetrics, fields: #""benchmark":"linear-five-folds""#))
            if let trees = critic.card.treesMetrics {
                print(line(trees, fields: #""benchmark":"trees-five-folds""#))
            }
            return
        }
        let seconds: Double = (ContinuousClock.now - start) / .seconds(1)
        let predictor = try critic.predictor()
        let ratings = try predictor.rate(heldOut.features, genres: heldOut.genres, featureSet: "spotify")
        let metrics = CriticMetrics(predicted: ratings.map(\.value), truth: heldOut.ratings)
        let covered = zip(ratings, heldOut.ratings).count { $0.0.interval.contains($0.1) }
        let widths = ratings.reduce(0.0) { $0 + Double($1.interval.upperBound - $1.interval.lowerBound) }
        print(
            line(
                metrics,
                fields: #""benchmark":"critic","with_genre":\#(!heldOut.genreNames.isEmpty),"#
                    + #""coverage_80":\#(Double(covered) / Double(heldOut.rows)),"#
                    + #""interval_width":\#(widths / Double(heldOut.rows)),"seconds":\#(seconds),"#
                    + #""cross_validated_r2":\#(critic.card.metrics.determination),"#
                    + #""chosen_hidden":\#(critic.card.chosen.hidden),"blend":\#(critic.card.blend)"#))
        try explain(predictor, heldOut, count: Int(value(after: "--explain", arguments) ?? "") ?? 0)
    }

    /// By the first credited artist; or the rows that a file names, for a peer's own split.
    private static func split(
        _ data: CriticData, _ file: String?
    ) throws -> (training: [Int], heldOut: [Int]) {
        guard let file else {
            return try GroupedSplit.holdOut(0.2, groups: data.artists, seed: AutoencoderBenchmark.seed)
        }
        let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        let out = Set(text.split(separator: "\n").compactMap { Int($0) })
        return (
            (0..<data.rows).filter { !out.contains($0) }, (0..<data.rows).filter { out.contains($0) }
        )
    }

    private static func line(_ metrics: CriticMetrics, fields: String) -> String {
        #"{\#(fields),"rows":\#(metrics.rows),"r2":\#(metrics.determination),"#
            + #""mae":\#(metrics.meanAbsoluteError),"within_half":\#(metrics.shareWithinHalf),"#
            + #""within_one":\#(metrics.shareWithinOne)}"#
    }

    private static func explain(_ predictor: CriticPredictor, _ data: CriticData, count: Int) throws {
        guard count > 0 else { return }
        let start = ContinuousClock.now
        var worst: Float = 0
        for index in 0..<min(count, data.rows) {
            let row = index * (data.rows / min(count, data.rows))
            let explanation = try predictor.explain(
                Array(data.features.row(row)), genres: data.genres[row], featureSet: "spotify")
            let sum = explanation.contributions.reduce(0) { $0 + $1.value }
            worst = max(worst, abs(explanation.rating - explanation.averageRating - sum))
        }
        let seconds: Double = (ContinuousClock.now - start) / .seconds(1)
        print(
            #"{"benchmark":"critic-explain","tracks":\#(count),"worst_gap":\#(worst),"seconds":\#(seconds)}"#)
    }

    static func data(_ spotify: SpotifyTable, withGenre: Bool) throws -> CriticData {
        let rows = spotify.descriptors.indices.map { row in
            spotify.descriptors[row] + [spotify.isExplicit[row] ? 1 : 0, Float(spotify.artistCounts[row])]
        }
        return try CriticData(
            columns: columns, features: VectorTable(columns: columns.count, rows: rows),
            genres: withGenre ? spotify.genres : rows.map { _ in [] },
            genreNames: withGenre ? spotify.genreNames : [],
            ratings: spotify.popularity.map { 1 + 4 * $0 / 100 }, artists: spotify.artists)
    }

    private static func value(after name: String, _ arguments: [String]) -> String? {
        guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
        return arguments[place + 1]
    }
}

extension CriticOptions.Candidate {
    /// What validation on some of the training artists chose on this table.
    static let spotify = CriticOptions.Candidate(
        hidden: [256, 256], dropout: 0.3, decay: 0.3, learningRate: 4e-3)
}
