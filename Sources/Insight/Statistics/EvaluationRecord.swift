import CatalogCore
import CatalogStore

/// What an evaluation of recommenders came to, as it is kept with its run.
package struct EvaluationRecord: Sendable, Equatable {
    package struct Model: Sendable, Equatable {
        package let name: String
        package let ndcg: Double
        package let ndcgLower: Double
        package let ndcgUpper: Double
        package let recall: Double
        package let hitRate: Double
        /// The share of the catalog that is in anybody's list.
        package let coverage: Double
        /// 0 where all tracks are recommended alike … 1 where one track is everybody's.
        package let gini: Double

        package init(
            name: String, ndcg: Double, ndcgLower: Double, ndcgUpper: Double, recall: Double, hitRate: Double,
            coverage: Double, gini: Double
        ) {
            self.name = name
            self.ndcg = ndcg
            self.ndcgLower = ndcgLower
            self.ndcgUpper = ndcgUpper
            self.recall = recall
            self.hitRate = hitRate
            self.coverage = coverage
            self.gini = gini
        }
    }

    /// The kind of its run.
    package static let runKind = "evaluation"

    package let time: Timestamp
    package let protocolName: String
    package let depth: Int
    package let people: Int
    package let models: [Model]

    package init(time: Timestamp, protocolName: String, depth: Int, people: Int, models: [Model]) {
        self.time = time
        self.protocolName = protocolName
        self.depth = depth
        self.people = people
        self.models = models
    }

    /// The outcome of the run.
    package var outcome: String {
        JSONValue.object([
            ("protocol", .string(protocolName)), ("depth", .integer(Int64(depth))),
            ("people", .integer(Int64(people))),
            ("models", .array(models.map(Self.json))),
        ]).line
    }

    private static func json(_ model: Model) -> JSONValue {
        .object([
            ("model", .string(model.name)), ("ndcg", .number(model.ndcg)),
            ("ndcg_lower", .number(model.ndcgLower)),
            ("ndcg_upper", .number(model.ndcgUpper)), ("recall", .number(model.recall)),
            ("hit_rate", .number(model.hitRate)), ("coverage", .number(model.coverage)),
            ("gini", .number(model.gini)),
        ])
    }

    /// The stored evaluations, newest first; runs that say nothing that can be read are left out.
    package static func stored(in catalog: some CatalogReading, limit: Int) throws -> [EvaluationRecord] {
        try catalog.runs(of: runKind, limit: limit).compactMap(EvaluationRecord.init)
    }

    private init?(_ run: Run) {
        guard run.status == .finished, let text = run.outcome, let value = try? JSONReader.value(of: text),
            let name = value["protocol"]?.text, case .array(let models)? = value["models"]
        else { return nil }
        time = run.finishedMs ?? run.startedMs
        protocolName = name
        depth = Int(value["depth"]?.double ?? 0)
        people = Int(value["people"]?.double ?? 0)
        self.models = models.compactMap { model in
            guard let name = model["model"]?.text, let ndcg = model["ndcg"]?.double else { return nil }
            func number(_ field: String) -> Double { model[field]?.double ?? .nan }
            return Model(
                name: name, ndcg: ndcg, ndcgLower: number("ndcg_lower"), ndcgUpper: number("ndcg_upper"),
                recall: number("recall"), hitRate: number("hit_rate"), coverage: number("coverage"),
                gini: number("gini"))
        }
    }

    static func coverageTable(_ newest: EvaluationRecord?) -> StatisticsTable {
        StatisticsTable(
            "coverage", title: "What recommendations reach", newest?.models ?? [],
            [
                StatisticsColumn("model") { .text($0.name) },
                StatisticsColumn("coverage") { .share($0.coverage) },
                StatisticsColumn("gini") { .number($0.gini, decimals: 2) },
                StatisticsColumn("ndcg", title: "NDCG") { .number($0.ndcg, decimals: 4) },
                StatisticsColumn("recall") { .number($0.recall, decimals: 4) },
            ])
    }
}
