let arguments = Array(CommandLine.arguments.dropFirst())
let rest = Array(arguments.dropFirst())
switch arguments.first {
case "catalog": try CatalogBenchmark.run(rest)
case "demo-library": try DemoLibraryBenchmark.run(rest)
case "import": try ImportBenchmark.run(rest)
case "matching": try MatchingBenchmark.run(rest)
default: print("no benchmark named \(arguments.first ?? "")")
}
