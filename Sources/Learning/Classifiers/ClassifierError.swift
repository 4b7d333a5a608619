/// Why nothing can be learned from a table, as a sentence.
package enum ClassifierError: Error, CustomStringConvertible, Equatable {
    case oneClassOnly(String)
    case tooFewRows(needed: Int, found: Int)
    /// A class whose rows are all of one group cannot be both learnt and tested.
    case tooFewGroups(String)
    case notFinite(row: Int, column: Int)
    case libraryMissing(library: String, package: String)
    case libraryFailed(library: String, reason: String)

    package var description: String {
        switch self {
        case .oneClassOnly(let name):
            "There is only one class to learn, \(name): label tracks of at least two."
        case .tooFewRows(let needed, let found):
            "There are \(found) rows to learn from, and \(needed) are needed: add labelled tracks."
        case .tooFewGroups(let name):
            "All rows of \(name) belong to one track or group: it takes two, one to learn from and one to test on."
        case .notFinite(let row, let column):
            "Row \(row + 1) has no finite number in column \(column + 1): leave the row out or fill the value in."
        case .libraryMissing(let library, let package): "\(library) is not installed: install \(package)."
        case .libraryFailed(let library, let reason): "\(library) could not train: \(reason)."
        }
    }
}

extension LabeledTable {
    /// Throws where a class cannot lie on both sides of a split.
    package func checkedForComparison() throws -> LabeledTable {
        var groupsOfClass = [Set<Int>](repeating: [], count: classCount)
        for (label, group) in zip(labels, groups) { groupsOfClass[label].insert(group) }
        if let lonely = groupsOfClass.firstIndex(where: { $0.count == 1 }) {
            throw ClassifierError.tooFewGroups(classNames[lonely])
        }
        return try checkedForTraining()
    }

    /// Throws what every algorithm would stumble over.
    package func checkedForTraining() throws -> LabeledTable {
        guard rowCount >= 2 else { throw ClassifierError.tooFewRows(needed: 2, found: rowCount) }
        let present = Set(labels)
        if present.count < 2 { throw ClassifierError.oneClassOnly(classNames[labels[0]]) }
        if let bad = values.firstIndex(where: { !$0.isFinite }) {
            throw ClassifierError.notFinite(row: bad / dimension, column: bad % dimension)
        }
        return self
    }
}
