/// Two buffers that chunks of one loop read and write.
///
/// `@unchecked Sendable`: each chunk touches its own range of indices, and the loop ends before the buffers do.
struct SendableBuffers: @unchecked Sendable {
    let source: UnsafePointer<Float>
    let target: UnsafeMutablePointer<Float>

    init(source: UnsafeMutablePointer<Float>, target: UnsafeMutablePointer<Float>) {
        self.source = UnsafePointer(source)
        self.target = target
    }
}
