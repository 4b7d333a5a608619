import Pipeline
import Testing

@Suite struct GenreCleanerTests {
    private let cleaner: GenreCleaner

    init() throws { cleaner = try GenreCleaner.seeded() }

    @Test(arguments: [
        ("Hip-Hop/Rap", ["hip-hop", "rap"]), ("rock; indie", ["rock", "indie rock"]), ("(17)", ["rock"]),
        ("17", ["rock"]),
        ("(4)(24)Electronica", ["disco", "soundtrack", "electronica"]), ("Psytrance", ["psychedelic trance"]),
        ("k-pop", ["k-pop"]), ("K Pop", ["k-pop"]), ("R&B", ["r&b"]), ("R & B/Soul", ["r&b", "soul"]),
        ("Drum & Bass", ["drum and bass"]), ("drum'n'bass", ["drum and bass"]),
        ("Rock 'n' Roll", ["rock and roll"]),
        ("Canadian Indie Rock", ["indie rock"]), ("forró", ["forro"]), ("Tecno", ["techno"]),
        ("Singer/Songwriter", ["singer-songwriter"]), ("Shoegaze, Dream Pop", ["shoegaze", "dream pop"]),
        ("MÚSICA POPULAR BRASILEIRA", ["mpb"]), ("Alternative & Punk", ["alternative", "punk"]),
        ("", []), ("  ;; ", []), ("(999)", []),
    ])
    func understandsATag(tag: String, names: [String]) {
        #expect(cleaner.clean(tag).entries.map { $0.name.lowercased() } == names)
    }

    @Test func keepsWhatItDoesNotUnderstand() {
        let result = cleaner.clean("Zorblewave; Techno")
        #expect(result.unknown == ["Zorblewave"])
        #expect(result.entries.map(\.genre) == ["Techno"])
    }

    @Test func understandsTheGenresOfTheWellKnownTrackTable() {
        let names = """
            acoustic afrobeat alt-rock alternative ambient anime black-metal bluegrass blues brazil breakbeat british \
            cantopop chicago-house children chill classical club comedy country dance dancehall death-metal deep-house \
            detroit-techno disco disney drum-and-bass dub dubstep edm electro electronic emo folk forro french funk \
            garage german gospel goth grindcore groove grunge guitar happy hard-rock hardcore hardstyle heavy-metal \
            hip-hop honky-tonk house idm indian indie indie-pop industrial iranian j-dance j-idol j-pop j-rock jazz \
            k-pop kids latin latino malay mandopop metal metalcore minimal-techno mpb new-age opera pagode party piano \
            pop pop-film power-pop progressive-house psych-rock punk punk-rock r-n-b reggae reggaeton rock rock-n-roll \
            rockabilly romance sad salsa samba sertanejo show-tunes singer-songwriter ska sleep songwriter soul spanish \
            study swedish synth-pop tango techno trance trip-hop turkish world-music
            """.split(separator: " ")
        #expect(names.count == 114)
        for name in names {
            let result = cleaner.clean(String(name))
            #expect(result.matches.map(\.confidence) == [.listed], "\(name)")
        }
    }

    @Test func understandsMostNumberedGenres() {
        let names = Seed.id3GenreNames
        #expect(names.count == 192)
        let unknown = names.filter { cleaner.clean($0).entries.isEmpty }
        #expect(unknown.count <= 20, "\(unknown)")
    }

    @Test func holdsAboutTwentyGenresAndFiveHundredSubGenres() {
        #expect((20...30).contains(cleaner.taxonomy.genres.count))
        #expect(cleaner.taxonomy.entries.count >= 500)
    }

    @Test func growsByAText() throws {
        var taxonomy = cleaner.taxonomy
        try taxonomy.add(text: "[Techno]\nzorblewave: zorble\n")
        #expect(taxonomy.entry(of: "ZORBLE")?.genre == "Techno")
        #expect(throws: GenreTaxonomy.Conflict.self) { try taxonomy.add(text: "[Jazz]\nzorblewave\n") }
        #expect(throws: GenreTaxonomy.Conflict.self) { try taxonomy.add(text: "[Techno]\nother: zorble\n") }
    }
}
