/// Points in time as exports write them.
enum TimeText {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    /// Numbers above this are milliseconds: as seconds they would lie beyond the year 3000.
    private static let secondsMax = 32_503_680_000.0

    /// Seconds since 1970 of `1609459200`, `2021-01-01T00:00:00Z`, `2021-01-01 00:00`, `05 Jan 2023, 12:33`.
    static func parse(_ text: String) -> Int? {
        if let number = Double(text), number.isFinite, number >= 0 {
            return Int(number > secondsMax ? number / 1000 : number)
        }
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
        let offset = zoneOffset(text)
        let parts = words.flatMap { splitAtLetters($0) }
        guard parts.count >= 3, let first = Int(parts[0]) else { return nil }
        let clock = parts.dropFirst(3).prefix(3).prefix { Int($0) != nil }.compactMap { Int($0) }
        if let month = months.firstIndex(of: String(parts[1].prefix(3))), let year = Int(parts[2]) {
            return seconds(year: year, month: month + 1, day: first, clock: clock, offset: offset)
        }
        guard let month = Int(parts[1]), let day = Int(parts[2]), parts[0].count == 4 else { return nil }
        return seconds(year: first, month: month, day: day, clock: clock, offset: offset)
    }

    /// `2021-01-01t00` comes as one word: letters between digits part it.
    private static func splitAtLetters(_ word: Substring) -> [Substring] {
        guard word.first?.isNumber == true else { return [word] }
        return word.split { $0 == "t" || $0 == "z" }
    }

    /// Seconds east of Greenwich of a trailing `+02:00` or `-0530`.
    private static func zoneOffset(_ text: String) -> Int {
        guard let colon = text.firstIndex(of: ":"),
            let sign = text[colon...].lastIndex(where: { $0 == "+" || $0 == "-" })
        else { return 0 }
        let digits = text[sign...].filter(\.isNumber)
        guard digits.count == 4, let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)) else {
            return 0
        }
        return (text[sign] == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func seconds(year: Int, month: Int, day: Int, clock: [Int], offset: Int) -> Int? {
        guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        let parts = clock + [Int](repeating: 0, count: 3)
        guard (0...23).contains(parts[0]), (0...59).contains(parts[1]), (0...60).contains(parts[2]) else {
            return nil
        }
        return daysSince1970(year, month, day) * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2] - offset
    }

    /// Days of the Gregorian calendar: years begin in March, so that the leap day ends them.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
