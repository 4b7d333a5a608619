import CatalogCore
import FoundationEssentials
import Learning

/// Our ALS on the split, the parameters and the first factors that the peer wrote: accuracy and time of both.
///
/// `peers/implicit_als.py` writes `train.txt`, `test.txt`, `users.txt`, `items.txt` (first factors) and `peer.txt`.
enum FactorisationBenchmark {
    static func run(_ folder: String, scratch: String) throws {
        let table = try training(folder)
        let users = try factors(folder + "/users.txt")
        let items = try factors(folder + "/items.txt")
        let peer = try numbers(folder + "/peer.txt")
        let (iterations, alpha, regularization) = (Int(peer[0][0]), peer[0][1], peer[0][2])
        let parameters = ImplicitALS.Parameters.hu(
            dimension: users.dimension, iterations: iterations, alpha: alpha,
            regularization: regularization)
        let matrix = table.matrix()
        let clock = ContinuousClock()
        var model = ImplicitALS(parameters: parameters, userFactors: users, itemFactors: items)
        let elapsed =
            (0..<3).map { _ in
                clock.measure {
                    model = ImplicitALS.fit(matrix, users: users, items: items, parameters: parameters)
                }
            }.min() ?? .zero
        var relevant: [Int: [Int32]] = [:]
        for line in try numbers(folder + "/test.txt") {
            relevant[Int(line[0]), default: []].append(Int32(line[1]))
        }
        var total = 0.0
        for (user, wanted) in relevant {
            let heard = Set(matrix.row(user).columns)
            let scores = model.itemFactors.scores(of: model.userFactors[user])
            let ranking = TopItems.best(of: scores, limit: 10, isExcluded: heard.contains).map(\.item)
            total += RankingMetrics(ranking: ranking, relevant: wanted.sorted(), depth: 10).ndcg
        }
        let seconds =
            Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let line =
            "{\"benchmark\":\"als\",\"peer\":\"implicit 0.7.3\",\"entries\":\(matrix.entryCount),"
            + "\"dimension\":\(users.dimension),\"iterations\":\(iterations),\"seconds\":\(seconds),"
            + "\"peer_seconds\":\(peer[0][3]),\"speed_ratio\":\(Double(peer[0][3]) / seconds),"
            + "\"ndcg\":\(total / Double(relevant.count)),\"peer_ndcg\":\(peer[0][4])}"
        print(line)
    }

    /// Our EASE against the weights that `peers/closed_forms.py` wrote for the same matrix and λ.
    static func compareEASE(_ folder: String) throws {
        let table = try training(folder)
        let clock = ContinuousClock()
        var weights: [Float] = []
        let elapsed = try clock.measure {
            weights = try EASE(table.matrix(), parameters: .init(regularization: 300)).weights
        }
        let peer = try Data(contentsOf: URL(filePath: folder + "/ease.f32"))
        guard peer.count == weights.count * 4 else { return print("ease.f32 is of another matrix") }
        let largest = peer.withUnsafeBytes { bytes in
            weights.indices.reduce(Float(0)) { most, place in
                max(
                    most, abs(weights[place] - bytes.loadUnaligned(fromByteOffset: place * 4, as: Float.self))
                )
            }
        }
        print(
            "{\"benchmark\":\"ease\",\"peer\":\"numpy\",\"items\":\(table.itemCount),"
                + "\"largest_difference\":\(largest),\"seconds\":\(elapsed / .seconds(1))}")
    }

    private static func training(_ folder: String) throws -> Interactions {
        let lines = try numbers(folder + "/train.txt")
        var table = Interactions(userCount: Int(lines[0][0]), itemCount: Int(lines[0][1]))
        for line in lines.dropFirst() {
            table.append(user: Int32(line[0]), item: Int32(line[1]), weight: line[2])
        }
        return table
    }

    private static func numbers(_ path: String) throws -> [[Float]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            line.split(separator: " ").compactMap { Float($0) }
        }
    }

    private static func factors(_ path: String) throws -> FactorMatrix {
        let rows = try numbers(path)
        return FactorMatrix(rowCount: rows.count, dimension: rows.first?.count ?? 1) { rows[$0] }
    }
}
