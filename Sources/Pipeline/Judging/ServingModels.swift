import CatalogCore
import CatalogStore
import Learning

/// The models in use, loaded; one that cannot be used is a sentence.
struct ServingModels: Sendable {
    enum Slot<Model: Sendable>: Sendable {
        case absent
        case ready(id: ModelID, Model)
        case unusable(String)

        var id: ModelID? {
            guard case .ready(let id, _) = self else { return nil }
            return id
        }

        var model: Model? {
            guard case .ready(_, let model) = self else { return nil }
            return model
        }
    }

    /// Which models these are.
    let records: [ModelFamily: ModelRecord]
    let embedding: Slot<Autoencoder>
    let genre: Slot<GenreModel>
    let mood: Slot<MoodModel>
    let rater: Slot<TrackRater>

    static func records(in snapshot: some CatalogReading) throws -> [ModelFamily: ModelRecord] {
        var records: [ModelFamily: ModelRecord] = [:]
        for family in ModelFamily.single {
            records[family] = try snapshot.activeModel(named: family.rawValue)
        }
        return records
    }

    init(_ records: [ModelFamily: ModelRecord], in catalog: Catalog) throws {
        self.records = records
        embedding = try Self.load(records[.embedding]) { try Embedder.model($0, in: catalog) }
        genre = try Self.load(records[.genre]) { record in
            try GenreModel(decoding: catalog.read { try $0.weights(of: record.id) })
        }
        mood = try Self.load(records[.mood]) { record in
            try MoodModel(decoding: catalog.read { try $0.weights(of: record.id) })
        }
        rater = try Self.load(records[.critic]) { try TrackRater($0, in: catalog) }
    }

    /// What is said of a kind of model that is not there or cannot be used; nil where it can.
    func obstacle(_ family: ModelFamily) -> String? {
        switch family {
        case .embedding: Self.obstacle(embedding, family)
        case .genre: Self.obstacle(genre, family)
        case .mood: Self.obstacle(mood, family)
        case .critic: Self.obstacle(rater, family)
        case .classifier: nil
        }
    }

    private static func obstacle<Model>(_ slot: Slot<Model>, _ family: ModelFamily) -> String? {
        switch slot {
        case .ready: nil
        case .unusable(let sentence): sentence
        case .absent: family.absence
        }
    }

    private static func load<Model>(
        _ record: ModelRecord?, _ body: (ModelRecord) throws -> Model
    ) throws -> Slot<Model> {
        guard let record else { return .absent }
        do {
            return .ready(id: record.id, try body(record))
        } catch let error as LearningError {
            return .unusable(error.description)
        } catch let error as TrainingError {
            return .unusable(error.description)
        } catch let error as CatalogError where error.reason == .damaged {
            return .unusable(error.description)
        }
    }
}
