import Pipeline
import Testing

@Suite struct FigureCheckTests {
    private static let check: FigureCheck = {
        var check = FigureCheck()
        for figure in [3.27, 0.4, -0.12, 1, 5, 80, 2_400] { check.allow(figure) }
        check.allow(figuresIn: "mfcc 3 mean")
        return check
    }()

    @Test(arguments: [
        "Rated 3.27 of 5.", "It gains 0.40 by rhythm, and loses -0.12 (or 0.12).",
        "Four ratings of 80% lie there.",
        "No figures at all.", "The mfcc 3 is 3.", "A comma: 3,27.", "2400 Hz",
    ]) func givenFiguresPass(text: String) {
        var check = Self.check
        check.allow(4)
        #expect(check.firstInvention(in: text) == nil, "\(text)")
    }

    @Test(arguments: [
        ("Rated 3.3 of 5.", "3.3"), ("It gains 0.36.", "0.36"), ("In 1 of 20 cases.", "20"),
        ("Seven listeners agree.", "seven"), ("About twenty-five people.", "twenty"), ("v2.1.3", "v2.1.3"),
        ("It has 4e2 fans.", "4e2"), ("٣ stars", "٣"), ("２４０１ Hz", "２４０１"), ("1.000.000", "1.000.000"),
    ]) func inventedFiguresAreNamed(text: String, invention: String) {
        #expect(Self.check.firstInvention(in: text) == invention)
    }
}
