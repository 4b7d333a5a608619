import CVectorSearch
import CatalogCore

/// An order of vectors by direction, in which a search passes over what cannot be among its best: exact all the same.
///
/// Each vector belongs to the cell whose centre is nearest by direction, and lies there by its angle to the centre, in
/// blocks of `blockSize`. A vector at angle θ from a centre is at least |φ - θ| from a query at angle φ, so that its dot
/// product is at most |q| |x| cos(φ - θ): what a block can reach at best is known from its nearest and farthest angle
/// and its longest vector. Vectors that lie in heaps, as those of music do, leave few blocks to read.
package struct VectorCells: Sendable {
    /// As many as a word of a filter has bits.
    package static let blockSize = 64
    /// Fewer vectors are read as quickly as they are passed over.
    package static let rowCountMin = 16_384
    private static let roundCount = 6
    private static let sampleCountPerCell = 48
    private static let partCount = 1 << 16

    /// The vector at each place, -1 for none: cells begin at whole blocks.
    package let rows: Column<Int32>
    /// The first block of each cell, and the end of the last.
    package let firstBlocks: Column<Int32>
    /// Unit vectors, `dimension` each.
    package let centers: Column<Float>
    /// By block: the cosines of the nearest and the farthest angle from the centre, and the longest vector.
    package let bounds: Column<Float>
    /// By cell: how large a part of what a query has beside the centre its vectors share, as the root of the mean square of
    /// the cosines. Only a vector that shares all of it reaches as far as the bounds say.
    package let spreads: Column<Float>
    let reaches: [Reach]

    /// What a whole cell can reach.
    struct Reach: Sendable {
        /// The cosine of the angle of what lies farthest from the centre.
        var farthest: Float = 1
        var longest: Float = 0
    }

    package var placeCount: Int { rows.count }
    package var cellCount: Int { firstBlocks.count - 1 }

    /// Takes parts that were made by `init(of:)`; nil where their sizes do not agree.
    package init?(
        rows: Column<Int32>, firstBlocks: Column<Int32>, centers: Column<Float>, bounds: Column<Float>,
        spreads: Column<Float>, dimension: Int
    ) {
        let blockCount = rows.count / Self.blockSize
        guard rows.count % Self.blockSize == 0, firstBlocks.count > 1, bounds.count == blockCount * 3,
            centers.count == (firstBlocks.count - 1) * dimension, firstBlocks[0] == 0,
            Int(firstBlocks[firstBlocks.count - 1]) == blockCount, spreads.count == firstBlocks.count - 1
        else { return nil }
        var reaches = [Reach](repeating: Reach(), count: firstBlocks.count - 1)
        for cell in reaches.indices {
            guard firstBlocks[cell] <= firstBlocks[cell + 1] else { return nil }
            for block in Int(firstBlocks[cell])..<Int(firstBlocks[cell + 1]) {
                reaches[cell].farthest = min(reaches[cell].farthest, bounds[block * 3 + 1])
                reaches[cell].longest = max(reaches[cell].longest, bounds[block * 3 + 2])
            }
        }
        self.rows = rows
        self.firstBlocks = firstBlocks
        self.centers = centers
        self.bounds = bounds
        self.spreads = spreads
        self.reaches = reaches
    }

    /// Where each row lies; -1 for one that is in no cell.
    func places(rowCount: Int) -> [Int32] {
        var places = [Int32](repeating: -1, count: rowCount)
        for place in 0..<rows.count where rows[place] >= 0 { places[Int(rows[place])] = Int32(place) }
        return places
    }

    /// Orders the rows that are not zero; nil where there are too few to be worth it.
    init?(
        of shorts: Column<Int16>, _ units: Column<Float>, stride: Int, dimension: Int,
        rest: @escaping @Sendable () -> Void
    ) {
        let present = (0..<Int32(units.count)).filter { units[Int($0)] > 0 }
        guard present.count >= Self.rowCountMin else { return nil }
        let cellCount = Int(Double(present.count).squareRoot())
        let finder = CellFinder(
            shorts: shorts, units: units, stride: stride, dimension: dimension, rest: rest)
        // By chance, not by steps: rows come by artist and album.
        var generator = SplitMix64(seed: 1)
        let sample = Array(
            present.shuffled(using: &generator).prefix(cellCount * Self.sampleCountPerCell))
        let centers = finder.centers(
            from: sample.sorted(), start: sample.prefix(cellCount).sorted(), roundCount: Self.roundCount)
        var cells: [[CellFinder.Near]] = Array(repeating: [], count: cellCount)
        // Part by part: what is known of all at once would take as much memory as the rows' bytes.
        for start in Swift.stride(from: 0, to: present.count, by: Self.partCount) {
            let part = Array(present[start..<min(present.count, start + Self.partCount)])
            for near in finder.nearest(of: part, to: centers) { cells[Int(near.cell)].append(near) }
        }
        var rows: [Int32] = []
        var firstBlocks: [Int32] = [0]
        var bounds: [Float] = []
        for var cell in cells {
            cell.sort { $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.row < $1.row }
            for start in Swift.stride(from: 0, to: cell.count, by: Self.blockSize) {
                let block = cell[start..<min(cell.count, start + Self.blockSize)]
                rows += block.map(\.row)
                rows += [Int32](repeating: -1, count: Self.blockSize - block.count)
                bounds += [
                    cell[start].cosine, cell[block.endIndex - 1].cosine,
                    block.reduce(0) { max($0, $1.length) },
                ]
            }
            firstBlocks.append(Int32(rows.count / Self.blockSize))
        }
        let spreads = finder.spreads(of: cells, around: centers, queries: finder.queries(from: sample))
        self.init(
            rows: Column(rows), firstBlocks: Column(firstBlocks), centers: Column(centers),
            bounds: Column(bounds), spreads: Column(spreads), dimension: dimension)
    }
}

