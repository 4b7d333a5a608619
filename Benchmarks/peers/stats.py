#!/usr/bin/env python3
"""Statistics of the Spotify table beside the same figures computed here from the file, row by row.

Run as: python3 Benchmarks/peers/stats.py --catalog .build/release/catalog --table spotify-tracks-114k.csv[.xz]
            [--events 10000000]
Imports the table into a catalog in a temporary folder, asks `catalog stats`, compares, and says how long each takes: the
least of three by the clock, and the processor's seconds of it. Genres that the catalog spells otherwise ("chill-out" for
"chill") are told by their figures. With --events so many are written straight into the file, by 1,000 people over two years, and
each subject is asked again: by all people and all times, of one person, of a month. Needs nothing but Python.
"""
import argparse
import collections
import csv
import fractions
import io
import json
import lzma
import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time


PEOPLE = 1_000
SUBJECTS = ("overview", "genres", "artists", "tracks", "users", "feedback", "moods", "eras", "trending")


def rows(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rb") as file:
        yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline=""))


def mean(values):
    return float(fractions.Fraction(sum(values), len(values))) if values else None


def expected(path):
    """First row's popularity and mode stay; a track keeps all its genres."""
    tracks, genres, counts = {}, collections.defaultdict(set), collections.Counter()
    for row in rows(path):
        if not row["artists"] or not row["track_name"]:
            continue
        track = row["track_id"]
        tracks.setdefault(track, (row["artists"], int(row["popularity"]), int(row["mode"])))
        genres[row["track_genre"]].add(track)
        counts[track] += 1
    by_genre = {}
    for genre, members in genres.items():
        by_genre[genre] = [mean([tracks[track][1] for track in members if tracks[track][2] in modes])
                           for modes in ((0, 1), (0,), (1,))]
    by_artist = collections.defaultdict(list)
    artist_rows = collections.Counter()
    for track, (artist, popularity, _) in tracks.items():
        by_artist[artist].append(popularity)
        artist_rows[artist] += counts[track]
    artists = sorted(by_artist, key=lambda artist: (-mean(by_artist[artist]), -artist_rows[artist], artist))
    together = [popularity for artist, popularity, _ in tracks.values() if ";" in artist]
    alone = [popularity for artist, popularity, _ in tracks.values() if ";" not in artist]
    return {"tracks": len(tracks), "genres": by_genre,
            "artists": [(artist, mean(by_artist[artist])) for artist in artists[:10]],
            "together": (len(together), mean(together)), "alone": (len(alone), mean(alone))}


