#!/usr/bin/env python3
"""Which statistics of a frame feature help to tell artists apart: the choice behind the vector's quantiles.

    score_quantiles.py FOLDER... [--program "PROGRAM ARGUMENT…"] [--cache FILE.npz] [--record RUNS.jsonl]

Every piece of music below the folders is analysed; its label is the ARTIST tag, or where there is none its folder.
Artists with less than four pieces are left out. From the frames of each piece: mean, deviation, largest, and the
percentiles 5, 10, 25, 50, 75, 90, 95 of every column. Sets of these are judged by two learners on standardised
numbers, logistic regression (5-fold, stratified, five shuffles) and the nearest neighbour (leave one out), and by the
sound of whole pieces only: loudness, tempo, key are not in them. Needs scikit-learn and a release build.
"""

import argparse
import json
import pathlib
import shlex
import subprocess
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

SUFFIXES = {".ogg", ".flac", ".wav", ".mp3", ".opus"}
PERCENTS = [5, 10, 25, 50, 75, 90, 95]
STATISTICS = ["mean", "deviation", "max", *(f"p{percent}" for percent in PERCENTS)]
# What a learner of artists may use: no pitch classes, whose means are the keys of the pieces.
LEFT_OUT = ("chroma_", "tonnetz_", "onset_strength_median", "harmonic_energy", "percussive_energy")
# The columns that feature set 1 gives more than mean and deviation.
CHOSEN = {
    "rms": ["max", "p10", "p50", "p95"], "zero_crossing_rate": ["p10", "p90"], "limited_centroid": ["p10", "p90"],
    "limited_flatness": ["p10", "p90"], "harmonic_to_noise": ["p10", "p90"], "spectral_flux": ["p90"],
    "onset_strength": ["p90"],
}
SHUFFLES, FOLDS = 5, 5


def heard(program, path):
    run = subprocess.run([*shlex.split(program), str(path)], capture_output=True)
    if run.returncode != 0:
        return None
    document = json.loads(run.stdout.splitlines()[0])
    frames = {name: np.array(column) for name, column in document["frames"].items() if not name.startswith(LEFT_OUT)}
    tags = document["tags"]
    artists = tags.get("artists") or []
    values = [[np.mean(c), np.std(c), np.max(c), *np.percentile(c, PERCENTS)] for c in frames.values()]
    return (artists[0] if artists else path.parent.name), list(frames), np.array(values)


def collect(options):
    if options.cache and options.cache.exists():
        known = np.load(options.cache, allow_pickle=False)
        return known["labels"], [str(name) for name in known["columns"]], known["values"]
    labels, values, columns = [], [], []
    for path in sorted(p for folder in options.folders for p in folder.rglob("*")
                       if p.suffix.lower() in SUFFIXES and p.stat().st_size > 300_000):
        one = heard(options.program, path)
        if one:
            labels.append(one[0])
            columns = one[1]
            values.append(one[2])
    labels, values = np.array(labels), np.array(values)
    if options.cache:
        np.savez(options.cache, labels=labels, columns=columns, values=values)
    return labels, columns, values


def scores(matrix, labels):
    """Accuracies of logistic regression, one for each shuffle, and of the nearest neighbour."""
    linear = []
    for shuffle in range(SHUFFLES):
        right = 0
        for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=shuffle).split(matrix, labels):
            scaler = StandardScaler().fit(matrix[train])
            # The price falls with the number of features, so that larger sets do not win by weaker shrinking.
            model = LogisticRegression(C=1 / matrix.shape[1], max_iter=500).fit(
                scaler.transform(matrix[train]), labels[train])
            right += int(np.sum(model.predict(scaler.transform(matrix[test])) == labels[test]))
        linear.append(right / len(labels))
    points = StandardScaler().fit_transform(matrix)
    distances = ((points[:, None] - points[None]) ** 2).sum(-1)
    np.fill_diagonal(distances, np.inf)
    return linear, float(np.mean(labels[distances.argmin(1)] == labels))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--program", default=".build/release/catalog analyze --format json --frames json")
    parser.add_argument("--cache", type=pathlib.Path)
    parser.add_argument("--record", type=pathlib.Path)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    labels, columns, values = collect(options)
    names, counts = np.unique(labels, return_counts=True)
    kept = np.isin(labels, names[counts >= 4])
    labels, values = labels[kept], values[kept]
    print(f"{len(labels)} pieces, {len(set(labels))} artists, {len(columns)} columns")

    def matrix(statistics, more={}):
        picked = [values[:, column, STATISTICS.index(statistic)]
                  for column, name in enumerate(columns) for statistic in [*statistics, *more.get(name, [])]]
        return np.stack(picked, axis=1)

    sets = {"mean": matrix(["mean"]), "mean, deviation": matrix(["mean", "deviation"])}
    sets["p50, deviation"] = matrix(["p50", "deviation"])
    for extra in (["p50"], ["p10", "p90"], ["p5", "p95"], ["p25", "p75"], ["max"], ["p10", "p50", "p90"],
                  [f"p{percent}" for percent in PERCENTS]):
        sets["mean, deviation, " + ", ".join(extra)] = matrix(["mean", "deviation", *extra])
    sets["feature set 1"] = matrix(["mean", "deviation"], CHOSEN)
    for column in CHOSEN:
        rest = {name: extra for name, extra in CHOSEN.items() if name != column}
        sets[f"feature set 1 without those of {column}"] = matrix(["mean", "deviation"], rest)
    print("| statistics of every column | features | logistic | nearest |\n| --- | ---: | ---: | ---: |")
    result = {}
    for name, points in sets.items():
        linear, nearest = scores(points, labels)
        result[name] = {"features": points.shape[1], "logistic": round(float(np.mean(linear)), 4),
                        "deviation": round(float(np.std(linear)), 4), "nearest": round(nearest, 4)}
        print(f"| {name} | {points.shape[1]} | {np.mean(linear):.3f} ± {np.std(linear):.3f} | {nearest:.3f} |", flush=True)
    if options.record:
        with open(options.record, "a") as runs:
            runs.write(json.dumps({"pieces": len(labels), "artists": len(set(labels)), "sets": result}) + "\n")


if __name__ == "__main__":
    main()
