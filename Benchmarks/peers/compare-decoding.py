"""Compares the mono signal of every audio file of a folder with librosa's, sample by sample.

usage: compare-decoding.py BENCHMARKS-BINARY FOLDER
Needs librosa 0.11.0 and soundfile. Prints the largest difference of each file; ends with 1 where a length differs.
"""

import pathlib
import subprocess
import sys
import tempfile
import warnings

import librosa
import numpy as np

warnings.filterwarnings("ignore")


def main() -> int:
    binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        output = pathlib.Path(temporary) / "mono.f32"
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            run = subprocess.run([binary, "hearing", "dump", path, output], capture_output=True, text=True)
            if run.returncode != 0:
                continue
            try:
                theirs, _ = librosa.load(path, sr=22050)
            except Exception as error:  # what librosa cannot read is no difference
                print(f"{path.name}\tnot read by librosa: {error}")
                continue
            ours = np.fromfile(output, dtype=np.float32)
            if len(ours) != len(theirs):
                failures += 1
                print(f"{path.name}\tlength {len(ours)}, librosa {len(theirs)}")
            else:
                print(f"{path.name}\t{np.abs(ours - theirs).max(initial=0):.3g}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
