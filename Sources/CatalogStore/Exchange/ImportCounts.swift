/// What became of the lines of an import: `lines = added + repeated + odd`.
package struct ImportCounts: Sendable, Equatable {
    package var lines = 0
    package var added = 0
    /// There already.
    package var repeated = 0
    /// Lines that could not be used, with their numbers; the first ones are listed.
    package var odd = 0
    package var oddLines: [(number: Int, reason: String)] = []

    package init() {}

    mutating func addOdd(_ number: Int, _ reason: String) {
        odd += 1
        if oddLines.count < Self.listedLimit { oddLines.append((number, reason)) }
    }

    package static func == (left: ImportCounts, right: ImportCounts) -> Bool {
        (left.lines, left.added, left.repeated, left.odd) == (
            right.lines, right.added, right.repeated, right.odd
        )
            && left.oddLines.map(\.number) == right.oddLines.map(\.number)
    }

    private static let listedLimit = 100
}
