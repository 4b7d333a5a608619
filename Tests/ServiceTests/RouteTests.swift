import CatalogCore
import CatalogStore
import Glibc
import HTTP
import TestSupport
import Testing
import WebService

/// What the routes answer; `TestService.ask` holds every answer to the document as well.
@Suite struct RouteTests {
    private let service: TestService

    init() throws { service = try TestService() }

    private static let noArguments = [
        "/health/live", "/health/ready", "/v1/openapi.json", "/v1/me", "/v1/tracks", "/v1/artists",
        "/v1/albums",
        "/v1/genres", "/v1/users", "/v1/models", "/v1/ingest/libraries", "/v1/ingest/runs", "/v1/runs",
        "/v1/stats/overview", "/metrics",
    ]

    @Test(arguments: noArguments) func aRouteWithoutParametersAnswers(path: String) throws {
        let answer = try service.ask(.get, path)
        #expect(answer.status == 200)
        let etag = try #require(answer.headers["etag"])
        if path != "/metrics" {
            #expect(try service.ask(.get, path, headers: [("If-None-Match", etag)]).status == 304)
        }
        #expect(try service.ask(.head, path).status == 200)
        #expect(try service.ask(.get, path + "?nonsense=1").code == "invalid_parameter")
        #expect(try service.ask(.put, path, body: "{}").code == "method_not_allowed")
    }

    @Test func aTrackIsShownWithAllThatBelongsToIt() throws {
        let track = try service.ask(.get, "/v1/tracks/3").json
        #expect(track["title"]?.text == "Song 2 & <more>" && track["artist"]?.text == "Artist 0")
        #expect(track["genres"].map { "\($0)".contains("rock") } == true)
        #expect(try service.ask(.get, "/v1/tracks/3/predictions").status == 200)
        let features = try service.ask(.get, "/v1/tracks/3/features").json
        guard case .array(let list)? = features["features"] else { throw TestFailure("no features") }
        #expect(list.count == 6 && list[0]["name"]?.text == "f0")
        for path in ["", "/features", "/predictions", "/audio", "/cover"] {
            #expect(try service.ask(.get, "/v1/tracks/9999\(path)").code == "not_found")
            #expect(try service.ask(.get, "/v1/tracks/x\(path)").code == "invalid_parameter")
            #expect(try service.ask(.get, "/v1/tracks/0\(path)").status == 400)
        }
        #expect(try service.ask(.get, "/v1/tracks/3/audio").code == "not_found", "nothing to play")
        #expect(try service.ask(.get, "/v1/tracks/3/cover").status == 204, "nothing to show")
    }

    /// What another program changes is served without a restart, although answers about tracks are kept.
    @Test func aTrackThatChangesIsServedAnew() throws {
        #expect(try service.ask(.get, "/v1/tracks/1").json["title"]?.text == "Song 0 & <more>")
        let other = try Catalog(opening: service.catalog.path)
        try other.write {
            try $0.update(
                TrackID(1), to: NewTrack(title: "Renamed", artists: ["Artist 0"]), at: TestService.now)
        }
        var title: String?
        for _ in 0..<100 where title != "Renamed" {
            title = try service.ask(.get, "/v1/tracks/1").json["title"]?.text
            usleep(20_000)
        }
        #expect(title == "Renamed")
    }

