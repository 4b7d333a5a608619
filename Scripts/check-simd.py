#!/usr/bin/env python3
"""Runs one binary on processors of three kinds and compares what it hears.

    Scripts/check-simd.py [PROGRAM]

The processors are those of qemu-user: one with SSE2 and nothing newer, where any later instruction ends the program; one with
AVX2; and the machine's own. PROGRAM (by default the release binary) analyses ten seconds of music there. The vector, the
windows and the loudness must agree within 1e-5 of the larger magnitude; keys, chords, beats and onsets must be equal. Needs
the Debian package qemu-user.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import wave

import numpy as np

import golden_signals

PROCESSORS = {
    "SSE2": "qemu64,-pni",
    "AVX2": "Haswell,-x2apic,-tsc-deadline,-pcid,-invpcid,-hle,-rtm",
}
TOLERANCE = 1e-5
SECONDS_MAX = 600


def music(path):
    band = golden_signals.band(112, 10, (48, 45, 41, 43), 900) + [golden_signals.noise(36, 1e-4, 0, 10)]
    samples = golden_signals.render({"count": golden_signals.seconds(10), "parts": band})
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(golden_signals.RATE)
        file.writeframes(np.int16(np.clip(samples * 0.5, -1, 1) * 32767).tobytes())


def flat(value, name=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{name}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from flat(inner, f"{name}[{index}]")
    else:
        yield name, value


def heard(command, path):
    run = subprocess.run([*command, "analyze", "--format", "json", path], capture_output=True, timeout=SECONDS_MAX)
    if run.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed: {run.stderr.decode()[-500:]}")
    return run.stdout, dict(flat(json.loads(run.stdout)))


def main():
    program = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".build/release/catalog").resolve()
    emulator = shutil.which("qemu-x86_64")
    if not emulator:
        sys.exit("Install the package qemu-user: without it no other processor can be shown.")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "music.wav"
        music(path)
        own, values = heard([program], path)
        for name, processor in PROCESSORS.items():
            other, seen = heard([emulator, "-cpu", processor, program], path)
            apart, where = 0.0, "nothing"
            for key in values.keys() | seen.keys():
                a, b = values.get(key), seen.get(key)
                if a == b:
                    continue
                numbers = all(type(value) in (int, float) for value in (a, b))
                distance = abs(a - b) / max(abs(a), abs(b)) if numbers else float("inf")
                if distance > apart:
                    apart, where = distance, key
            failed = failed or apart > TOLERANCE
            same = "the same bytes" if own == other else f"worst {apart:.1e} of {where}"
            print(f"{name} against this machine: {len(values)} values, {same}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
