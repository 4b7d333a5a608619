/// Hands finished work from many threads to one; a full queue makes the workers wait for the writer.
// Sound: everything that changes is touched only inside the gate.
final class ResultQueue<Element: Sendable>: @unchecked Sendable {
    private let capacity: Int
    private var elements: [Element] = []
    private var openProducers: Int
    private let gate = Gate()

    init(capacity: Int, producerCount: Int) {
        self.capacity = capacity
        openProducers = producerCount
    }

    func push(_ element: Element) {
        gate.pass(while: { elements.count >= capacity }) { elements.append(element) }
    }

    /// Said once by each producer, after its last element.
    func finish() { gate.pass { openProducers -= 1 } }

    /// All that waits, as soon as there is something; nil when every producer has finished and all was taken.
    func takeAll() -> [Element]? {
        gate.pass(while: { elements.isEmpty && openProducers > 0 }) {
            guard !elements.isEmpty else { return nil }
            defer { elements = [] }
            return elements
        }
    }
}
