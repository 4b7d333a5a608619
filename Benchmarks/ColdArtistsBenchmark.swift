import CatalogCore
import FoundationEssentials
import Learning

/// Artists hidden from the feedback, found again by how they sound: Last.fm-2K plays linked by name to a table of
/// track descriptors (`artists`, nine descriptors, `popularity`, `track_genre`), as uncompressed CSV.
enum ColdArtistsBenchmark {
    static func run(_ folder: String, descriptorsPath: String) throws {
        let (table, itemNames) = try InteractionTable.read(folder + "/hetrec_user_artists.dat") {
            RecommendersBenchmark.logarithmicPlays($0)
        }
        let names = try artistNames(folder)
        let embeddings = try embeddings(of: itemNames.map { names[$0] ?? "" }, descriptorsPath)
        let linked = (0..<embeddings.rowCount).count { embeddings[$0].contains { $0 != 0 } }
        print("linked artists:", linked, "of", table.itemCount)
        for seed in [UInt64(42), 43, 44] {
            let split = EvaluationSplit(table, by: .coldItems(share: 0.1), seed: seed)
            let training = TrainingSet(split.training, itemEmbeddings: embeddings)
            let evaluator = Evaluator(split, depth: 50, seed: seed)
            let recipes = [
                RecommenderRecipe(EmbeddingNeighbors.self, .init(nearestCount: 3)),
                RecommenderRecipe(EmbeddingNeighbors.self, .init(nearestCount: 12), name: "sound of 12"),
                RecommenderRecipe(
                    PlacedALS.self,
                    .init(
                        factorisation: .init(dimension: 48, unobservedWeight: 0.05, regularization: 0.01),
                        mapRegularization: 3)),
            ]
            let popularity = try Popularity.fit(training, parameters: .init())
            print("cold", RecommendersBenchmark.show(evaluator.evaluate(popularity, name: "popularity")))
            for recipe in recipes {
                let model = try recipe.fit(training)
                print("cold", RecommendersBenchmark.show(evaluator.evaluate(model, name: recipe.name)))
            }
            let (blend, _) = try BlendTrainer(depth: 50, seed: seed).fit(
                recipes, training: training, validation: .coldItems(share: 0.1))
            print("cold", RecommendersBenchmark.show(evaluator.evaluate(blend, name: "hybrid")))
            try all(table, embeddings, seed: seed)
        }
    }

    /// All artists, a quarter of each one's listeners hidden: what sound adds to the best of the others, or costs.
    private static func all(_ table: Interactions, _ embeddings: FactorMatrix, seed: UInt64) throws {
        let split = EvaluationSplit(table, by: .itemStratified(testShare: 0.25), seed: seed)
        let training = TrainingSet(split.training, itemEmbeddings: embeddings)
        let evaluator = Evaluator(split, depth: 50, seed: seed)
        var chosen: [RecommenderRecipe] = []
        for (kind, choices) in RecommendersBenchmark.recipes() where kind != "ease" {
            let recipe =
                choices.count == 1
                ? choices[0]
                : try RecommenderRecipe.best(
                    of: choices, training: training, validation: .itemStratified(testShare: 0.25),
                    seed: seed ^ 7
                ).recipe
            chosen.append(recipe)
            print(
                "all",
                RecommendersBenchmark.show(evaluator.evaluate(try recipe.fit(training), name: recipe.name)))
        }
        chosen.append(RecommenderRecipe(EmbeddingNeighbors.self, .init(nearestCount: 3)))
        chosen.append(
            RecommenderRecipe(
                PlacedALS.self,
                .init(
                    factorisation: .init(dimension: 48, unobservedWeight: 0.05, regularization: 0.01),
                    mapRegularization: 3)))
        let (blend, _) = try BlendTrainer(depth: 50, seed: seed).fit(
            chosen, training: training, validation: .itemStratified(testShare: 0.25))
        print("all", RecommendersBenchmark.show(evaluator.evaluate(blend, name: "hybrid")))
    }

    private static func artistNames(_ folder: String) throws -> [String: String] {
        var names: [String: String] = [:]
        for row in try InteractionTable.rows(folder + "/hetrec_artists.dat") where row.count > 1 {
            names[String(row[0])] = row[1].lowercased()
        }
        return names
    }

    /// Each artist's mean of the standardised descriptors, and the shares of its genres.
    private static func embeddings(of names: [String], _ path: String) throws -> FactorMatrix {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var lines = text.split(whereSeparator: \.isNewline)[...]
        let header = fields(lines.removeFirst())
        let numbers = [
            "danceability", "energy", "loudness", "speechiness", "acousticness", "instrumentalness",
            "liveness",
            "valence", "tempo", "popularity",
        ].compactMap(header.firstIndex(of:))
        guard let artistColumn = header.firstIndex(of: "artists"),
            let genreColumn = header.firstIndex(of: "track_genre")
        else { return FactorMatrix(rowCount: names.count, dimension: 1) }
        var genres: [String: Int] = [:]
        var sums: [String: (count: Float, values: [Float], genres: [Int: Float])] = [:]
        let wanted = Set(names)
        for line in lines {
            let row = fields(line)
            guard row.count == header.count else { continue }
            let genre = genres[row[genreColumn]] ?? genres.count
            genres[row[genreColumn]] = genre
            let values = numbers.map { Float(row[$0]) ?? 0 }
            for artist in row[artistColumn].split(separator: ";") {
                let key = artist.lowercased()
                guard wanted.contains(key) else { continue }
                var sum = sums[key] ?? (0, [Float](repeating: 0, count: numbers.count), [:])
                sum.count += 1
                for place in values.indices { sum.values[place] += values[place] }
                sum.genres[genre, default: 0] += 1
                sums[key] = sum
            }
        }
        let means = sums.mapValues { sum in sum.values.map { $0 / sum.count } }
        let scales = numbers.indices.map { place in StandardScale(means.values.map { $0[place] }) }
        return FactorMatrix(rowCount: names.count, dimension: numbers.count + genres.count) { row in
            var embedding = [Float](repeating: 0, count: numbers.count + genres.count)
            guard let sum = sums[names[row]], let mean = means[names[row]] else { return embedding }
            for place in mean.indices { embedding[place] = 0.25 * scales[place].apply(mean[place]) }
            for (genre, count) in sum.genres {
                embedding[numbers.count + genre] = (count / sum.count).squareRoot()
            }
            return embedding
        }
    }

    /// The fields of one line of CSV, quotes undone.
    private static func fields(_ line: Substring) -> [String] {
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == "," && !isQuoted {
                fields.append(field)
                field = ""
            } else {
                field.append(character)
            }
        }
        return fields + [field]
    }
}
