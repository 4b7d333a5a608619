"""Fit the weights of the tempo's features.

usage: fit_tempo.py CANDIDATES.jsonl TRUTH_FOLDER...

CANDIDATES.jsonl comes from `Benchmarks harmony tempo-candidates`: for each file its candidates and their 42 features. A
softmax over the tempi that are judged is fitted on the `choose` half of each folder: the probability of those within 4 % of
the truth, and of those that are an octave or a factor of three off, is made as large as possible; squares of the
weights times 0.002 are the price. Tunes with tempi drawn uniformly (a `metre` in the truth) count by how common their
tempo is (log-normal around 115, half an octave wide). Prints the weights and the accuracy on both halves.
"""
import json, os, sys
import numpy as np
from scipy.optimize import minimize

PRICE = 0.002


def near(candidates, tempo, ratios):
    return np.array([any(abs(c / (tempo * r) - 1) < 0.04 for r in ratios) for c in candidates])


def main():
    truth = {}
    for folder in sys.argv[2:]:
        for line in open(os.path.join(folder, "truth.jsonl")):
            row = json.loads(line)
            truth[os.path.basename(row["file"])] = row
    rows = []
    for line in open(sys.argv[1]):
        row = json.loads(line)
        known = truth.get(os.path.basename(row["file"]))
        if known is None or not row["candidates"]:
            continue
        bpm = known["bpm"]
        weight = np.exp(-0.5 * (np.log2(bpm / 115) / 0.5) ** 2) * bpm / 115 if "metre" in known else 1.0
        rows.append((np.array(row["features"]), near(row["candidates"], bpm, (1,)),
                     near(row["candidates"], bpm, (1, 2, 3, 1 / 2, 1 / 3)), weight, known["split"]))
    chosen = [r for r in rows if r[4] == "choose" and r[1].any()]
    count = chosen[0][0].shape[1]

    def loss(weights):
        value, slope, total = 0.0, np.zeros(count), 0.0
        for features, right, related, share, _ in chosen:
            scores = features @ weights
            odds = np.exp(scores - scores.max())
            all_odds = odds.sum()
            for goal in (right, related):
                part = odds[goal].sum()
                value -= share * np.log(part / all_odds + 1e-12)
                slope -= share * features.T @ (np.where(goal, odds, 0) / max(part, 1e-300) - odds / all_odds)
            total += share
        return value / total + PRICE * weights @ weights, slope / total + 2 * PRICE * weights

    weights = np.round(minimize(loss, np.zeros(count), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x, 3)
    print(weights.tolist())
    for half in ("choose", "report"):
        best = [(r[1][int((r[0] @ weights).argmax())], r[2][int((r[0] @ weights).argmax())])
                for r in rows if r[4] == half]
        print(half, len(best), np.mean(best, axis=0).round(4).tolist())


if __name__ == "__main__":
    main()
