/// What the documents say about the program as a whole; help, man page and markdown share it.
enum ProgramTopics {
    static let introduction = """
        `catalog` keeps a music library in one SQLite file: what the tracks are, how they sound, and what people play, \
        skip and rate. It answers what should come next, and why.
        """

    static let exitCodes: [(code: ExitCode, meaning: String)] = [
        (.success, "done; also when the reader of a pipe has seen enough"),
        (.incomplete, "ran, but skipped something, was stopped early, or found nothing"),
        (.failure, "failed; standard error says what and what to do"),
        (.usage, "the command line cannot be understood"),
    ]

    static let variables: [(name: String, meaning: String)] = [
        ("CATALOG", "the catalog to use where --catalog does not say"),
        (
            "XDG_DATA_HOME",
            "the catalog is catalog/catalog.db in it where neither says; else in ~/.local/share"
        ),
        (
            "CATALOG_NARRATOR_KEY",
            "the key of the chat endpoint of `rate --narrate`; else $OPENAI_API_KEY"
        ),
        ("NO_COLOR", "no colours, whatever its value"),
        ("COLUMNS", "how wide tables may be; else as wide as the window, and on a pipe as wide as they are"),
    ]

    static let formats = """
        Results go to standard output, remarks and progress to standard error. `--format table` is for people; \
        `--format json` writes JSON Lines, one object a line (`jq -s .` makes an array of them); `--format csv` writes \
        RFC 4180 with a header line. Field names of json and csv are stable, times are UTC in ISO 8601, durations are \
        seconds, shares are 0 to 1.
        """
}
