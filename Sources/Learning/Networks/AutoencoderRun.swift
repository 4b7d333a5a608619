import CatalogCore

/// The steps of one training run of an autoencoder.
final class AutoencoderRun {
    /// Held-out rows whose neighbours are asked for after each epoch.
    private static let neighborRowsMax = 2_000

    private let options: AutoencoderOptions
    private let path: PrincipalPath
    private let encoder: Network
    private let decoder: Network
    private let table: VectorTable
    private let kin: [Int]?
    private var input: Tensor?
    private var target: Tensor?
    private var gradient: Tensor?
    private var straight: Tensor?

    init(
        options: AutoencoderOptions, path: PrincipalPath, encoder: Network, decoder: Network,
        table: VectorTable, kin: [Int]?
    ) {
        self.options = options
        self.path = path
        self.encoder = encoder
        self.decoder = decoder
        self.table = table
        self.kin = kin
    }

    /// Moves each row's next kin behind it, so that batches hold partners.
    func arrange(_ order: inout [Int]) {
        guard let kin else { return }
        var waiting: [Int: [Int]] = [:]
        for row in order.reversed() { waiting[kin[row], default: []].append(row) }
        var used = Set<Int>()
        var arranged: [Int] = []
        arranged.reserveCapacity(order.count)
        for row in order where !used.contains(row) {
            for _ in 0..<2 {
                guard let partner = waiting[kin[row]]?.popLast() else { break }
                used.insert(partner)
                arranged.append(partner)
            }
        }
        order = arranged
    }

    func step(_ rows: [Int], _ pass: Pass) throws -> Double {
        let shape = Shape.vector(table.columns)
        let input = Tensor.reuse(&input, shape, batch: rows.count)
        let target = Tensor.reuse(&target, shape, batch: rows.count)
        let gradient = Tensor.reuse(&gradient, shape, batch: rows.count)
        table.fill(target, rows)
        input.pointer.update(from: target.pointer, count: target.count)
        if options.noise > 0 {
            var random = SplitMix64(seed: pass.seed ^ 0x4015E)
            for index in 0..<input.count {
                // The sum of four uniform numbers is near enough to normal, and bounded.
                let bits = random.next()
                let sum =
                    Float(bits & 0xFFFF) + Float(bits >> 16 & 0xFFFF) + Float(bits >> 32 & 0xFFFF)
                    + Float(bits >> 48)
                input.pointer[index] += options.noise * (sum * 0x1p-16 - 2) * 1.7320508
            }
        }
        let latent = try encoder.forward(input, pass)
        path.addCoordinates(of: input.pointer, to: latent.pointer, rows: rows.count)
        let output = try decoder.forward(latent, pass)
        path.addPoints(of: latent.pointer, to: output.pointer, rows: rows.count)
        var loss = Loss.meanSquared.evaluate(outputs: output, targets: target, gradient: gradient)
        // Taken before the decoder makes a workspace of the gradient.
        let straight = Tensor.reuse(&straight, .vector(path.latentSize), batch: rows.count)
        straight.values.update(repeating: 0)
        path.addCoordinates(of: gradient.pointer, to: straight.pointer, rows: rows.count)
        guard let pulled = try decoder.backward(gradient, wantsInput: true) else { return loss }
        for index in 0..<pulled.count { pulled.pointer[index] += straight.pointer[index] }
        if let kin {
            loss += ContrastiveLoss(temperature: options.temperature).evaluate(
                latent, groups: rows.map { kin[$0] }, weight: options.groupWeight, addingTo: pulled)
        }
        try encoder.backward(pulled)
        return loss
    }

    /// What validation minimises: the reconstruction and, with a second objective, how few neighbours are kin.
    func error(on heldOut: VectorTable, rows: [Int]) throws -> Double {
        let latent = try embed(heldOut)
        let error = squaredError(heldOut, try rebuild(latent))
        guard let kin else { return error }
        let asked = Array(0..<min(rows.count, AutoencoderRun.neighborRowsMax))
        let precision = NeighborPrecision.measure(
            latent.selecting(asked), labels: asked.map { kin[rows[$0]] })
        return error + Double(options.groupWeight) * (1 - (precision ?? 0))
    }

    func reconstructionError(_ rows: VectorTable) throws -> Double {
        squaredError(rows, try rebuild(embed(rows)))
    }

    private func embed(_ rows: VectorTable) throws -> VectorTable {
        path.addCoordinates(of: rows, to: try encoder.predict(rows))
    }

    private func rebuild(_ latent: VectorTable) throws -> VectorTable {
        path.addPoints(of: latent, to: try decoder.predict(latent))
    }
}
