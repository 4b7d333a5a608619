#!/usr/bin/env python3
"""Statistics of the Spotify table beside the same figures computed here from the file, row by row.

Run as: python3 Benchmarks/peers/statistics.py --catalog .build/release/catalog --table spotify-tracks-114k.csv[.xz]
Imports the table into a catalog in a temporary folder, asks `catalog stats`, compares, and says how long each takes.
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
import subprocess
import sys
import tempfile
import time


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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catalog", required=True)
    parser.add_argument("--table", required=True)
    options = parser.parse_args()
    binary, problems, seconds = str(pathlib.Path(options.catalog).resolve()), [], {}

    def compare(what, ours, theirs):
        if ours != theirs and not (isinstance(theirs, float) and ours is not None and abs(ours - theirs) < 1e-9):
            problems.append(f"{what}: {ours} here, {theirs} by the table")

    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"CATALOG": folder + "/spotify.catalog"}

        def run(*words):
            start = time.perf_counter()
            result = subprocess.run([binary, *words], capture_output=True, text=True, env=environment)
            seconds[" ".join(words[:2])] = round(time.perf_counter() - start, 3)
            if result.returncode not in (0, 1):
                sys.exit(result.stderr)
            return result.stdout

        run("init")
        run("import", "tracks", options.table)
        want = expected(options.table)
        genres = json.loads(run("stats", "genres", "--limit", "1000", "--format", "json"))
        modes = {row["genre"]: row for row in genres["modes"]}
        compare("genres", len(genres["genres"]), len(want["genres"]))
        for row in genres["genres"]:
            both, minor, major = want["genres"].get(row["genre"], (None, None, None))
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
        for subject in ("overview", "tracks", "users", "feedback", "moods", "eras", "trending"):
            run("stats", subject, "--format", "json")
        shown = [(row["genre"], round(row["popularity"], 2)) for row in genres["genres"][:10]]
        print(json.dumps({"benchmark": "statistics", "tracks": want["tracks"], "genres": shown, "made": made,
                          "artists": want["artists"], "seconds": seconds, "differences": len(problems)}))
    for problem in problems[:20]:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


main()
