import CatalogStore
import Learning
import Pipeline
import Recommend

/// `catalog train all`
enum TrainAllCommand: Command {
    static let declaration = CommandDeclaration(
        "train all", .models, "learn all that the catalog has enough for",
        detail: """
            The embedding, the genres from tags, the moods, the critic, then what people like. What there is not enough for is said, and \
            the next is trained; exit code 1 then.
            """,
        options: TrainingCommands.common + [TrainGenreCommand.patches, TrainingCommands.precision],
        examples: [CommandExample("catalog train all", "After an ingest and an import.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let options = TrainGenreCommand.options(invocation)
        var isComplete = true
        for family in ModelFamily.single {
            do {
                let outcome = try invocation.withJob { job -> TrainingOutcome? in
                    if job.isCancelled { return nil }
                    let settings = try TrainingCommands.patchSettings(invocation, job)
                    defer { TrainingCommands.end(settings, job) }
                    switch family {
                    case .embedding: return try EmbeddingTraining(catalog, settings: settings).train()
                    case .genre:
                        return try GenreTraining(catalog, settings: settings, labels: .tags, options: options)
                            .train()
                    case .mood: return try MoodTraining(catalog, settings: settings, options: options).train()
                    case .critic: return try CriticTraining(catalog, settings: settings).train()
                    case .classifier: return nil
                    }
                }
                guard let outcome else { return .incomplete }
                try TrainingCommands.report(outcome, invocation)
            } catch let error as TrainingError {
                try invocation.output.warning(error.description)
                isComplete = false
            } catch let error as LearningError {
                try invocation.output.warning(error.description)
                isComplete = false
            }
        }
        // Where people have said enough, what they like, too; where nobody has, nothing is amiss.
        if try catalog.read({ try $0.lastEventID() }) != nil {
            do {
                guard let trained = try TrainRecommenderCommand.train(catalog, .leaveLastOut, invocation)
                else { return .incomplete }
                try TrainRecommenderCommand.report(trained, invocation)
            } catch let error as RecommendError {
                try invocation.output.warning(error.description)
                isComplete = false
            }
        }
        return isComplete ? .complete : .incomplete
    }
}
