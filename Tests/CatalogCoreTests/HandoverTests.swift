import CatalogCore
import Testing

@Suite struct HandoverTests {
    private struct Failure: Error {}

    @Test(arguments: [0, 1, 2, 1_000])
    func everythingArrivesInOrder(count: Int) throws {
        var received: [Int] = []
        let summary = try Handover.run { put in
            for number in 0..<count where !put(number) { return -1 }
            return count
        } consume: {
            received.append($0)
            return true
        }
        #expect(summary == count)
        #expect(received == Array(0..<count))
    }

    @Test func aProducerThatFailsIsHeardAfterWhatItPut() {
        var received: [Int] = []
        #expect(throws: Failure.self) {
            _ = try Handover.run { put in
                _ = put(1)
                throw Failure()
            } consume: { (number: Int) in
                received.append(number)
                return true
            }
        }
        #expect(received == [1])
    }

    @Test func aConsumerMayEndEarlyOrFail() throws {
        var received: [Int] = []
        let summary: String? = try Handover.run { put in
            while put(7) {}
            return "the end"
        } consume: { number in
            received.append(number)
            return received.count < 3
        }
        #expect(summary == nil)
        #expect(received == [7, 7, 7])
        #expect(throws: Failure.self) {
            _ = try Handover.run { put in
                while put(7) {}
            } consume: { _ in
                throw Failure()
            }
        }
    }
}
