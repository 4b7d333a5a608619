/// The straight way through an autoencoder: principal components there and back, beside which its networks learn what is
/// bent. So it begins where PCA ends, also where there are few rows to learn from.
struct PrincipalPath: Sendable, Equatable {
    let columns: Int
    let latentSize: Int
    /// Directions of unit length, one row for each latent value; rows of nothing where there are more than columns.
    let directions: [Float]

    init(_ components: PrincipalComponents, latentSize: Int) {
        columns = components.directions.count
        self.latentSize = latentSize
        let kept = components.directions.prefix(latentSize).flatMap { $0.map { Float($0) } }
        directions = kept + [Float](repeating: 0, count: latentSize * columns - kept.count)
    }

    /// As a model stores it; nil where it does not fit.
    init?(directions: [Float], columns: Int, latentSize: Int) {
        guard directions.count == columns * latentSize, directions.allSatisfy(\.isFinite) else { return nil }
        (self.columns, self.latentSize, self.directions) = (columns, latentSize, directions)
    }

    /// Adds the coordinates of each row to what the encoder says of it.
    func addCoordinates(
        of input: UnsafePointer<Float>, to latent: UnsafeMutablePointer<Float>, rows: Int
    ) {
        directions.withUnsafeBufferPointer { directions in
            guard let directions = directions.baseAddress else { return }
            MatrixProduct.multiply(
                input, directions, rightOrientation: .transposed, into: latent, rows: rows, inner: columns,
                columns: latentSize, keeping: 1)
        }
    }

    /// Adds the point that coordinates name to what the decoder says of them.
    func addPoints(of latent: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, rows: Int) {
        directions.withUnsafeBufferPointer { directions in
            guard let directions = directions.baseAddress else { return }
            MatrixProduct.multiply(
                latent, directions, into: output, rows: rows, inner: latentSize, columns: columns, keeping: 1)
        }
    }

    func addCoordinates(of input: VectorTable, to latent: VectorTable) -> VectorTable {
        adding(input, latent) { addCoordinates(of: $0, to: $1, rows: input.rows) }
    }

    func addPoints(of latent: VectorTable, to output: VectorTable) -> VectorTable {
        adding(latent, output) { addPoints(of: $0, to: $1, rows: latent.rows) }
    }

    private func adding(
        _ source: VectorTable, _ target: VectorTable,
        _ body: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
    ) -> VectorTable {
        var values = target.values
        source.values.withUnsafeBufferPointer { source in
            values.withUnsafeMutableBufferPointer { values in
                guard let source = source.baseAddress, let values = values.baseAddress else { return }
                body(source, values)
            }
        }
        return VectorTable(columns: target.columns, values: values)
    }
}
