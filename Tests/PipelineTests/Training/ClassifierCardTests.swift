import Learning
import Pipeline
import Testing

@Suite struct ClassifierCardTests {
    @Test func settingsAreToldWithTheDigitsThatCount() {
        let choice = ClassifierChoice(
            algorithm: .radialMachine,
            settings: [
                "width": 0.5150983108, "penalty": 81.848035638, "leaf_rows": 3, "smoothing": 1e-9,
                "shrinkage": 0,
            ],
            accuracy: 0)
        #expect(
            ClassifierCard.words(choice)
                == "leaf_rows 3, penalty 81.85, shrinkage 0, smoothing 1e-09, width 0.5151")
    }
}
