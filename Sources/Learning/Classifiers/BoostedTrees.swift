import CXGBoost
import Synchronization

/// Gradient-boosted trees, by XGBoost (Chen and Guestrin, 2016).
package final class BoostedTrees: Classifier {
    private let classCount: Int
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

    package func probabilities(of row: ArraySlice<Float>) -> [Float] {
        precondition(row.count == dimension, "a row has the columns of the training table")
        var values = [Float](repeating: 0, count: classCount)
        let failed = model.withLock { model in
            row.withUnsafeBufferPointer { row in
                catalog_xgboost_predict(
                    OpaquePointer(bitPattern: model), row.baseAddress, 1, UInt64(dimension), &values,
                    UInt64(classCount))
            }
        }
        return failed == 0 ? values : [Float](repeating: 1 / Float(classCount), count: classCount)
    }
}
