import CXGBoost
import Synchronization

/// A model of the XGBoost library (Chen and Guestrin, 2016): trees that each mend what those before them leave.
final class GradientBoosting: Sendable {
    /// What training is told besides the library's own objective.
    struct Settings: Sendable {
        var roundCount: Int
        var depthMax: Int
        var learningRate: Double
        var rowShare: Double
        var columnShare: Double
        /// The least sum of rows in a leaf.
        var leafWeightMin = 1.0
        var threadCount: Int
        var seed: UInt64

        /// What others are measured against, on one thread.
        static func baseline(seed: UInt64) -> Settings {
            Settings(
                roundCount: 300, depthMax: 6, learningRate: 0.05, rowShare: 0.8, columnShare: 0.5,
                leafWeightMin: 5, threadCount: 1, seed: seed)
        }
    }

    /// The model in the library's own format.
    let encoded: [UInt8]
    /// Used by one thread at a time: the library's predictor keeps buffers inside.
    private let handle: Mutex<UInt>

    init(encoded: [UInt8]) throws {
        try Self.open()
        guard let model = catalog_xgboost_load(encoded, UInt64(encoded.count)) else {
            throw ClassifierError.libraryFailed(library: "XGBoost", reason: "the model is damaged")
        }
        handle = Mutex(UInt(bitPattern: model))
        self.encoded = encoded
    }

    /// Learns the label of each row; `objective` is what the library calls it, with what it needs to know.
    convenience init(
        _ table: VectorTable, labels: [Float], objective: [(String, String)], settings: Settings
    ) throws {
        try Self.open()
        let words =
            objective + [
                ("tree_method", "hist"), ("max_depth", String(settings.depthMax)),
                ("eta", String(settings.learningRate)), ("subsample", String(settings.rowShare)),
                ("colsample_bytree", String(settings.columnShare)),
                ("min_child_weight", String(settings.leafWeightMin)),
                ("seed", String(settings.seed % 2_147_483_647)), ("nthread", String(settings.threadCount)),
                ("verbosity", "0"),
            ]
        let reception = Reception()
        let failed = withExtendedLifetime(reception) {
            Self.withCParameters(words) { parameters in
                catalog_xgboost_train(
                    table.values, UInt64(table.rows), UInt64(table.columns), labels, nil,
                    parameters.baseAddress, parameters.count, Int32(settings.roundCount),
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
        try self.init(encoded: reception.bytes)
    }

    deinit { handle.withLock { catalog_xgboost_free(OpaquePointer(bitPattern: $0)) } }

    /// So many values for each row; nil where the model is of other rows.
    func predict(_ table: VectorTable, valuesPerRow: Int) -> [Float]? {
        var values = [Float](repeating: 0, count: table.rows * valuesPerRow)
        guard table.rows > 0 else { return values }
        let failed = handle.withLock { handle in
            table.values.withUnsafeBufferPointer { source in
                catalog_xgboost_predict(
                    OpaquePointer(bitPattern: handle), source.baseAddress, UInt64(table.rows),
                    UInt64(table.columns), &values, UInt64(values.count))
            }
        }
        return failed == 0 ? values : nil
    }

    /// True where the library is installed.
    static var isInstalled: Bool { catalog_xgboost_open() == 1 }

    private static func open() throws {
        guard isInstalled else {
            throw ClassifierError.libraryMissing(library: "XGBoost", package: "libxgboost0")
        }
    }

    private final class Reception {
        var bytes: [UInt8] = []
    }

    /// The settings as C strings that live as long as the call.
    private static func withCParameters<Result>(
        _ settings: [(String, String)],
        _ body: (UnsafeBufferPointer<catalog_xgboost_parameter>) -> Result
    ) -> Result {
        let texts = settings.map { (Array($0.0.utf8CString), Array($0.1.utf8CString)) }
        func lend(_ index: Int, _ parameters: [catalog_xgboost_parameter]) -> Result {
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
