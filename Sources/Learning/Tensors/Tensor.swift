import COneDNN

/// The values of one batch of examples at one place of a network.
///
/// Vectors are row-major. Images lie channel by channel, or, where the number of channels allows it, with one SIMD
/// register of channels interleaved (`nChw16c`): in both, the first channels of an example come first and nothing is
/// padded, so that whole buffers may be treated element by element.
package final class Tensor {
    package let shape: Shape
    package let batch: Int
    let memory: Memory

    package init(_ shape: Shape, batch: Int) {
        precondition(batch > 0 && shape.count > 0, "a tensor has at least one value")
        self.shape = shape
        self.batch = batch
        memory = Memory(Tensor.layout(shape, batch: batch))
    }

    /// A tensor whose layout has another name for the same order of values.
    init(_ shape: Shape, batch: Int, describedAs layout: dnnl_memory_desc_t) {
        self.shape = shape
        self.batch = batch
        memory = Memory(layout)
    }

    package var count: Int { batch * shape.count }

    package var pointer: UnsafeMutablePointer<Float> { memory.floats }

    package var values: UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: memory.floats, count: count)
    }

    /// Whether channels are interleaved.
    package var isInterleaved: Bool { Tensor.isInterleaved(shape) }

    /// The tensor itself if it has this shape and batch, else a new one: what layers keep between two steps.
    static func reuse(_ kept: inout Tensor?, _ shape: Shape, batch: Int) -> Tensor {
        if let kept, kept.batch == batch, kept.shape == shape { return kept }
        let made = Tensor(shape, batch: batch)
        kept = made
        return made
    }

    static func isInterleaved(_ shape: Shape) -> Bool {
        guard case .image(let channels, _, _) = shape else { return false }
        return channels % ComputeDevice.shared.channelBlock == 0
    }

    static func sides(_ shape: Shape, batch: Int) -> [Int] {
        switch shape {
        case .vector(let count): [batch, count]
        case .image(let channels, let height, let width): [batch, channels, height, width]
        }
    }

    static func layout(_ shape: Shape, batch: Int, type: dnnl_data_type_t = dnnl_f32) -> dnnl_memory_desc_t {
        let tag: dnnl_format_tag_t =
            switch shape {
            case .vector: dnnl_ab
            case .image:
                !isInterleaved(shape)
                    ? dnnl_abcd : ComputeDevice.shared.channelBlock == 16 ? dnnl_aBcd16b : dnnl_aBcd8b
            }
        return Memory.describe(sides(shape, batch: batch), tag, type: type)
    }

    /// The place of a value in the buffer, whatever the layout: for tests and for filling single values.
    package func offset(example: Int, channel: Int, row: Int = 0, column: Int = 0) -> Int {
        guard case .image(let channels, let height, let width) = shape else {
            return example * shape.count + channel
        }
        guard isInterleaved else {
            return ((example * channels + channel) * height + row) * width + column
        }
        let block = ComputeDevice.shared.channelBlock
        let blocks = channels / block
        let pixel = ((example * blocks + channel / block) * height + row) * width + column
        return pixel * block + channel % block
    }
}
