/// How much each step above the tonic belongs to a key.
package struct KeyProfile: Sendable {
    package let name: String
    package let major: [Double]
    package let minor: [Double]

    /// C. Krumhansl and E. Kessler, Tracing the dynamic changes in perceived tonal organization, 1982.
    package static let krumhansl = KeyProfile(
        name: "Krumhansl",
        major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
        minor: [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])
    /// D. Temperley, What's key for key?, 1999.
    package static let temperley = KeyProfile(
        name: "Temperley",
        major: [5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0],
        minor: [5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0])
    /// D. Temperley, Music and probability, 2007: counts of the Kostka-Payne corpus.
    package static let kostkaPayne = KeyProfile(
        name: "Kostka-Payne",
        major: [0.748, 0.060, 0.488, 0.082, 0.670, 0.460, 0.096, 0.715, 0.104, 0.366, 0.057, 0.400],
        minor: [0.712, 0.084, 0.474, 0.618, 0.049, 0.460, 0.105, 0.747, 0.404, 0.067, 0.133, 0.330])
    /// H. Bellman, About the determination of key of a musical excerpt, 2005, after H. Budge's chord counts.
    package static let bellmanBudge = KeyProfile(
        name: "Bellman-Budge",
        major: [16.80, 0.86, 12.95, 1.41, 13.49, 11.93, 1.25, 20.28, 1.80, 8.04, 0.62, 10.57],
        minor: [18.16, 0.69, 12.99, 13.34, 1.07, 11.15, 1.38, 21.07, 7.49, 1.53, 0.92, 10.21])
    /// B. Aarden, Dynamic melodic expectancy, 2003.
    package static let aarden = KeyProfile(
        name: "Aarden",
        major: [17.77, 0.146, 14.93, 0.160, 19.80, 11.36, 0.291, 22.06, 0.146, 8.155, 0.233, 4.951],
        minor: [18.26, 0.738, 14.05, 16.86, 0.702, 14.44, 0.702, 18.62, 4.566, 1.932, 7.376, 1.756])
    /// J. Albrecht and D. Shanahan, The use of large corpora to train a new type of key-finding algorithm, 2013.
    package static let albrechtShanahan = KeyProfile(
        name: "Albrecht-Shanahan",
        major: [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081],
        minor: [0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052])
    /// I. Sha'ath, Estimation of key in digital music recordings, 2011.
    package static let shaath = KeyProfile(
        name: "Sha'ath",
        major: [6.6, 2.0, 3.5, 2.3, 4.6, 4.0, 2.5, 5.2, 2.4, 3.7, 2.3, 3.4],
        minor: [6.5, 2.7, 3.5, 5.4, 2.6, 3.5, 2.5, 5.2, 4.0, 2.7, 4.3, 3.2])
    /// Á. Faraldo, E. Gómez, S. Jordà, P. Herrera, Key estimation in electronic dance music, 2016.
    package static let electronic = KeyProfile(
        name: "EDMA",
        major: [
            0.165, 0.0475, 0.0829, 0.0669, 0.0999, 0.0927, 0.0529, 0.1316, 0.0522, 0.0744, 0.0694, 0.0643,
        ],
        minor: [
            0.1724, 0.0534, 0.0761, 0.1004, 0.0562, 0.0853, 0.0498, 0.1345, 0.0746, 0.0500, 0.0919, 0.0555,
        ])

    package static let all = [
        krumhansl, temperley, kostkaPayne, bellmanBudge, aarden, albrechtShanahan, shaath, electronic,
    ]

    /// Both modes with mean 0 and length 1, so that a product with a centred, unit chroma is a correlation.
    var standardized: (major: [Double], minor: [Double]) {
        (Self.standardize(major), Self.standardize(minor))
    }

    static func standardize(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(values.count)
        let centred = values.map { $0 - mean }
        let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? centred.map { $0 / length } : centred
    }
}
