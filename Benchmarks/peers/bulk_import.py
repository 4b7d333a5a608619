"""Times the commands that take in events by the hundred thousand, as a person would run them.

    python3 Benchmarks/peers/bulk_import.py BINARY FOLDER [--tracks 100000] [--events 1000000] [--commit HASH]

Makes a catalog in FOLDER (removed at the end), brings in tracks, and then histories of a hundred listeners: as feedback
whose lines name tracks by number, by words that the catalog sees for the first time, and by words that it knows; and as a
table of listens. Prints events per second, of the whole process from start to end, as one line of JSON.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import tempfile
import time

SEED = 1
LISTENERS = 100


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--tracks", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--commit", default="")
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(dir=arguments.folder)
    try:
        measure(arguments, folder)
    finally:
        shutil.rmtree(folder)


def measure(arguments, folder):
    rng = random.Random(SEED)
    catalog = os.path.join(folder, "bulk.catalog")
    environment = os.environ | {"CATALOG": catalog}

    def run(*words):
        before = os.times()
        start = time.monotonic()
        subprocess.run([arguments.binary, *words, "--quiet"], env=environment, check=True)
        elapsed = time.monotonic() - start
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        return elapsed, used

    run("init")
    table = os.path.join(folder, "tracks.csv")
    with open(table, "w") as file:
        file.write("id,artist,title,duration_ms\n")
        for track in range(1, arguments.tracks + 1):
            file.write(f"x{track},{artist(track)},{title(track)},200000\n")
    run("import", "tracks", table)
    # Histories of their own time each, so that no event of one way is a repetition of another's.
    figures = {}
    for number, (name, words, line) in enumerate([
        ("feedback import, tracks by number", ["feedback", "import", "--add-users"], by_number),
        ("feedback import, words seen first", ["feedback", "import", "--add-users"], by_words),
        ("feedback import, known words", ["feedback", "import", "--add-users"], by_words),
        ("import listens, a table", ["import", "listens"], by_table),
    ]):
        path = os.path.join(folder, "events." + ("csv" if line is by_table else "jsonl"))
        with open(path, "w") as file:
            if line is by_table:
                file.write("user,artist,title,time\n")
            for listener in range(LISTENERS):
                moment = 1_000_000_000 + 100_000_000 * number
                for _ in range(arguments.events // LISTENERS):
                    moment += 60 + rng.randrange(600)
                    track = int(rng.random() ** 2 * arguments.tracks) + 1
                    file.write(line(f"listener {listener}", moment, track, rng) + "\n")
        elapsed, used = run(*words, path)
        figures[name + ", events per second"] = round(arguments.events / elapsed)
        figures[name + ", events per processor second"] = round(arguments.events / used)
    print(json.dumps({
        "benchmark": "bulk-import", "commit": arguments.commit, "cores": os.cpu_count(), "tracks": arguments.tracks,
        "events_each": arguments.events, **figures}, separators=(",", ":")))


def artist(track):
    return f"Artist {track // 10}"


def title(track):
    return f"Song Number {track}"


def by_number(listener, moment, track, rng):
    kind = rng.choice(["play", "play", "play", "skip", "like"])
    return json.dumps({"user": listener, "kind": kind, "time": moment, "track_id": track, "source": "bulk"})


def by_words(listener, moment, track, rng):
    kind = rng.choice(["play", "play", "play", "skip", "like"])
    return json.dumps({
        "user": listener, "kind": kind, "time": moment, "artist": artist(track), "title": title(track),
        "source": "bulk"})


def by_table(listener, moment, track, rng):
    return f"{listener},{artist(track)},{title(track)},{moment}"


main()
