package enum CommandLineEntry {
    package static func run() {}
}
