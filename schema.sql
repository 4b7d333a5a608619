-- Generated from migrations/ by `CATALOG_RECORD=1 swift test --filter SchemaTests`: change those.
PRAGMA application_id = 1667331180;
PRAGMA user_version = 3;

CREATE TABLE album (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    title_key TEXT NOT NULL,
    -- The album artists as printed; empty where nobody said.
    credit TEXT NOT NULL DEFAULT '',
    credit_key TEXT NOT NULL DEFAULT '',
    year INTEGER CHECK (year BETWEEN 1 AND 9999),
    musicbrainz_id TEXT,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE album_credit (
    album_id INTEGER NOT NULL REFERENCES album (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    artist_id INTEGER NOT NULL REFERENCES artist (id) ON DELETE RESTRICT,
    PRIMARY KEY (album_id, position)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE album_search USING fts5 (
    title_key, credit_key,
    content = 'album', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
);

CREATE TABLE api_token (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    -- SHA-256 of the secret, which is shown once and kept nowhere.
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    -- Bits: 1 read, 2 feedback, 4 admin.
    scopes INTEGER NOT NULL CHECK (scopes BETWEEN 1 AND 7),
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER,
    revoked_ms INTEGER,
    last_used_ms INTEGER
) STRICT;

CREATE TABLE artist (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    -- Tells apart two artists of one name; empty for nearly all.
    disambiguation TEXT NOT NULL DEFAULT '',
    musicbrainz_id TEXT,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE artist_embedding (
    id INTEGER PRIMARY KEY CHECK (id = model_id * 1099511627776 + artist_id),
    model_id INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
    artist_id INTEGER NOT NULL REFERENCES artist (id) ON DELETE CASCADE,
    dimension INTEGER NOT NULL CHECK (dimension > 0),
    vector BLOB NOT NULL CHECK (length(vector) = 4 * dimension)
) STRICT;

CREATE VIRTUAL TABLE artist_search USING fts5 (
    name_key, content = 'artist', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
);

CREATE TABLE duplicate_group (
    id INTEGER PRIMARY KEY,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE duplicate_member (
    group_id INTEGER NOT NULL REFERENCES duplicate_group (id) ON DELETE CASCADE,
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    -- How alike the fingerprints are, 0…1; 1 for the one that is shown.
    similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1),
    is_preferred INTEGER NOT NULL CHECK (is_preferred IN (0, 1)),
    PRIMARY KEY (group_id, track_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE embedding (
    id INTEGER PRIMARY KEY CHECK (id = model_id * 1099511627776 + track_id),
    model_id INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    dimension INTEGER NOT NULL CHECK (dimension > 0),
    vector BLOB NOT NULL CHECK (length(vector) = 4 * dimension)
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE RESTRICT,
    track_id INTEGER REFERENCES track (id) ON DELETE RESTRICT,
    reference_id INTEGER REFERENCES track_reference (id) ON DELETE RESTRICT,
    -- 1 play, 2 skip, 3 like, 4 dislike, 5 ban, 6 rating, 7 removal.
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 7),
    time_ms INTEGER NOT NULL,
    -- Tells apart events of one user, track, kind and moment; 0 for nearly all.
    sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
    played_ms INTEGER CHECK (played_ms >= 0),
    total_ms INTEGER CHECK (total_ms >= 0),
    rating REAL CHECK (rating BETWEEN 0.5 AND 5.0 AND rating * 2 = CAST(rating * 2 AS INTEGER)),
    removed_id INTEGER REFERENCES event (id) ON DELETE RESTRICT,
    source_id INTEGER REFERENCES event_source (id) ON DELETE RESTRICT,
    session TEXT,
    context TEXT,
    idempotency_key TEXT,
    CHECK (track_id IS NOT NULL OR reference_id IS NOT NULL),
    CHECK ((kind = 6) = (rating IS NOT NULL)),
    CHECK ((kind = 7) = (removed_id IS NOT NULL))
) STRICT;

CREATE TABLE event_block (
    -- The ids of its events divided by 16,384.
    number INTEGER PRIMARY KEY CHECK (number >= 0),
    content BLOB NOT NULL
) STRICT;

CREATE TABLE event_block_gap (
    number INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE event_source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> '')
) STRICT;

CREATE TABLE feature_set (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    dimension INTEGER NOT NULL CHECK (dimension > 0),
    -- The list of features: name, unit, range, group.
    definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT;

CREATE TABLE feature_vector (
    id INTEGER PRIMARY KEY CHECK (id = set_version * 1099511627776 + track_id),
    set_version INTEGER NOT NULL REFERENCES feature_set (version) ON DELETE RESTRICT,
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    dimension INTEGER NOT NULL CHECK (dimension > 0),
    vector BLOB NOT NULL CHECK (length(vector) = 4 * dimension)
) STRICT;

CREATE TABLE feature_window (
    id INTEGER PRIMARY KEY CHECK (id = set_version * 1099511627776 + track_id),
    set_version INTEGER NOT NULL REFERENCES feature_set (version) ON DELETE RESTRICT,
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    dimension INTEGER NOT NULL CHECK (dimension > 0),
    window_count INTEGER NOT NULL CHECK (window_count > 0),
    -- Where each window starts: little-endian uint32 milliseconds.
    starts BLOB NOT NULL CHECK (length(starts) = 4 * window_count),
    vectors BLOB NOT NULL CHECK (length(vectors) = 4 * dimension * window_count)
) STRICT;

CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    -- The bytes of the path, which need not be UTF-8, or of the address `s3://bucket/key`.
    path BLOB NOT NULL,
    -- The path as a person reads it.
    display_path TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('folder', 'bucket')),
    etag TEXT,
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    modified_ns INTEGER NOT NULL,
    content_hash BLOB,
    audio_hash BLOB,
    -- Chromaprint's raw fingerprint: little-endian uint32.
    fingerprint BLOB CHECK (length(fingerprint) % 4 = 0),
    format TEXT,
    bit_rate_kbps REAL CHECK (bit_rate_kbps >= 0),
    sample_rate_hz INTEGER CHECK (sample_rate_hz > 0),
    channel_count INTEGER CHECK (channel_count > 0),
    duration_ms INTEGER CHECK (duration_ms >= 0),
    -- What came of hearing it, kept while the file is missing.
    outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'partial', 'failed', 'unanalysable')),
    reason TEXT,
    -- How much of a `partial` file could be decoded.
    heard_percent REAL CHECK (heard_percent BETWEEN 0 AND 100),
    missing_since_ms INTEGER,
    status TEXT NOT NULL
        GENERATED ALWAYS AS (CASE WHEN missing_since_ms IS NULL THEN outcome ELSE 'missing' END) VIRTUAL,
    feature_set_version INTEGER,
    track_id INTEGER REFERENCES track (id) ON DELETE SET NULL,
    first_seen_ms INTEGER NOT NULL,
    analyzed_ms INTEGER,
    CHECK (outcome = 'ok' OR reason IS NOT NULL)
) STRICT;

CREATE TABLE genre (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    -- The genre that this one is a sub-genre of.
    parent_id INTEGER REFERENCES genre (id) ON DELETE SET NULL,
    -- `seed` came with the program, `person` was added by one, `found` was met in a tag or table.
    origin TEXT NOT NULL CHECK (origin IN ('seed', 'person', 'found'))
) STRICT;

CREATE TABLE genre_alias (
    alias_key TEXT PRIMARY KEY,
    genre_id INTEGER NOT NULL REFERENCES genre (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE heard_descriptor (
    track_id INTEGER PRIMARY KEY REFERENCES track (id) ON DELETE CASCADE,
    tempo_bpm REAL CHECK (tempo_bpm > 0),
    tempo_confidence REAL CHECK (tempo_confidence BETWEEN 0 AND 1),
    -- 0 = C … 11 = B.
    key INTEGER CHECK (key BETWEEN 0 AND 11),
    -- 1 major, 0 minor.
    mode INTEGER CHECK (mode IN (0, 1)),
    key_confidence REAL CHECK (key_confidence BETWEEN 0 AND 1),
    time_signature INTEGER CHECK (time_signature BETWEEN 0 AND 32),
    loudness_lufs REAL,
    loudness_range_lu REAL CHECK (loudness_range_lu >= 0),
    true_peak_db REAL,
    energy REAL CHECK (energy BETWEEN 0 AND 1),
    danceability REAL CHECK (danceability BETWEEN 0 AND 1),
    valence REAL CHECK (valence BETWEEN 0 AND 1),
    acousticness REAL CHECK (acousticness BETWEEN 0 AND 1),
    instrumentalness REAL CHECK (instrumentalness BETWEEN 0 AND 1),
    liveness REAL CHECK (liveness BETWEEN 0 AND 1),
    speechiness REAL CHECK (speechiness BETWEEN 0 AND 1)
) STRICT;

CREATE TABLE label_prediction (
    model_id INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    label TEXT NOT NULL CHECK (label <> ''),
    probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
    PRIMARY KEY (model_id, track_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lyrics (
    track_id INTEGER PRIMARY KEY REFERENCES track (id) ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('embedded', 'file', 'person')),
    text TEXT NOT NULL,
    text_key TEXT NOT NULL,
    is_timed INTEGER NOT NULL CHECK (is_timed IN (0, 1)),
    language TEXT,
    positive REAL CHECK (positive BETWEEN 0 AND 1),
    negative REAL CHECK (negative BETWEEN 0 AND 1),
    compound REAL CHECK (compound BETWEEN -1 AND 1),
    -- The compound score of each line: float32.
    arc BLOB CHECK (length(arc) % 4 = 0),
    updated_ms INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE lyrics_search USING fts5 (
    text_key, content = 'lyrics', content_rowid = 'track_id', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE model (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    -- `embedding`, `genre`, `mood`, `critic`, `classifier`, `factors`, …
    kind TEXT NOT NULL CHECK (kind <> ''),
    version INTEGER NOT NULL CHECK (version > 0),
    parent_id INTEGER REFERENCES model (id) ON DELETE SET NULL,
    run_id INTEGER REFERENCES run (id) ON DELETE SET NULL,
    feature_set_version INTEGER,
    -- The 64 bits of the seed, as a signed number.
    seed INTEGER NOT NULL,
    dimension INTEGER CHECK (dimension > 0),
    parameters TEXT NOT NULL CHECK (json_valid(parameters)),
    training TEXT NOT NULL CHECK (json_valid(training)),
    metrics TEXT NOT NULL CHECK (json_valid(metrics)),
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_ms INTEGER NOT NULL,
    -- SHA-256 of `weights`.
    checksum BLOB NOT NULL CHECK (length(checksum) = 32),
    weights BLOB NOT NULL
) STRICT;

CREATE TABLE odd_row (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    row_number INTEGER NOT NULL CHECK (row_number > 0),
    content TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE opinion (
    user_id INTEGER NOT NULL,
    track_id INTEGER NOT NULL,
    -- The last of like (1), dislike (-1) and ban (-2), each of which replaces the other; null for none.
    stance INTEGER CHECK (stance IN (1, -1, -2)),
    stance_event_id INTEGER,
    stance_ms INTEGER,
    rating REAL CHECK (rating BETWEEN 0.5 AND 5.0 AND rating * 2 = CAST(rating * 2 AS INTEGER)),
    rating_event_id INTEGER,
    rating_ms INTEGER,
    play_count INTEGER NOT NULL CHECK (play_count >= 0),
    skip_count INTEGER NOT NULL CHECK (skip_count >= 0),
    played_ms INTEGER NOT NULL CHECK (played_ms >= 0),
    -- The last play or skip.
    last_heard_ms INTEGER,
    PRIMARY KEY (user_id, track_id),
    CHECK ((stance IS NULL) = (stance_event_id IS NULL) AND (stance IS NULL) = (stance_ms IS NULL)),
    CHECK ((rating IS NULL) = (rating_event_id IS NULL) AND (rating IS NULL) = (rating_ms IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE playlist (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE RESTRICT,
    name TEXT NOT NULL CHECK (name <> ''),
    description TEXT,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE playlist_entry (
    playlist_id INTEGER NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    track_id INTEGER REFERENCES track (id) ON DELETE RESTRICT,
    reference_id INTEGER REFERENCES track_reference (id) ON DELETE RESTRICT,
    PRIMARY KEY (playlist_id, position),
    CHECK (track_id IS NOT NULL OR reference_id IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE prediction (
    model_id INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value REAL NOT NULL,
    lower REAL,
    upper REAL,
    -- Reasons and whatever else the model has to say.
    details TEXT CHECK (details IS NULL OR json_valid(details)),
    PRIMARY KEY (model_id, track_id, name),
    CHECK (lower <= upper),
    CHECK (name <> 'rating' OR value BETWEEN 0.5 AND 5.0)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_link (
    provider_track_id INTEGER NOT NULL REFERENCES provider_track (id) ON DELETE CASCADE,
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    -- `import` made the track from the row; `match` found the two alike; `person` said so.
    method TEXT NOT NULL CHECK (method IN ('import', 'match', 'person')),
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'open', 'rejected')),
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (provider_track_id, track_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_track (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL CHECK (provider <> ''),
    external_id TEXT NOT NULL CHECK (external_id <> ''),
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    credit TEXT NOT NULL,
    credit_key TEXT NOT NULL,
    album TEXT,
    year INTEGER CHECK (year BETWEEN 1 AND 9999),
    duration_ms INTEGER CHECK (duration_ms >= 0),
    is_explicit INTEGER CHECK (is_explicit IN (0, 1)),
    isrc TEXT,
    popularity REAL CHECK (popularity BETWEEN 0 AND 100),
    -- How many rows of the table spoke of it.
    row_count INTEGER NOT NULL DEFAULT 1 CHECK (row_count > 0),
    tempo_bpm REAL,
    key INTEGER CHECK (key BETWEEN 0 AND 11),
    mode INTEGER CHECK (mode IN (0, 1)),
    time_signature INTEGER,
    loudness_lufs REAL,
    energy REAL CHECK (energy BETWEEN 0 AND 1),
    danceability REAL CHECK (danceability BETWEEN 0 AND 1),
    valence REAL CHECK (valence BETWEEN 0 AND 1),
    acousticness REAL CHECK (acousticness BETWEEN 0 AND 1),
    instrumentalness REAL CHECK (instrumentalness BETWEEN 0 AND 1),
    liveness REAL CHECK (liveness BETWEEN 0 AND 1),
    speechiness REAL CHECK (speechiness BETWEEN 0 AND 1),
    -- Columns without a place of their own, by name.
    details TEXT CHECK (details IS NULL OR json_valid(details)),
    imported_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE revision (
    topic TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    -- `ingest`, `import`, `training`, `evaluation`, …
    kind TEXT NOT NULL CHECK (kind <> ''),
    status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'cancelled', 'failed')),
    parameters TEXT NOT NULL CHECK (json_valid(parameters)),
    outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),
    started_ms INTEGER NOT NULL,
    finished_ms INTEGER,
    CHECK ((status = 'running') = (finished_ms IS NULL))
) STRICT;

CREATE TABLE search_word (
    word TEXT PRIMARY KEY,
    reversed TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE track (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    -- The artists as printed: `Bad Bunny;Bomba Estéreo` is one credit of two artists, see `track_credit`.
    credit TEXT NOT NULL DEFAULT '',
    credit_key TEXT NOT NULL DEFAULT '',
    album_id INTEGER REFERENCES album (id) ON DELETE SET NULL,
    disc_number INTEGER CHECK (disc_number >= 0),
    track_number INTEGER CHECK (track_number >= 0),
    year INTEGER CHECK (year BETWEEN 1 AND 9999),
    duration_ms INTEGER CHECK (duration_ms >= 0),
    is_explicit INTEGER CHECK (is_explicit IN (0, 1)),
    isrc TEXT,
    musicbrainz_id TEXT,
    -- Of the audio alone: it stays when the file is retagged, renamed, moved or forgotten.
    audio_hash BLOB,
    -- 0…100, from whoever counts plays elsewhere.
    popularity REAL CHECK (popularity BETWEEN 0 AND 100),
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE track_credit (
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    artist_id INTEGER NOT NULL REFERENCES artist (id) ON DELETE RESTRICT,
    PRIMARY KEY (track_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE track_descriptor (
    track_id INTEGER PRIMARY KEY REFERENCES track (id) ON DELETE CASCADE,
    tempo_bpm REAL,
    tempo_confidence REAL,
    key INTEGER,
    mode INTEGER,
    key_confidence REAL,
    time_signature INTEGER,
    loudness_lufs REAL,
    loudness_range_lu REAL,
    true_peak_db REAL,
    energy REAL,
    danceability REAL,
    valence REAL,
    acousticness REAL,
    instrumentalness REAL,
    liveness REAL,
    speechiness REAL
) STRICT;

CREATE TABLE track_genre (
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    genre_id INTEGER NOT NULL REFERENCES genre (id) ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('tag', 'import', 'predicted', 'person')),
    PRIMARY KEY (track_id, genre_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE track_reference (
    id INTEGER PRIMARY KEY,
    -- All the words below in one, so that the same words are one row.
    identity TEXT NOT NULL,
    artist TEXT NOT NULL,
    title TEXT NOT NULL,
    album TEXT,
    duration_ms INTEGER CHECK (duration_ms >= 0),
    audio_hash BLOB,
    provider TEXT,
    external_id TEXT,
    artist_key TEXT NOT NULL,
    title_key TEXT NOT NULL,
    -- What it was found to be.
    track_id INTEGER REFERENCES track (id) ON DELETE SET NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE track_search USING fts5 (
    title, artist, album,
    content = 'track_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
);

CREATE TABLE track_tag (
    track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (track_id, name, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
    display_name TEXT,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX album_by_key ON album (title_key);

CREATE UNIQUE INDEX album_by_title ON album (title, credit);

CREATE INDEX album_credit_by_artist ON album_credit (artist_id, album_id);

CREATE UNIQUE INDEX api_token_by_hash ON api_token (hash);

CREATE INDEX api_token_by_user ON api_token (user_id);

CREATE INDEX artist_by_key ON artist (name_key);

CREATE UNIQUE INDEX artist_by_name ON artist (name, disambiguation);

CREATE INDEX artist_embedding_by_artist ON artist_embedding (artist_id, model_id);

CREATE INDEX artist_embedding_by_model ON artist_embedding (model_id);

CREATE UNIQUE INDEX duplicate_member_by_track ON duplicate_member (track_id);

CREATE UNIQUE INDEX duplicate_member_preferred ON duplicate_member (group_id) WHERE is_preferred = 1;

CREATE INDEX embedding_by_model ON embedding (model_id);

CREATE INDEX embedding_by_track ON embedding (track_id, model_id);

CREATE UNIQUE INDEX event_by_idempotency ON event (user_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE INDEX event_by_reference ON event (reference_id) WHERE reference_id IS NOT NULL;

CREATE INDEX event_by_track ON event (track_id, user_id) WHERE track_id IS NOT NULL;

CREATE UNIQUE INDEX event_natural
    ON event (user_id, time_ms, kind, coalesce(track_id, -reference_id), sequence);

CREATE UNIQUE INDEX event_removed ON event (removed_id) WHERE removed_id IS NOT NULL;

CREATE UNIQUE INDEX event_source_by_name ON event_source (name);

CREATE INDEX feature_vector_by_track ON feature_vector (track_id, set_version);

CREATE INDEX feature_window_by_track ON feature_window (track_id, set_version);

CREATE INDEX file_by_audio ON file (audio_hash) WHERE audio_hash IS NOT NULL;

CREATE INDEX file_by_content ON file (content_hash) WHERE content_hash IS NOT NULL;

CREATE UNIQUE INDEX file_by_path ON file (path);

CREATE INDEX file_by_status ON file (status, id);

CREATE INDEX file_by_track ON file (track_id, missing_since_ms) WHERE track_id IS NOT NULL;

CREATE INDEX genre_alias_by_genre ON genre_alias (genre_id);

CREATE UNIQUE INDEX genre_by_name ON genre (name_key);

CREATE INDEX genre_by_parent ON genre (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX label_prediction_by_label ON label_prediction (model_id, label, probability);

CREATE INDEX label_prediction_by_track ON label_prediction (track_id, model_id);

CREATE UNIQUE INDEX model_active ON model (name) WHERE is_active = 1;

CREATE INDEX model_by_kind ON model (kind, created_ms);

CREATE UNIQUE INDEX model_by_name ON model (name, version);

CREATE INDEX model_by_parent ON model (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX model_by_run ON model (run_id) WHERE run_id IS NOT NULL;

CREATE INDEX odd_row_by_run ON odd_row (run_id, row_number);

CREATE INDEX opinion_stance ON opinion (user_id, stance, stance_ms) WHERE stance IS NOT NULL;

CREATE UNIQUE INDEX playlist_by_name ON playlist (user_id, name);

CREATE INDEX playlist_entry_by_reference ON playlist_entry (reference_id) WHERE reference_id IS NOT NULL;

CREATE INDEX playlist_entry_by_track ON playlist_entry (track_id) WHERE track_id IS NOT NULL;

CREATE INDEX prediction_by_track ON prediction (track_id, model_id);

CREATE INDEX provider_link_by_track ON provider_link (track_id, decision);

CREATE INDEX provider_link_open ON provider_link (confidence) WHERE decision = 'open';

CREATE UNIQUE INDEX provider_track_by_external ON provider_track (provider, external_id);

CREATE INDEX provider_track_by_title ON provider_track (title_key, credit_key);

CREATE INDEX run_by_kind ON run (kind, started_ms);

CREATE INDEX run_by_start ON run (started_ms);

CREATE INDEX search_word_by_end ON search_word (reversed);

CREATE INDEX track_by_album ON track (album_id, disc_number, track_number) WHERE album_id IS NOT NULL;

CREATE UNIQUE INDEX track_by_audio ON track (audio_hash) WHERE audio_hash IS NOT NULL;

CREATE INDEX track_by_credit ON track (credit_key, title_key);

CREATE INDEX track_by_musicbrainz ON track (musicbrainz_id) WHERE musicbrainz_id IS NOT NULL;

CREATE INDEX track_by_popularity ON track (popularity) WHERE popularity IS NOT NULL;

CREATE INDEX track_by_title ON track (title_key, credit_key);

CREATE INDEX track_credit_by_artist ON track_credit (artist_id, track_id);

CREATE INDEX track_genre_by_genre ON track_genre (genre_id, source, track_id);

CREATE INDEX track_reference_by_audio ON track_reference (audio_hash)
    WHERE track_id IS NULL AND audio_hash IS NOT NULL;

CREATE INDEX track_reference_by_external ON track_reference (external_id)
    WHERE track_id IS NULL AND external_id IS NOT NULL;

CREATE UNIQUE INDEX track_reference_by_identity ON track_reference (identity);

CREATE INDEX track_reference_by_key ON track_reference (title_key, artist_key) WHERE track_id IS NULL;

CREATE INDEX track_reference_by_track ON track_reference (track_id) WHERE track_id IS NOT NULL;

CREATE INDEX track_tag_by_name ON track_tag (name, value, track_id);

CREATE UNIQUE INDEX user_by_name ON user (name);

CREATE VIEW albums AS SELECT id, title, credit AS artist, year, musicbrainz_id FROM album;

CREATE VIEW artists AS SELECT id, name, musicbrainz_id FROM artist;

CREATE VIEW credits AS
SELECT track_credit.track_id, track_credit.position, track_credit.artist_id, artist.name AS artist
FROM track_credit JOIN artist ON artist.id = track_credit.artist_id;

CREATE VIEW duplicates AS
SELECT
    duplicate_member.group_id, duplicate_member.track_id, track.title, track.credit AS artist,
    duplicate_member.similarity, duplicate_member.is_preferred
FROM duplicate_member JOIN track ON track.id = duplicate_member.track_id;

CREATE VIEW events AS
SELECT
    event.id, user.name AS user, event.track_id,
    CASE event.kind
        WHEN 1 THEN 'play' WHEN 2 THEN 'skip' WHEN 3 THEN 'like' WHEN 4 THEN 'dislike' WHEN 5 THEN 'ban'
        ELSE 'rating' END AS kind,
    event.time_ms, datetime(event.time_ms / 1000, 'unixepoch') AS time,
    coalesce(track.title, track_reference.title) AS title, coalesce(track.credit, track_reference.artist) AS artist,
    event.played_ms, event.total_ms, event.rating, event_source.name AS source, event.session, event.context
FROM event
JOIN user ON user.id = event.user_id
LEFT JOIN track ON track.id = event.track_id
LEFT JOIN track_reference ON track_reference.id = event.reference_id
LEFT JOIN event_source ON event_source.id = event.source_id
WHERE event.kind < 7 AND NOT EXISTS (SELECT 1 FROM event AS removal WHERE removal.removed_id = event.id);

CREATE VIEW files AS
SELECT
    id, display_path AS path, source, format, bit_rate_kbps, sample_rate_hz, channel_count,
    duration_ms / 1000.0 AS duration_seconds, size_bytes, status, reason, heard_percent, track_id, first_seen_ms
FROM file;

CREATE VIEW genres AS
SELECT genre.id, genre.name AS genre, parent.name AS parent
FROM genre LEFT JOIN genre AS parent ON parent.id = genre.parent_id;

CREATE VIEW labels AS
SELECT
    model.name AS model, model.version, model.is_active, label_prediction.track_id, label_prediction.position,
    label_prediction.label, label_prediction.probability
FROM label_prediction JOIN model ON model.id = label_prediction.model_id;

CREATE VIEW models AS
SELECT id, name, kind, version, is_active, created_ms, dimension, parameters, training, metrics FROM model;

CREATE VIEW opinions AS
SELECT
    user.name AS user, opinion.track_id, track.title, track.credit AS artist,
    CASE opinion.stance WHEN 1 THEN 'like' WHEN -1 THEN 'dislike' WHEN -2 THEN 'ban' END AS stance,
    opinion.rating, opinion.play_count, opinion.skip_count, opinion.played_ms, opinion.last_heard_ms
FROM opinion
JOIN user ON user.id = opinion.user_id
JOIN track ON track.id = opinion.track_id;

CREATE VIEW playlist_tracks AS
SELECT
    playlist_entry.playlist_id, playlist_entry.position, playlist_entry.track_id,
    coalesce(track.title, track_reference.title) AS title, coalesce(track.credit, track_reference.artist) AS artist
FROM playlist_entry
LEFT JOIN track ON track.id = playlist_entry.track_id
LEFT JOIN track_reference ON track_reference.id = playlist_entry.reference_id;

CREATE VIEW playlists AS
SELECT
    playlist.id, user.name AS user, playlist.name, playlist.description, playlist.created_ms, playlist.updated_ms,
    (SELECT count(*) FROM playlist_entry WHERE playlist_entry.playlist_id = playlist.id) AS track_count
FROM playlist JOIN user ON user.id = playlist.user_id;

CREATE VIEW predictions AS
SELECT
    model.name AS model, model.version, model.is_active, prediction.track_id, prediction.name, prediction.value,
    prediction.lower, prediction.upper
FROM prediction JOIN model ON model.id = prediction.model_id;

CREATE VIEW provider_tracks AS
SELECT
    provider_track.id, provider_track.provider, provider_track.external_id, provider_track.title,
    provider_track.credit AS artist, provider_track.album, provider_track.year, provider_track.popularity,
    provider_track.row_count,
    (SELECT provider_link.track_id FROM provider_link
        WHERE provider_link.provider_track_id = provider_track.id AND provider_link.decision = 'accepted'
        ORDER BY provider_link.confidence DESC, provider_link.track_id LIMIT 1) AS track_id
FROM provider_track;

CREATE VIEW runs AS SELECT id, kind, status, started_ms, finished_ms, parameters, outcome FROM run;

CREATE VIEW tags AS SELECT track_id, name, value FROM track_tag;

CREATE VIEW track_genres AS
SELECT track_genre.track_id, genre.name AS genre, parent.name AS parent, track_genre.source
FROM track_genre
JOIN genre ON genre.id = track_genre.genre_id
LEFT JOIN genre AS parent ON parent.id = genre.parent_id;

CREATE VIEW track_lyrics AS
SELECT track_id, source, language, is_timed, positive, negative, compound, text FROM lyrics;

CREATE VIEW track_text (id, title, artist, album) AS
SELECT track.id, track.title_key, track.credit_key, coalesce(album.title_key, '')
FROM track LEFT JOIN album ON album.id = track.album_id;

CREATE VIEW tracks AS
SELECT
    track.id, track.title, track.credit AS artist, album.title AS album, coalesce(track.year, album.year) AS year,
    track.duration_ms / 1000.0 AS duration_seconds, track.is_explicit, track.popularity, described.tempo_bpm,
    described.key, CASE described.mode WHEN 1 THEN 'major' WHEN 0 THEN 'minor' END AS mode, described.loudness_lufs,
    described.energy, described.danceability, described.valence, described.acousticness, described.instrumentalness,
    described.liveness, described.speechiness, track.created_ms
FROM track
LEFT JOIN album ON album.id = track.album_id
LEFT JOIN track_descriptor AS described ON described.track_id = track.id;

CREATE VIEW users AS SELECT id, name, display_name, created_ms FROM user;

CREATE TRIGGER album_search_delete BEFORE DELETE ON album BEGIN
    UPDATE track SET album_id = NULL WHERE album_id = old.id;
    INSERT INTO album_search (album_search, rowid, title_key, credit_key)
    VALUES ('delete', old.id, old.title_key, old.credit_key);
END;

CREATE TRIGGER album_search_insert AFTER INSERT ON album BEGIN
    INSERT INTO album_search (rowid, title_key, credit_key) VALUES (new.id, new.title_key, new.credit_key);
END;

CREATE TRIGGER album_search_update AFTER UPDATE OF title_key, credit_key ON album BEGIN
    INSERT INTO album_search (album_search, rowid, title_key, credit_key)
    VALUES ('delete', old.id, old.title_key, old.credit_key);
    INSERT INTO album_search (rowid, title_key, credit_key) VALUES (new.id, new.title_key, new.credit_key);
    INSERT INTO track_search (track_search, rowid, title, artist, album)
    SELECT 'delete', id, title_key, credit_key, old.title_key FROM track WHERE album_id = old.id;
    INSERT INTO track_search (rowid, title, artist, album)
    SELECT id, title_key, credit_key, new.title_key FROM track WHERE album_id = new.id;
END;

CREATE TRIGGER artist_search_delete AFTER DELETE ON artist BEGIN
    INSERT INTO artist_search (artist_search, rowid, name_key) VALUES ('delete', old.id, old.name_key);
END;

CREATE TRIGGER artist_search_insert AFTER INSERT ON artist BEGIN
    INSERT INTO artist_search (rowid, name_key) VALUES (new.id, new.name_key);
END;

CREATE TRIGGER artist_search_update AFTER UPDATE OF name_key ON artist BEGIN
    INSERT INTO artist_search (artist_search, rowid, name_key) VALUES ('delete', old.id, old.name_key);
    INSERT INTO artist_search (rowid, name_key) VALUES (new.id, new.name_key);
END;

CREATE TRIGGER event_block_delete AFTER DELETE ON event BEGIN
    INSERT INTO event_block_gap (number) SELECT number FROM event_block WHERE number = old.id >> 14;
    DELETE FROM event_block WHERE number = old.id >> 14;
END;

CREATE TRIGGER event_block_update
AFTER UPDATE OF id, user_id, track_id, kind, time_ms, played_ms, total_ms, rating ON event BEGIN
    INSERT INTO event_block_gap (number) SELECT number FROM event_block WHERE number = old.id >> 14;
    DELETE FROM event_block WHERE number = old.id >> 14;
END;

CREATE TRIGGER lyrics_search_delete AFTER DELETE ON lyrics BEGIN
    INSERT INTO lyrics_search (lyrics_search, rowid, text_key) VALUES ('delete', old.track_id, old.text_key);
END;

CREATE TRIGGER lyrics_search_insert AFTER INSERT ON lyrics BEGIN
    INSERT INTO lyrics_search (rowid, text_key) VALUES (new.track_id, new.text_key);
END;

CREATE TRIGGER lyrics_search_update AFTER UPDATE OF text_key ON lyrics BEGIN
    INSERT INTO lyrics_search (lyrics_search, rowid, text_key) VALUES ('delete', old.track_id, old.text_key);
    INSERT INTO lyrics_search (rowid, text_key) VALUES (new.track_id, new.text_key);
END;

CREATE TRIGGER track_search_delete AFTER DELETE ON track BEGIN
    INSERT INTO track_search (track_search, rowid, title, artist, album)
    VALUES (
        'delete', old.id, old.title_key, old.credit_key,
        coalesce((SELECT title_key FROM album WHERE id = old.album_id), ''));
END;

CREATE TRIGGER track_search_insert AFTER INSERT ON track BEGIN
    INSERT INTO track_search (rowid, title, artist, album)
    VALUES (
        new.id, new.title_key, new.credit_key,
        coalesce((SELECT title_key FROM album WHERE id = new.album_id), ''));
END;

CREATE TRIGGER track_search_update AFTER UPDATE OF title_key, credit_key, album_id ON track BEGIN
    INSERT INTO track_search (track_search, rowid, title, artist, album)
    VALUES (
        'delete', old.id, old.title_key, old.credit_key,
        coalesce((SELECT title_key FROM album WHERE id = old.album_id), ''));
    INSERT INTO track_search (rowid, title, artist, album)
    VALUES (
        new.id, new.title_key, new.credit_key,
        coalesce((SELECT title_key FROM album WHERE id = new.album_id), ''));
END;
