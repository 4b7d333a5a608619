import CatalogCore
import CatalogStore
import Testing

@Suite struct NounTests {
    @Test func aFileGoesMissingAndComesBack() throws {
        let test = try TestCatalog()
        let track = try test.track("Song", by: "Band")
        // Not UTF-8.
        let path: [UInt8] = Array("/music/".utf8) + [0xff, 0xfe] + Array(".mp3".utf8)
        var file = AudioFile(
            path: path, source: .folder, sizeBytes: 10, modifiedNs: 20, outcome: .ok,
            firstSeen: TestCatalog.now)
        file.audioHash = [1]
        file.fingerprint = [1, .max]
        file.track = track
        let id = try test.catalog.write { [file] in try $0.upsert(file) }
        try test.catalog.write { try $0.markMissing(id, at: TestCatalog.now) }
        #expect(
            try test.catalog.read { try $0.files(withStatus: "missing", after: nil, limit: 9).map(\.path) }
                == [path])
        #expect(
            try test.catalog.read { try $0.knownFiles(below: Array("/music/".utf8)) }.first?.isMissing == true
        )
        #expect(try test.catalog.read { try $0.knownFiles(below: Array("/musi/".utf8)) }.isEmpty)
        try test.catalog.write { try $0.move(id, to: Array("/music/new.mp3".utf8)) }
        let found = try #require(try test.catalog.read { try $0.files(of: track) }.first)
        #expect(found.status == "ok")
        #expect(found.displayPath == "/music/new.mp3")
        #expect(found.fingerprint == [1, .max])
        file.outcome = .failed
        #expect(throws: CatalogError.self) { try test.catalog.write { [file] in try $0.upsert(file) } }
    }

    @Test func vectorsComeBackAsOneMatrix() throws {
        let test = try TestCatalog()
        let tracks = try (0..<5).map { try test.track("Song \($0)", by: "Band") }
        let feature = FeatureSet.Feature(name: "a", unit: "", lowerBound: 0, upperBound: 1, group: "x")
        let other = FeatureSet.Feature(name: "b", unit: "", lowerBound: 0, upperBound: 1, group: "x")
        let set = FeatureSet(name: "s", version: 3, features: [feature, other])
        try test.catalog.write { transaction in
            try transaction.register(set)
            for (index, track) in tracks.enumerated().reversed() {
                try transaction.setFeatureVector(
                    of: track, to: FeatureVector(setVersion: 3, values: [Float(index), 0.5]))
            }
            try transaction.setFeatureWindows(
                of: tracks[1],
                to: FeatureWindows(setVersion: 3, startsMs: [0, 15_000], dimension: 2, values: [1, 2, 3, 4]))
        }
        try test.catalog.read { snapshot in
            let matrix = try snapshot.featureMatrix(setVersion: 3)
            #expect(matrix.ids == tracks)
            #expect(matrix.values == (0..<5).flatMap { [Float($0), 0.5] })
            #expect(try snapshot.featureMatrix(setVersion: 2).rowCount == 0)
            #expect(try snapshot.featureSet(version: 3) == set)
            #expect(try snapshot.featureWindows(of: tracks[1], setVersion: 3)?.startsMs == [0, 15_000])
        }
        #expect(throws: CatalogError.self) {
            try test.catalog.write {
                try $0.register(FeatureSet(name: "s", version: 3, features: [other, feature]))
            }
        }
    }

    @Test func whatWasHeardGoesBeforeWhatWasImportedOrPredicted() throws {
        let test = try TestCatalog()
        let track = try test.track("Song", by: "Band")
        var row = ProviderTrack(provider: "p", externalID: "x", title: "Song", credit: "Band")
        row.descriptors.tempoBpm = 90
        row.descriptors.energy = 0.25
        let (number, model) = try test.catalog.write { [row] transaction in
            let number = try transaction.upsert(row, at: TestCatalog.now)
            try transaction.link(
                row: number, to: track, confidence: 0.9, method: .match, decision: .accepted,
                at: TestCatalog.now)
            let model = try transaction.add(
                NewModel(name: "mood", kind: "mood", seed: .max, weights: []), at: TestCatalog.now)
            try transaction.setPredictions(
                [Prediction(name: "energy", value: 0.5), Prediction(name: "valence", value: 0.75)], of: model,
                for: track)
            return (number, model)
        }
        func shown() throws -> Descriptors? { try test.catalog.read { try $0.descriptors(of: track) } }
        #expect(try shown()?.energy == 0.25)
        #expect(try shown()?.valence == nil)
        try test.catalog.write { try $0.activate(model) }
        #expect(try shown()?.valence == 0.75)
        var heard = Descriptors()
        heard.tempoBpm = 180
        try test.catalog.write { [heard] in try $0.setHeardDescriptors(of: track, to: heard) }
        #expect(try shown()?.tempoBpm == 180)
        try test.catalog.write { try $0.decide(row: number, track: track, .rejected) }
        #expect(try shown()?.energy == 0.5)
        // What a person decided stays, whatever a later match says.
        try test.catalog.write {
            try $0.link(
                row: number, to: track, confidence: 1, method: .match, decision: .accepted,
                at: TestCatalog.now)
        }
        #expect(try shown()?.energy == 0.5)
        try test.catalog.write { try $0.remove(model) }
        #expect(try shown()?.energy == nil)
        #expect(try test.catalog.check().problems == [])
    }

    @Test func modelsHaveVersionsAndOneIsActive() throws {
        let test = try TestCatalog()
        let ids = try test.catalog.write { transaction in
            try (0..<3).map { index in
                try transaction.add(
                    NewModel(
                        name: "m", kind: "genre", seed: UInt64.max - UInt64(index), weights: [UInt8(index)]),
                    at: TestCatalog.now)
            }
        }
        try test.catalog.write { try $0.activate(ids[0]) }
        try test.catalog.write { try $0.activate(ids[2]) }
        let active = try #require(try test.catalog.read { try $0.activeModel(named: "m") })
        #expect(active.id == ids[2])
        #expect(active.version == 3)
        #expect(active.seed == UInt64.max - 2)
        #expect(try test.catalog.read { try $0.weights(of: ids[1]) } == [1])
    }

    @Test func tokensOpenWhatTheyMay() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        var random = SplitMix64(seed: 3)
        let secret = TokenSecret(using: &random)
        let id = try test.catalog.write {
            try $0.addToken(
                for: anna, label: "phone", scopes: [.read, .feedback], secret: secret, at: TestCatalog.now,
                expires: TestCatalog.time(10))
        }
        let token = try #require(try test.catalog.read { try $0.token(for: TokenSecret(text: secret.text)) })
        #expect(token.scopes.names == ["read", "feedback"])
        #expect(token.isValid(at: TestCatalog.now) && !token.isValid(at: TestCatalog.time(11)))
        #expect(try test.catalog.read { try $0.token(for: TokenSecret(text: secret.text + "0")) } == nil)
        try test.catalog.write { try $0.revokeToken(id, at: TestCatalog.now) }
        #expect(try test.catalog.read { try $0.token(for: secret) }?.isValid(at: TestCatalog.now) == false)
        #expect(throws: CatalogError.self) {
            try test.catalog.write { try $0.addUser(named: "ANNA", at: TestCatalog.now) }
        }
    }

    @Test func genresAreKeptApartBySource() throws {
        let test = try TestCatalog()
        let track = try test.track("Song", by: "Band")
        try test.catalog.write { transaction in
            _ = try transaction.placeGenre("Deep House", under: "House", origin: .seed)
            try transaction.addAlias("deephouse", of: try transaction.genre(named: "deep house"))
            try transaction.setGenres(["DeepHouse", "rock"], of: track, source: .tag)
            try transaction.setGenres(["deep-house"], of: track, source: .import)
            try transaction.setGenres(["deep house"], of: track, source: .tag)
        }
        let genres = try test.catalog.read { try $0.genres(of: track) }
        #expect(genres.map(\.genre.name) == ["Deep House", "Deep House"])
        #expect(genres.map(\.source) == [.import, .tag])
        #expect(try test.catalog.read { try $0.genre(named: "deephouse")?.parent } != nil)
    }

    /// An ingest asks these of each copy of a track: they must not list them all.
    @Test func aFileIsToldFromTheOtherCopiesOfItsTrack() throws {
        let test = try TestCatalog()
        let track = try test.track("Song", by: "Band")
        func file(_ name: String, _ hash: [UInt8], missing: Bool = false) throws -> FileID {
            var file = AudioFile(
                path: Array(name.utf8), source: .folder, sizeBytes: 1, modifiedNs: 1, outcome: .ok,
                firstSeen: TestCatalog.now)
            file.contentHash = hash
            file.track = track
            file.missingSince = missing ? TestCatalog.now : nil
            return try test.catalog.write { try $0.upsert(file) }
        }
        #expect(try test.catalog.read { try !$0.hasFiles(of: track) })
        let gone = try file("gone", [1], missing: true)
        let first = try file("first", [2])
        let second = try file("second", [1])
        try test.catalog.read { (snapshot) throws -> Void in
            #expect(try snapshot.hasFiles(of: track))
            #expect(try !snapshot.hasFile(of: track, before: first, at: Array("first".utf8)))
            #expect(try snapshot.hasFile(of: track, before: second, at: Array("second".utf8)))
            func copy(_ hash: [UInt8], _ path: String) throws -> FileID? {
                try snapshot.file(of: track, movedWith: hash, to: Array(path.utf8))
            }
            #expect(try copy([1], "second") == gone)
            #expect(try copy([1], "gone") == nil)
            #expect(try copy([2], "second") == nil)
        }
    }

    @Test func hashesAreThoseOfTheStandard() {
        #expect(
            Hexadecimal.encode(SHA256.hash("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            Hexadecimal.encode(SHA256.hash(String(repeating: "a", count: 1_000_000).utf8))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        // The end of a message takes a block of its own from 56 bytes on.
        #expect(
            Hexadecimal.encode(SHA256.hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        #expect(
            Hexadecimal.encode(SHA256.hash([]))
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Timestamp(milliseconds: 951_782_400_123).description == "2000-02-29T00:00:00.123Z")
        #expect(Timestamp(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
    }
}
