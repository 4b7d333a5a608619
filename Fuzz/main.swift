import Glibc

/// Open-ended tests with damaged input: `Fuzz decode [--seed N] [--count N] [--format NAME]`, `Fuzz requests`.
private let arguments = Array(CommandLine.arguments.dropFirst())
exit(
    arguments.first == "requests"
        ? RequestFuzz.main(Array(arguments.dropFirst())) : DecodeFuzz.main(arguments))
