import Audio
import CatalogCore
import FoundationEssentials
import Glibc
import TestSupport

/// Damaged files of one format, heard one after the other within limits of time and memory.
struct DecodeBatch {
    private let seed: UInt64
    private let original: [UInt8]

    /// What can be written here: all that the library writes, and what the `ffmpeg` program writes where it is.
    static func formats() -> [String] {
        AudioWriter.Format.allCases.map(\.rawValue) + ["mp2", "m4a", "wma"].filter { programSeed($0) != nil }
    }

    init?(seed: UInt64, format: String) {
        self.seed = seed
        if let written = AudioWriter.Format(rawValue: format) {
            guard let bytes = try? AudioSeeds.file(written) else { return nil }
            original = bytes
        } else {
            guard let bytes = Self.programSeed(format) else { return nil }
            original = bytes
        }
    }

    /// Tells each file's number before it is heard, so that the last number is the one that crashed.
    func run(_ files: Range<Int>) -> Int32 {
        var limit = rlimit(rlim_cur: DecodeFuzz.memoryBytesMax, rlim_max: DecodeFuzz.memoryBytesMax)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
        for file in files {
            print(file)
            fflush(nil)
            DecodeFuzz.startClocks()
            var mutator = ByteMutator(seed: seed ^ UInt64(file) &* 0x9E37_79B9)
            let bytes = mutator.mutate(original)
            if let failure = Self.hear(MemoryByteSource(name: "file \(file)", content: bytes)) {
                print("\(file) \(failure)")
                return 1
            }
        }
        return 0
    }

    /// Anything may be refused; what is heard must be finite.
    private static func hear(_ source: MemoryByteSource) -> String? {
        var limits = HearingLimits()
        limits.durationSecondsMax = 600
        limits.partialShareMin = 0
        _ = try? TagReader.read(source, relativePath: "Somebody/Fuzz/01 - Seed.mp3")
        guard let heard = try? AudioFile.hear(source, limits: limits) else { return nil }
        let samples = heard.signal.samples(in: 0..<heard.signal.count)
        guard samples.allSatisfy(\.isFinite) else { return "gives samples that are not finite" }
        let figures = heard.loudness.map {
            [$0.integratedLUFS ?? 0, $0.rangeLU, $0.truePeakDBTP ?? 0, $0.samplePeakDBFS ?? 0]
        }
        guard figures?.allSatisfy(\.isFinite) ?? true else { return "gives loudness that is not finite" }
        return nil
    }

    private static func programSeed(_ format: String) -> [UInt8]? {
        guard let folder = try? TemporaryFolder() else { return nil }
        let source = folder.file("seed.wav")
        let target = folder.file("seed." + format)
        guard let wav = try? AudioSeeds.file(.wav16), (try? Data(wav).write(to: URL(filePath: source))) != nil
        else {
            return nil
        }
        let words = ["ffmpeg", "-nostdin", "-v", "quiet", "-i", source, target]
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, "ffmpeg", nil, nil, &pointers, environ) == 0 else { return nil }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        return (try? Data(contentsOf: URL(filePath: target))).map { [UInt8]($0) }
    }
}
