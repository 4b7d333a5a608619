import Glibc

/// The buffers of one evaluation of a loss; sums in double precision, in the order of the rows.
struct LossBatch {
    let outputs: UnsafePointer<Float>
    let targets: UnsafePointer<Float>
    let gradient: UnsafeMutablePointer<Float>
    let rows: Int
    let columns: Int

    func meanSquared() -> Double {
        let count = rows * columns
        let share = 2 / Float(count)
        var sum = 0.0
        for index in 0..<count {
            let error = outputs[index] - targets[index]
            sum += Double(error * error)
            gradient[index] = share * error
        }
        return sum / Double(count)
    }

    func huber(_ delta: Float) -> Double {
        precondition(delta > 0, "Huber's delta is positive")
        let count = rows * columns
        let share = 1 / Float(count)
        var sum = 0.0
        for index in 0..<count {
            let error = outputs[index] - targets[index]
            let size = abs(error)
            sum += Double(size <= delta ? error * error / 2 : delta * (size - delta / 2))
            gradient[index] = share * min(max(error, -delta), delta)
        }
        return sum / Double(count)
    }

    func crossEntropy(_ smoothing: Float, _ weights: [Float]?) -> Double {
        precondition(weights == nil || weights?.count == columns, "each class has a weight")
        let weights = weights ?? [Float](repeating: 1, count: columns)
        var weightSum = 0.0
        for row in 0..<rows {
            for column in 0..<columns {
                weightSum += Double(targets[row * columns + column] * weights[column])
            }
        }
        let share = weightSum > 0 ? Float(1 / weightSum) : 0
        var sum = 0.0
        for row in 0..<rows {
            let output = outputs + row * columns
            var largest = output[0]
            for column in 1..<columns { largest = max(largest, output[column]) }
            var total: Double = 0
            for column in 0..<columns { total += Double(expf(output[column] - largest)) }
            let logTotal = Float(log(total)) + largest
            var mass: Float = 0
            for column in 0..<columns {
                let aim = weights[column] * smoothed(targets[row * columns + column], smoothing)
                mass += aim
                sum -= Double(aim * (output[column] - logTotal))
            }
            for column in 0..<columns {
                let aim = weights[column] * smoothed(targets[row * columns + column], smoothing)
                gradient[row * columns + column] = share * (mass * expf(output[column] - logTotal) - aim)
            }
        }
        return sum * Double(share)
    }

    func binaryCrossEntropy(_ smoothing: Float, _ weights: [Float]?) -> Double {
        precondition(weights == nil || weights?.count == columns, "each output has a weight")
        let count = rows * columns
        let share = 1 / Float(count)
        var sum = 0.0
        for index in 0..<count {
            let output = outputs[index]
            let aim = (1 - smoothing) * targets[index] + smoothing / 2
            let weight = weights?[index % columns] ?? 1
            // log(1 + exp(−|o|)) does not overflow.
            let soft = log1pf(expf(-abs(output)))
            let positive = weight * aim
            sum += Double(positive * (soft + max(-output, 0)) + (1 - aim) * (soft + max(output, 0)))
            let probability = 1 / (1 + expf(-output))
            gradient[index] = share * (probability * (positive + 1 - aim) - positive)
        }
        return sum / Double(count)
    }

    private func smoothed(_ target: Float, _ smoothing: Float) -> Float {
        (1 - smoothing) * target + smoothing / Float(columns)
    }
}
