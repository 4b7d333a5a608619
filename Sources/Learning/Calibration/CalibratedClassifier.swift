/// A classifier whose probabilities are brought to scale, class by class, and then made to sum to one.
package struct CalibratedClassifier: Classifier {
    let base: any Classifier
    /// One for each class.
    let maps: [CalibrationMap]

    package init(base: any Classifier, maps: [CalibrationMap]) {
        precondition(base.classCount == maps.count, "each class has a map")
        self.base = base
        self.maps = maps
    }

    package var classCount: Int { base.classCount }

    package func probabilities(of rows: VectorTable) -> [Float] {
        Self.mapped(base.probabilities(of: rows), by: maps)
    }

    /// The maps that fit probabilities of rows that the classifier did not learn from.
    package static func maps(
        _ method: CalibrationMap.Method, probabilities: [Float], labels: [Int], classCount: Int
    ) -> [CalibrationMap] {
        (0..<classCount).map { label in
            CalibrationMap(
                method, probabilities: labels.indices.map { probabilities[$0 * classCount + label] },
                isMember: labels.map { $0 == label })
        }
    }

    package static func mapped(_ probabilities: [Float], by maps: [CalibrationMap]) -> [Float] {
        var values = probabilities
        for index in values.indices { values[index] = maps[index % maps.count].value(values[index]) }
        ProbabilityShares.normalize(&values, classCount: maps.count)
        return values
    }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.calibrated.rawValue)
        archive.write(maps.count)
        for map in maps {
            switch map {
            case .sigmoid(let slope, let offset):
                archive.write(CalibrationMap.Method.platt.rawValue)
                archive.write([slope, offset])
            case .steps(let places, let values):
                archive.write(CalibrationMap.Method.isotonic.rawValue)
                archive.write(places)
                archive.write(values)
            }
        }
        base.write(to: &archive)
    }

    init(from archive: inout ClassifierArchive, depth: Int) throws {
        let count = try archive.number(in: 1...LinearClassifier.classCountMax)
        var maps: [CalibrationMap] = []
        for _ in 0..<count {
            switch CalibrationMap.Method(rawValue: try archive.word()) {
            case .platt:
                let numbers = try archive.doubles(count: 2)
                maps.append(.sigmoid(slope: numbers[0], offset: numbers[1]))
            case .isotonic:
                let places = try archive.floats()
                guard zip(places, places.dropFirst()).allSatisfy({ $0 <= $1 }) else {
                    throw ModelBlob.corrupt("its steps do not rise")
                }
                maps.append(.steps(places: places, values: try archive.floats(count: places.count)))
            case nil: throw ModelBlob.corrupt("its calibration is not known")
            }
        }
        let base = try ClassifierKind.classifier(from: &archive, depth: depth + 1)
        guard base.classCount == count else { throw ModelBlob.corrupt("not each class has a map") }
        self.init(base: base, maps: maps)
    }
}
