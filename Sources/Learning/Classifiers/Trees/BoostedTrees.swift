import CXGBoost
import Synchronization

/// Gradient-boosted trees, by XGBoost (Chen and Guestrin, 2016).
package final class BoostedTrees: Classifier {
    package let classCount: Int
    private let dimension: Int
    /// The library's model, used by one thread at a time: its predictor keeps buffers inside.
    private let model: Mutex<UInt>
    /// The model in the library's own format.
    package let encoded: [UInt8]

    package init(encoded: [UInt8], classCount: Int, dimension: Int) throws {
        guard catalog_xgboost_open() == 1 else {
            throw ClassifierError.libraryMissing(library: "XGBoost", package: "libxgboost0")
        }
        guard let model = catalog_xgboost_load(encoded, UInt64(encoded.count)) else {
            throw ClassifierError.libraryFailed(library: "XGBoost", reason: "the model is damaged")
        }
        self.model = Mutex(UInt(bitPattern: model))
        self.encoded = encoded
        self.classCount = classCount
        self.dimension = dimension
    }

    deinit { model.withLock { catalog_xgboost_free(OpaquePointer(bitPattern: $0)) } }

    package func probabilities(of rows: VectorTable) -> [Float] {
        precondition(rows.columns == dimension, "a row has the columns of the training table")
        var values = [Float](repeating: 0, count: rows.rows * classCount)
        guard rows.rows > 0 else { return values }
        let failed = model.withLock { model in
            rows.values.withUnsafeBufferPointer { source in
                catalog_xgboost_predict(
                    OpaquePointer(bitPattern: model), source.baseAddress, UInt64(rows.rows),
                    UInt64(dimension), &values, UInt64(values.count))
            }
        }
        return failed == 0 ? values : [Float](repeating: 1 / Float(classCount), count: values.count)
    }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.boostedTrees.rawValue)
        archive.write(classCount)
        archive.write(dimension)
        archive.write(bytes: encoded)
    }

    package convenience init(from archive: inout ClassifierArchive) throws {
        let count = try archive.number(in: 2...LinearClassifier.classCountMax)
        let width = try archive.number(in: 1...LinearClassifier.columnCountMax)
        try self.init(encoded: try archive.bytes(), classCount: count, dimension: width)
    }
}
