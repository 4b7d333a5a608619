/// What the `ffmpeg` program says about a file before it decodes it.
struct ProgramMessages: Equatable {
    var codec: String?
    /// Nil where the program only guesses it from the bit rate.
    var durationSeconds: Double?
    var bitRateKbps: Double?
    /// True where moving pictures are in the file; a cover is none.
    var hasVideo = false
    /// The last thing that it said, for a sentence.
    var lastLine: String?

    init(_ bytes: [UInt8]) {
        var isInput = false
        var isGuess = false
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let text = String(line.drop { $0 == " " })
            if line.hasPrefix("Input #") { isInput = true }
            if line.hasPrefix("Stream mapping") || line.hasPrefix("Output #") { isInput = false }
            if text.contains("Estimating duration from bitrate") { isGuess = true }
            if isInput { read(text) }
            lastLine = text
        }
        if isGuess { durationSeconds = nil }
    }

    private mutating func read(_ text: String) {
        if text.hasPrefix("Duration: ") {
            let fields = text.split(separator: ",")
            durationSeconds = fields.first.flatMap { Self.seconds(String($0.dropFirst("Duration: ".count))) }
        } else if text.hasPrefix("Stream #0:") {
            if let range = text.firstRange(of: ": Video: ") {
                let isStill = text[range.upperBound...].contains("(attached pic)")
                if !isStill { hasVideo = true }
            } else if codec == nil, let range = text.firstRange(of: ": Audio: ") {
                let description = text[range.upperBound...]
                codec = description.prefix { $0 != "," && $0 != " " }.uppercased()
                let rate = description.split(separator: ",").first { $0.contains("kb/s") }
                bitRateKbps = rate.flatMap { Double($0.split(separator: " ").first ?? "") }
            }
        }
    }

    /// `00:03:27.50` as seconds; nil for `N/A`.
    private static func seconds(_ text: String) -> Double? {
        let parts = text.split(separator: ":").map { Double($0) }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2] else {
            return nil
        }
        return hours * 3_600 + minutes * 60 + seconds
    }
}
