#!/usr/bin/env python3
"""The embedding's neighbours beside those of bliss-audio, on the same files and the same folds.

Run as: python3 Benchmarks/peers/embedding.py --benchmarks .build/release/Benchmarks --catalog FILE --library NAME
[--hold-out track|album]
Needs bliss-audio 0.2 (pip) and a catalog of ingested files. Appends one JSON line to Benchmarks/runs/embedding.jsonl. The
vectors of bliss are asked by cosine after standardisation, as the features are, and by its own distance, the Euclidean one.
"""
import argparse
import datetime
import json
import pathlib
import subprocess
import tempfile
from importlib.metadata import version

import bliss_audio
import numpy


def own_distance(vectors, labels):
    """The share of the ten nearest others that have the label of the row; labels that are alone or unknown are not asked."""
    labels = numpy.array(labels)
    distances = numpy.linalg.norm(vectors[:, None] - vectors[None], axis=2)
    numpy.fill_diagonal(distances, numpy.inf)
    nearest = numpy.argsort(distances, axis=1, kind="stable")[:, :10]
    asked = [row for row, label in enumerate(labels) if label >= 0 and (labels == label).sum() > 1]
    return float((labels[nearest[asked]] == labels[asked][:, None]).mean())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--benchmarks", required=True)
    parser.add_argument("--catalog", required=True)
    parser.add_argument("--library", required=True, help="what was ingested, for the record")
    parser.add_argument("--hold-out", choices=["track", "album"], default="track")
    options = parser.parse_args()
    listing = subprocess.run([options.benchmarks, "embedding", options.catalog, "--files"], check=True,
                             capture_output=True, text=True).stdout
    files = [line.split("\t") for line in listing.splitlines()]
    vectors = numpy.array([bliss_audio.Song(path).analysis for _, _, _, path in files])
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as table:
        for (track, *_), vector in zip(files, vectors):
            table.write(",".join([track, *map(str, vector)]) + "\n")
        table.flush()
        out = subprocess.run(
            [options.benchmarks, "embedding", options.catalog, "--with", f"bliss={table.name}",
             "--hold-out", options.hold_out], check=True, capture_output=True, text=True)
    record = {
        "benchmark": "embedding", "date": datetime.date.today().isoformat(), "library": options.library,
        "hold_out": options.hold_out, "bliss_audio": version("bliss-audio"),
        "ours": [json.loads(line) for line in out.stdout.splitlines()],
        "bliss_own_distance": {
            "precision_album": own_distance(vectors, [int(album) for _, album, _, _ in files]),
            "precision_artist": own_distance(vectors, [int(artist) for _, _, artist, _ in files])}}
    line = json.dumps(record)
    print(line)
    path = pathlib.Path(__file__).resolve().parent.parent / "runs" / "embedding.jsonl"
    with path.open("a") as runs:
        runs.write(line + "\n")


main()
