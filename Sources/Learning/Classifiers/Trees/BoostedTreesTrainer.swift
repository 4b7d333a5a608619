import CXGBoost

/// Trains gradient-boosted trees that give class probabilities.
package struct BoostedTreesTrainer: ClassifierTrainer {
    package var roundCount = 200
    package var depthMax = 4
    package var learningRate = 0.1
    package var rowShare = 0.8
    package var columnShare = 0.5
    /// The library's own; one inside a parallel loop. Nil takes a second where the table is large: its threads wait for
    /// each other many times a round.
    package var threadCount: Int?

    private static let valuesForManyThreads = 1 << 21

    package init() {}

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        guard catalog_xgboost_open() == 1 else {
            throw ClassifierError.libraryMissing(library: "XGBoost", package: "libxgboost0")
        }
        let threads = threadCount ?? (table.values.count < Self.valuesForManyThreads ? 1 : 2)
        let settings = [
            ("objective", "multi:softprob"), ("num_class", String(table.classCount)), ("tree_method", "hist"),
            ("max_depth", String(depthMax)), ("eta", String(learningRate)), ("subsample", String(rowShare)),
            ("colsample_bytree", String(columnShare)), ("seed", String(seed % 2_147_483_647)),
            ("nthread", String(threads)),
            ("verbosity", "0"),
        ]
        return try BoostedTrees(
            encoded: try Self.encodedModel(table, settings: settings, roundCount: roundCount),
            classCount: table.classCount, dimension: table.dimension)
    }

    private final class Reception {
        var bytes: [UInt8] = []
    }

    private static func encodedModel(
        _ table: LabeledTable, settings: [(String, String)], roundCount: Int
    ) throws -> [UInt8] {
        let reception = Reception()
        let labels = table.labels.map(Float.init)
        let failed = withExtendedLifetime(reception) {
            withCParameters(settings) { parameters in
                catalog_xgboost_train(
                    table.values, UInt64(table.rowCount), UInt64(table.dimension), labels, nil,
                    parameters.baseAddress, parameters.count, Int32(roundCount),
                    { context, bytes, count in
                        guard let context, let bytes else { return }
                        Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue().bytes = Array(
                            UnsafeRawBufferPointer(start: bytes, count: Int(count)))
                    }, Unmanaged.passUnretained(reception).toOpaque())
            }
        }
        guard failed == 0 else {
            throw ClassifierError.libraryFailed(
                library: "XGBoost", reason: String(cString: catalog_xgboost_reason()))
        }
        return reception.bytes
    }

    /// The settings as C strings that live as long as the call.
    private static func withCParameters<Result>(
        _ settings: [(String, String)],
        _ body: (UnsafeBufferPointer<catalog_xgboost_parameter>) -> Result
    ) -> Result {
        let texts = settings.map { (Array($0.0.utf8CString), Array($0.1.utf8CString)) }
        func lend(
            _ index: Int, _ parameters: [catalog_xgboost_parameter]
        ) -> Result {
            guard index < texts.count else { return parameters.withUnsafeBufferPointer(body) }
            return texts[index].0.withUnsafeBufferPointer { name in
                texts[index].1.withUnsafeBufferPointer { value in
                    lend(
                        index + 1,
                        parameters + [
                            catalog_xgboost_parameter(name: name.baseAddress, value: value.baseAddress)
                        ])
                }
            }
        }
        return lend(0, [])
    }
}
