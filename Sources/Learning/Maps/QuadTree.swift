/// Points in the plane as squares in squares, in the order of a walk: a square that lies far away is skipped with all in it.
///
/// Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 324, 1986.
struct QuadTree {
    struct Node {
        /// The centre of mass.
        var x: Float
        var y: Float
        var mass: Float
        var squaredWidth: Float
        /// The node after all that lie in this one.
        var next: Int32
    }

    private static let depthMax = 40

    private(set) var nodes: [Node] = []
    private var order: [Int32] = []
    private var spare: [Int32] = []

    /// Sorts points that lie as x, y, x, y, …
    mutating func build(_ points: UnsafePointer<Float>, count: Int) {
        nodes.removeAll(keepingCapacity: true)
        if order.count != count {
            order = (0..<Int32(count)).map { $0 }
            spare = order
        }
        guard count > 0 else { return }
        var (lowX, highX, lowY, highY) = (Float.infinity, -Float.infinity, Float.infinity, -Float.infinity)
        for index in 0..<count {
            lowX = min(lowX, points[2 * index])
            highX = max(highX, points[2 * index])
            lowY = min(lowY, points[2 * index + 1])
            highY = max(highY, points[2 * index + 1])
        }
        let width = max(highX - lowX, highY - lowY, .leastNormalMagnitude)
        add(0..<count, points, lowX + width / 2, lowY + width / 2, width, depth: 0)
    }

    private mutating func add(
        _ range: Range<Int>, _ points: UnsafePointer<Float>, _ x: Float, _ y: Float, _ width: Float,
        depth: Int
    ) {
        let own = nodes.count
        var (sumX, sumY) = (Float(0), Float(0))
        for place in range {
            sumX += points[2 * Int(order[place])]
            sumY += points[2 * Int(order[place]) + 1]
        }
        let mass = Float(range.count)
        nodes.append(
            Node(x: sumX / mass, y: sumY / mass, mass: mass, squaredWidth: width * width, next: 0))
        if range.count == 1 || depth >= Self.depthMax {
            // Points that lie on each other are one.
            nodes[own].squaredWidth = 0
        } else {
            let ends = split(range, points, x, y)
            let quarter = width / 4
            var start = range.lowerBound
            for (part, end) in ends.enumerated() where end > start {
                add(
                    start..<end, points, x + (part & 1 == 0 ? -quarter : quarter),
                    y + (part & 2 == 0 ? -quarter : quarter), width / 2, depth: depth + 1)
                start = end
            }
        }
        nodes[own].next = Int32(nodes.count)
    }

    /// Sorts the points of a range by quarter; returns where each quarter ends.
    private mutating func split(
        _ range: Range<Int>, _ points: UnsafePointer<Float>, _ x: Float, _ y: Float
    ) -> [Int] {
        var counts = (0, 0, 0, 0)
        func part(_ point: Int32) -> Int {
            (points[2 * Int(point)] > x ? 1 : 0) | (points[2 * Int(point) + 1] > y ? 2 : 0)
        }
        for place in range {
            switch part(order[place]) {
            case 0: counts.0 += 1
            case 1: counts.1 += 1
            case 2: counts.2 += 1
            default: counts.3 += 1
            }
        }
        let first = range.lowerBound + counts.0
        let second = first + counts.1
        let third = second + counts.2
        var (a, b, c, d) = (range.lowerBound, first, second, third)
        for place in range {
            let point = order[place]
            switch part(point) {
            case 0:
                spare[a] = point
                a += 1
            case 1:
                spare[b] = point
                b += 1
            case 2:
                spare[c] = point
                c += 1
            default:
                spare[d] = point
                d += 1
            }
        }
        for place in range { order[place] = spare[place] }
        return [first, second, third, range.upperBound]
    }

    /// Adds up how all points push the one at a place: the force without its normaliser, and its part of the normaliser.
    static func repulsion(
        at x: Float, _ y: Float, _ nodes: UnsafePointer<Node>, count: Int, squaredAccuracy: Float
    ) -> (x: Float, y: Float, normalizer: Float) {
        var (forceX, forceY, normalizer) = (Float(0), Float(0), Float(0))
        var index = 0
        while index < count {
            let node = nodes[index]
            let (dx, dy) = (x - node.x, y - node.y)
            let squared = dx * dx + dy * dy
            if node.squaredWidth < squaredAccuracy * squared || node.squaredWidth == 0 {
                index = Int(node.next)
                // The point itself, and those that lie on it, do not push.
                if squared > 0 {
                    let share = 1 / (1 + squared)
                    let weight = node.mass * share
                    normalizer += weight
                    forceX += weight * share * dx
                    forceY += weight * share * dy
                }
            } else {
                index += 1
            }
        }
        return (forceX, forceY, normalizer)
    }
}
