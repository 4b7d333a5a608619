let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "demo-library": try DemoLibraryBenchmark.run(Array(arguments.dropFirst(2)))
case "import": try ImportBenchmark.run(Array(arguments.dropFirst(2)))
default: print("no benchmark named")
}
