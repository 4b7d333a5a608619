/// Order statistics with linear interpolation between neighbours, as numpy has them.
package enum Quantiles {
    /// The value that a share of the sorted values lies below; 0 for none.
    package static func quantile(_ share: Double, ofSorted values: [Float]) -> Double {
        guard let last = values.last else { return 0 }
        let place = share * Double(values.count - 1)
        let index = Int(place)
        guard index + 1 < values.count else { return Double(last) }
        let low = Double(values[index])
        return low + (place - Double(index)) * (Double(values[index + 1]) - low)
    }

    package static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
