import COneDNN

/// One compiled operation of oneDNN with its scratch memory.
final class Primitive {
    private let description: dnnl_primitive_desc_t
    private let primitive: dnnl_primitive_t

    /// Compiles what `operation` (an operation descriptor of oneDNN) describes; `hint` is the forward operation.
    init<Operation>(_ operation: Operation, hint: Primitive? = nil) throws {
        var description: dnnl_primitive_desc_t?
        var operation = operation
        let status = withUnsafePointer(to: &operation) { operation in
            dnnl_primitive_desc_create(
                &description, UnsafeRawPointer(operation), nil, ComputeDevice.shared.engine, hint?.description
            )
        }
        guard status == dnnl_success, let description else {
            throw LearningError(
                .unsupported, "oneDNN has no implementation of \(Operation.self) on this CPU.")
        }
        self.description = description
        primitive = try Primitive.compile(description)
    }

    /// Compiles a copy from one layout or type into another.
    init(copying source: dnnl_memory_desc_t, to destination: dnnl_memory_desc_t) throws {
        var description: dnnl_primitive_desc_t?
        var source = source
        var destination = destination
        let engine = ComputeDevice.shared.engine
        let status = dnnl_reorder_primitive_desc_create(
            &description, &source, engine, &destination, engine, nil)
        guard status == dnnl_success, let description else {
            throw LearningError(.unsupported, "oneDNN cannot copy between two layouts on this CPU.")
        }
        self.description = description
        primitive = try Primitive.compile(description)
    }

    deinit {
        dnnl_primitive_destroy(primitive)
        dnnl_primitive_desc_destroy(description)
    }

    /// The layout that the operation chose for one of its operands.
    func layout(_ what: dnnl_query_t) -> dnnl_memory_desc_t {
        guard let found = dnnl_primitive_desc_query_md(description, what, 0) else {
            preconditionFailure("an operation knows its operands")
        }
        return found.pointee
    }

    /// Runs the operation on the operands, each named by a `DNNL_ARG_` number.
    func run(_ operands: [(Int32, Memory)]) {
        let arguments = operands.map { dnnl_exec_arg_t(arg: $0.0, memory: $0.1.handle) }
        let stream = ComputeDevice.shared.stream
        let status = dnnl_primitive_execute(primitive, stream, Int32(arguments.count), arguments)
        precondition(status == dnnl_success, "an operation runs on the operands it was compiled for")
        dnnl_stream_wait(stream)
    }

    private static func compile(_ description: dnnl_primitive_desc_t) throws
        -> dnnl_primitive_t
    {
        var primitive: dnnl_primitive_t?
        let status = dnnl_primitive_create(&primitive, description)
        guard status == dnnl_success, let primitive else {
            dnnl_primitive_desc_destroy(description)
            throw LearningError(.unsupported, "oneDNN could not compile an operation on this CPU.")
        }
        return primitive
    }
}

/// Equality of layouts, as oneDNN sees it.
func isSameLayout(_ left: dnnl_memory_desc_t, _ right: dnnl_memory_desc_t) -> Bool {
    var left = left
    var right = right
    return dnnl_memory_desc_equal(&left, &right) != 0
}
