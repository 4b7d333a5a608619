import Glibc

/// Open-ended tests with damaged input: `Fuzz decode [--seed N] [--count N] [--format NAME]`.
exit(DecodeFuzz.main(Array(CommandLine.arguments.dropFirst())))
