import CatalogCore

/// A network over patches in training and in use: fills batches, steps, and averages a track's patches.
final class PatchRun {
    /// Patches that the bands' means and deviations are taken from.
    private static let standardizedPatchesMax = 2_000
    private static let predictionBatch = 8

    let network: Network
    private let source: any PatchSource
    private let standardizer: Standardizer
    private let masking: SpectrogramMasking
    private var input: Tensor?
    private var target: Tensor?
    private var gradient: Tensor?

    init(network: Network, source: any PatchSource, standardizer: Standardizer, masking: SpectrogramMasking) {
        self.network = network
        self.source = source
        self.standardizer = standardizer
        self.masking = masking
    }

    /// The mean and deviation of each mel band over some of the patches.
    static func standardizer(_ source: any PatchSource, patches: [Int]) throws -> Standardizer {
        let chosen = stride(
            from: 0, to: patches.count, by: max(1, patches.count / standardizedPatchesMax)
        ).map { patches[$0] }
        let count = source.melBands * source.frames
        var patch = [Float](repeating: 0, count: count)
        var (sums, squares) = (
            [Double](repeating: 0, count: source.melBands), [Double](repeating: 0, count: source.melBands)
        )
        for index in chosen {
            try copy(index, from: source, to: &patch)
            for band in 0..<source.melBands {
                for value in patch[band * source.frames..<(band + 1) * source.frames] {
                    sums[band] += Double(value)
                    squares[band] += Double(value) * Double(value)
                }
            }
        }
        let values = Double(max(1, chosen.count * source.frames))
        return Standardizer(
            means: sums.map { Float($0 / values) },
            deviations: zip(sums, squares).map { sum, square in
                let variance = square / values - (sum / values) * (sum / values)
                return variance > 1e-8 ? Float(variance.squareRoot()) : 1
            })
    }

    /// Gradients for some patches, whose targets are those of their tracks.
    func step(_ patches: [Int], _ pass: Pass, targets: VectorTable, loss: Loss) throws -> Double {
        let input = Tensor.reuse(&input, network.input, batch: patches.count)
        let target = Tensor.reuse(&target, network.output, batch: patches.count)
        let gradient = Tensor.reuse(&gradient, network.output, batch: patches.count)
        try fill(input, patches[...], maskingBy: pass.seed)
        targets.fill(target, patches.map { source.trackOfPatch[$0] })
        let output = try network.forward(input, pass)
        let value = loss.evaluate(outputs: output, targets: target, gradient: gradient)
        try network.backward(gradient)
        return value
    }

    /// The outputs for some patches, in inference.
    func outputs(_ patches: [Int]) throws -> VectorTable {
        var values: [Float] = []
        let batch = PatchRun.predictionBatch
        let input = Tensor(network.input, batch: batch)
        for start in stride(from: 0, to: patches.count, by: batch) {
            let some = patches[start..<min(patches.count, start + batch)]
            try fill(input, some, maskingBy: nil)
            let output = try network.forward(input, .inference)
            values.append(contentsOf: output.values.prefix(some.count * network.output.count))
        }
        return VectorTable(columns: network.output.count, values: values)
    }

    private func fill(_ input: Tensor, _ patches: ArraySlice<Int>, maskingBy seed: UInt64?) throws {
        let (bands, frames) = (source.melBands, source.frames)
        for (place, patch) in patches.enumerated() {
            let start = input.pointer + place * bands * frames
            try PatchRun.copy(patch, from: source, to: start)
            for band in 0..<bands {
                let (mean, scale) = (standardizer.means[band], 1 / standardizer.deviations[band])
                for index in band * frames..<(band + 1) * frames {
                    start[index] = (start[index] - mean) * scale
                }
            }
            guard let seed else { continue }
            var random = SplitMix64(seed: seed ^ UInt64(place + 1) << 20)
            masking.apply(to: start, melBands: bands, frames: frames, random: &random)
        }
        let used = patches.count * bands * frames
        (input.pointer + used).update(repeating: 0, count: input.count - used)
    }

    private static func copy(
        _ patch: Int, from source: any PatchSource, to destination: UnsafeMutablePointer<Float>
    ) throws {
        try source.copy(patch: patch, to: destination)
        for index in 0..<source.melBands * source.frames where !destination[index].isFinite {
            throw LearningError(
                .badData,
                "A patch of track \(source.trackOfPatch[patch] + 1) holds a number that is not finite; "
                    + "analyse the track again.")
        }
    }
}
