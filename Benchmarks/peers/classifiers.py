#!/usr/bin/env python3
"""Our classifiers beside scikit-learn's and XGBoost's on the same folds of a table of features.

Run as: python3 Benchmarks/peers/classifiers.py --benchmarks .build/release/Benchmarks --table TABLE.csv
            [--label label] [--drop COLUMN]... [--folds 10] [--shuffle 0] [--only ALGORITHM]... [--seeds 5] [--write]
Needs scikit-learn, pandas and xgboost. The folds (another deal for each --shuffle) are written to a file that both read;
both take the same numbers, those that our program takes where nothing is searched. What depends on chance is drawn five
times by the peer, of which the mean and the extremes are shown. Our vote finds its voters on the training rows; the peer's
is shown with boosted trees in it, and with a forest. With --write a line of JSON goes to Benchmarks/runs/classifiers.jsonl.
"""
import argparse
import collections
import datetime
import json
import pathlib
import subprocess
import tempfile
import time
import warnings

import numpy
import pandas
import sklearn
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.ensemble import BaggingClassifier, ExtraTreesClassifier, RandomForestClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import LabelEncoder, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from xgboost import XGBClassifier

SEEDS = [1, 2, 3, 4, 5]
FOREST_VOTE = "soft-vote, with forest"


def scaled(model):
    return make_pipeline(StandardScaler(), model)


def peers(width):
    """Each algorithm by a seed, and whether the seed matters."""
    def machine(seed):
        return scaled(SVC(C=10, gamma=1 / width, probability=True, random_state=seed))

    def forest(seed):
        return RandomForestClassifier(500, random_state=seed, n_jobs=2)

    def extra(seed):
        return ExtraTreesClassifier(500, random_state=seed, n_jobs=2)

    def boosted(seed):
        return XGBClassifier(n_estimators=200, max_depth=4, learning_rate=0.1, subsample=0.8, colsample_bytree=0.5,
                             tree_method="hist", random_state=seed, n_jobs=2)

    def vote(*makers):
        return lambda seed: VotingClassifier([(make.__name__, make(seed)) for make in makers], voting="soft")

    return {
        "svm-rbf": (lambda seed: scaled(SVC(C=10, gamma=1 / width)), False),
        "svm-linear": (lambda seed: scaled(SVC(kernel="linear", C=0.1)), False),
        "random-forest": (forest, True),
        "extra-trees": (extra, True),
        "boosted-trees": (boosted, True),
        "decision-tree": (lambda seed: DecisionTreeClassifier(random_state=seed), True),
        "bagging": (lambda seed: BaggingClassifier(n_estimators=100, random_state=seed, n_jobs=2), True),
        "logistic-regression": (lambda seed: scaled(LogisticRegression(max_iter=5000)), False),
        "sgd": (lambda seed: scaled(SGDClassifier(loss="log_loss", alpha=1e-3, average=True, random_state=seed)), True),
        "naive-bayes": (lambda seed: scaled(GaussianNB()), False),
        "nearest-neighbours": (lambda seed: scaled(KNeighborsClassifier(5)), False),
        "lda": (lambda seed: scaled(LinearDiscriminantAnalysis()), False),
        "soft-vote": (vote(machine, extra, boosted), True),
        FOREST_VOTE: (vote(machine, extra, forest), True),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--benchmarks", required=True)
    parser.add_argument("--table", required=True)
    parser.add_argument("--label", default="label")
    parser.add_argument("--drop", action="append", default=[])
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--shuffle", type=int, default=0)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--seeds", type=int, default=len(SEEDS))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")

    table = pandas.read_csv(options.table).drop(columns=options.drop)
    labels = LabelEncoder().fit_transform(table[options.label])
    values = table.drop(columns=options.label).to_numpy(dtype=numpy.float64)
    folds = list(StratifiedKFold(options.folds, shuffle=True, random_state=options.shuffle).split(values, labels))
    theirs = {}
    for name, (make, is_random) in peers(values.shape[1]).items():
        if options.only and name not in options.only:
            continue
        accuracies, training, prediction = [], 0.0, 0.0
        seeds = SEEDS[:options.seeds] if is_random else SEEDS[:1]
        for seed in seeds:
            right = 0
            for train, test in folds:
                start = time.perf_counter()
                model = make(seed).fit(values[train], labels[train])
                trained = time.perf_counter()
                right += (model.predict(values[test]) == labels[test]).sum()
                prediction += time.perf_counter() - trained
                training += trained - start
            accuracies.append(right / len(labels))
        theirs[name] = {"peer": float(numpy.mean(accuracies)), "peer_lowest": float(min(accuracies)),
                        "peer_highest": float(max(accuracies)), "peer_training_seconds": training / len(seeds),
                        "peer_prediction_seconds": prediction / len(seeds)}

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "folds.json"
        path.write_text(json.dumps([test.tolist() for _, test in folds]))
        command = [options.benchmarks, "classifiers", options.table, options.label, str(path)]
        command += [word for column in options.drop for word in ("--drop", column)]
        command += [word for name in options.only if name != FOREST_VOTE for word in ("--only", name)]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ours = {line["algorithm"]: line for line in map(json.loads, output.splitlines())}

    rows = []
    print(f"{'algorithm':24}{'ours':>8}{'peer':>8}{'from':>8}{'to':>8}{'differ':>8}"
          f"{'train s':>10}{'peer s':>10}{'ask ms':>10}{'peer ms':>10}")
    for name, peer in theirs.items():
        own = ours["soft-vote" if name == FOREST_VOTE else name]
        row = {"algorithm": name, "ours": own["accuracy"], "training_seconds": own["trainingSeconds"],
               "prediction_seconds": own["predictionSeconds"], **peer}
        if own["voters"]:
            row["voters"] = collections.Counter(name for voters in own["voters"] for name in voters)
        rows.append(row)
        print(f"{name:24}{row['ours']:8.3f}{row['peer']:8.3f}{row['peer_lowest']:8.3f}{row['peer_highest']:8.3f}"
              f"{row['ours'] - row['peer']:+8.3f}{row['training_seconds']:10.2f}{row['peer_training_seconds']:10.2f}"
              f"{1000 * row['prediction_seconds']:10.1f}{1000 * row['peer_prediction_seconds']:10.1f}")
    if options.write:
        line = {"benchmark": "classifiers", "date": datetime.date.today().isoformat(), "sklearn": sklearn.__version__,
                "rows": len(labels), "columns": values.shape[1], "folds": options.folds, "shuffle": options.shuffle,
                "algorithms": rows}
        with (pathlib.Path(__file__).parent.parent / "runs" / "classifiers.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
