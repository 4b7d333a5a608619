import Audio
import CatalogCore
import CatalogStore

/// Judging files that people send, and the tracks of the catalog.
enum AnalysisRoutes {
    private static let job = Parameter<Int>.path("job", .integer(1...1_000_000_000), "the job's number")
    private static let wait = Parameter<Int>.assumed(
        "wait_seconds", .integer(0...60), 20, shown: .integer(20), "answer with a job after so long")
    private static let name = Parameter<String>.assumed(
        "name", .text(1...200), "upload", shown: .string("upload"), "what the file is called")

    static let all: [Route] = [
        Route(
            "POST", "/v1/analyze", "analyze", .listening, .feedback,
            "judge a file: genres, moods, a rating, what is like it",
            detail:
                "The body is the file; what it is, its content tells. It is removed as soon as it was heard.",
            parameters: [name, wait], body: .upload,
            answers: [
                .ok(JudgementAnswer.schema, "The judgement"),
                .json(202, AnalysisJob.schema, "It takes longer: ask for the job"),
            ], problems: [.unsupportedType, .notUnderstood]
        ) { call in
            guard let upload = call.uploadPath else {
                throw Problem(.invalidBody, "The body with the file is missing.")
            }
            try sniff(upload)
            let job = try call.service.desk.take(
                upload: upload, named: call[name], user: call.caller.user, waitSeconds: Double(call[wait]))
            if let problem = job.problem { throw problem }
            if let judgement = job.judgement { return Reply(content: .json(JudgementAnswer.json(judgement))) }
            var reply = Reply(status: 202, content: .json(job.json))
            reply.headers = [("Location", "/v1/jobs/\(job.number)")]
            return reply
        },
        Route(
            "GET", "/v1/jobs/{job}", "getJob", .listening, .feedback, "show how far a judgement is",
            parameters: [job], answers: [.ok(AnalysisJob.schema, "The job, with its result at the end")]
        ) { call in Reply(content: .json(try known(call).json)) },
        Route(
            "DELETE", "/v1/jobs/{job}", "cancelJob", .listening, .feedback, "end a judgement",
            parameters: [job], answers: [.nothing(204, "It ends; the file is removed")]
        ) { call in
            call.service.desk.cancel(try known(call).number)
            return .nothing
        },
        Route(
            "GET", "/v1/tracks/{track}/judgement", "judgeTrack", .listening, .read,
            "show a track's genres, moods and rating with its reasons", parameters: [TrackRoutes.track],
            answers: [.ok(JudgementAnswer.schema, "What the models in use say")]
        ) { call in
            let track = try call.catalog.read { try TrackRoutes.known(call[TrackRoutes.track], in: $0) }
            return Reply(content: .json(JudgementAnswer.json(try call.service.desk.judgement(of: track))))
        },
    ]

    /// Refuses at once what is no audio, before it waits for its turn.
    private static func sniff(_ path: String) throws {
        let source: FileByteSource
        do { source = try FileByteSource(path: path) } catch {
            throw Problem(.storageFull, "The upload cannot be stored at the moment.")
        }
        guard source.size > 0 else { throw Problem(.invalidBody, "The body with the file is empty.") }
        do { _ = try TagReader.read(source) } catch {
            throw Problem(.unsupportedType, "This is no audio that can be heard here.")
        }
    }

    private static func known(_ call: Call) throws -> AnalysisJob {
        guard let job = call.service.desk.job(call[job]) else { throw Problem.notFound("job \(call[job])") }
        // Somebody else's job is not there.
        guard job.user == call.caller.user || call.caller.scopes.contains(.admin) else {
            throw Problem.notFound("job \(call[self.job])")
        }
        return job
    }
}
