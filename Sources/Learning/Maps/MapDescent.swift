import CatalogCore

/// The points of a map on their way: drawn to their neighbours, pushed by all others.
struct MapDescent {
    private(set) var points: [Float]
    private let affinities: NeighborAffinities
    private let squaredAccuracy: Float
    private let rate: Float
    private let leastGain: Float
    private let chunk: Int
    private var speeds: [Float]
    private var gains: [Float]
    private var tree = QuadTree()

    init(
        points: [Float], affinities: NeighborAffinities, squaredAccuracy: Float, rate: Float,
        leastGain: Float,
        chunk: Int
    ) {
        self.points = points
        self.affinities = affinities
        self.squaredAccuracy = squaredAccuracy
        self.rate = rate
        self.leastGain = leastGain
        self.chunk = chunk
        speeds = [Float](repeating: 0, count: points.count)
        gains = [Float](repeating: 1, count: points.count)
    }

    mutating func step(exaggeration: Float, momentum: Float) {
        let (pull, push, normalizer) = forces()
        for index in points.indices {
            let gradient = 4 * (exaggeration * pull[index] - push[index] / normalizer)
            // A direction that stays is trusted more.
            gains[index] = speeds[index] * gradient < 0 ? gains[index] + 0.2 : gains[index] * 0.8
            gains[index] = max(gains[index], leastGain)
            speeds[index] = momentum * speeds[index] - rate * gains[index] * gradient
            points[index] += speeds[index]
        }
    }

    private mutating func forces() -> (pull: [Float], push: [Float], normalizer: Float) {
        let count = points.count / 2
        points.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { tree.build(start, count: count) }
        }
        var pull = [Float](repeating: 0, count: points.count)
        var push = pull
        let (accuracy, chunk, affinities) = (squaredAccuracy, chunk, affinities)
        let normalizers = points.withUnsafeMutableBufferPointer { points in
            pull.withUnsafeMutableBufferPointer { pull in
                push.withUnsafeMutableBufferPointer { push in
                    tree.nodes.withUnsafeBufferPointer { nodes -> [Float] in
                        guard let place = points.baseAddress, let pullStart = pull.baseAddress,
                            let pushStart = push.baseAddress, let first = nodes.baseAddress
                        else { return [] }
                        let work = MapForces(
                            points: place, pull: pullStart, push: pushStart, nodes: first,
                            nodeCount: nodes.count, accuracy: accuracy)
                        return Parallel.mapChunks(of: count, chunkSize: chunk) { _, indices in
                            work.sum(indices, affinities)
                        }
                    }
                }
            }
        }
        return (pull, push, max(normalizers.reduce(0, +), .leastNormalMagnitude))
    }
}

/// The buffers of one step.
///
/// `@unchecked Sendable`: each chunk of the loop writes the forces of its own points, and the loop ends before the
/// buffers do.
private struct MapForces: @unchecked Sendable {
    let points: UnsafeMutablePointer<Float>
    let pull: UnsafeMutablePointer<Float>
    let push: UnsafeMutablePointer<Float>
    let nodes: UnsafePointer<QuadTree.Node>
    let nodeCount: Int
    let accuracy: Float

    /// Returns what the points add to the normaliser.
    func sum(_ indices: Range<Int>, _ affinities: NeighborAffinities) -> Float {
        affinities.neighbors.withUnsafeBufferPointer { neighbors in
            affinities.values.withUnsafeBufferPointer { values in
                var normalizer: Float = 0
                for index in indices {
                    let (x, y) = (points[2 * index], points[2 * index + 1])
                    var (pullX, pullY) = (Float(0), Float(0))
                    for place in affinities.starts[index]..<affinities.starts[index + 1] {
                        let other = Int(neighbors[place])
                        let (dx, dy) = (x - points[2 * other], y - points[2 * other + 1])
                        let weight = values[place] / (1 + dx * dx + dy * dy)
                        pullX += weight * dx
                        pullY += weight * dy
                    }
                    pull[2 * index] = pullX
                    pull[2 * index + 1] = pullY
                    let pushed = QuadTree.repulsion(
                        at: x, y, nodes, count: nodeCount, squaredAccuracy: accuracy)
                    push[2 * index] = pushed.x
                    push[2 * index + 1] = pushed.y
                    normalizer += pushed.normalizer
                }
                return normalizer
            }
        }
    }
}
