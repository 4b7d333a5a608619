import Learning
import Testing

@Suite struct OptimizerTests {
    @Test func adamWFollowsItsFormula() {
        let parameter = Parameter(name: "w", sides: [2], values: [1, -2], decays: true)
        var optimizer = Optimizer(.adamW(decay: 0.1))
        var (m, v, w) = ([0.0, 0.0], [0.0, 0.0], [1.0, -2.0])
        for step in 1...5 {
            let gradient = [0.5 / Double(step), -0.25 * Double(step)]
            parameter.gradient = gradient.map { Float($0) }
            optimizer.step([parameter], rate: 0.01)
            var (power1, power2) = (1.0, 1.0)
            for _ in 0..<step { (power1, power2) = (power1 * 0.9, power2 * 0.999) }
            for index in 0..<2 {
                m[index] = 0.9 * m[index] + 0.1 * gradient[index]
                v[index] = 0.999 * v[index] + 0.001 * gradient[index] * gradient[index]
                let move = m[index] / (1 - power1) / ((v[index] / (1 - power2)).squareRoot() + 1e-8)
                w[index] -= 0.01 * 0.1 * w[index] + 0.01 * move
                #expect(abs(Double(parameter.values[index]) - w[index]) < 1e-5)
            }
        }
    }

    @Test func momentumGathersSpeed() {
        let parameter = Parameter(name: "w", sides: [1], values: [0], decays: false)
        var optimizer = Optimizer(.sgd(momentum: 0.5))
        for _ in 0..<3 {
            parameter.gradient = [1]
            optimizer.step([parameter], rate: 0.1)
        }
        // 0.1 · (1 + 1.5 + 1.75)
        #expect(abs(parameter.values[0] + 0.425) < 1e-6)
    }

    @Test func longGradientsAreShortened() {
        let parameter = Parameter(name: "w", sides: [2], values: [0, 0], decays: false)
        parameter.gradient = [3, 4]
        #expect(GradientNorm.clip([parameter], to: 1) == 5)
        #expect(abs(parameter.gradient[0] - 0.6) < 1e-6 && abs(parameter.gradient[1] - 0.8) < 1e-6)
        #expect(GradientNorm.clip([parameter], to: 2) <= 1.0001)
    }

    @Test func schedulesGoTheirWay() {
        let cosine = Schedule(.cosine(floor: 0.1), warmUpShare: 0.1)
        func factor(_ schedule: Schedule, _ step: Int, epoch: Int = 0, reductions: Int = 0) -> Float {
            schedule.factor(step: step, steps: 100, epoch: epoch, reductions: reductions)
        }
        #expect(abs(factor(cosine, 0) - 0.1) < 1e-6)
        #expect(factor(cosine, 9) == 1)
        #expect(abs(factor(cosine, 55) - 0.55) < 1e-3)
        #expect(factor(cosine, 100) < 0.1001)
        #expect(factor(Schedule(.step(epochs: 2, factor: 0.5)), 0, epoch: 5) == 0.25)
        #expect(factor(Schedule(.plateau(patience: 3, factor: 0.5)), 0, reductions: 2) == 0.25)
        #expect(factor(Schedule(.constant), 50) == 1)
    }
}
