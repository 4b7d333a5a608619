import COneDNN

/// oneDNN's engine and stream on the CPU, and the facts about that CPU that layouts depend on.
///
/// `@unchecked Sendable`: both handles are set once and never changed. The engine may be shared by threads (oneDNN
/// 2.6, "Multithreading"); a CPU stream runs what it is given on the calling thread before `execute` returns and
/// keeps no state between two calls.
final class ComputeDevice: @unchecked Sendable {
    static let shared = ComputeDevice()

    let engine: dnnl_engine_t
    let stream: dnnl_stream_t
    /// The number of channels that are interleaved in the layout the convolutions are fastest in: one SIMD register.
    let channelBlock: Int
    /// Whether the CPU multiplies bfloat16 numbers natively.
    let hasBFloat16: Bool

    private init() {
        var engine: dnnl_engine_t?
        var stream: dnnl_stream_t?
        let engineStatus = dnnl_engine_create(&engine, dnnl_cpu, 0)
        precondition(engineStatus == dnnl_success, "oneDNN has a CPU engine")
        let streamStatus = dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue)
        precondition(streamStatus == dnnl_success, "oneDNN has a CPU stream")
        guard let engine, let stream else { preconditionFailure("oneDNN gives the handles it says it made") }
        self.engine = engine
        self.stream = stream
        let architecture = dnnl_get_effective_cpu_isa().rawValue
        channelBlock =
            architecture & dnnl_cpu_isa_avx512_core.rawValue == dnnl_cpu_isa_avx512_core.rawValue ? 16 : 8
        hasBFloat16 =
            architecture & dnnl_cpu_isa_avx512_core_bf16.rawValue == dnnl_cpu_isa_avx512_core_bf16.rawValue
    }
}
