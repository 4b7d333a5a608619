let arguments = Array(CommandLine.arguments.dropFirst())
let benchmarks: [String: ([String]) throws -> Void] = [
    "answers": AnswersBenchmark.run,
    "autoencoder": AutoencoderBenchmark.run,
    "catalog": CatalogBenchmark.run,
    "classifiers": ClassifiersBenchmark.run,
    "critic": CriticBenchmark.run,
    "demo-library": DemoLibraryBenchmark.run,
    "embedding": EmbeddingBenchmark.run,
    "engine": EngineBenchmark.run,
    "events": EventsBenchmark.run,
    "features": FeaturesBenchmark.run,
    "genre": GenreBenchmark.run,
    "harmony": HarmonyBenchmark.run,
    "hearing": HearingBenchmark.run,
    "import": ImportBenchmark.run,
    "ingest": IngestBenchmark.run,
    "map": NeighborMapBenchmark.run,
    "matching": MatchingBenchmark.run,
    "neighbors": NeighborsBenchmark.run,
    "networks": NetworksBenchmark.run,
    "recommend-process": RecommendProcessBenchmark.run,
    "recommenders": RecommendersBenchmark.run,
    "service": ServiceBenchmark.run,
    "soak": SoakBenchmark.run,
]
if let name = arguments.first, let benchmark = benchmarks[name] {
    try benchmark(Array(arguments.dropFirst()))
} else {
    print(
        "Usage: Benchmarks NAME [ARGUMENTS]\nNames: \(benchmarks.keys.sorted().joined(separator: " "))")
}
