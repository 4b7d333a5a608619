/// The weights of `TempoFinder.features`, fitted on rendered music of known tempo (Benchmarks/peers/fit_tempo.py).
enum TempoWeights {
    static let values: [Double] = [
        // all bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -0.937, 0.169, -0.121, 0.029, 1.396, -1.154, -0.418, 0.623, 1.064, 2.609,
        // the lowest band: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -0.495, -1.146, -0.677, -0.958, -1.199, -1.488, -0.853, 0.044, -0.455, 2.768,
        // low middle bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        -1.972, -0.176, -0.232, 0.099, 1.425, -1.079, -0.549, 0.539, 1.391, 2.751,
        // high bands: at 1/4, 1/3, 1/2, 2/3, 1, 4/3, 3/2, 2, 3, 4 beats
        0.729, 0.501, 0.671, 0.214, 1.736, -1.143, 0.846, 0.988, 0.302, 0.933,
        // octaves from 120: squared, cubed
        -1.496, -1.441,
    ]
}
