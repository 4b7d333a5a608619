enum OpinionStatement: String, CatalogStatement {
    case read = """
        SELECT
            user_id, track_id, stance, stance_event_id, stance_ms, rating, rating_event_id, rating_ms, play_count,
            skip_count, played_ms, last_heard_ms
        FROM opinion WHERE user_id = ? AND track_id = ?
        """
    case ofUser = """
        SELECT
            user_id, track_id, stance, stance_event_id, stance_ms, rating, rating_event_id, rating_ms, play_count,
            skip_count, played_ms, last_heard_ms
        FROM opinion WHERE user_id = ? ORDER BY track_id
        """
    /// By way of the log, which knows who has events of a track.
    case ofTrack = """
        SELECT
            user_id, track_id, stance, stance_event_id, stance_ms, rating, rating_event_id, rating_ms, play_count,
            skip_count, played_ms, last_heard_ms
        FROM opinion
        WHERE user_id IN (SELECT user_id FROM event WHERE track_id = ?1) AND track_id = ?1
        ORDER BY user_id LIMIT ?2
        """
    case withStance = """
        SELECT
            user_id, track_id, stance, stance_event_id, stance_ms, rating, rating_event_id, rating_ms, play_count,
            skip_count, played_ms, last_heard_ms
        FROM opinion
        WHERE user_id = ? AND stance = ? AND (stance_ms, track_id) < (?, ?)
        ORDER BY stance_ms DESC, track_id DESC LIMIT ?
        """
    case said = """
        SELECT
            user_id, track_id, stance, stance_event_id, stance_ms, rating, rating_event_id, rating_ms, play_count,
            skip_count, played_ms, last_heard_ms
        FROM opinion
        WHERE user_id = ? AND track_id > ? AND (stance IS NOT NULL OR rating IS NOT NULL)
        ORDER BY track_id LIMIT ?
        """
    case everyone = """
        SELECT
            user_id, track_id, stance, stance_event_id, stance_ms, rating, rating_event_id, rating_ms, play_count,
            skip_count, played_ms, last_heard_ms
        FROM opinion ORDER BY user_id, track_id /* whole table */
        """
    case write = """
        INSERT INTO opinion (
            user_id, track_id, stance, stance_event_id, stance_ms, rating, rating_event_id, rating_ms, play_count,
            skip_count, played_ms, last_heard_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (user_id, track_id) DO UPDATE SET
            stance = excluded.stance, stance_event_id = excluded.stance_event_id, stance_ms = excluded.stance_ms,
            rating = excluded.rating, rating_event_id = excluded.rating_event_id, rating_ms = excluded.rating_ms,
            play_count = excluded.play_count, skip_count = excluded.skip_count, played_ms = excluded.played_ms,
            last_heard_ms = excluded.last_heard_ms
        """
    /// Adds what some events say to what is there: the sums grow, the later word stays.
    case merge = """
        INSERT INTO opinion (
            user_id, track_id, stance, stance_event_id, stance_ms, rating, rating_event_id, rating_ms, play_count,
            skip_count, played_ms, last_heard_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (user_id, track_id) DO UPDATE SET
            (stance, stance_event_id, stance_ms) = (
                SELECT excluded.stance, excluded.stance_event_id, excluded.stance_ms
                WHERE stance_ms IS NULL
                    OR (excluded.stance_ms, excluded.stance_event_id) > (stance_ms, stance_event_id)
                UNION ALL SELECT stance, stance_event_id, stance_ms LIMIT 1),
            (rating, rating_event_id, rating_ms) = (
                SELECT excluded.rating, excluded.rating_event_id, excluded.rating_ms
                WHERE rating_ms IS NULL
                    OR (excluded.rating_ms, excluded.rating_event_id) > (rating_ms, rating_event_id)
                UNION ALL SELECT rating, rating_event_id, rating_ms LIMIT 1),
            play_count = play_count + excluded.play_count, skip_count = skip_count + excluded.skip_count,
            played_ms = played_ms + excluded.played_ms,
            last_heard_ms = max(
                coalesce(last_heard_ms, excluded.last_heard_ms), coalesce(excluded.last_heard_ms, last_heard_ms))
        """
    case delete = "DELETE FROM opinion WHERE user_id = ? AND track_id = ?"
    /// Before the events move elsewhere.
    case deleteOfTrack = """
        DELETE FROM opinion WHERE user_id IN (SELECT user_id FROM event WHERE track_id = ?1) AND track_id = ?1
        """
    case deleteOfUser = "DELETE FROM opinion WHERE user_id = ?"
    case deleteAll = "DELETE FROM opinion /* whole table */"
    /// The log in the order of opinions, without what was taken back: what they are derived from.
    case log = """
        SELECT user_id, track_id, id, kind, time_ms, played_ms, rating FROM event
        WHERE track_id IS NOT NULL AND kind < 7
            AND NOT EXISTS (SELECT 1 FROM event AS removal WHERE removal.removed_id = event.id)
        ORDER BY user_id, track_id /* whole table */
        """
}
