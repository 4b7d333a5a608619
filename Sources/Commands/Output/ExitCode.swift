/// What the shell is told: the one place where outcomes and errors become numbers.
enum ExitCode: Int32 {
    case success = 0
    /// Ran, but skipped something, was stopped early, or found nothing.
    case incomplete = 1
    case failure = 2
    /// The command line cannot be understood (`EX_USAGE` of sysexits.h).
    case usage = 64

    init(_ outcome: Outcome) {
        switch outcome {
        case .complete: self = .success
        case .incomplete: self = .incomplete
        }
    }

    /// A reader that closed the pipe has seen enough: that is success.
    init(_ error: any Error) {
        switch error {
        case is UsageError: self = .usage
        case OutputError.brokenPipe: self = .success
        default: self = .failure
        }
    }
}
