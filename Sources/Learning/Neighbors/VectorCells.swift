import CatalogCore
import Glibc

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

    /// The vector at each place, -1 for none: cells begin at whole blocks.
    package let rows: Column<Int32>
    /// The first block of each cell, and the end of the last.
    package let firstBlocks: Column<Int32>
    /// Unit vectors, `dimension` each.
    package let centers: Column<Float>
    /// By block: the nearest and the farthest angle from the centre, and the longest vector.
    package let bounds: Column<Float>
    let reaches: [Reach]

    /// What a whole cell can reach.
    struct Reach: Sendable {
        var farthest: Float = 0
        var longest: Float = 0
    }

    package var placeCount: Int { rows.count }
    package var cellCount: Int { firstBlocks.count - 1 }

    /// Takes parts that were made by `init(of:)`; nil where their sizes do not agree.
    package init?(
        rows: Column<Int32>, firstBlocks: Column<Int32>, centers: Column<Float>, bounds: Column<Float>,
        dimension: Int
    ) {
        let blockCount = rows.count / Self.blockSize
        guard rows.count % Self.blockSize == 0, firstBlocks.count > 1, bounds.count == blockCount * 3,
            centers.count == (firstBlocks.count - 1) * dimension, firstBlocks[0] == 0,
            Int(firstBlocks[firstBlocks.count - 1]) == blockCount
        else { return nil }
        var reaches = [Reach](repeating: Reach(), count: firstBlocks.count - 1)
        for cell in reaches.indices {
            guard firstBlocks[cell] <= firstBlocks[cell + 1] else { return nil }
            for block in Int(firstBlocks[cell])..<Int(firstBlocks[cell + 1]) {
                reaches[cell].farthest = max(reaches[cell].farthest, bounds[block * 3 + 1])
                reaches[cell].longest = max(reaches[cell].longest, bounds[block * 3 + 2])
            }
        }
        self.rows = rows
        self.firstBlocks = firstBlocks
        self.centers = centers
        self.bounds = bounds
        self.reaches = reaches
    }

    /// Orders the rows that are not zero; nil where there are too few to be worth it.
    init?(of floats: Column<Float>, stride: Int, dimension: Int, lengths: [Float]) {
        let present = lengths.indices.filter { lengths[$0] > 0 }
        guard present.count >= Self.rowCountMin else { return nil }
        let cellCount = Int(Double(present.count).squareRoot())
        let finder = CellFinder(floats: floats, stride: stride, dimension: dimension, lengths: lengths)
        // By chance, not by steps: rows come by artist and album.
        var generator = SplitMix64(seed: 1)
        let sample = Array(
            present.shuffled(using: &generator).prefix(cellCount * Self.sampleCountPerCell))
        let centers = finder.centers(from: sample, count: cellCount, roundCount: Self.roundCount)
        var cells: [[(row: Int32, angle: Float)]] = Array(repeating: [], count: cellCount)
        for (row, near) in zip(present, finder.nearest(of: present, to: centers)) {
            cells[near.cell].append((Int32(row), acosf(max(-1, min(1, near.cosine)))))
        }
        var rows: [Int32] = []
        var firstBlocks: [Int32] = [0]
        var bounds: [Float] = []
        for var cell in cells {
            cell.sort { $0.angle != $1.angle ? $0.angle < $1.angle : $0.row < $1.row }
            for start in Swift.stride(from: 0, to: cell.count, by: Self.blockSize) {
                let block = cell[start..<min(cell.count, start + Self.blockSize)]
                rows += block.map(\.row)
                rows += [Int32](repeating: -1, count: Self.blockSize - block.count)
                bounds += [
                    cell[start].angle, cell[block.endIndex - 1].angle,
                    block.reduce(0) { max($0, lengths[Int($1.row)]) },
                ]
            }
            firstBlocks.append(Int32(rows.count / Self.blockSize))
        }
        self.init(
            rows: Column(rows), firstBlocks: Column(firstBlocks), centers: Column(centers),
            bounds: Column(bounds), dimension: dimension)
    }
}

/// Centres of heaps of directions: k-means on the unit sphere.
private struct CellFinder {
    let floats: Column<Float>
    let stride: Int
    let dimension: Int
    let lengths: [Float]

    private static let chunkSize = 1_024

    /// Centres of some rows, `dimension` values each; the first rows are where they start.
    func centers(from sample: [Int], count: Int, roundCount: Int) -> [Float] {
        var centers = sample.prefix(count).flatMap(direction(of:))
        for _ in 0..<roundCount {
            var sums = [Float](repeating: 0, count: centers.count)
            for (row, near) in zip(sample, nearest(of: sample, to: centers)) {
                let base = floats.pointer + row * stride
                for place in 0..<dimension {
                    sums[near.cell * dimension + place] += base[place] / lengths[row]
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

    /// The cell of each row, with the cosine of its angle to the centre; the same on any number of cores.
    func nearest(of rows: [Int], to centers: [Float]) -> [(cell: Int, cosine: Float)] {
        let cellCount = centers.count / dimension
        return Parallel.mapChunks(of: rows.count, chunkSize: Self.chunkSize) { _, places in
            let products = EngineThreads.with(1) {
                MatrixProduct.multiply(
                    places.flatMap { direction(of: rows[$0]) }, centers, rightOrientation: .transposed,
                    rows: places.count, inner: dimension, columns: cellCount)
            }
            return (0..<places.count).map { place in
                var best = (cell: 0, cosine: -Float.infinity)
                products.withUnsafeBufferPointer { products in
                    for cell in 0..<cellCount where products[place * cellCount + cell] > best.cosine {
                        best = (cell, products[place * cellCount + cell])
                    }
                }
                return best
            }
        }.flatMap { $0 }
    }

    private func direction(of row: Int) -> [Float] {
        floats.values(row * stride..<row * stride + dimension).map { $0 / lengths[row] }
    }
}
