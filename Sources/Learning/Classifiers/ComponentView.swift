/// A table with some of its columns replaced by their leading principal components.
struct ComponentView: Sendable {
    let kept: [Int]
    let turned: [Int]
    let standardizer: Standardizer
    /// Component by component, a factor for each turned column.
    let directions: [Float]

    init(of table: VectorTable, turning columns: [Int], varianceShare: Double) {
        let own = table.selecting(columns: columns)
        standardizer = Standardizer(of: own)
        let components = PrincipalComponents(of: standardizer.apply(to: own))
        let total = components.variances.reduce(0, +)
        var count = 0
        var explained = 0.0
        while count < columns.count && (count == 0 || explained < varianceShare * total) {
            explained += components.variances[count]
            count += 1
        }
        directions = components.directions[..<count].flatMap { $0.map { Float($0) } }
        turned = columns
        kept = (0..<table.columns).filter { !columns.contains($0) }
    }

    func shown(_ rows: VectorTable) -> VectorTable {
        let count = directions.count / turned.count
        let coordinates = VectorTable(
            columns: count,
            values: MatrixProduct.multiply(
                standardizer.apply(to: rows.selecting(columns: turned)).values, directions,
                rightOrientation: .transposed, rows: rows.rows, inner: turned.count, columns: count))
        return kept.isEmpty ? coordinates : rows.selecting(columns: kept).joined(with: coordinates)
    }

    func write(to archive: inout ClassifierArchive) {
        archive.write(kept.count + turned.count)
        archive.write(kept)
        archive.write(turned)
        archive.write(standardizer)
        archive.write(directions)
    }

    init(from archive: inout ClassifierArchive) throws {
        let width = try archive.number(in: 1...LinearClassifier.columnCountMax)
        kept = try archive.integers(in: 0..<width)
        turned = try archive.integers(in: 0..<width)
        guard !turned.isEmpty, kept.count + turned.count == width else {
            throw ModelBlob.corrupt("it turns columns that are not there")
        }
        standardizer = try archive.standardizer(columns: turned.count)
        directions = try archive.floats()
        guard !directions.isEmpty, directions.count % turned.count == 0 else {
            throw ModelBlob.corrupt("its components are not whole")
        }
    }
}