    @Test func listsArePagedByCursorsUntilNothingIsLeft() throws {
        let user = UserID(1)
        // Several of one moment, so that times alone do not tell where a page ends.
        var opinions = (1...25).map {
            NewEvent(
                user: user, track: TrackID($0), kind: .like, time: Timestamp(milliseconds: 5_000 + $0 / 10))
        }
        var rating = NewEvent(
            user: user, track: TrackID(40), kind: .rating, time: Timestamp(milliseconds: 5_000))
        rating.rating = 4
        opinions.append(rating)
        try service.catalog.write { transaction in
            _ = try transaction.add(opinions)
            for number in 1...20 {
                _ = try transaction.addUser(named: "listener\(number)", at: TestService.now)
                _ = try transaction.startRun("reading", at: Timestamp(milliseconds: Int64(number / 5)))
            }
        }
        let genres = try service.ask(.get, "/v1/genres").items
        let rock = try #require(genres.first { $0["name"]?.text == "rock" }?["id"]?.whole)
        let people = try service.catalog.read { try $0.users().count }
        let lists = [
            ("/v1/tracks", "id", 60), ("/v1/artists", "id", 12), ("/v1/albums", "id", 12),
            ("/v1/genres/\(rock)/tracks", "id", 30), ("/v1/users", "id", people),
            ("/v1/users/1/opinions?stance=like", "track_id", 25), ("/v1/users/1/opinions", "track_id", 26),
            ("/v1/runs?kind=reading", "id", 20),
        ]
        for (list, field, count) in lists {
            var seen: [String] = []
            let start = "\(list)\(list.contains("?") ? "&" : "?")limit=5"
            var target = start
            for _ in 0..<40 {
                let answer = try service.ask(.get, target)
                seen += answer.items.compactMap { $0[field].map { "\($0)" } }
                guard let next = answer.json["next"]?.text else { break }
                target = "\(start)&cursor=\(next)"
            }
            #expect(seen.count == count && Set(seen).count == seen.count, "\(list): \(seen.count)")
        }
        #expect(try service.ask(.get, "/v1/tracks?cursor=No").code == "invalid_parameter")
        #expect(try service.ask(.get, "/v1/tracks?limit=0").code == "invalid_parameter")
        #expect(try service.ask(.get, "/v1/tracks?limit=1&limit=2").code == "invalid_parameter")
    }

    @Test func searchFindsAsOneTypes() throws {
        let found = try service.ask(.get, "/v1/search?q=song%2012&limit=5").json
        guard case .array(let tracks)? = found["tracks"] else { throw TestFailure("no tracks") }
        #expect(tracks.first?["title"]?.text == "Song 12 & <more>")
        #expect(try service.ask(.get, "/v1/search").code == "invalid_parameter")
        #expect(try service.ask(.get, "/v1/search?q=").code == "invalid_parameter")
        #expect(try service.ask(.get, "/v1/search?q=%00").status == 400)
    }

    @Test func artistsAlbumsAndGenresAreShown() throws {
        let artist = try service.ask(.get, "/v1/artists/2").json
        #expect(artist["name"]?.text == "Artist 1")
        #expect(try service.ask(.get, "/v1/albums/2").json["title"]?.text == "Album 1")
        let genres = try service.ask(.get, "/v1/genres").items
        let rock = try #require(genres.first { $0["name"]?.text == "rock" }?["id"]?.whole)
        #expect(try service.ask(.get, "/v1/genres/\(rock)/tracks?limit=100").items.count == 30)
        // A genre has what is under it.
        let surf = try service.catalog.write {
            try $0.placeGenre("surf rock", under: "rock", origin: .found).rawValue
        }
        func hasTracks(_ genre: Int64) throws -> String? {
            try service.ask(.get, "/v1/genres").items.first { $0["id"]?.whole == genre }?["has_tracks"]?.line
        }
        #expect(try hasTracks(rock) == "true" && hasTracks(surf) == "false")
        try service.catalog.write { try $0.addGenres(["surf rock"], to: TrackID(6), source: .tag) }
        #expect(try service.ask(.get, "/v1/genres/\(surf)/tracks?limit=100").items.count == 1)
        #expect(try service.ask(.get, "/v1/genres/\(rock)/tracks?limit=100").items.count == 31)
        #expect(try hasTracks(surf) == "true")
        for path in ["artists", "albums", "genres"] {
            let below = path == "genres" ? "/tracks" : ""
            #expect(try service.ask(.get, "/v1/\(path)/99999\(below)").code == "not_found")
        }
    }

