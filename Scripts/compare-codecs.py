#!/usr/bin/env python3
"""Writes docs/features/codecs.md: how far each feature moves when the same track is coded in another format.

    Scripts/compare-codecs.py [--program "PROGRAM ARGUMENT…"] [--tracks 8] [--seconds 120] [--least 120] [--work FOLDER] FOLDER…

The program gets a file as its last argument and prints `{"key": "…", "vector": {"name": value, …}}`. Needs ffmpeg. What
was coded is kept in the work folder, and used again where it is there.
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


def chosen(folders, count, seconds):
    files = [p for folder in folders for p in sorted(folder.rglob("*"))
             if p.suffix.lower() in {".ogg", ".flac", ".wav", ".opus", ".mp3"}]
    long = []
    for path in files:
        shown = subprocess.run(
            ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path],
            capture_output=True, text=True)
        if float(shown.stdout or 0) >= seconds:
            long.append(path)
    return long[:: max(1, len(long) // count)][:count]


def hear_all(options, tracks, work):
    """Key and vector of each track in each format: {format: [(key, {name: value})]}."""
    heard = {}
    for path in tracks:
        wav = work / f"{path.stem}.wav"
        if not wav.exists():
            code(path, wav, ["-t", str(options.seconds), "-c:a", "pcm_s16le"])
        for label, suffix, flags in [("WAV", None, None), *FORMATS]:
            file = wav
            if suffix:
                file = work / f"{path.stem}-{label.replace(' ', '-')}.{suffix}"
                if not file.exists():
                    code(wav, file, flags)
            heard.setdefault(label, []).append(hear(options.program, file))
    return heard


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/Benchmarks features vector")
    parser.add_argument("--tracks", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--least", type=int, help="seconds that a track has at least; those to be coded where not given")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("folders", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    least = options.seconds if options.least is None else options.least
    tracks = chosen(options.folders, options.tracks, least)
    with tempfile.TemporaryDirectory() as own:
        heard = hear_all(options, tracks, options.work or pathlib.Path(own))
    names = list(heard["WAV"][0][1])
    values = {label: np.array([[vector[name] for name in names] for _, vector in rows]) for label, rows in heard.items()}
    keys = {label: [key for key, _ in rows] for label, rows in heard.items()}
    originals = values["WAV"]
    spread = np.std(originals, axis=0)
    usable = spread > 1e-9
    labels = [label for label, _, _ in FORMATS]
    moves = {label: np.abs(values[label] - originals) / np.where(usable, spread, 1) for label in labels}
    lines = [
        "# What a codec does to the features", "",
        f"{len(tracks)} tracks of music of {least} s at least, the first {options.seconds} s of each as WAV and coded in other formats "
        "(`Scripts/compare-codecs.py`). A move is the mean distance to the WAV of the same track, in standard deviations "
        "of the feature over the tracks: 1 is as far away as another track is.", "",
        "Our own tempo is told to a tenth of a beat a minute, and to a whole one where the pulse is weak; it is equal where that is. Where it is not, "
        "another multiple or a near candidate is heard, in pieces whose tempo has two answers of like probability: the "
        "rows below count those apart that the WAV's answer was at least 60 % sure of.", "",
        "| | " + " | ".join(labels) + " |",
        "| --- |" + " ---: |" * len(labels),
    ]

    def row(title, equal, among=None):
        """`equal` tells for a format which tracks are equal; `among` which of them are counted."""
        counted = np.ones(len(tracks), bool) if among is None else among
        cells = [f"{int(np.sum(equal(label) & counted))} of {int(np.sum(counted))}" for label in labels]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")

    def column(name):
        return names.index(name)

    def near(name, within):
        wanted = originals[:, column(name)]
        return lambda label: np.abs(values[label][:, column(name)] - wanted) <= within * np.abs(wanted) + 1e-4

    same_key = lambda label: np.array([a == b for a, b in zip(keys[label], keys["WAV"])])
    row("tempo equal", near("tempo", 0))
    row("tempo equal, of the sure", near("tempo", 0), originals[:, column("tempo_confidence")] >= 0.6)
    row("tempo within 1 %", near("tempo", 0.01))
    row("librosa's tempo equal", near("tempo_librosa", 1e-6))
    row("beat tempo equal", near("beat_tempo", 1e-6))
    row("key equal", same_key)
    row("key equal, of the sure", same_key, originals[:, column("key_confidence")] >= 0.6)
    middle = [f"{np.median(moves[label][:, usable]):.3f}" for label in labels]
    lines.append("| median move of all features | " + " | ".join(middle) + " |")
    lines += ["", "## Every feature", "", "| feature | " + " | ".join(labels) + " |",
              "| --- |" + " ---: |" * len(labels)]
    for index, name in enumerate(names):
        if usable[index]:
            cells = [f"{np.mean(moves[label][:, index]):.3f}" for label in labels]
            lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    TARGET.write_text("\n".join(lines) + "\n")
    print("\n".join(lines[:20]))
    for name, label in ((name, label) for name in ("tempo", "key") for label in labels):
        equal = near("tempo", 0)(label) if name == "tempo" else same_key(label)
        for number in np.flatnonzero(~equal):
            of = lambda label: keys[label][number] if name == "key" else values[label][number, column("tempo")]
            sure = originals[number, column(f"{name}_confidence")]
            print(f"{name} of {tracks[number].name}: {of('WAV')} ({sure:.2f} sure), {label} {of(label)}")


if __name__ == "__main__":
    main()
