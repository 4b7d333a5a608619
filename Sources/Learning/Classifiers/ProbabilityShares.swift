/// Makes each row of values that are not negative sum to one.
enum ProbabilityShares {
    static func normalize(_ values: inout [Float], classCount: Int) {
        for start in stride(from: 0, to: values.count, by: classCount) {
            var sum: Float = 0
            for index in start..<start + classCount { sum += values[index] }
            // A row that no class wants is everybody's.
            for index in start..<start + classCount {
                values[index] = sum > 0 ? values[index] / sum : 1 / Float(classCount)
            }
        }
    }
}
