/// The weights of `TempoFinder.features`, fitted on rendered music of known tempo (Benchmarks/peers/fit_tempo.py).
enum TempoWeights {
    static let values: [Double] = [
        // all bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -0.549, 0.077, 0.014, -0.128, 1.285, -0.99, -0.637, 0.683, 1.038, 1.465,
        // the lowest band: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        0.16, -0.842, -0.083, -0.954, -0.957, -1.479, -0.743, 0.516, -0.478, 1.887,
        // low middle bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -1.088, 0.021, -0.256, -0.119, 1.205, -0.924, -0.819, 0.336, 1.63, 1.649,
        // high bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -0.04, -0.063, 0.838, 0.207, 1.488, -0.989, 0.426, 1.026, 0.407, 0.586,
        // octaves from 120: squared, cubed
        -1.169, -1.64,
    ]
}
