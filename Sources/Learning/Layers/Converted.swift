import COneDNN

/// A memory and its copy in another layout or type; no copy is made where both are the same.
final class Converted {
    /// The memory that is converted, where this object owns it.
    let source: Memory
    private let copy: Memory?
    private let operation: Primitive?

    init(
        from source: dnnl_memory_desc_t, to destination: dnnl_memory_desc_t, ownsSource: Bool = false
    ) throws {
        let isSame = isSameLayout(source, destination)
        let made = isSame ? nil : Memory(destination)
        copy = made
        operation = isSame ? nil : try Primitive(copying: source, to: destination)
        self.source = ownsSource ? Memory(source) : made ?? Memory(Memory.describe([1], dnnl_a))
    }

    /// The memory in the other layout.
    func convert(_ memory: Memory) -> Memory {
        guard let copy, let operation else { return memory }
        operation.run([(DNNL_ARG_FROM, memory), (DNNL_ARG_TO, copy)])
        return copy
    }

    /// What the last `convert` of this memory gave, without converting again.
    func last(_ memory: Memory) -> Memory { copy ?? memory }
}
