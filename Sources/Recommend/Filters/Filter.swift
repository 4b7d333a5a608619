/// Conditions that a track must meet, all of them; parsed from `tempo 120..130, year 1990.., not genre rock|pop`.
package struct Filter: Sendable, Equatable, Codable {
    package struct Clause: Sendable, Equatable, Codable {
        package var field: FilterField
        package var isNegated: Bool
        package var test: Test
    }

    package enum Test: Sendable, Equatable, Codable {
        /// Bounds that are part of the range; nil where it is open.
        case range(lower: Double?, upper: Double?)
        /// Any of these, letter case aside.
        case words([String])
    }

    package var clauses: [Clause]

    package init(clauses: [Clause] = []) { self.clauses = clauses }

    package static let none = Filter()

    package var isEmpty: Bool { clauses.isEmpty }

    /// True when a value of one field meets its clauses; a track without a value meets only what is negated.
    package static func matches(_ clause: Clause, number: Double?) -> Bool {
        guard case .range(let lower, let upper) = clause.test else { return false }
        guard let number, number.isFinite else { return clause.isNegated }
        let isInside = number >= (lower ?? -.infinity) && number <= (upper ?? .infinity)
        return isInside != clause.isNegated
    }
}
