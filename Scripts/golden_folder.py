"""Where golden values are written: the folder named on the command line, or the project's own."""

import pathlib
import sys


def golden_path(name):
    default = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Golden"
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name
