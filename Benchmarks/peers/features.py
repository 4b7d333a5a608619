#!/usr/bin/env python3
"""Times `catalog`'s analysis side by side with librosa's full set and Essentia's MusicExtractor.

    Benchmarks/peers/features.py FOLDER [--venv FOLDER] [--tracks 6] [--rounds 2] [--hours 2 10]

Takes the tracks of a folder whose length is nearest to 3.5 minutes, codes them as MP3 at 320 kbps, and gives the same
files to each system, one process and one thread each, turn by turn. Times are processor seconds (the machine may be
busy), the best of the rounds; memory is the peak resident size. With `--hours`, the tracks behind one another up to such a
length are analysed too, for the memory that they take. Appends a line to Benchmarks/runs/features.jsonl.
Makes the venv with librosa, pyloudnorm and essentia where it is missing. Needs ffmpeg and a release build.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PACKAGES = ["librosa==0.11.0", "pyloudnorm", "soundfile", "essentia==2.1b6.dev1389"]
SINGLE = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")}


def prepared(folder):
    if not (folder / "bin/python").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", *PACKAGES], check=True)
    return folder / "bin/python"


def seconds(path):
    shown = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path],
        capture_output=True, text=True)
    return float(shown.stdout or 0)


def coded(folder, target, count):
    files = [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in {".ogg", ".flac", ".wav", ".mp3", ".opus"}]
    chosen = sorted(files, key=lambda p: abs(seconds(p) - 207))[:count]
    for number, path in enumerate(chosen):
        out = target / f"{number}.mp3"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", path, "-map", "0:a", "-b:a", "320k", out], check=True)
        yield str(out)


def run(command):
    """Output, processor seconds and peak megabytes of a command."""
    return finish(start(command))


def start(command):
    return subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, **SINGLE})


def finish(process):
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{process.args} failed")
    return json.loads(output.strip().splitlines()[-1]), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def together(ours, files):
    """What two workers on two cores do of what one does in the same time: threads of one process, and processes.

    By the clock, the best of three; beside it, the same of threads that only multiply in registers, which is what the
    machine has to give at that moment. A machine with other work on it shows less.
    """
    if len(os.sched_getaffinity(0)) < 2:
        return None
    ours = [*ours[:-1], "together"]
    one, two = ([run([*ours, threads, *files])[0] for _ in range(3)] for threads in (1, 2))
    best = lambda runs, name: min(result[name] for result in runs)
    alone, start_two = best(one, "analysisSeconds"), []
    for _ in range(3):
        workers = [start([*ours, 1, *files]) for _ in range(2)]
        start_two.append(max(finish(worker)[0]["analysisSeconds"] for worker in workers))
    return {
        "threads": round(2 * alone / best(two, "analysisSeconds"), 3),
        "processes": round(2 * alone / min(start_two), 3),
        "arithmetic": round(2 * best(one, "arithmeticSeconds") / best(two, "arithmeticSeconds"), 3),
    }


def long(ours, files, hours, work):
    """Speed and peak memory of one file of so many hours: the tracks again and again."""
    path, names = work / f"{hours}-hours.mp3", work / "files.txt"
    rounds = round(hours * 3600 / sum(seconds(file) for file in files) + 0.5)
    names.write_text("".join(f"file '{file}'\n" for file in files) * rounds)
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "concat", "-safe", "0", "-i", names, "-t", str(hours * 3600), "-c", "copy", path],
        check=True)
    result, _, memory = run([*ours, path])
    path.unlink()
    return {
        "hours": round(result["audioSeconds"] / 3600, 2), "factor": round(result["factor"], 1),
        "peakMegabytes": round(memory, 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--venv", type=pathlib.Path, default=ROOT / ".build/peers")
    parser.add_argument("--tracks", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--hours", type=int, nargs="*", default=[])
    options = parser.parse_args()
    python = prepared(options.venv)
    here = pathlib.Path(__file__).parent
    ours = [ROOT / ".build/release/Benchmarks", "features", "time"]
    with tempfile.TemporaryDirectory() as work:
        files = list(coded(options.folder, pathlib.Path(work), options.tracks))
        commands = {
            "catalog": [*ours, *files],
            "librosa": [python, here / "features_librosa.py", files[0], *files],
            "essentia": [python, here / "features_essentia.py", files[0], *files],
        }
        best = {}
        for _ in range(options.rounds):
            for name, command in commands.items():
                result, _, memory = run(command)
                known = best.get(name)
                if known is None or result["processorSeconds"] < known["processorSeconds"]:
                    best[name] = {**result, "peakMegabytes": round(memory, 1)}
                print(f"{name}: {result['factor']:.1f} x real time, {memory:.0f} MB", flush=True)
        scale = together(ours, files)
        lengths = [long(ours, files, hours, pathlib.Path(work)) for hours in options.hours]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT)
    line = {
        "date": datetime.date.today().isoformat(), "commit": commit.stdout.strip(), "machine": platform.machine(),
        "cores": os.cpu_count(), "tracks": len(files), "format": "MP3 320 kbps",
        "timesLibrosa": best["catalog"]["factor"] / best["librosa"]["factor"],
        "timesEssentia": best["catalog"]["factor"] / best["essentia"]["factor"],
        "twoWorkers": scale, "long": lengths, **best,
    }
    with open(ROOT / "Benchmarks/runs/features.jsonl", "a") as runs:
        runs.write(json.dumps(line) + "\n")
    print(f"{line['timesLibrosa']:.1f} x librosa, {line['timesEssentia']:.1f} x Essentia, two workers {scale}, long {lengths}")


main()
