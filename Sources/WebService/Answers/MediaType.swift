/// What bytes are, told by the first of them: a name or a header may be wrong.
enum MediaType {
    static let audio = [
        "audio/mpeg", "audio/flac", "audio/ogg", "audio/wav", "audio/aiff", "audio/mp4", "audio/webm",
        "audio/aac",
        "application/octet-stream",
    ]
    /// No picture that can hold a script.
    static let pictures = ["image/jpeg", "image/png", "image/gif", "image/webp"]
    static let headBytes = 16

    static func ofAudio(_ head: [UInt8]) -> String {
        func starts(_ text: String, at offset: Int = 0) -> Bool {
            head.dropFirst(offset).starts(with: text.utf8)
        }
        if starts("ID3") { return "audio/mpeg" }
        if head.count > 1, head[0] == 0xFF, head[1] & 0xF6 == 0xF0 { return "audio/aac" }
        if head.count > 1, head[0] == 0xFF, head[1] & 0xE0 == 0xE0 { return "audio/mpeg" }
        if starts("fLaC") { return "audio/flac" }
        if starts("OggS") { return "audio/ogg" }
        if starts("RIFF") { return "audio/wav" }
        if starts("FORM") { return "audio/aiff" }
        if starts("ftyp", at: 4) { return "audio/mp4" }
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "audio/webm" }
        return "application/octet-stream"
    }

    static func ofPicture(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if bytes.starts(with: "GIF8".utf8) { return "image/gif" }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            return "image/webp"
        }
        return nil
    }
}
