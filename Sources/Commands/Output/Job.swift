import CatalogCore

/// A long job of a command: its progress is drawn, Ctrl-C ends it in order.
struct Job: Sendable {
    private let display: ProgressDisplay
    private let output: Output

    init(output: Output) {
        self.output = output
        display = ProgressDisplay(
            sink: output.remarks, terminal: output.errorTerminal, isQuiet: output.isQuiet)
        Interruption.watch()
    }

    /// What the job itself is given.
    var monitor: JobMonitor {
        let display = display
        return JobMonitor(
            report: { display.show($0) },
            isCancelled: { Interruption.isRequested })
    }

    /// True after the first Ctrl-C.
    var isCancelled: Bool { Interruption.isRequested }

    /// Says something while the bar is shown.
    func remark(_ sentence: String) throws {
        display.clear()
        try output.remark(sentence)
    }

    func warning(_ sentence: String) throws {
        display.clear()
        try output.warning(sentence)
    }

    /// Takes the bar away.
    func end() { display.clear() }
}
