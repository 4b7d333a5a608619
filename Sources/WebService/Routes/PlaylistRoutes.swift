import CatalogCore
import CatalogStore

/// Lists of tracks that people make.
enum PlaylistRoutes {
    private static let playlist = Parameter<PlaylistID>.path("playlist", .id, "the playlist's number")
    private static let asRead = Parameter<String?>.optional(
        "If-Match", in: .header, .text(1...500),
        "the ETag of the playlist as it was read: what has changed since is left as it is")
    private static let entryCountMax = 10_000
    private static let trackIDs = Schema.list(.identifier, countMax: entryCountMax)

    private static let brief: [SchemaField] = [
        .always("id", .identifier), .always("user_id", .identifier), .always("name", .words),
        .known("summary", .words), .always("created", .words), .always("updated", .words),
    ]
    private static let schema = Schema.named("Playlist", .object(brief))
    private static let detail = Schema.named(
        "PlaylistDetail",
        .object(
            brief + [
                .always(
                    "entries",
                    .list(
                        .named(
                            "PlaylistEntry",
                            .object([
                                .known("track", TrackAnswer.brief),
                                .known("artist", .words, "of a track that is not here"),
                                .known("title", .words, "of a track that is not here"),
                            ])), countMax: 100_000))
            ]))
    private static let newPlaylist = Schema.named(
        "NewPlaylist",
        .object([
            .always("name", .text(1...200)), .optional("summary", .nullable(.text(0...2_000))),
            .optional("track_ids", trackIDs),
        ]))
    private static let tracks = Schema.named("PlaylistTracks", .object([.always("track_ids", trackIDs)]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/users/{user}/playlists", "listPlaylists", .playlists, .read,
            "list somebody's playlists",
            parameters: [UserRoutes.user],
            answers: [.ok(ListAnswer.whole(schema, countMax: 100_000), "The playlists by name")]
        ) { call in
            try call.catalog.read { snapshot in
                let user = try UserRoutes.known(call[UserRoutes.user], call, in: snapshot)
                return ListAnswer.whole(try snapshot.playlists(of: user.id).map { .object(fields($0)) })
            }
        },
        Route(
            "POST", "/v1/users/{user}/playlists", "addPlaylist", .playlists, .feedback, "make a playlist",
            parameters: [UserRoutes.user], body: .json(newPlaylist),
            answers: [.json(201, detail, "The playlist was made")], problems: [.conflict, .notUnderstood]
        ) { call in
            let id = try call.service.write { transaction in
                let user = try UserRoutes.known(call[UserRoutes.user], call, in: transaction)
                let id = try transaction.addPlaylist(
                    named: call.body["name"]?.text ?? "", of: user.id, summary: call.body["summary"]?.text,
                    at: call.now)
                try transaction.setEntries(of: id, to: entries(call.body, in: transaction), at: call.now)
                return id
            }
            var reply = try show(id, call)
            reply.status = 201
            reply.headers = [("Location", "/v1/playlists/\(id)")]
            return reply
        },
        Route(
            "GET", "/v1/playlists/{playlist}", "getPlaylist", .playlists, .read, "show a playlist",
            parameters: [playlist], answers: [.ok(detail, "The playlist with its tracks")]
        ) { call in try show(call[playlist], call) },
        Route(
            "PUT", "/v1/playlists/{playlist}", "changePlaylist", .playlists, .feedback,
            "rename a playlist, and replace its summary and tracks where they are given",
            parameters: [playlist, asRead], body: .json(newPlaylist),
            answers: [.ok(detail, "The playlist as it is now")],
            problems: [.conflict, .changed, .notUnderstood]
        ) { call in
            try call.service.write { transaction in
                let known = try asItWasRead(call, in: transaction)
                try transaction.rename(
                    known.id, to: call.body["name"]?.text ?? "",
                    summary: call.body["summary"].map(\.text) ?? known.summary, at: call.now)
                if call.body["track_ids"] != nil {
                    try transaction.setEntries(
                        of: known.id, to: entries(call.body, in: transaction), at: call.now)
                }
            }
            return try show(call[playlist], call)
        },
        Route(
            "POST", "/v1/playlists/{playlist}/tracks", "appendToPlaylist", .playlists, .feedback,
            "put tracks at the end of a playlist", parameters: [playlist, asRead], body: .json(tracks),
            answers: [.ok(detail, "The playlist as it is now")], problems: [.changed, .notUnderstood]
        ) { call in
            try call.service.write { transaction in
                let known = try asItWasRead(call, in: transaction)
                try transaction.append(entries(call.body, in: transaction), to: known.id, at: call.now)
            }
            return try show(call[playlist], call)
        },
        Route(
            "DELETE", "/v1/playlists/{playlist}", "removePlaylist", .playlists, .feedback,
            "remove a playlist",
            parameters: [playlist, asRead], answers: [.nothing(204, "The playlist is gone")],
            problems: [.changed]
        ) { call in
            try call.service.write { try $0.remove(asItWasRead(call, in: $0).id) }
            return .nothing
        },
    ]

    private static func known(_ id: PlaylistID, _ call: Call, in catalog: some CatalogReading) throws
        -> Playlist
    {
        // Somebody else's is not there, for whoever asks.
        guard let playlist = try catalog.playlist(id), call.caller.mayActFor(playlist.user) else {
            throw Problem.notFound("playlist \(id)")
        }
        return playlist
    }

    /// The playlist that a call is to change. Whoever says what they have read changes nothing that they have not seen.
    private static func asItWasRead(_ call: Call, in transaction: Transaction) throws -> Playlist {
        let playlist = try known(call[playlist], call, in: transaction)
        guard let tag = call[asRead] else { return playlist }
        guard ETag.matches(tag, ETag.of(try content(playlist, in: transaction).bytes)) else {
            throw Problem(.changed, "Playlist \(playlist.id) has changed since it was read: read it again.")
        }
        return playlist
    }

    private static func entries(_ body: JSONValue, in catalog: some CatalogReading) throws -> [PlaylistEntry]
    {
        guard case .array(let ids)? = body["track_ids"] else { return [] }
        return try ids.map { id in
            guard case .integer(let number) = id else {
                throw Problem(.invalidBody, "A track's number is missing.")
            }
            return .track(try TrackRoutes.known(TrackID(number), in: catalog).id)
        }
    }

    private static func fields(_ playlist: Playlist) -> [(String, JSONValue)] {
        [
            ("id", playlist.id.json), ("user_id", playlist.user.json), ("name", .string(playlist.name)),
            ("summary", playlist.summary.json), ("created", playlist.createdMs.json),
            ("updated", playlist.updatedMs.json),
        ]
    }

    private static func show(_ id: PlaylistID, _ call: Call) throws -> Reply {
        try call.catalog.read { snapshot in
            Reply(content: .json(try content(known(id, call, in: snapshot), in: snapshot)))
        }
    }

    private static func content(_ playlist: Playlist, in catalog: some CatalogReading) throws -> JSONValue {
        let entries = try catalog.entries(of: playlist.id).map { entry -> JSONValue in
            switch entry {
            case .track(let track):
                let shown = try catalog.track(track).map(TrackAnswer.json) ?? .null
                return .object([("track", shown), ("artist", .null), ("title", .null)])
            case .reference(let words):
                return .object([
                    ("track", .null), ("artist", .string(words.artist)), ("title", .string(words.title)),
                ])
            }
        }
        return .object(fields(playlist) + [("entries", .array(entries))])
    }
}
