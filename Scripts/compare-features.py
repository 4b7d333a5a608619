#!/usr/bin/env python3
"""Compares the frame features of audio files with librosa's, live, and prints the worst deviation of each.

    Scripts/compare-features.py [--program "PROGRAM ARGUMENT…"] FILE_OR_FOLDER…

By default both get the samples that librosa decoded, since decoders differ in the last bits and spectral contrast
shows that in the empty regions of a spectrum. The program gets a file as its last argument and prints what `catalog
analyze --frames json` prints. Needs librosa 0.11.0 and soundfile.

A deviation is a difference divided by the larger of the value itself and the column's own mean magnitude, so that
values near zero do not divide by nothing; that of a mean is the same for the mean over the track.
"""

import argparse
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile
import warnings

import librosa
import numpy as np
import soundfile

import librosa_features

SUFFIXES = {".wav", ".flac", ".ogg", ".opus", ".mp3", ".aiff"}


def listed(paths):
    for path in map(pathlib.Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
        else:
            yield path


def in_frames(seconds):
    return [round(time * librosa_features.RATE / 512) for time in seconds]


def near(ours, theirs):
    """The share of beats that have a counterpart within one frame, counted both ways."""
    if not ours and not theirs:
        return 1.0
    if not ours or not theirs:
        return 0.0
    a, b = np.array(ours), np.array(theirs)
    hits = sum(np.min(np.abs(b - x)) <= 1 for x in a) + sum(np.min(np.abs(a - x)) <= 1 for x in b)
    return hits / (len(a) + len(b))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/catalog analyze --frames json")
    parser.add_argument("--own-decoder", action="store_true", help="let the program decode the file itself")
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    worst, tempi, files, rolloff = {}, [], 0, [0, 0]
    for path in listed(options.paths):
        y, _ = librosa.load(path, sr=librosa_features.RATE)
        with tempfile.TemporaryDirectory() as folder:
            heard = path
            if not options.own_decoder:
                heard = pathlib.Path(folder) / "signal.wav"
                soundfile.write(heard, y, librosa_features.RATE, subtype="FLOAT")
            run = subprocess.run([*shlex.split(options.program), str(heard)], capture_output=True)
        if run.returncode != 0:
            print(f"{path.name}: not heard: {run.stderr.decode().strip()[-200:]}")
            continue
        ours = json.loads(run.stdout)
        theirs = librosa_features.frames(y)
        beat = librosa_features.rhythm(theirs)
        theirs |= librosa_features.harmony(y)
        files += 1
        for name, column in theirs.items():
            mine = np.array(ours["frames"][name], dtype=np.float64)
            if len(mine) != len(column):
                print(f"{path.name}: {name} has {len(mine)} frames, librosa {len(column)}")
                continue
            apart = np.abs(mine - column)
            level = max(float(np.mean(np.abs(column))), 1e-12)
            frame = float(np.max(apart / np.maximum(np.abs(column), level)))
            mean = abs(float(np.mean(mine)) - float(np.mean(column, dtype=np.float64))) / level
            entry = worst.setdefault(name, [0.0, "", 0.0, ""])
            if frame > entry[0]:
                entry[:2] = [frame, path.name]
            if mean > entry[2]:
                entry[2:] = [mean, path.name]
            if name == "spectral_rolloff":
                rolloff[0] += int(np.sum(apart > 1e-3))
                rolloff[1] += len(column)
        beats, onsets = (in_frames(ours["rhythm"][name]) for name in ("beats_seconds", "onsets_seconds"))
        tempi.append(
            (path.name, ours["tempo"]["librosa_bpm"], beat["tempo"], ours["tempo"]["beat_bpm"], beat["beat_tempo"],
             near(beats, beat["beats"]), near(onsets, beat["onsets"])))
    print(f"{files} files, librosa {librosa.__version__}")
    print(f"{'feature':26} {'worst frame':>12}  {'worst mean':>12}  file")
    for name, (frame, file, mean, _) in sorted(worst.items(), key=lambda item: -item[1][0]):
        print(f"{name:26} {frame:12.2e}  {mean:12.2e}  {file}")
    if rolloff[1]:
        print(f"rolloff differs in {rolloff[0]} of {rolloff[1]} frames")
    for name, tempo, theirs, beats, their_beats, agreement, onsets in tempi:
        equal = abs(tempo - theirs) < 1e-3 and abs(beats - their_beats) < 1e-3
        print(f"{'=' if equal else '≠'} tempo {tempo:.2f} ({theirs:.2f}), at beats {beats:.2f} "
              f"({their_beats:.2f}), beats {agreement:.1%}, onsets {onsets:.1%}  {name}")


if __name__ == "__main__":
    sys.exit(main())