    @Test func feedbackIsKeptOnceAndCanBeTakenBack() throws {
        let like = #"{"kind":"like","user":"person0","track_id":3,"key":"k1"}"#
        let first = try service.ask(.post, "/v1/feedback", body: like)
        #expect(first.status == 200)
        let again = try service.ask(.post, "/v1/feedback", body: like)
        #expect(again.json["event_id"]?.whole == first.json["event_id"]?.whole)
        #expect(again.text.contains("\"is_repeated\":true"))
        let byHeader = try service.ask(
            .post, "/v1/feedback", body: #"{"kind":"skip","user_id":1,"track_id":4}"#,
            headers: [("Idempotency-Key", "k2")])
        #expect(byHeader.status == 200)
        #expect(try service.ask(.get, "/v1/users/1/opinions/3").json["stance"]?.text == "like")
        #expect(try service.ask(.get, "/v1/users/1/opinions?stance=like").items.count == 1)
        let event = try #require(first.json["event_id"]?.whole)
        #expect(try service.ask(.delete, "/v1/users/2/feedback/\(event)").code == "not_found")
        #expect(try service.ask(.delete, "/v1/users/1/feedback/\(event)").status == 200)
        #expect(try service.ask(.get, "/v1/users/1/opinions/3").json["stance"]?.isNull == true)
    }

