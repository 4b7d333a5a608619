import CatalogCore
import Learning

/// Seconds of one training step of the genre network, and of one track's prediction.
///
/// `Benchmarks networks step [STEPS] [THREADS] [single|bfloat16]` and `Benchmarks networks predict [PATCHES]`.
enum NetworksBenchmark {
    static func run(_ arguments: [String]) throws {
        let mode = arguments.first ?? "step"
        let numbers = arguments.dropFirst().compactMap { Int($0) }
        if mode == "predict" {
            try EngineThreads.with(1) { try predict(patches: numbers.first ?? 60) }
        } else {
            let threads = numbers.dropFirst().first ?? 2
            try EngineThreads.with(threads) {
                try step(
                    steps: numbers.first ?? 5, threads: threads, usesBFloat16: arguments.contains("bfloat16"))
            }
        }
    }

    private static func step(steps: Int, threads: Int, usesBFloat16: Bool) throws {
        let (configuration, batch, classes) = (PatchNetworkConfiguration(), 32, 10)
        let network = try configuration.network(outputs: classes, seed: 1)
        let input = noise(configuration.input, batch: batch)
        let targets = Tensor(.vector(classes), batch: batch)
        for example in 0..<batch { targets.pointer[example * classes + example % classes] = 1 }
        let gradient = Tensor(.vector(classes), batch: batch)
        var optimizer = Optimizer(.adamW())
        var seconds: [Double] = []
        for index in 0..<steps + 1 {
            let start = ContinuousClock.now
            let pass = Pass(isTraining: true, seed: UInt64(index), usesBFloat16: usesBFloat16)
            let output = try network.forward(input, pass)
            _ = Loss.crossEntropy(smoothing: 0.1).evaluate(
                outputs: output, targets: targets, gradient: gradient)
            try network.backward(gradient)
            GradientNorm.clip(network.parameters, to: 1)
            optimizer.step(network.parameters, rate: 1e-3)
            if index > 0 { seconds.append(Double((ContinuousClock.now - start) / .seconds(1))) }
        }
        print(
            #"{"benchmark":"genre-step","threads":\#(threads),"bfloat16":\#(usesBFloat16),"#
                + #""seconds_min":\#(seconds.min() ?? 0),"seconds":\#(seconds)}"#)
    }

    private static func predict(patches: Int) throws {
        let (configuration, batch) = (PatchNetworkConfiguration(), 8)
        let network = try configuration.network(outputs: 10, seed: 1)
        let input = noise(configuration.input, batch: batch)
        _ = try network.forward(input, .inference)
        var best = Double.infinity
        for _ in 0..<3 {
            let start = ContinuousClock.now
            for _ in 0..<(patches + batch - 1) / batch { _ = try network.forward(input, .inference) }
            best = min(best, (ContinuousClock.now - start) / .seconds(1))
        }
        print(#"{"benchmark":"genre-predict","threads":1,"patches":\#(patches),"seconds_min":\#(best)}"#)
    }

    private static func noise(_ shape: Shape, batch: Int) -> Tensor {
        var random = SplitMix64(seed: 3)
        let tensor = Tensor(shape, batch: batch)
        for index in 0..<tensor.count { tensor.pointer[index] = Float(random.normal()) }
        return tensor
    }
}
