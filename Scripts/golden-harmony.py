"""Write Tests/Golden/harmony-librosa.json: tuning, chroma and tonnetz of librosa for signals that the tests make.

usage: golden-harmony.py   (librosa 0.11.0, numpy; the signals are made by the same arithmetic in the tests)
"""
import json
import os
import platform

import librosa
import numpy as np

RATE = 22050
EVERY = 7  # each seventh frame is kept
MASK = (1 << 64) - 1


class SplitMix64:
    """The generator of the tests: uniform numbers from the upper 24 bits."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 40) / (1 << 24)


def notes(groups, seconds, cents=0.0, harmonics=6):
    """Groups of MIDI notes, one after the other, each note with harmonics 1/k and a decay of half a second."""
    samples = int(seconds * RATE)
    time = np.arange(samples) / RATE
    parts = []
    for group in groups:
        sound = np.zeros(samples)
        for note in group:
            hz = 440 * 2 ** ((note - 69 + cents / 100) / 12)
            for k in range(1, harmonics + 1):
                if hz * k < 10000:
                    sound += np.sin(2 * np.pi * hz * k * time) / k
        parts.append(sound * np.exp(-time / 0.5) * 0.1)
    return np.concatenate(parts).astype(np.float32)


def noise(seconds, seed):
    generator = SplitMix64(seed)
    return np.array([generator.uniform() - 0.5 for _ in range(int(seconds * RATE))], dtype=np.float32)


def sweep(seconds):
    time = np.arange(int(seconds * RATE)) / RATE
    return (0.4 * np.sin(2 * np.pi * 60 * seconds / np.log(100) * (100 ** (time / seconds) - 1))).astype(np.float32)


SIGNALS = {
    "cadence": notes([[48, 60, 64, 67], [53, 60, 65, 69], [55, 59, 62, 67], [48, 60, 64, 67]], 0.8),
    "cadence 30 cents high": notes([[50, 57, 62, 65], [55, 58, 62, 67], [57, 61, 64, 69]], 0.9, cents=30),
    "scale": notes([[60], [62], [64], [65], [67], [69], [71], [72]], 0.4, cents=-20),
    "noise": noise(1.5, 7),
    "sweep": sweep(3.0),
    "tone and noise": notes([[45]], 2.0, harmonics=10) + 0.02 * noise(2.0, 11),
    "short": notes([[69]], 0.03),
    "silence": np.zeros(RATE, np.float32),
}


def rows(matrix):
    return [round(float(v), 6) for v in matrix[:, ::EVERY].T.ravel()]


def main():
    golden = {"librosa": librosa.__version__, "numpy": np.__version__, "python": platform.python_version(),
              "command": "Scripts/golden-harmony.py", "every": EVERY, "signals": []}
    for name, y in SIGNALS.items():
        power = np.abs(librosa.stft(y)) ** 2
        semitones = librosa.estimate_tuning(S=power, sr=RATE, bins_per_octave=12)
        thirds = librosa.estimate_tuning(y=y, sr=RATE, bins_per_octave=36)
        transform = np.abs(librosa.cqt(y, sr=RATE, n_bins=252, bins_per_octave=36, tuning=thirds))
        values = {
            "chromaStft": librosa.feature.chroma_stft(S=power, sr=RATE),
            "chromaConstantQ": librosa.feature.chroma_cqt(y=y, sr=RATE),
            "chromaEnergy": librosa.feature.chroma_cens(y=y, sr=RATE),
            "tonalCentroids": librosa.feature.tonnetz(y=y, sr=RATE),
        }
        golden["signals"].append({
            "name": name, "samples": len(y), "sum": float(np.abs(y.astype(np.float64)).sum()),
            "tuningSemitones": float(semitones), "tuningThirds": float(thirds),
            "constantQ": [round(float(v), 6) for v in transform[:, ::41].T.ravel()],
            "frames": {k: rows(v) for k, v in values.items()},
            "means": {k: [float(x) for x in v.mean(axis=1)] for k, v in values.items()},
        })
    path = os.path.join(os.path.dirname(__file__), "..", "Tests", "Golden", "harmony-librosa.json")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
