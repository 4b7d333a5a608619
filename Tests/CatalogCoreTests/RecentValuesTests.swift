import CatalogCore
import Testing

@Suite struct RecentValuesTests {
    @Test func whatWasAskedForStaysAndWhatWasNotMakesRoom() {
        var values = RecentValues<String, Int>(costMax: 3)
        for (number, name) in ["a", "b", "c"].enumerated() { values.keep(number, of: name) }
        #expect(values.value(of: "a") == 0)
        values.keep(3, of: "d")
        #expect(values.value(of: "a") == 0)
        #expect(values.value(of: "b") == nil)
        #expect(values.value(of: "c") == 2)
        #expect(values.value(of: "d") == 3)
    }

    @Test func whatNobodyAsksForLeavesInItsTurn() {
        var values = RecentValues<Int, Int>(costMax: 100)
        for number in 0..<10_000 { values.keep(number, of: number) }
        #expect(values.count == 100)
        for number in 9_900..<10_000 { #expect(values.value(of: number) == number) }
    }

    @Test func aStreamOfOthersDoesNotDriveOutWhatIsAskedForAgainAndAgain() {
        var values = RecentValues<Int, Int>(costMax: 100)
        for number in 0..<50 { values.keep(number, of: number) }
        for other in 1_000..<5_000 {
            values.keep(other, of: other)
            if other.isMultiple(of: 10) {
                for number in 0..<50 { #expect(values.value(of: number) == number) }
            }
        }
    }

    @Test func theBudgetHoldsAndNothingIsMistaken() {
        var generator = SplitMix64(seed: 3)
        var values = RecentValues<Int, [Int]>(costMax: 500) { _, value in value.count }
        var last: [Int: [Int]] = [:]
        for _ in 0..<20_000 {
            let key = generator.index(below: 60)
            switch generator.index(below: 4) {
            case 0:
                last[key] = Array(repeating: key, count: generator.index(below: 40))
                values.keep(last[key] ?? [], of: key)
            case 1:
                values.remove(key)
                last[key] = nil
            case 2: if let kept = values.value(of: key) { #expect(kept == last[key]) }
            default:
                let isKept = values.value(of: key) != nil
                values.change(key) { $0.append(key) }
                if isKept { last[key]?.append(key) }
            }
            let sum = (0..<60).reduce(0) { sum, key in
                var copy = values
                return sum + (copy.value(of: key)?.count ?? 0)
            }
            #expect(sum <= 500)
        }
    }

    @Test func theLatestIsKeptWhateverItCosts() {
        var values = RecentValues<Int, [Int]>(costMax: 10) { _, value in value.count }
        values.keep([1], of: 1)
        values.keep(Array(0..<100), of: 2)
        #expect(values.value(of: 1) == nil)
        #expect(values.value(of: 2)?.count == 100)
        values.keep([3], of: 3)
        #expect(values.value(of: 2) == nil)
    }
}