def listen(path, count):
    """Writes events as rows: chance by a linear congruence, tracks by the square of it, so that some are heard much."""
    connection = sqlite3.connect(path)
    for pragma in ("synchronous = OFF", "journal_mode = MEMORY", "cache_size = -1000000", "temp_store = MEMORY"):
        connection.execute("PRAGMA " + pragma)
    # An index is sorted once, not grown leaf by leaf.
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'event' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.executemany("INSERT INTO user (name, display_name, created_ms) VALUES (?, ?, 0)",
                           [(f"person {number}",) * 2 for number in range(PEOPLE)])
    connection.execute("""
        WITH RECURSIVE n (i, r, s) AS (
            SELECT 1, 12345, 67890
            UNION ALL
            SELECT i + 1, (r * 1103515245 + 12345) & 2147483647, (s * 69069 + 1) & 2147483647 FROM n WHERE i < ?1)
        INSERT INTO event (user_id, track_id, kind, time_ms, sequence, played_ms)
        SELECT 1 + i % ?2, 1 + CAST((r / 2147483648.0) * (r / 2147483648.0) * ?3 AS INTEGER),
            CASE (s >> 16) % 10 WHEN 0 THEN 3 WHEN 1 THEN 2 WHEN 2 THEN 2 ELSE 1 END,
            1640995200000 + CAST(i * (63072000000.0 / ?1) AS INTEGER), 0, 60000 + (s >> 12) % 120000
        FROM n""", (count, PEOPLE, connection.execute("SELECT max(id) FROM track").fetchone()[0]))
    for _, sql in indexes:
        connection.execute(sql)
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catalog", required=True)
    parser.add_argument("--table", required=True)
    parser.add_argument("--events", type=int, default=0)
    options = parser.parse_args()
    binary, problems, seconds = str(pathlib.Path(options.catalog).resolve()), [], {}

    def compare(what, ours, theirs):
        if ours != theirs and not (isinstance(theirs, float) and ours is not None and abs(ours - theirs) < 1e-9):
            problems.append(f"{what}: {ours} here, {theirs} by the table")

    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"CATALOG": folder + "/spotify.catalog"}

        def run(*words):
            spent = []
            for _ in range(3 if words[0] == "stats" else 1):
                start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
                result = subprocess.run([binary, *words], capture_output=True, text=True, env=environment)
                if result.returncode not in (0, 1):
                    sys.exit(result.stderr)
                now = resource.getrusage(resource.RUSAGE_CHILDREN)
                processor = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
                spent.append((round(time.perf_counter() - start, 3), round(processor, 3)))
            seconds[" ".join(words[:2])] = min(spent)
            return result.stdout

        run("init")
        run("import", "tracks", options.table)
        want = expected(options.table)
        genres = json.loads(run("stats", "genres", "--limit", "1000", "--format", "json"))
        modes = {row["genre"]: row for row in genres["modes"]}
        compare("genres", len(genres["genres"]), len(want["genres"]))
        free = {name: figures for name, figures in want["genres"].items()
                if name not in {row["genre"] for row in genres["genres"]}}
        for row in genres["genres"]:
            spelled = row["genre"]
            if spelled not in want["genres"]:
                spelled = next((name for name, figures in free.items() if abs(figures[0] - row["popularity"]) < 1e-9), None)
                free.pop(spelled, None)
            both, minor, major = want["genres"].get(spelled, (None, None, None))
            compare(row["genre"], row["popularity"], both)
            compare(row["genre"] + " in minor", modes[row["genre"]]["minor_popularity"], minor)
            compare(row["genre"] + " in major", modes[row["genre"]]["major_popularity"], major)
        artists = json.loads(run("stats", "artists", "--limit", "10", "--format", "json"))
        for ours, (name, popularity) in zip(artists["artists"], want["artists"]):
            compare("artist", ours["artist"], name)
            compare(name, ours["popularity"], popularity)
        made = {row["made"]: (row["tracks"], row["popularity"]) for row in artists["collaborations"]}
        for kind in ("together", "alone"):
            compare(kind + ", tracks", made[kind][0], want[kind][0])
            compare(kind, made[kind][1], want[kind][1])
        for subject in SUBJECTS:
            run("stats", subject, "--format", "json")
        if options.events:
            listen(folder + "/spotify.catalog", options.events)
            # Blocks of events are written beside the next events, a million at a time.
            for second in range(options.events // 1_000_000 + 2):
                run("feedback", "add", "person 1", "play", "1", "--at", f"2024-01-01T00:00:{second:02}Z")
            heard, seconds = seconds, {}
            for subject in SUBJECTS:
                run("stats", subject, "--format", "json")
            over_events = {"all": seconds}
            for what, words in (("one person", ["--user", "person 7"]),
                                ("a month", ["--since", "2023-06-01", "--until", "2023-07-01"])):
                seconds = {}
                for subject in SUBJECTS:
                    run("stats", subject, "--format", "json", *words)
                over_events[what] = seconds
            print(json.dumps({"events": options.events, "seconds": over_events}))
            seconds = heard
        shown = [(row["genre"], round(row["popularity"], 2)) for row in genres["genres"][:10]]
        print(json.dumps({"benchmark": "statistics", "tracks": want["tracks"], "genres": shown, "made": made,
                          "artists": want["artists"], "seconds": seconds, "differences": len(problems)}))
    for problem in problems[:20]:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


main()
