import FoundationEssentials
import TestSupport

/// Feedback as files hold it, made by number, so that a test knows what must be there.
enum FeedbackLines {
    /// One play a second, each of its own track in words.
    static func json(user: String, range: Range<Int>) -> String {
        var text = ""
        for number in range { text += line(user: user, number: number) + "\n" }
        return text
    }

    static func line(user: String, number: Int) -> String {
        let time = 1_700_000_000 + number
        return #"{"user":"\#(user)","kind":"play","time":\#(time),"artist":"Artist \#(number % 100)","#
            + #""title":"Track \#(number % 1_000)","played_seconds":30.5,"session":"\#(number)"}"#
    }

    /// A count of the last line of JSON that a command wrote; 0 where it wrote none.
    static func lastCount(_ name: String, in result: CatalogBinary.Result) -> Int {
        guard let line = result.lines.last else { return 0 }
        return count(name, in: line)
    }

    static func count(_ name: String, in line: String) -> Int {
        guard let start = line.firstRange(of: "\"\(name)\":")?.upperBound else { return 0 }
        return Int(line[start...].prefix { $0.isNumber }) ?? 0
    }

    /// The numbers of the events in an export, as they were given in `session`.
    static func numbers(in export: CatalogBinary.Result) -> [Int] {
        export.lines.compactMap { line in
            guard let start = line.firstRange(of: "\"session\":\"")?.upperBound else { return nil }
            return Int(line[start...].prefix { $0.isNumber })
        }
    }
}
