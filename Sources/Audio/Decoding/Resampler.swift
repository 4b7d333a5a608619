import CSoxr

/// Streamed resampling of one channel by libsoxr at its high quality, as librosa does it.
final class Resampler {
    private let handle: soxr_t
    private let output = UnsafeMutableBufferPointer<Float>.allocate(capacity: Resampler.outputCount)
    private static let outputCount = 16_384

    init(fromHz inputRate: Int, toHz outputRate: Int, file: String) throws {
        var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
        var format = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
        var runtime = soxr_runtime_spec(1)
        var failure: soxr_error_t?
        guard
            let handle = soxr_create(
                Double(inputRate), Double(outputRate), 1, &failure, &format, &quality, &runtime)
        else {
            let reason = failure.map { String(cString: $0) } ?? "no memory"
            throw AudioError(
                .unsupported, file: file,
                reason: "\(inputRate) Hz cannot be resampled to \(outputRate) Hz: \(reason).")
        }
        self.handle = handle
    }

    deinit {
        soxr_delete(handle)
        output.deallocate()
    }

    /// Takes the next samples and hands on what they complete.
    func process(_ input: UnsafeBufferPointer<Float>, emit: (UnsafeBufferPointer<Float>) throws -> Void)
        throws
    {
        var consumed = 0
        while consumed < input.count {
            var taken = 0
            var made = 0
            soxr_process(
                handle, input.baseAddress.map { $0 + consumed }, input.count - consumed, &taken,
                output.baseAddress,
                output.count, &made)
            consumed += taken
            if made > 0 { try emit(UnsafeBufferPointer(rebasing: output[..<made])) }
            if taken == 0 && made == 0 { return }
        }
    }

    /// Hands on the tail of the signal.
    func finish(emit: (UnsafeBufferPointer<Float>) throws -> Void) throws {
        while true {
            var made = 0
            soxr_process(handle, nil, 0, nil, output.baseAddress, output.count, &made)
            guard made > 0 else { return }
            try emit(UnsafeBufferPointer(rebasing: output[..<made]))
        }
    }

    /// The samples that librosa makes of `count`: the product in double precision, rounded up.
    static func outputCount(of count: Int, fromHz inputRate: Int, toHz outputRate: Int) -> Int {
        guard inputRate != outputRate else { return count }
        return Int((Double(count) * (Double(outputRate) / Double(inputRate))).rounded(.up))
    }
}
