/// How a file is built, told by its first bytes and never by its name.
package enum AudioContainer: String, Sendable, Equatable, CaseIterable {
    case mpeg, wav, wave64, aiff, au, flac
    case oggVorbis = "ogg vorbis"
    case oggOpus = "ogg opus"
    case oggFLAC = "ogg flac"
    case oggOther = "ogg"
    case mp4, asf, matroska, adts, caf, ape, wavpack, musepack, dsf, trueAudio, amr, ac3, dts, tak

    /// Who decodes it.
    enum Decoder {
        case mpg123, sndfile, opusfile, program
    }

    var decoder: Decoder {
        switch self {
        case .mpeg: .mpg123
        case .wav, .wave64, .aiff, .au, .flac, .oggVorbis, .oggFLAC: .sndfile
        case .oggOpus: .opusfile
        default: .program
        }
    }
}

/// Where the audio of a file lies, and what it is.
struct Sniffed: Equatable {
    let container: AudioContainer
    /// Without ID3v2 tags and junk in front, and for MPEG audio without tags at the end.
    let payload: Range<Int>
    /// The first frame, for MPEG audio.
    let mpeg: MPEGStreamStart?
}
