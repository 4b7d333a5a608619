let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "networks": try NetworksBenchmark.run(Array(arguments.dropFirst()))
case "autoencoder": try AutoencoderBenchmark.run(Array(arguments.dropFirst()))
case "critic": try CriticBenchmark.run(Array(arguments.dropFirst()))
case "events": try EventsBenchmark.run(Array(arguments.dropFirst()))
default: print("no benchmark named")
}
