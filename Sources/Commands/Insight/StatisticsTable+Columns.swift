import CatalogStore
import Insight

extension StatisticsTable {
    /// The table's columns as the program's output knows them.
    var shownColumns: [Column<[StatisticsValue]>] {
        columns.enumerated().map { index, heading in
            Column(heading.name, title: heading.title) { Cell($0[index]) }
        }
    }

    /// The lines of the table for people, under its title; empty for an empty one.
    func lines(width: Int?, usesColor: Bool) -> [String] {
        guard !rows.isEmpty else { return [] }
        let layout = TableLayout(
            titles: columns.map(\.title), rows: rows.map { $0.map { Cell($0) } }, width: width)
        return [TextStyle.strong.applied(to: title, if: usesColor)]
            + layout.lines(usesColor: false, indent: "  ")
    }
}

extension Cell {
    init(_ value: StatisticsValue) {
        switch value {
        case .missing: self = .missing
        case .text(let text): self = .text(text)
        case .integer(let number): self = .integer(number)
        case .id(let number): self = .id(number)
        case .number(let number, let decimals): self = .number(number, decimals: decimals)
        case .share(let share): self = .share(share)
        case .duration(let seconds): self = .duration(seconds: seconds)
        case .time(let time): self = .time(milliseconds: time.milliseconds)
        }
    }
}