/// Centres of heaps of directions: k-means on the unit sphere.
private struct CellFinder {
    let shorts: Column<Int16>
    let units: Column<Float>
    let stride: Int
    let dimension: Int
    /// Gives back the memory of what was read.
    let rest: @Sendable () -> Void

    private static let chunkSize = 1_024
    /// Rows of a sample lie so far apart that each brings in pages of its own.
    private static let restStep = 4 * chunkSize
    private static let queryCount = 32
    private static let rowsPerMiddle = 4
    private static let rowCountOfSpread = 32
    private static let besideMin: Float = 1e-6

    /// A row with the cell that is nearest to it.
    struct Near {
        let row: Int32
        let cell: Int32
        let cosine: Float
        let length: Float
    }

    /// Centres of some rows, `dimension` values each, as many as rows are where they start.
    func centers(from sample: [Int32], start: [Int32], roundCount: Int) -> [Float] {
        let count = start.count
        var centers = directions(of: start[...]).values
        for _ in 0..<roundCount {
            var sums = [Float](repeating: 0, count: centers.count)
            let cells = nearest(of: sample, to: centers)
            for start in Swift.stride(from: 0, to: sample.count, by: Self.chunkSize) {
                let part = sample[start..<min(sample.count, start + Self.chunkSize)]
                let values = directions(of: part).values
                for place in part.indices {
                    let from = (place - start) * dimension
                    for column in 0..<dimension {
                        sums[Int(cells[place].cell) * dimension + column] += values[from + column]
                    }
                }
            }
            for cell in 0..<count {
                let range = cell * dimension..<(cell + 1) * dimension
                let length = sums[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
                // A centre that nobody is nearest to stays.
                guard length > 0 else { continue }
                for place in range { centers[place] = sums[place] / length }
            }
        }
        return centers
    }

    /// The cell of each row; the same on any number of cores.
    func nearest(of rows: [Int32], to centers: [Float]) -> [Near] {
        let cellCount = centers.count / dimension
        return Parallel.mapChunks(of: rows.count, chunkSize: Self.chunkSize) { _, places in
            if places.lowerBound % Self.restStep == 0 { rest() }
            let (values, lengths) = directions(of: rows[places])
            let products = EngineThreads.with(1) {
                MatrixProduct.multiply(
                    values, centers, rightOrientation: .transposed, rows: places.count, inner: dimension,
                    columns: cellCount)
            }
            return places.map { place in
                let start = (place - places.lowerBound) * cellCount
                var best = (cell: 0, cosine: -Float.infinity)
                products.withUnsafeBufferPointer { products in
                    for cell in 0..<cellCount where products[start + cell] > best.cosine {
                        best = (cell, products[start + cell])
                    }
                }
                return Near(
                    row: rows[place], cell: Int32(best.cell), cosine: max(-1, min(1, best.cosine)),
                    length: lengths[place - places.lowerBound])
            }
        }.flatMap { $0 }
    }

    /// What may be asked for: some rows, and as many middles of four.
    func queries(from sample: [Int32]) -> [Float] {
        let values = directions(of: sample.prefix(Self.queryCount)).values
        var queries = values
        for row in 0..<values.count / dimension {
            var middle = [Float](repeating: 0, count: dimension)
            for other in row..<row + Self.rowsPerMiddle {
                let start = other * dimension % values.count
                for column in middle.indices { middle[column] += values[start + column] }
            }
            let length = vector_dot(middle, middle, dimension).squareRoot()
            queries += length > 0 ? middle.map { $0 / length } : middle
        }
        return queries
    }

    /// Of each cell what `VectorCells.spreads` says, by some of its rows and these queries.
    func spreads(of cells: [[Near]], around centers: [Float], queries: [Float]) -> [Float] {
        // A file comes in by many pages for each row that is read here and there.
        Parallel.mapChunks(of: cells.count, chunkSize: 4) { _, places in
            rest()
            return places.map { spread(of: cells[$0], around: centers, at: $0 * dimension, queries) }
        }.flatMap { $0 }
    }

    private func spread(of cell: [Near], around centers: [Float], at start: Int, _ queries: [Float]) -> Float
    {
        let step = max(1, cell.count / Self.rowCountOfSpread)
        let some = Swift.stride(from: 0, to: cell.count, by: step).map { cell[$0] }
        let values = directions(of: some.map(\.row)[...]).values
        var (sum, count) = (Float(0), Float(0))
        centers.withUnsafeBufferPointer { centers in
            queries.withUnsafeBufferPointer { queries in
                values.withUnsafeBufferPointer { values in
                    guard let center = centers.baseAddress.map({ $0 + start }),
                        let first = values.baseAddress,
                        let ask = queries.baseAddress
                    else { return }
                    for query in Swift.stride(from: 0, to: queries.count, by: dimension) {
                        let toCenter = vector_dot(ask + query, center, dimension)
                        for (place, near) in some.enumerated() {
                            // What both have beside the centre, and how long it is.
                            let beside = (1 - toCenter * toCenter) * (1 - near.cosine * near.cosine)
                            guard beside > Self.besideMin else { continue }
                            let product = vector_dot(ask + query, first + place * dimension, dimension)
                            let shared = product - toCenter * near.cosine
                            sum += shared * shared / beside
                            count += 1
                        }
                    }
                }
            }
        }
        // Of a cell of one direction nothing is beside the centre.
        return count > 0 ? (sum / count).squareRoot() : 1
    }

    /// The unit vectors of rows, `dimension` values each, and how long the rows are.
    private func directions(of rows: ArraySlice<Int32>) -> (values: [Float], lengths: [Float]) {
        var padded = [Float](repeating: 0, count: rows.count * stride)
        vector_lengthen(shorts.pointer, units.pointer, stride, Array(rows), rows.count, &padded)
        var values: [Float] = []
        values.reserveCapacity(rows.count * dimension)
        var lengths: [Float] = []
        lengths.reserveCapacity(rows.count)
        padded.withUnsafeBufferPointer { padded in
            for start in Swift.stride(from: 0, to: padded.count, by: stride) {
                var square: Float = 0
                for place in start..<start + dimension { square += padded[place] * padded[place] }
                let length = square.squareRoot()
                lengths.append(length)
                for place in start..<start + dimension { values.append(padded[place] / length) }
            }
        }
        return (values, lengths)
    }
}
