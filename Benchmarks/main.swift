let arguments = Array(CommandLine.arguments.dropFirst())
let benchmarks: [String: ([String]) throws -> Void] = [
    "classifiers": ClassifiersBenchmark.run,
    "hearing": HearingBenchmark.run,
]
if let name = arguments.first, let benchmark = benchmarks[name] {
    try benchmark(Array(arguments.dropFirst()))
} else {
    print("Usage: Benchmarks NAME [ARGUMENTS]\nNames: \(benchmarks.keys.sorted().joined(separator: " "))")
}
