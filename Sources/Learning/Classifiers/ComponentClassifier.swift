/// A classifier to which some columns are shown as their principal components: twelve chroma say less than they are.
package struct ComponentClassifier: Classifier {
    let view: ComponentView
    let base: any Classifier

    package var classCount: Int { base.classCount }

    package func probabilities(of rows: VectorTable) -> [Float] { base.probabilities(of: view.shown(rows)) }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.components.rawValue)
        view.write(to: &archive)
        base.write(to: &archive)
    }
}

extension ComponentClassifier {
    init(from archive: inout ClassifierArchive, depth: Int) throws {
        view = try ComponentView(from: &archive)
        base = try ClassifierKind.classifier(from: &archive, depth: depth + 1)
    }
}

/// Trains another trainer's classifier on the components of some columns and the others as they are.
package struct ComponentTrainer: ClassifierTrainer {
    package let columns: [Int]
    package let base: any ClassifierTrainer
    /// Components are taken until they explain this share of the variance.
    package var varianceShare = 0.9

    package init(columns: [Int], base: any ClassifierTrainer) {
        precondition(!columns.isEmpty, "some columns are turned")
        self.columns = columns
        self.base = base
    }

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        let view = ComponentView(of: table.features, turning: columns, varianceShare: varianceShare)
        return ComponentClassifier(
            view: view, base: try base.train(on: table.with(view.shown(table.features)), seed: seed))
    }
}
