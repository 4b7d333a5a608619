import Glibc

/// The program: reads the command line, runs the command, tells the shell how it went.
package enum CommandLineEntry {
    package static func run() -> Never {
        // A reader that goes away is seen as an error of write, not as a signal.
        signal(SIGPIPE, SIG_IGN)
        // The same for a file that may not grow: the write fails with a sentence.
        signal(SIGXFSZ, SIG_IGN)
        let environment = Environment.ofProcess()
        exit(exitCode(of: Array(CommandLine.arguments.dropFirst()), environment).rawValue)
    }

    private static func exitCode(of arguments: [String], _ environment: Environment) -> ExitCode {
        do {
            switch try ArgumentParser(tree: Registry.tree).parse(arguments) {
            case .help(let path):
                try help(path, environment)
                return .success
            case .run(let parsed):
                return try run(parsed, environment)
            }
        } catch {
            return report(error, environment, color: .auto)
        }
    }

    private static func run(_ parsed: ParsedArguments, _ environment: Environment) throws -> ExitCode {
        let color = parsed[GlobalOptions.color]
        let output = Output(
            format: parsed[GlobalOptions.format], isQuiet: parsed[GlobalOptions.quiet], color: color,
            environment: environment)
        let invocation = Invocation(arguments: parsed, environment: environment, output: output)
        do {
            let outcome = try parsed.command.run(invocation)
            try output.flush()
            return ExitCode(outcome)
        } catch {
            // What was found before the failure is not withheld.
            if !(error is OutputError) { try? output.flush() }
            return report(error, environment, color: color)
        }
    }

    private static func help(_ path: [String], _ environment: Environment) throws {
        let output = Output(format: .table, isQuiet: false, color: .auto, environment: environment)
        try output.text(HelpText(tree: Registry.tree, terminal: output.terminal).text(for: path))
        try output.flush()
    }

    /// Says on standard error what went wrong; the only place that does.
    private static func report(_ error: any Error, _ environment: Environment, color: ColorChoice) -> ExitCode
    {
        let code = ExitCode(error)
        guard code != .success else { return code }
        let terminal = Terminal(descriptor: 2, environment: environment, color: color)
        let sink = TextSink(descriptor: 2)
        let label = TextStyle.bad.applied(to: "catalog:", if: terminal.usesColor)
        let lines = "\(error)".split(separator: "\n", omittingEmptySubsequences: true)
        let text = lines.map { DisplayWidth.harmless(String($0)) }.joined(separator: "\n")
        try? sink.write("\(label) \(sentence(text))\n")
        try? sink.flush()
        return code
    }

    /// With a capital and a full stop, whoever wrote it; the name of a file at its start stays as it is.
    private static func sentence(_ text: String) -> String {
        guard let first = text.first, let last = text.last else { return "It failed without a reason." }
        let isWord = text.prefix { !$0.isWhitespace }.allSatisfy { $0.isLetter || ",;:'’-".contains($0) }
        let begun = first.isLowercase && isWord ? first.uppercased() + text.dropFirst() : text
        return last.isLetter || last.isNumber ? begun + "." : begun
    }
}
