#!/usr/bin/env python3
"""Writes docs/features/codecs.md: how far each feature moves when the same track is coded in another format.

    Scripts/compare-codecs.py [--program "PROGRAM ARGUMENT…"] [--tracks 8] [--seconds 120] FOLDER

The program gets a file as its last argument and prints `{"key": "…", "vector": {"name": value, …}}`. Needs ffmpeg.
A move is the difference to the WAV of the same track divided by the standard deviation of the feature over the tracks:
1 is as far as a typical other track.
"""

import argparse
import json
import pathlib
import shlex
import subprocess
import tempfile

import numpy as np

TARGET = pathlib.Path(__file__).parent.parent / "docs/features/codecs.md"
FORMATS = [
    ("FLAC", "flac", []),
    ("Ogg Vorbis q6", "ogg", ["-c:a", "libvorbis", "-q:a", "6"]),
    ("Opus 128", "opus", ["-c:a", "libopus", "-b:a", "128k"]),
    ("MP3 320", "mp3", ["-c:a", "libmp3lame", "-b:a", "320k"]),
    ("MP3 128", "mp3", ["-c:a", "libmp3lame", "-b:a", "128k"]),
    ("MP3 64", "mp3", ["-c:a", "libmp3lame", "-b:a", "64k"]),
]


def code(source, target, options):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", source, "-map", "0:a", *options, target], check=True)


def hear(program, path):
    run = subprocess.run([*shlex.split(program), str(path)], capture_output=True, check=True)
    document = json.loads(run.stdout)
    return document["key"], document["vector"]


def chosen(folder, count, seconds):
    files = [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in {".ogg", ".flac", ".wav", ".opus"}]
    long = []
    for path in files:
        shown = subprocess.run(
            ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path],
            capture_output=True, text=True)
        if float(shown.stdout or 0) >= seconds:
            long.append(path)
    return long[:: max(1, len(long) // count)][:count]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/Benchmarks features vector")
    parser.add_argument("--tracks", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    vectors, keys, names = {}, {}, None
    tracks = chosen(options.folder, options.tracks, options.seconds)
    with tempfile.TemporaryDirectory() as work:
        for number, path in enumerate(tracks):
            wav = pathlib.Path(work) / f"{number}.wav"
            code(path, wav, ["-t", str(options.seconds), "-c:a", "pcm_s16le"])
            for label, suffix, flags in [("WAV", None, None), *FORMATS]:
                file = wav
                if suffix:
                    file = pathlib.Path(work) / f"{number}-{label.replace(' ', '-')}.{suffix}"
                    code(wav, file, flags)
                key, vector = hear(options.program, file)
                names = list(vector)
                keys.setdefault(label, []).append(key)
                vectors.setdefault(label, []).append([vector[name] for name in names])
    originals = np.array(vectors["WAV"])
    spread = np.std(originals, axis=0)
    usable = spread > 1e-9
    lines = [
        "# What a codec does to the features", "",
        f"{len(tracks)} tracks of music, the first {options.seconds} s of each as WAV and coded in other formats "
        "(`Scripts/compare-codecs.py`). A move is the mean distance to the WAV of the same track, in standard deviations "
        "of the feature over the tracks: 1 is as far away as another track is.", "",
        "| | " + " | ".join(label for label, _, _ in FORMATS) + " |",
        "| --- |" + " ---: |" * len(FORMATS),
    ]
    moves = {label: np.abs(np.array(vectors[label]) - originals) / np.where(usable, spread, 1) for label, _, _ in FORMATS}

    def same(values, others, within):
        return f"{sum(abs(a - b) <= within * abs(b) for a, b in zip(values, others))} of {len(tracks)}"

    for title, name, within in [
        ("tempo within 1 %", "tempo", 0.01), ("librosa's tempo equal", "tempo_librosa", 1e-6),
        ("beat tempo equal", "beat_tempo", 1e-6),
    ]:
        column = names.index(name)
        cells = [same(np.array(vectors[label])[:, column], originals[:, column], within) for label, _, _ in FORMATS]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    cells = [f"{sum(a == b for a, b in zip(keys[label], keys['WAV']))} of {len(tracks)}" for label, _, _ in FORMATS]
    lines.append("| key equal | " + " | ".join(cells) + " |")
    middle = [f"{np.median(moves[label][:, usable]):.3f}" for label, _, _ in FORMATS]
    lines.append("| median move of all features | " + " | ".join(middle) + " |")
    lines += ["", "## Every feature", "", "| feature | " + " | ".join(label for label, _, _ in FORMATS) + " |",
              "| --- |" + " ---: |" * len(FORMATS)]
    for column, name in enumerate(names):
        if usable[column]:
            cells = [f"{np.mean(moves[label][:, column]):.3f}" for label, _, _ in FORMATS]
            lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    TARGET.write_text("\n".join(lines) + "\n")
    print("\n".join(lines[:12]))
    for name in names:
        if name.startswith(("limited", "spectral_flat", "spectral_roll", "spectral_contrast_6", "spectral_cent")):
            column = names.index(name)
            print(name, [f"{np.mean(moves[label][:, column]):.3f}" for label, _, _ in FORMATS])


if __name__ == "__main__":
    main()
