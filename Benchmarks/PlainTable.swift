import FoundationEssentials
import Learning

/// A table of numbers with a column of labels, as the peers read it: no quotes.
enum PlainTable {
    struct Arguments {
        var words: [String] = []
        var dropped: Set<String> = []
        var only: Set<String> = []
    }

    static func arguments(_ arguments: [String]) -> Arguments {
        var parsed = Arguments()
        var index = 0
        while index < arguments.count {
            switch (arguments[index], index + 1 < arguments.count) {
            case ("--drop", true):
                parsed.dropped.insert(arguments[index + 1])
                index += 1
            case ("--only", true):
                parsed.only.insert(arguments[index + 1])
                index += 1
            default: parsed.words.append(arguments[index])
            }
            index += 1
        }
        return parsed
    }

    static func read(_ path: String, label: String, dropped: Set<String>) throws -> LabeledTable {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        var lines = text.split(whereSeparator: \.isNewline).makeIterator()
        let header =
            lines.next()?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
        let columns = header.indices.filter { header[$0] != label && !dropped.contains(header[$0]) }
        let labelColumn = header.firstIndex(of: label) ?? 0
        var values: [Float] = []
        var labels: [String] = []
        while let line = lines.next() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == header.count else { continue }
            values += columns.map { Float(fields[$0]) ?? 0 }
            labels.append(String(fields[labelColumn]))
        }
        let names = Set(labels).sorted()
        return LabeledTable(
            values: values, dimension: columns.count, labels: labels.map { names.firstIndex(of: $0) ?? 0 },
            classNames: names)
    }
}
