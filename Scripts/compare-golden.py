"""Compares two folders of golden files: the committed one and one that the reference programs have just written.

    Scripts/oracles python Scripts/compare-golden.py COMMITTED FRESH

Numbers in JSON may differ by 1e-5 of their size (another CPU rounds otherwise); cepstral coefficients by 1e-4, since they are
differences of 128 decibel values in single precision, which is 8e-5 away from the same in double precision. Text may not differ at all, but for the
lines that name versions and dates. Binary files are compared as float32.
"""

import json
import math
import pathlib
import sys

TOLERANCE = 1e-5
CEPSTRAL_TOLERANCE = 1e-4
LEFT_OUT = {"versions", "command", "written", "machine"}


def differences(path, committed, fresh):
    if isinstance(committed, dict) and isinstance(fresh, dict):
        for key in sorted(set(committed) | set(fresh)):
            if key in LEFT_OUT:
                continue
            if key not in committed or key not in fresh:
                yield f"{path}.{key}: only in one of them"
            else:
                yield from differences(f"{path}.{key}", committed[key], fresh[key])
    elif isinstance(committed, list) and isinstance(fresh, list):
        if len(committed) != len(fresh):
            yield f"{path}: {len(committed)} values against {len(fresh)}"
            return
        for index, (left, right) in enumerate(zip(committed, fresh)):
            yield from differences(f"{path}[{index}]", left, right)
    elif isinstance(committed, (int, float)) and isinstance(fresh, (int, float)):
        absolute = CEPSTRAL_TOLERANCE if "mfcc_" in path else TOLERANCE
        if not math.isclose(committed, fresh, rel_tol=TOLERANCE, abs_tol=absolute):
            yield f"{path}: {committed} against {fresh}"
    elif committed != fresh:
        yield f"{path}: {committed!r} against {fresh!r}"


def main():
    committed, fresh = map(pathlib.Path, sys.argv[1:3])
    found = 0
    compared = 0
    for file in sorted(fresh.rglob("*")):
        if not file.is_file():
            continue
        other = committed / file.relative_to(fresh)
        compared += 1
        if not other.exists():
            problems = ["is not committed"]
        elif file.suffix == ".json":
            problems = list(differences("", json.loads(other.read_text()), json.loads(file.read_text())))
        else:
            problems = [] if other.read_bytes() == file.read_bytes() else ["differs"]
        for problem in problems[:5]:
            print(f"{file.relative_to(fresh)}{problem if problem.startswith('.') else ': ' + problem}")
        found += len(problems)
    print(f"golden files: {compared} compared, {found} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
