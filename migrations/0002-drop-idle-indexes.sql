-- Why: a large import of events spends its time in indexes and checks. These served no statement, or one that another
-- index serves as well.
--
-- A span of time is read listener by listener: `event_natural` has each one's events by time. Who has events of a track
-- is in `event_by_track`, and with it whose opinions are of that track. A source is never removed.

DROP INDEX event_by_time;
DROP INDEX event_by_source;
DROP INDEX artist_by_musicbrainz;

-- Of thousands of copies of one track, the ones that are missing and the first that is there are found at once.
DROP INDEX file_by_track;
CREATE INDEX file_by_track ON file (track_id, missing_since_ms) WHERE track_id IS NOT NULL;

-- The same table without foreign keys and without an index by track: it is derived from the log, whose own keys hold,
-- in the transaction that changes the log, and `check` compares.
DROP VIEW opinion_view;
ALTER TABLE opinion RENAME TO former_opinion;
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
INSERT INTO opinion SELECT * FROM former_opinion ORDER BY user_id, track_id;
DROP TABLE former_opinion;
CREATE INDEX opinion_stance ON opinion (user_id, stance, stance_ms) WHERE stance IS NOT NULL;

CREATE VIEW opinion_view AS
SELECT
    user.name AS user, opinion.track_id, track.title, track.credit AS artist,
    CASE opinion.stance WHEN 1 THEN 'like' WHEN -1 THEN 'dislike' WHEN -2 THEN 'ban' END AS stance,
    opinion.rating, opinion.play_count, opinion.skip_count, opinion.played_ms, opinion.last_heard_ms
FROM opinion
JOIN user ON user.id = opinion.user_id
JOIN track ON track.id = opinion.track_id;
