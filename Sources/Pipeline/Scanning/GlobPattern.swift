/// Matches names against `*`, `?`, `[a-z]`, `**` over bytes, in time linear in pattern × name.
enum GlobPattern {
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")

    /// One step of a pattern.
    private enum Step: Equatable {
        case byte(UInt8)
        case anyByte
        case set(ranges: [ClosedRange<UInt8>], isNegated: Bool)
        case anyWithinName
        case anyAcrossFolders
        /// `**/`: nothing at all, or any folders with the slash behind them.
        case anyFolders
    }

    static func matches(_ text: [UInt8], pattern: [UInt8]) -> Bool {
        let steps = parse(pattern)
        // reachable[i]: the steps so far can match the first i bytes. One row per step: no backtracking, so that a
        // hostile pattern costs no more than its length times the name's.
        var reachable = [Bool](repeating: false, count: text.count + 1)
        reachable[0] = true
        for step in steps {
            reachable = advance(reachable, over: step, text: text)
        }
        return reachable[text.count]
    }

    private static func advance(_ reachable: [Bool], over step: Step, text: [UInt8]) -> [Bool] {
        var next = [Bool](repeating: false, count: text.count + 1)
        var isOpen = false
        for position in 0...text.count {
            switch step {
            case .anyWithinName, .anyAcrossFolders:
                if position > 0 && text[position - 1] == slash && step == .anyWithinName { isOpen = false }
                isOpen = isOpen || reachable[position]
                next[position] = isOpen
            case .anyFolders:
                if reachable[position] { next[position] = true }
                if isOpen && position > 0 && text[position - 1] == slash { next[position] = true }
                isOpen = isOpen || reachable[position]
            default:
                if position > 0 && reachable[position - 1] && accepts(text[position - 1], step) {
                    next[position] = true
                }
            }
        }
        return next
    }

    private static func accepts(_ byte: UInt8, _ step: Step) -> Bool {
        switch step {
        case .byte(let expected): byte == expected
        case .anyByte: byte != slash
        case .set(let ranges, let isNegated):
            byte != slash && ranges.contains { $0.contains(byte) } != isNegated
        case .anyWithinName, .anyAcrossFolders, .anyFolders: false
        }
    }

    private static func parse(_ pattern: [UInt8]) -> [Step] {
        var steps: [Step] = []
        var index = 0
        while index < pattern.count {
            let byte = pattern[index]
            index += 1
            switch byte {
            case star where index < pattern.count && pattern[index] == star:
                index += 1
                let opensAName = steps.isEmpty || steps.last == .byte(slash)
                if opensAName && index < pattern.count && pattern[index] == slash {
                    index += 1
                    steps.append(.anyFolders)
                } else {
                    steps.append(.anyAcrossFolders)
                }
            case star: steps.append(.anyWithinName)
            case UInt8(ascii: "?"): steps.append(.anyByte)
            case UInt8(ascii: "["): steps.append(parseSet(pattern, &index) ?? .byte(byte))
            case UInt8(ascii: "\\") where index < pattern.count:
                steps.append(.byte(pattern[index]))
                index += 1
            default: steps.append(.byte(byte))
            }
        }
        return steps
    }

    /// The set that opens before `index`; nil (and `index` unmoved) where it is never closed.
    private static func parseSet(_ pattern: [UInt8], _ index: inout Int) -> Step? {
        var position = index
        let isNegated =
            position < pattern.count
            && (pattern[position] == UInt8(ascii: "!") || pattern[position] == UInt8(ascii: "^"))
        if isNegated { position += 1 }
        var ranges: [ClosedRange<UInt8>] = []
        let first = position
        while position < pattern.count {
            let byte = pattern[position]
            if byte == UInt8(ascii: "]") && position > first {
                index = position + 1
                return .set(ranges: ranges, isNegated: isNegated)
            }
            if position + 2 < pattern.count, pattern[position + 1] == UInt8(ascii: "-"),
                pattern[position + 2] != UInt8(ascii: "]"), byte <= pattern[position + 2]
            {
                ranges.append(byte...pattern[position + 2])
                position += 3
            } else {
                ranges.append(byte...byte)
                position += 1
            }
        }
        return nil
    }
}
