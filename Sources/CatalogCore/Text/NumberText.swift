/// Numbers as people and programs read them.
package enum NumberText {
    /// As few digits as say it exactly: `4`, `0.25`.
    package static func plain(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        return "\(number)"
    }

    /// With so many decimals, rounded half away from zero.
    package static func fixed(_ number: Double, decimals: Int) -> String {
        guard number.isFinite else { return "-" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (abs(number) * scale).rounded()
        guard scaled < 9e15 else { return "\(number)" }
        let digits = String(Int64(scaled))
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// With commas: `1,234,567`.
    package static func grouped(_ number: Int64) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.utf8.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// `3:45`, `1:02:03`.
    package static func duration(seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "-" }
        let whole = Int64(seconds.rounded())
        let two = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
        if whole < 3_600 { return "\(whole / 60):\(two(whole % 60))" }
        return "\(whole / 3_600):\(two(whole / 60 % 60)):\(two(whole % 60))"
    }

    /// `3.4 MB`, in powers of 1000 as disks are sold.
    package static func bytes(_ count: Int64) -> String {
        var value = Double(count)
        for unit in ["bytes", "kB", "MB", "GB", "TB"] {
            if abs(value) < 1_000 || unit == "TB" {
                return unit == "bytes" ? "\(count) bytes" : fixed(value, decimals: 1) + " " + unit
            }
            value /= 1_000
        }
        return "\(count) bytes"
    }
}
