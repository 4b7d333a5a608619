import COneDNN

/// A block of numbers in a layout that oneDNN knows, aligned to cache lines, zero at first.
final class Memory {
    static let alignment = 64

    let descriptor: dnnl_memory_desc_t
    let bytes: UnsafeMutableRawPointer
    let handle: dnnl_memory_t

    init(_ descriptor: dnnl_memory_desc_t) {
        var copy = descriptor
        let size = max(dnnl_memory_desc_get_size(&copy), 1)
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Memory.alignment)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        var handle: dnnl_memory_t?
        let status = dnnl_memory_create(&handle, &copy, ComputeDevice.shared.engine, bytes)
        guard status == dnnl_success, let handle else {
            preconditionFailure("a described memory can be made")
        }
        self.descriptor = descriptor
        self.bytes = bytes
        self.handle = handle
    }

    deinit {
        dnnl_memory_destroy(handle)
        bytes.deallocate()
    }

    var floats: UnsafeMutablePointer<Float> { bytes.assumingMemoryBound(to: Float.self) }

    /// A descriptor of `sides` numbers in the layout `tag`.
    static func describe(
        _ sides: [Int], _ tag: dnnl_format_tag_t, type: dnnl_data_type_t = dnnl_f32
    ) -> dnnl_memory_desc_t {
        var descriptor = dnnl_memory_desc_t()
        let status = sides.map { dnnl_dim_t($0) }.withUnsafeBufferPointer { sides in
            dnnl_memory_desc_init_by_tag(&descriptor, Int32(sides.count), sides.baseAddress, type, tag)
        }
        precondition(status == dnnl_success, "a layout fits the sides it is given")
        return descriptor
    }
}
