/// What a check of the catalog found.
package struct CheckReport: Sendable, Equatable {
    package struct Problem: Sendable, Equatable {
        package var what: String
        /// What to do about it.
        package var remedy: String
    }

    package var problems: [Problem] = []
    package var counts: [(name: String, count: Int)] = []
    /// True where a damaged page ended the check before everything was looked at.
    var isCutShort = false

    package var isClean: Bool { problems.isEmpty }

    package static func == (left: CheckReport, right: CheckReport) -> Bool {
        left.problems == right.problems && left.counts.map(\.name) == right.counts.map(\.name)
            && left.counts.map(\.count) == right.counts.map(\.count)
    }

    mutating func add(_ what: String, _ remedy: String) {
        if problems.count < Self.problemLimit { problems.append(Problem(what: what, remedy: remedy)) }
    }

    /// A damaged page that ended the check: a finding where nothing else was found.
    mutating func addDamage(_ message: String) {
        isCutShort = true
        if isClean { add("the file is damaged: \(message)", "restore a backup with `catalog restore`") }
    }

    /// More are not listed: the first ones say it all.
    static let problemLimit = 100
}
