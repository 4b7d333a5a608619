import CatalogStore
import Learning

/// Which classes are learnt: those that were asked for, else those with enough tracks.
package struct ClassChooser: Sendable {
    /// Classes of fewer tracks (or groups) are left out where none are named.
    package static let groupsPerClassMin = 3

    package let classNames: [String]
    /// Classes that are too small.
    package let leftOut: [String]

    /// What is counted: the tracks of a catalog, or what a table has.
    package enum Unit: String, Sendable { case tracks, rows, groups }

    /// - Parameter wanted: names, of which one text may hold several with commas between; empty takes all.
    package init(
        _ wanted: [String], among table: FeatureTable, what: String, unit: Unit = .tracks
    ) throws {
        var groups: [String: Set<Int>] = [:]
        for row in table.rows { if let label = row.label { groups[label, default: []].insert(row.group) } }
        let names = groups.keys.sorted()
        guard !names.isEmpty else {
            throw TrainingError(.notEnoughData, "No row has a label: nothing is known of the \(what).")
        }
        if wanted.isEmpty {
            classNames = names.filter { (groups[$0]?.count ?? 0) >= Self.groupsPerClassMin }
            leftOut = names.filter { (groups[$0]?.count ?? 0) < Self.groupsPerClassMin }
            guard classNames.count > 1 else {
                throw TrainingError(
                    .notEnoughData,
                    "To tell the \(what) takes two classes of \(Self.groupsPerClassMin) \(unit.rawValue) each, and "
                        + (classNames.isEmpty ? "none has so many" : "only \(classNames[0]) has so many")
                        + ": "
                        + (unit == .tracks ? "ingest more" : "take a longer table")
                        + (names.count > 1 ? ", or name two with --between." : "."))
            }
            return
        }
        let keys = Dictionary(names.map { (TextKey.fold($0), $0) }, uniquingKeysWith: { first, _ in first })
        var chosen: [String] = []
        for text in wanted {
            if let whole = keys[TextKey.fold(text)] {
                chosen.append(whole)
                continue
            }
            for part in text.split(separator: ",") {
                guard let name = keys[TextKey.fold(String(part))] else {
                    throw TrainingError(
                        .notEnoughData,
                        "There \(unit == .tracks ? "is no heard track" : "are no \(unit.rawValue)") whose \(what) is `\(part.drop(while: \.isWhitespace))`. There are "
                            + names.prefix(8).joined(separator: ", ")
                            + (names.count > 8 ? " and \(names.count - 8) more." : "."))
                }
                chosen.append(name)
            }
        }
        classNames = Set(chosen).sorted()
        leftOut = []
        guard classNames.count > 1 else {
            throw TrainingError(.notEnoughData, "--between names two or more: \"Rush,Metallica\".")
        }
    }
}
