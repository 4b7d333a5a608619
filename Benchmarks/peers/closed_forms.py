"""numpy's EASE and `implicit`'s ALS, tuned on a validation cut, on the split that the benchmark wrote.

usage: closed_forms.py FOLDER
reads FOLDER/train.txt and test.txt; hyperparameters are chosen on a quarter of the training part. EASE's weights for
λ = 300 go to FOLDER/ease.f32, for `Benchmarks recommenders ease FOLDER` to compare its own with.
"""
import sys
import warnings

import numpy as np
import scipy.sparse as sparse
from implicit.cpu.als import AlternatingLeastSquares

warnings.filterwarnings("ignore")
folder = sys.argv[1]
rows = np.loadtxt(f"{folder}/train.txt")
users, items = rows[0, :2].astype(int)
train = rows[1:]
test = np.loadtxt(f"{folder}/test.txt").astype(int)
gains = 1 / np.log2(np.arange(2, 12))


def matrix(entries):
    return sparse.csr_matrix(
        (entries[:, 2].astype(np.float32), (entries[:, 0].astype(int), entries[:, 1].astype(int))), (users, items))


def ndcg(score, known, pairs):
    relevant = {}
    for user, item in pairs:
        relevant.setdefault(user, set()).add(item)
    total = 0.0
    for user, wanted in relevant.items():
        scores = np.asarray(score(user)).ravel().copy()
        scores[known[user].indices] = -np.inf
        top = np.argsort(-scores, kind="stable")[:10]
        total += (np.array([i in wanted for i in top]) * gains).sum() / gains[: min(10, len(wanted))].sum()
    return total / len(relevant)


def ease_weights(known, strength):
    gram = (known.T @ known).toarray().astype(np.float64)
    gram[np.diag_indices(items)] += strength
    inverse = np.linalg.inv(gram)
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights


def ease(entries, strength):
    known = matrix(entries)
    known.data[:] = 1
    weights = ease_weights(known, strength)
    return known, lambda user: known[user] @ weights


def als(entries, alpha, strength):
    known = matrix(entries)
    model = AlternatingLeastSquares(factors=48, iterations=15, alpha=alpha, regularization=strength, num_threads=2,
                                    random_state=1)
    model.fit(known, show_progress=False)
    return known, lambda user: model.item_factors @ model.user_factors[user]


everything = matrix(train)
everything.data[:] = 1
ease_weights(everything, 300.0).astype(np.float32).tofile(f"{folder}/ease.f32")
random = np.random.default_rng(1)
held = random.random(len(train)) < 0.25
inner, validation = train[~held], train[held][:, :2].astype(int)
for name, fit, grid in (
    ("numpy EASE", ease, [(100.0,), (200.0,), (400.0,), (800.0,)]),
    ("implicit ALS", als, [(a, r) for a in (1.0, 5.0, 20.0) for r in (1.0, 5.0, 20.0, 60.0)]),
):
    figures = []
    for choice in grid:
        known, score = fit(inner, *choice)
        figures.append(ndcg(score, known, validation))
    best = grid[int(np.argmax(figures))]
    known, score = fit(train, *best)
    print(f"{name} {best}: NDCG@10 {ndcg(score, known, test):.4f}", flush=True)
