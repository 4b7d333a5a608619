/// A day of the proleptic Gregorian calendar.
///
/// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 400 years, which begin on 1 March.
package struct CivilDay: Sendable, Equatable {
    package let year: Int64
    package let month: Int64
    package let day: Int64

    package static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    package static let milliseconds: Int64 = 86_400_000

    package init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days are counted from 1970-01-01.
    package init(number: Int64) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var number: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day of a moment in milliseconds since 1970, and the milliseconds since its midnight.
    package static func split(milliseconds: Int64) -> (number: Int64, rest: Int64) {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: Self.milliseconds)
        return remainder < 0 ? (quotient - 1, remainder + Self.milliseconds) : (quotient, remainder)
    }

    /// 0 for Monday … 6 for Sunday.
    package static func weekday(ofNumber number: Int64) -> Int { Int(((number + 3) % 7 + 7) % 7) }

    /// `2024-03-05`.
    package var iso: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

    /// `5 Mar 2024`.
    package var text: String { "\(day) \(Self.monthNames[Int(month) - 1]) \(year)" }

    /// With zeros in front: at least so many digits.
    package static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(abs(value))
        return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.utf8.count))
            + digits
    }
}
