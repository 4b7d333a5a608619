"""ALS of `implicit` on a split that the benchmark wrote, and its first factors, for the same run of ours.

usage: implicit_als.py FOLDER [dimension iterations alpha regularization]
reads FOLDER/train.txt and test.txt; writes users.txt, items.txt and peer.txt beside them.
"""
import sys
import time

import numpy as np
import scipy.sparse as sparse
from implicit.cpu.als import AlternatingLeastSquares

folder = sys.argv[1]
dimension, iterations, alpha, regularization = (
    [float(x) for x in sys.argv[2:6]] if len(sys.argv) > 5 else [64, 15, 10.0, 20.0]
)
dimension, iterations = int(dimension), int(iterations)
rows = np.loadtxt(f"{folder}/train.txt")
shape = rows[0, :2].astype(int)
matrix = sparse.csr_matrix((rows[1:, 2].astype(np.float32), (rows[1:, 0].astype(int), rows[1:, 1].astype(int))), shape)
test = np.loadtxt(f"{folder}/test.txt").astype(int)

random = np.random.default_rng(1)
users = (random.random((shape[0], dimension), dtype=np.float32) * 0.01).astype(np.float32)
items = (random.random((shape[1], dimension), dtype=np.float32) * 0.01).astype(np.float32)
np.savetxt(f"{folder}/users.txt", users, fmt="%.9g")
np.savetxt(f"{folder}/items.txt", items, fmt="%.9g")

best = np.inf
for _ in range(3):
    model = AlternatingLeastSquares(
        factors=dimension, iterations=iterations, alpha=alpha, regularization=regularization, num_threads=2)
    model.user_factors, model.item_factors = users.copy(), items.copy()
    start = time.perf_counter()
    model.fit(matrix, show_progress=False)
    best = min(best, time.perf_counter() - start)

scores = model.user_factors @ model.item_factors.T
scores[matrix.nonzero()] = -np.inf
relevant = {}
for user, item in test:
    relevant.setdefault(user, set()).add(item)
gains = 1 / np.log2(np.arange(2, 12))
total = 0.0
for user, wanted in relevant.items():
    top = np.argsort(-scores[user], kind="stable")[:10]
    hits = np.array([item in wanted for item in top])
    total += (hits * gains).sum() / gains[: min(10, len(wanted))].sum()
with open(f"{folder}/peer.txt", "w") as out:
    out.write(f"{iterations} {alpha} {regularization} {best} {total / len(relevant)}\n")
print(f"implicit: {best:.3f} s, NDCG@10 {total / len(relevant):.4f}")
