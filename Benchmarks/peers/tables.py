#!/usr/bin/env python3
"""The autoencoder and the critic on the Spotify table beside scikit-learn, on the same rows.

Run as: python3 Benchmarks/peers/tables.py --benchmarks .build/release/Benchmarks --table spotify-tracks-114k.csv[.xz]
Needs scikit-learn and pandas. Appends JSON lines to Benchmarks/runs/tables.jsonl. A fifth of the artists is held out: by
the first credited artist, as our program splits, or with `--split-by credit` by the whole credit string, as scikit-learn's
GroupShuffleSplit does (seed 0). Tracks are de-duplicated by id in both.
"""
import argparse
import datetime
import json
import lzma
import pathlib
import shutil
import subprocess
import tempfile

import numpy
import pandas
from sklearn.decomposition import PCA
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupShuffleSplit
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import StandardScaler

DESCRIPTORS = ["danceability", "energy", "loudness", "speechiness", "acousticness", "instrumentalness", "liveness",
               "valence", "tempo"]


def tracks(path):
    table = pandas.read_csv(path, index_col=0).dropna(subset=["track_id", "artists"])
    genres = table.groupby("track_id")["track_genre"].apply(lambda values: sorted(set(values)))
    popularity = table.groupby("track_id")["popularity"].max()
    table = table.drop_duplicates("track_id").set_index("track_id")
    table["genres"], table["popularity"] = genres, popularity
    return table


def figures(predicted, truth):
    error = predicted - truth
    return {"r2": 1 - (error ** 2).mean() / truth.var(), "mae": abs(error).mean(),
            "within_half": (abs(error) <= 0.5).mean(), "within_one": (abs(error) <= 1).mean()}


def critic_peers(table, held_out, with_genre):
    truth = 1 + 4 * table["popularity"].to_numpy() / 100
    columns = [table[DESCRIPTORS].to_numpy(), table["explicit"].astype(float).to_numpy()[:, None],
               table["artists"].str.split(";").str.len().to_numpy()[:, None]]
    if with_genre:
        names = {name: index for index, name in enumerate(sorted({g for row in table["genres"] for g in row}))}
        several = numpy.zeros((len(table), len(names)))
        for row, genres in enumerate(table["genres"]):
            several[row, [names[genre] for genre in genres]] = 1
        columns.append(several)
    inputs = numpy.hstack(columns)
    scaled = StandardScaler().fit(inputs[~held_out]).transform(inputs)
    peers = {
        "trees": (HistGradientBoostingRegressor(max_iter=400, learning_rate=0.06, max_leaf_nodes=63, random_state=0),
                  inputs),
        "linear": (Ridge(), scaled),
        "small_mlp": (MLPRegressor(hidden_layer_sizes=(64,), early_stopping=True, max_iter=20, random_state=0), scaled),
    }
    results = {"mean": figures(numpy.full(held_out.sum(), truth[~held_out].mean()), truth[held_out])}
    for name, (model, values) in peers.items():
        model.fit(values[~held_out], truth[~held_out])
        results[name] = figures(model.predict(values[held_out]), truth[held_out])
    return results


def autoencoder_peers(table, held_out):
    scaler = StandardScaler().fit(table[DESCRIPTORS].to_numpy()[~held_out])
    values = scaler.transform(table[DESCRIPTORS].to_numpy())
    results = {}
    for size in (2, 4, 6, 8):
        pca = PCA(size).fit(values[~held_out])
        rebuilt = pca.inverse_transform(pca.transform(values[held_out]))
        results[f"pca_{size}"] = float(((rebuilt - values[held_out]) ** 2).mean())
    network = MLPRegressor(hidden_layer_sizes=(32, 6, 32), max_iter=12, random_state=0).fit(values[~held_out], values[~held_out])
    results["mlp_6"] = float(((network.predict(values[held_out]) - values[held_out]) ** 2).mean())
    return results


def write_split(options, table, path, file):
    if options.split_by == "credit":
        _, held_out = next(GroupShuffleSplit(1, test_size=0.2, random_state=0).split(table, groups=table["artists"]))
        numpy.savetxt(file, held_out, fmt="%d")
    else:
        subprocess.run([options.benchmarks, "critic", str(path), "--split", str(file)], check=True)


def ours(benchmarks, *words):
    out = subprocess.run([benchmarks, *words], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in out.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--benchmarks", required=True)
    parser.add_argument("--table", required=True)
    parser.add_argument("--only", choices=["autoencoder", "critic", "without-genre"])
    parser.add_argument("--split-by", choices=["first-artist", "credit"], default="first-artist")
    parser.add_argument("--explain", default="1000", help="tracks whose contributions are added up")
    options = parser.parse_args()
    runs = pathlib.Path(__file__).resolve().parent.parent / "runs" / "tables.jsonl"
    with tempfile.TemporaryDirectory() as folder, runs.open("a") as file:
        path = pathlib.Path(options.table)
        if path.suffix == ".xz":
            plain = pathlib.Path(folder) / "table.csv"
            with lzma.open(path) as packed, plain.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
            path = plain
        split = pathlib.Path(folder) / "split.txt"
        table = tracks(path)
        write_split(options, table, path, split)
        held_out = numpy.zeros(len(table), bool)
        held_out[numpy.loadtxt(split, dtype=int)] = True
        parts = {
            "critic": lambda: (
                ours(options.benchmarks, "critic", str(path), "--held-out", str(split), "--explain", options.explain),
                critic_peers(table, held_out, True)),
            "without-genre": lambda: (
                ours(options.benchmarks, "critic", str(path), "--held-out", str(split), "--without-genre"),
                critic_peers(table, held_out, False)),
        }
        if options.split_by == "first-artist":
            parts["autoencoder"] = lambda: (
                ours(options.benchmarks, "autoencoder", str(path)), autoencoder_peers(table, held_out))
        for name, part in parts.items():
            if options.only in (None, name):
                mine, peers = part()
                line = json.dumps({"benchmark": name, "split_by": options.split_by,
                                   "date": datetime.date.today().isoformat(), "ours": mine,
                                   "peers": peers})
                print(line, flush=True)
                file.write(line + "\n")


main()
