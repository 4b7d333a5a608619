/// The weights of `TempoFinder.features`, fitted on rendered music of known tempo (Benchmarks/peers/fit_tempo.py).
enum TempoWeights {
    static let values: [Double] = [
        // all bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -0.779, -0.055, -0.04, -0.021, 1.077, -1.052, -0.531, 0.78, 1.049, 1.635,
        // the lowest band: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -0.332, -0.967, -0.284, -0.551, -0.648, -1.427, -0.923, 0.537, -0.069, 1.746,
        // low middle bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -1.408, 0.014, -0.271, -0.025, 1.236, -0.988, -0.621, 0.806, 1.512, 1.802,
        // high bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        0.114, -0.273, 0.749, 0.452, 0.924, -1.031, 0.465, 0.933, 0.64, 0.395,
        // octaves from 120: squared, cubed
        -1.16, -1.493,
    ]
}
