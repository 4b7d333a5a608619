import Learning

/// Held-out reconstruction of the nine descriptors, split by artist: `Benchmarks autoencoder TABLE.csv [LATENT…]`.
///
/// Prints the split (one line of held-out row numbers) with `--split`, so that peers measure on the same rows.
enum AutoencoderBenchmark {
    static let heldOutShare = 0.2
    static let seed: UInt64 = 7

    static func run(_ arguments: [String]) throws {
        guard let path = arguments.first else {
            print("autoencoder TABLE.csv [LATENT…]")
            return
        }
        let spotify = try SpotifyTable(path: path)
        let table = VectorTable(columns: SpotifyTable.descriptorNames.count, rows: spotify.descriptors)
        let split = try GroupedSplit.holdOut(heldOutShare, groups: spotify.artists, seed: seed)
        let training = table.selecting(split.training)
        let heldOut = table.selecting(split.heldOut)
        let standardizer = Standardizer(of: training)
        let components = PrincipalComponents(of: standardizer.apply(to: training))
        let sizes = arguments.dropFirst().compactMap { Int($0) }
        for size in sizes.isEmpty ? [2, 4, 6, 8] : sizes {
            let start = ContinuousClock.now
            let options = AutoencoderOptions(
                latentSize: size, hidden: [128, 128], noise: 0.02,
                plan: TrainingPlan(
                    epochsMax: 40, batchSize: 256, learningRate: 3e-3, rule: .adamW(decay: 1e-5),
                    gradientNormMax: 1, validationShare: 0.05, seed: seed, threads: 1))
            let model = try AutoencoderTrainer(options: options).train(
                vectors: training, groups: split.training.map { spotify.artists[$0] }, featureSet: "spotify-9"
            )
            let seconds: Double = (ContinuousClock.now - start) / .seconds(1)
            let latent = try model.embed(heldOut, featureSet: "spotify-9")
            let rebuilt = try model.reconstruct(heldOut, featureSet: "spotify-9")
            let error =
                zip(standardizer.apply(to: heldOut).values, standardizer.apply(to: rebuilt).values)
                .reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) } / Double(heldOut.values.count)
            let byComponents = components.reconstructionError(
                of: standardizer.apply(to: heldOut), keeping: min(size, table.columns))
            print(
                #"{"benchmark":"autoencoder","latent":\#(latent.columns),"held_out_rows":\#(heldOut.rows),"#
                    + #""mse":\#(error),"pca_mse":\#(byComponents),"epochs":\#(model.card.history.epochs.count),"#
                    + #""seconds":\#(seconds)}"#)
        }
    }
}
