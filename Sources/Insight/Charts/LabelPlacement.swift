/// Finds a place for a name beside its point where it covers neither another name nor, if it can, another point.
///
/// Greedy, in the order of asking, over eight places around the point: what finds none is left out. Only on a
/// crowded map may a name cover other points, and then few.
struct LabelPlacement {
    private struct Box {
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double

        func meets(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    private let points: [SVGPicture.Point]
    private let radius: Double
    private let bounds: Box
    private var placed: [Box] = []
    /// The points of each square of the plane, so that a name asks only those near it.
    private let squares: [Int: [Int]]

    private static let squareSide = 48.0
    private static let lineHeight = 12.0
    /// With more points than these a name may cover so many where it finds no free place.
    private static let crowd = 100
    private static let coveredLimit = 3

    init(points: [SVGPicture.Point], radius: Double, left: Double, top: Double, right: Double, bottom: Double)
    {
        self.points = points
        self.radius = radius
        bounds = Box(left: left + 2, top: top + 2, right: right - 2, bottom: bottom - 2)
        var squares: [Int: [Int]] = [:]
        for (index, point) in points.enumerated() {
            squares[Self.square(point.x, point.y), default: []].append(index)
        }
        self.squares = squares
    }

    private static func square(_ x: Double, _ y: Double) -> Int {
        Int((y / squareSide).rounded(.down)) << 20 + Int((x / squareSide).rounded(.down))
    }

    /// Where the words of a point start (or end, or have their middle), on their base line; nil where there is no room.
    mutating func place(_ words: String, beside index: Int) -> (
        x: Double, y: Double, anchor: SVGPicture.Anchor
    )? {
        let width = TextMeasure.width(of: words, size: PictureRole.halo.fontSize)
        let (x, y) = points[index]
        let reach = radius + 3
        let places: [(dx: Double, dy: Double, anchor: SVGPicture.Anchor)] = [
            (reach, 4, .start), (-reach, 4, .end), (0, -reach - 1, .middle), (0, reach + 10, .middle),
            (reach * 0.8, -reach * 0.8, .start), (-reach * 0.8, -reach * 0.8, .end),
            (reach * 0.8, reach + 7, .start), (-reach * 0.8, reach + 7, .end),
        ]
        let coveredLimit = points.count > Self.crowd ? Self.coveredLimit : 0
        var best: (covered: Int, box: Box, place: (Double, Double, SVGPicture.Anchor))?
        for place in places {
            let start =
                switch place.anchor {
                case .start: x + place.dx
                case .end: x + place.dx - width
                case .middle: x - width / 2
                }
            let base = y + place.dy
            let box = Box(
                left: start - 2, top: base - Self.lineHeight + 2, right: start + width + 2, bottom: base + 3)
            guard bounds.left <= box.left, box.right <= bounds.right, bounds.top <= box.top,
                box.bottom <= bounds.bottom,
                !placed.contains(where: box.meets)
            else { continue }
            let covered = pointCount(in: box, except: index)
            if covered < best?.covered ?? coveredLimit + 1 {
                best = (covered, box, (x + place.dx, base, place.anchor))
            }
            if covered == 0 { break }
        }
        guard let best else { return nil }
        placed.append(best.box)
        return (best.place.0, best.place.1, best.place.2)
    }

    private func pointCount(in box: Box, except index: Int) -> Int {
        var count = 0
        for y in stride(from: box.top, through: box.bottom + Self.squareSide, by: Self.squareSide) {
            for x in stride(from: box.left, through: box.right + Self.squareSide, by: Self.squareSide) {
                for other in squares[Self.square(x, y)] ?? [] where other != index {
                    let point = points[other]
                    if point.x + radius > box.left, point.x - radius < box.right, point.y + radius > box.top,
                        point.y - radius < box.bottom
                    {
                        count += 1
                    }
                }
            }
        }
        return count
    }
}
