#!/usr/bin/env python3
"""Writes Tests/Golden/features.json: librosa's values for the signals of golden_signals.py.

    python3 Scripts/golden-features.py

Needs librosa 0.11.0. For each signal the recipe, the mean of every column, some frames of it, the bins of every
rolloff, deltas' deviations, tempo, beats and onsets.
"""

import json
import platform
import warnings

import librosa
import numpy as np
import scipy

import golden_signals
import librosa_features
from golden_folder import golden_path

FRAMES_KEPT = 24
TARGET = golden_path("features.json")


def short(values):
    return [float(f"{value:.8g}") for value in values]


def main():
    warnings.filterwarnings("ignore")
    signals = {}
    for name, recipe in golden_signals.recipes().items():
        y = golden_signals.render(recipe)
        columns = librosa_features.frames(y)
        # librosa's medians over two frames are whatever the memory held, mostly no numbers: nothing to compare with.
        if len(columns["rms"]) == 2:
            del columns["harmonic_energy"], columns["percussive_energy"]
        columns = {key: value for key, value in columns.items() if np.all(np.isfinite(value))}
        count = len(columns["rms"])
        kept = sorted({int(k) for k in np.linspace(0, count - 1, min(FRAMES_KEPT, count))})
        rolloff = columns["spectral_rolloff"] / (librosa_features.RATE / 2048)
        signals[name] = {
            "recipe": recipe,
            "sum": float(np.sum(np.abs(y), dtype=np.float64)),
            "frameCount": count,
            "frames": kept,
            "means": {key: float(np.mean(value, dtype=np.float64)) for key, value in columns.items()},
            "levels": {key: float(np.mean(np.abs(value), dtype=np.float64)) for key, value in columns.items()},
            "values": {key: short(value[kept]) for key, value in columns.items()},
            "deltaDeviations": {
                key: float(np.std(value, dtype=np.float64)) for key, value in librosa_features.deltas(columns).items()},
            "rolloffBins": [int(round(float(value))) for value in rolloff],
            **librosa_features.rhythm(columns),
        }
    document = {
        "command": "python3 Scripts/golden-features.py",
        "versions": {"librosa": librosa.__version__, "numpy": np.__version__, "scipy": scipy.__version__,
                     "python": platform.python_version()},
        "signals": signals,
    }
    TARGET.write_text(json.dumps(document, allow_nan=False, separators=(",", ":")) + "\n")
    print(f"{len(signals)} signals, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
