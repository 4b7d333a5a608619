/// Moments as people and programs write them; a moment is milliseconds since 1970 in UTC.
package enum TimeText {
    /// `2026-11-21T02:43:00.250Z`; the fraction only where there is one.
    package static func iso(milliseconds: Int64) -> String {
        let (day, time) = CivilDay.split(milliseconds: milliseconds)
        let clock =
            "\(CivilDay.padded(time / 3_600_000, 2)):\(CivilDay.padded(time / 60_000 % 60, 2)):\(CivilDay.padded(time / 1_000 % 60, 2))"
        let fraction = time % 1_000 == 0 ? "" : "." + CivilDay.padded(time % 1_000, 3)
        return "\(CivilDay(number: day).iso)T\(clock)\(fraction)Z"
    }

    /// Reads `2026-11-21`, `2026-11-21T02:43`, with seconds, a fraction, `Z` or `+01:00`, or Unix seconds.
    package static func milliseconds(reading text: String) -> Int64? {
        if text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let seconds = Int64(text),
            seconds < 100_000_000_000
        {
            return seconds * 1_000
        }
        var scanner = DigitScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2),
            scanner.skip("-"),
            let day = scanner.digits(2), (1...12).contains(month), (1...31).contains(day),
            case let date = CivilDay(year: year, month: month, day: day),
            CivilDay(number: date.number) == date
        else { return nil }
        var milliseconds = date.number * CivilDay.milliseconds
        if scanner.isAtEnd { return milliseconds }
        guard scanner.skip("T") || scanner.skip(" ") || scanner.skip("t"), let hour = scanner.digits(2),
            scanner.skip(":"), let minute = scanner.digits(2), hour < 24, minute < 60
        else { return nil }
        milliseconds += hour * 3_600_000 + minute * 60_000
        if scanner.skip(":") {
            guard let second = scanner.digits(2), second < 61 else { return nil }
            milliseconds += second * 1_000
            if scanner.skip(".") {
                guard let fraction = scanner.fractionInThousandths() else { return nil }
                milliseconds += fraction
            }
        }
        if scanner.isAtEnd || scanner.skip("Z") || scanner.skip("z") {
            return scanner.isAtEnd ? milliseconds : nil
        }
        let sign: Int64 = scanner.skip("+") ? 1 : scanner.skip("-") ? -1 : 0
        guard sign != 0, let hours = scanner.digits(2) else { return nil }
        _ = scanner.skip(":")
        guard let minutes = scanner.digits(2), scanner.isAtEnd, hours < 24, minutes < 60 else { return nil }
        return milliseconds - sign * (hours * 3_600_000 + minutes * 60_000)
    }
}
