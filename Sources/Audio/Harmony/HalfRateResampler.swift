import CSoxr

/// Halves a signal's rate as a stream: libsoxr's high quality, energy kept (each sample times √2), ⌈n/2⌉ samples.
final class HalfRateResampler {
    private let resampler: soxr_t
    private var taken = 0
    private var given = 0
    private var scratch: [Float]

    /// Samples that are handed to libsoxr at once.
    private static let block = 4096

    init() {
        var failure: soxr_error_t?
        var format = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
        var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
        guard let made = soxr_create(2, 1, 1, &failure, &format, &quality, nil) else {
            preconditionFailure("libsoxr halves a rate")
        }
        resampler = made
        scratch = [Float](repeating: 0, count: Self.block)
    }

    deinit { soxr_delete(resampler) }

    /// Takes `count` samples and hands out what is ready.
    func process(
        _ samples: UnsafePointer<Float>, count: Int, body: (UnsafeBufferPointer<Float>) throws -> Void
    )
        rethrows
    {
        var used = 0
        while used < count {
            let size = min(Self.block, count - used)
            taken += size
            try run(samples + used, count: size, body: body)
            used += size
        }
    }

    /// Hands out the rest, padded or cut to ⌈n/2⌉ samples in all.
    func finish(body: (UnsafeBufferPointer<Float>) throws -> Void) rethrows {
        let total = (taken + 1) / 2
        while given < total {
            let before = given
            try run(nil, count: 0, body: body)
            if given == before { break }
        }
        while given < total {
            let missing = min(Self.block, total - given)
            scratch.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
            given += missing
            try scratch.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<missing])) }
        }
    }

    private func run(
        _ samples: UnsafePointer<Float>?, count: Int, body: (UnsafeBufferPointer<Float>) throws -> Void
    ) rethrows {
        var consumed = 0
        repeat {
            var used = 0
            var made = 0
            scratch.withUnsafeMutableBufferPointer { output in
                let rest: UnsafePointer<Float>? = samples.map { $0 + consumed }
                soxr_process(
                    resampler, rest, count - consumed, &used, output.baseAddress, output.count, &made)
                for index in 0..<made { output[index] /= Self.scale }
            }
            consumed += used
            // Nothing past ⌈n/2⌉ is given; while samples still come the total is not known, and cannot be reached.
            let size = samples == nil ? min(made, (taken + 1) / 2 - given) : made
            given += size
            if size > 0 {
                try scratch.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<size])) }
            }
            if used == 0 && made == 0 { break }
        } while consumed < count
    }

    private static let scale = Float(0.5.squareRoot())
}
