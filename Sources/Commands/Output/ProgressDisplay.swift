import CatalogCore
import Synchronization

/// Draws how far a job has come: a bar on a terminal, a line every few seconds elsewhere.
final class ProgressDisplay: Sendable {
    private struct State {
        var lastDrawn: ContinuousClock.Instant?
        var activity = ""
        var started: ContinuousClock.Instant
        var completedAtStart = 0.0
        var isBarShown = false
        var latest: Progress?
    }

    private let sink: TextSink
    private let terminal: Terminal
    private let isQuiet: Bool
    private let state: Mutex<State>

    private static let barInterval = Duration.milliseconds(100)
    private static let lineInterval = Duration.seconds(5)
    private static let barWidthMax = 30

    init(sink: TextSink, terminal: Terminal, isQuiet: Bool) {
        self.sink = sink
        self.terminal = terminal
        self.isQuiet = isQuiet
        state = Mutex(State(started: .now))
    }

    /// Called from any thread, as often as a job likes.
    func show(_ progress: Progress) {
        guard !isQuiet else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if progress.activity != state.activity {
                state.activity = progress.activity
                state.started = now
                state.completedAtStart = progress.completed
                // The first line of an activity waits for its interval, so that short jobs stay silent on a pipe.
                state.lastDrawn = terminal.isTerminal ? nil : now
            }
            state.latest = progress
            let interval = terminal.isTerminal ? Self.barInterval : Self.lineInterval
            if let last = state.lastDrawn, now - last < interval { return }
            state.lastDrawn = now
            draw(progress, &state, now)
        }
    }

    /// Clears the bar, so that something else may be written.
    func clear() {
        state.withLock { state in
            guard state.isBarShown else { return }
            try? sink.write("\r\u{1B}[K")
            try? sink.flush()
            state.isBarShown = false
        }
    }

    private func draw(_ progress: Progress, _ state: inout State, _ now: ContinuousClock.Instant) {
        let elapsed = now - state.started
        let elapsedSeconds =
            Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let text = ProgressText(
            progress: progress, elapsedSeconds: elapsedSeconds, completedAtStart: state.completedAtStart)
        if terminal.isTerminal {
            let width = (terminal.width ?? 80) - 1
            try? sink.write("\r\u{1B}[K" + text.bar(columns: width, barWidthMax: Self.barWidthMax))
            state.isBarShown = true
        } else {
            try? sink.write(text.line + "\n")
        }
        try? sink.flush()
    }
}
