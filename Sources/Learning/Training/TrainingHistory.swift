/// The epochs of a run, and which was kept.
package struct TrainingHistory: Sendable, Equatable, Codable {
    package enum Ending: String, Sendable, Equatable, Codable {
        case finished
        /// The validation figure no longer became better.
        case stoppedEarly
        /// A person asked for an end; the best so far was kept.
        case cancelled
    }

    package internal(set) var epochs: [EpochReport] = []
    package internal(set) var bestEpoch = 0
    package internal(set) var bestValidation = Double.greatestFiniteMagnitude
    package internal(set) var ending = Ending.finished

    package init() {}

    /// The run as a TensorBoard event file; `secondsPerEpoch` spaces the epochs on its clock.
    package func eventFile(startSeconds: Double, secondsPerEpoch: Double = 1) -> EventFile {
        var file = EventFile(startSeconds: startSeconds)
        for epoch in epochs {
            let seconds = startSeconds + Double(epoch.epoch) * secondsPerEpoch
            for (tag, value) in [
                ("loss/training", Float(epoch.loss)), ("loss/validation", Float(epoch.validation)),
                ("optimizer/learning_rate", epoch.learningRate),
                ("optimizer/gradient_norm", epoch.gradientNorm),
            ] {
                file.add(scalar: value, named: tag, step: epoch.epoch, seconds: seconds)
            }
            for histogram in epoch.histograms {
                file.add(histogram.values, named: histogram.name, step: epoch.epoch, seconds: seconds)
            }
        }
        return file
    }
}
