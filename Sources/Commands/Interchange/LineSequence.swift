/// The lines of a file as a sequence, which cannot throw: what went wrong is asked for at its end.
final class LineSequence: Sequence, IteratorProtocol {
    private let reader: LineReader
    /// Why the lines ended before the file did.
    private(set) var problem: (any Error)?

    init(reader: LineReader) { self.reader = reader }

    func next() -> String? {
        var line: String?
        do {
            let isRead = try reader.withNextLine { line = String(decoding: $0, as: UTF8.self) }
            return isRead ? line : nil
        } catch {
            problem = error
            return nil
        }
    }
}
