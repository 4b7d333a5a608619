/// Moments as people and programs write them; a moment is milliseconds since 1970 in UTC.
package enum TimeText {
    /// `2026-11-21T02:43:00.250Z`; the fraction only where there is one.
    package static func iso(milliseconds: Int64) -> String {
        let (day, time) = split(milliseconds)
        let date = civil(dayNumber: day)
        let clock = "\(pad(time / 3_600_000, 2)):\(pad(time / 60_000 % 60, 2)):\(pad(time / 1_000 % 60, 2))"
        let fraction = time % 1_000 == 0 ? "" : "." + pad(time % 1_000, 3)
        return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))T\(clock)\(fraction)Z"
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
            civil(dayNumber: dayNumber(year: year, month: month, day: day)) == (year, month, day)
        else { return nil }
        var milliseconds = dayNumber(year: year, month: month, day: day) * 86_400_000
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

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func split(_ milliseconds: Int64) -> (day: Int64, time: Int64) {
        let day = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
        return (day, milliseconds - day * 86_400_000)
    }

    /// The proleptic Gregorian calendar in eras of 400 years, which begin on 1 March.
    private static func civil(dayNumber: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }

    private static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
