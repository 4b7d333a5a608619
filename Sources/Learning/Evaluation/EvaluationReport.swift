/// What one recommender achieved under one protocol.
package struct EvaluationReport: Sendable, Equatable, Codable {
    package let model: String
    package let protocolName: String
    package let depth: Int
    /// How many unseen items each relevant one was ranked against; nil for all.
    package let sampledNegatives: Int?
    package let caseCount: Int
    package let ndcg: Estimate
    package let recall: Estimate
    package let precision: Estimate
    package let hitRate: Estimate
    package let reciprocalRank: Estimate
    package let averagePrecision: Estimate
    /// The share of items that anybody was shown.
    package let coverage: Double
    /// 0 when every item is shown equally often, 1 when always the same.
    package let gini: Double
    /// Mean -log₂ of the share of users who had met what was shown: larger is less well known.
    package let novelty: Double
    /// Mean cosine distance inside a list; nil without item embeddings.
    package let diversity: Double?
    package let slices: [Slice]
    package let secondsPerCase: Double

    /// The same measure on a part of the cases.
    package struct Slice: Sendable, Equatable, Codable {
        /// `history 10...29`, `items newest quarter`.
        package let name: String
        package let caseCount: Int
        package let ndcg: Double
        package let recall: Double
    }
}
