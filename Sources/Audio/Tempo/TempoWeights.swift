/// The weights of `TempoFinder.features`, fitted on rendered music of known tempo (Benchmarks/peers/fit_tempo.py).
enum TempoWeights {
    static let values: [Double] = [
        // all bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        0.085, 0.721, 0.563, 0.208, 1.272, -0.599, -0.327, 0.973, 1.223, 1.503,
        // the lowest band: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        0.364, -0.312, 0.416, -0.641, -0.699, -1.17, -0.394, 1.045, -0.152, 1.837,
        // low middle bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -0.507, 0.606, 0.377, 0.171, 1.367, -0.604, -0.549, 0.706, 1.847, 1.68,
        // high bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        0.724, 0.72, 1.246, 0.51, 1.364, -0.508, 0.631, 1.071, 0.583, 0.617,
        // octaves from 120: once, squared, cubed
        2.307, -1.06, -1.322,
    ]
}