    @Test func aBatchIsKeptWholeOrNotAtAll() throws {
        let before = try service.ask(.get, "/v1/stats/overview").json["events"]?.whole
        let good = #"{"kind":"play","user_id":1,"track_id":1,"time":"2026-01-01T00:00:00Z"}"#
        let bad = #"{"kind":"play","user_id":1,"track_id":9999,"time":"2026-01-01T00:00:00Z"}"#
        #expect(
            try service.ask(.post, "/v1/feedback/batch", body: #"{"events":[\#(good),\#(bad)]}"#).status
                == 404)
        #expect(try service.ask(.get, "/v1/stats/overview").json["events"]?.whole == before)
        let kept = try service.ask(.post, "/v1/feedback/batch", body: #"{"events":[\#(good),\#(good)]}"#)
        #expect(kept.items.count == 2 && kept.text.contains("\"is_repeated\":true"))
        #expect(try service.ask(.post, "/v1/feedback/batch", body: #"{"events":[]}"#).status == 200)
    }

    @Test(arguments: [
        (#"{"kind":"like"}"#, 422), (#"{"kind":"love","user_id":1,"track_id":1}"#, 400),
        (#"{"kind":"rating","user_id":1,"track_id":1}"#, 422),
        (#"{"kind":"rating","user_id":1,"track_id":1,"rating":4.3}"#, 422),
        (#"{"kind":"rating","user_id":1,"track_id":1,"rating":9}"#, 400),
        (#"{"kind":"like","user_id":1}"#, 422), (#"{"kind":"like","user_id":99,"track_id":1}"#, 404),
        (#"{"kind":"like","user":"nobody","track_id":1}"#, 404), (#"{"kind":"like","extra":1}"#, 400),
        (#"{"kind":"like","kind":"skip","user_id":1,"track_id":1}"#, 400), ("[1,2", 400), ("", 400),
        (#"{"kind":"like","user_id":1,"title":"a\u0000b"}"#, 400),
        (String(repeating: "[", count: 5_000), 400), (#"{"kind":"\ud800"}"#, 400),
    ]) func whatIsNoFeedbackIsRefusedWithASentence(body: String, status: Int) throws {
        let answer = try service.ask(.post, "/v1/feedback", body: body)
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.json["error"]?["message"]?.text?.hasSuffix(".") == true, "\(answer.text)")
    }

    @Test func whatSomebodyDidIsListedNewestFirst() throws {
        for second in 0..<9 {
            // Three share each moment.
            let body =
                #"{"kind":"skip","user_id":1,"track_id":\#(second + 1),"time":"2026-10-01T00:00:0\#(second / 3)Z"}"#
            #expect(try service.ask(.post, "/v1/feedback", body: body).status == 200)
        }
        var tracks: [Int64] = []
        var target = "/v1/users/1/feedback?limit=2"
        for _ in 0..<4 {
            let answer = try service.ask(.get, target)
            tracks += answer.items.compactMap { $0["track_id"]?.whole }
            guard let next = answer.json["next"]?.text else { break }
            target = "/v1/users/1/feedback?limit=2&cursor=\(next)"
        }
        #expect(tracks == [9, 8, 7, 6, 5, 4, 3, 2])
    }

    @Test func playlistsAreMadeChangedAndRemoved() throws {
        let made = try service.ask(
            .post, "/v1/users/1/playlists", body: #"{"name":"Evening","summary":"Calm","track_ids":[3,1]}"#)
        #expect(made.status == 201)
        let id = try #require(made.json["id"]?.whole)
        #expect(made.headers["location"] == "/v1/playlists/\(id)")
        #expect(
            try service.ask(.post, "/v1/users/1/playlists", body: #"{"name":"Evening"}"#).code == "conflict")
        #expect(try service.ask(.get, "/v1/users/1/playlists").items.count == 1)
        let longer = try service.ask(.post, "/v1/playlists/\(id)/tracks", body: #"{"track_ids":[5]}"#).json
        guard case .array(let entries)? = longer["entries"] else { throw TestFailure("no entries") }
        #expect(entries.map { $0["track"]?["id"]?.whole } == [3, 1, 5])
        #expect(
            try service.ask(.post, "/v1/playlists/\(id)/tracks", body: #"{"track_ids":[999]}"#).status == 404)
        let renamed = try service.ask(.put, "/v1/playlists/\(id)", body: #"{"name":"Night","track_ids":[]}"#)
        #expect(renamed.json["name"]?.text == "Night" && renamed.text.contains("\"entries\":[]"))
        #expect(renamed.json["summary"]?.text == "Calm", "what is not given stays")
        let bare = try service.ask(.put, "/v1/playlists/\(id)", body: #"{"name":"Night","summary":null}"#)
        #expect(bare.json["summary"]?.line == "null")
        #expect(try service.ask(.delete, "/v1/playlists/\(id)").status == 204)
        #expect(try service.ask(.get, "/v1/playlists/\(id)").code == "not_found")
    }

    @Test func nobodyOverwritesAPlaylistThatTheyHaveNotSeen() throws {
        let made = try service.ask(
            .post, "/v1/users/1/playlists", body: #"{"name":"Shared","track_ids":[3,1]}"#)
        let address = try #require(made.headers["location"])
        // As a browser reads it, packed.
        let read = try service.ask(.get, address, headers: [("Accept-Encoding", "gzip")])
        let tag = ("If-Match", try #require(read.headers["etag"]))
        let tracks = #"{"track_ids":[5]}"#
        #expect(try service.ask(.post, address + "/tracks", body: tracks, headers: [tag]).status == 200)
        let late = [
            try service.ask(.put, address, body: #"{"name":"Mine","track_ids":[]}"#, headers: [tag]),
            try service.ask(.post, address + "/tracks", body: tracks, headers: [tag]),
            try service.ask(.delete, address, headers: [tag]),
        ]
        #expect(late.allSatisfy { $0.status == 412 && $0.code == "changed" })
        let now = try service.ask(.get, address)
        #expect(now.json["name"]?.text == "Shared" && now.text.contains(#""id":5"#))
        let current = ("If-Match", "\"other\", " + (now.headers["etag"] ?? ""))
        let renamed = try service.ask(.put, address, body: #"{"name":"Mine"}"#, headers: [current])
        #expect(renamed.json["name"]?.text == "Mine")
        #expect(try service.ask(.delete, address, headers: [("If-Match", "*")]).status == 204)
        #expect(try service.ask(.delete, address, headers: [("If-Match", "*")]).status == 404)
    }

    @Test func peopleAreAddedAndRemoved() throws {
        let made = try service.ask(.post, "/v1/users", body: #"{"name":"mira","display_name":"Mira B."}"#)
        #expect(made.status == 201)
        let id = try #require(made.json["id"]?.whole)
        #expect(try service.ask(.get, "/v1/users?name=MIRA").items.first?["id"]?.whole == id)
        #expect(try service.ask(.post, "/v1/users", body: #"{"name":"Mira"}"#).code == "conflict")
        #expect(try service.ask(.post, "/v1/users", body: #"{"name":"two\nlines"}"#).status == 422)
        #expect(try service.ask(.delete, "/v1/users/\(id)").status == 204)
        #expect(try service.ask(.get, "/v1/users/\(id)").code == "not_found")
        #expect(try service.ask(.delete, "/v1/users/1").code == "conflict", "somebody with events stays")
    }

    @Test func answersArePackedForThoseWhoAskForIt() throws {
        let plain = try service.ask(.get, "/v1/tracks")
        let packed = try service.ask(.get, "/v1/tracks", headers: [("Accept-Encoding", "br, gzip;q=0.8")])
        #expect(packed.headers["content-encoding"] == "gzip" && packed.headers["vary"] == "Accept-Encoding")
        #expect(packed.body.count * 3 < plain.body.count && packed.body.starts(with: [0x1F, 0x8B]))
        #expect(packed.headers["etag"] == plain.headers["etag"])
        let known = try service.ask(
            .get, "/v1/tracks", headers: [("If-None-Match", plain.headers["etag"] ?? "")])
        #expect(known.status == 304 && known.headers["vary"] == "Accept-Encoding")
        let refused = try service.ask(.get, "/v1/tracks", headers: [("Accept-Encoding", "gzip;q=0")])
        #expect(refused.headers["content-encoding"] == nil)
    }

    @Test func thePageIsServedWithItsPolicy() throws {
        let page = try service.ask(.get, "/")
        #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
        let policy = try #require(page.headers["content-security-policy"])
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        let etag = try #require(page.headers["etag"])
        #expect(try service.ask(.get, "/", headers: [("If-None-Match", etag)]).status == 304)
        #expect(try service.ask(.get, "/app.js").headers["content-type"] == "text/javascript; charset=utf-8")
        #expect(try service.ask(.post, "/app.js", body: "{}").status == 404)
        #expect(try service.ask(.get, "/page.c").status == 404)
    }

    /// Sixteen ask at once what has to be worked out, of a service that works out one and lets one wait.
    @Test func whatCannotBeAnsweredSoonIsRefusedAndTheRestIsServed() throws {
        let busy = try TestService(change: {
            $0.server.computingCount = 1
            $0.server.computingWaitingCountMax = 1
        })
        #expect(try busy.ask(.get, "/v1/recommend?user=1").status == 200)
        let seeds = Counter()
        let refusals = Counter()
        let answers = Counter()
        let threads = SideThreads()
        threads.start(count: 16) {
            while !threads.isOver {
                let target = "/v1/recommend?user=2&shuffle=\(seeds.next())"
                guard let answer = try? busy.ask(.get, target) else { continue }
                if answer.status == 503 {
                    #expect(answer.code == "overloaded" && answer.headers["retry-after"] == "1")
                    _ = refusals.next()
                } else {
                    #expect(answer.status == 200)
                    _ = answers.next()
                }
            }
        }
        for number in 0..<20 {
            #expect(try busy.ask(.get, "/health/live").status == 200)
            #expect(try busy.ask(.get, "/v1/recommend?user=1").status == 200, "what is kept is sent")
            let event = #"{"kind":"play","user_id":3,"track_id":\#(number + 1)}"#
            #expect(try busy.ask(.post, "/v1/feedback", body: event).status == 200)
        }
        threads.end()
        threads.wait()
        let (refused, answered) = (refusals.next(), answers.next())
        #expect(refused > 0 && answered > 0)
        let figures = try busy.ask(.get, "/metrics").text
        #expect(figures.contains("catalog_overload_refusals_total \(refused)\n"), "\(figures)")
    }

    @Test func figuresCountWhatWasAsked() throws {
        for _ in 0..<3 { try service.ask(.get, "/v1/tracks/1") }
        try service.ask(.get, "/v1/tracks/777")
        let counts = [
            #"catalog_requests_total{route="getTrack",status="200"} 3"#,
            #"catalog_requests_total{route="getTrack",status="404"} 1"#,
            #"catalog_request_seconds_bucket{route="getTrack",le="+Inf"} 4"#,
        ]
        // Whoever asked may have the answer a moment before it is counted.
        var text = ""
        let areCounted = try Eventually.holds {
            text = try service.ask(.get, "/metrics").text
            return counts.allSatisfy { text.contains($0 + "\n") }
        }
        #expect(areCounted, "\(text)")
        #expect(text.contains("process_resident_memory_bytes "))
    }
}
