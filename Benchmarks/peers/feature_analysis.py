#!/usr/bin/env python3
"""What the program says of features beside scikit-learn and numpy, on the same table.

Run as: python3 Benchmarks/peers/feature_analysis.py --catalog .build/release/catalog --benchmarks .build/release/Benchmarks
            --table TABLE.csv [--label label] [--drop COLUMN]... [--rounds 3] [--repeats 10] [--write]
Needs scikit-learn, scipy and pandas. Correlation (Pearson and Spearman), principal components, importance by shuffling and
by gain, t-SNE with its trustworthiness and time; both sides use two threads. With --write a line of JSON goes to
Benchmarks/runs/feature-analysis.jsonl.
"""
import argparse
import datetime
import io
import json
import pathlib
import subprocess
import time

import numpy
import pandas
import scipy.stats
import sklearn
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.inspection import permutation_importance
from sklearn.manifold import TSNE, trustworthiness
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import LabelEncoder, StandardScaler


def importance(ours, names, values, labels, repeats):
    """Of each feature by shuffling and by gain; the peer draws twice, which says how far chance goes."""
    line = {}
    own = ours("importance", "--limit", "1000000", "--repeats", str(repeats)).set_index("feature").loc[names]
    gains = RandomForestClassifier(500, random_state=1, n_jobs=2).fit(
        values, labels).feature_importances_
    again = RandomForestClassifier(500, random_state=2, n_jobs=2).fit(values, labels).feature_importances_

    def peer_losses(seed):
        total = numpy.zeros(len(names))
        for train, test in StratifiedKFold(5, shuffle=True, random_state=seed).split(values, labels):
            forest = RandomForestClassifier(500, random_state=seed, n_jobs=2).fit(values[train], labels[train])
            total += permutation_importance(forest, values[test], labels[test], n_repeats=repeats, random_state=seed,
                                            n_jobs=2).importances_mean / 5
        return total

    losses, other = peer_losses(1), peer_losses(2)
    line["gain_correlation"] = float(numpy.corrcoef(own["gain"], gains)[0, 1])
    line["gain_difference"] = float(abs(own["gain"] - gains).max())
    line["gain_correlation_of_peer_with_itself"] = float(numpy.corrcoef(gains, again)[0, 1])
    line["loss_correlation"] = float(numpy.corrcoef(own["loss"], losses)[0, 1])
    line["loss_correlation_of_peer_with_itself"] = float(numpy.corrcoef(losses, other)[0, 1])
    line["loss_difference"] = float(abs(own["loss"] - losses).max())
    line["peer_losses_within_interval"] = float(
        ((own["loss_lower"] <= losses) & (losses <= own["loss_upper"])).mean())
    return line


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catalog", required=True)
    parser.add_argument("--benchmarks", required=True)
    parser.add_argument("--table", required=True)
    parser.add_argument("--label", default="label")
    parser.add_argument("--drop", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=10, help="shuffles of each feature; 0 leaves importance out")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    dropping = [word for column in options.drop for word in ("--drop", column)]

    def ours(*words):
        command = [options.catalog, "features", *words, "--table", options.table, "--label", options.label, "-f", "csv"]
        output = subprocess.run(command + dropping, check=True, capture_output=True, text=True).stdout
        return pandas.read_csv(io.StringIO(output))

    table = pandas.read_csv(options.table).drop(columns=options.drop)
    labels = LabelEncoder().fit_transform(table[options.label])
    features = table.drop(columns=options.label)
    names = list(features.columns)
    values = features.to_numpy(dtype=numpy.float64)
    scaled = StandardScaler().fit_transform(values)
    line = {"benchmark": "feature-analysis", "date": datetime.date.today().isoformat(), "sklearn": sklearn.__version__,
            "rows": len(values), "columns": len(names)}

    for method, peer in (("pearson", numpy.corrcoef(values.T)), ("spearman", scipy.stats.spearmanr(values).statistic)):
        own = ours("correlation", "--matrix", "--method", method).set_index("feature").loc[names, names].to_numpy()
        line[f"{method}_difference"] = float(abs(own - peer).max())

    peer = PCA().fit(scaled)
    own = ours("pca", "--components", str(len(names)))
    line["explained_variance_difference"] = float(abs(own["explained"] - peer.explained_variance_ratio_).max())
    loadings = ours("pca", "--components", "5", "--loadings").pivot(index="component", columns="feature", values="loading")
    line["loading_cosine_least"] = float(abs((loadings[names].to_numpy() * peer.components_[:5]).sum(axis=1)).min())

    if options.repeats:
        line |= importance(ours, names, values, labels, options.repeats)

    command = [options.benchmarks, "map", options.table, options.label, *dropping]
    seconds, peer_seconds, peer_trust = [], [], []
    for round in range(options.rounds):
        own = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        seconds += own["seconds"]
        start = time.perf_counter()
        places = TSNE(init="pca", learning_rate="auto", random_state=round, n_jobs=2).fit_transform(
            scaled.astype(numpy.float32))
        peer_seconds.append(time.perf_counter() - start)
        peer_trust.append(trustworthiness(scaled, places))
    line["map_trustworthiness"] = own["trustworthiness"]
    line["map_trustworthiness_of_peer"] = [float(min(peer_trust)), float(max(peer_trust))]
    mapped = ours("tsne")[["x", "y"]].to_numpy()
    line["map_trustworthiness_by_peer"] = float(trustworthiness(scaled, mapped))
    line["map_seconds"], line["map_seconds_of_peer"] = min(seconds), min(peer_seconds)

    for name, value in line.items():
        print(f"{name:42} {value}")
    if options.write:
        with (pathlib.Path(__file__).parent.parent / "runs" / "feature-analysis.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
