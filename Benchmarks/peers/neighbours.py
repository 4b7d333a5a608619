"""sqlite-vec and usearch on the vectors that the benchmark wrote.

usage: neighbours.py FOLDER DIMENSION [usearch]
"""
import json
import sys
import time

import numpy as np

folder, dimension = sys.argv[1], int(sys.argv[2])
vectors = np.fromfile(f"{folder}/vectors.f32", dtype=np.float32).reshape(-1, dimension)
queries = np.fromfile(f"{folder}/queries.f32", dtype=np.float32).reshape(-1, dimension)
wanted = np.argsort(-(queries @ vectors.T), axis=1)[:, :10]


def recall(found):
    return float(np.mean([len(set(a) & set(b)) / 10 for a, b in zip(found, wanted)]))


if "usearch" in sys.argv:
    from usearch.index import Index

    index = Index(ndim=dimension, metric="ip", dtype="f32", connectivity=16, expansion_add=100)
    start = time.perf_counter()
    index.add(np.arange(len(vectors)), vectors, threads=2)
    build = time.perf_counter() - start
    many = np.tile(queries, (20, 1))
    for width in (16, 32, 64, 96, 128, 192):
        index.expansion_search = width
        found = index.search(queries, 10, threads=2).keys
        best = np.inf
        for _ in range(3):
            start = time.perf_counter()
            index.search(many, 10, threads=2)
            best = min(best, time.perf_counter() - start)
        print(json.dumps({"peer": "usearch", "width": width, "queries_per_second": len(many) / best,
                          "recall_at_10": recall(found), "build_seconds": build}))
else:
    import apsw
    import sqlite_vec

    database = apsw.Connection(":memory:")
    database.enableloadextension(True)
    database.loadextension(sqlite_vec.loadable_path())
    database.execute(f"CREATE VIRTUAL TABLE vectors USING vec0(embedding float[{dimension}] distance_metric=cosine)")
    with database:
        database.executemany("INSERT INTO vectors(rowid, embedding) VALUES (?, ?)",
                             ((i, v.tobytes()) for i, v in enumerate(vectors)))
    best, found = np.inf, []
    for query in queries[:20]:
        start = time.perf_counter()
        rows = database.execute("SELECT rowid FROM vectors WHERE embedding MATCH ? AND k = 10", (query.tobytes(),))
        found.append([row[0] for row in rows])
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"peer": "sqlite-vec", "ms_per_query": best * 1000, "recall_at_10": recall(found)}))
