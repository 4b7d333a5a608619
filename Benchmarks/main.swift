let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "hearing": try HearingBenchmark.run(Array(arguments.dropFirst()))
case "features": try FeaturesBenchmark.run(Array(arguments.dropFirst()))
default: print("no benchmark named")
}
