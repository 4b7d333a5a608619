let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "catalog": try CatalogBenchmark.run(Array(arguments.dropFirst()))
default: print("no benchmark named \(arguments.first ?? "")")
}
