#!/usr/bin/env bash
# Our recommenders, implicit's tuned ALS and numpy's EASE on the same splits, one after the other.
#
# usage: recommenders.sh BENCHMARKS ML_100K LASTFM_2K
#
# BENCHMARKS is the built program; the folders hold `*.inter` and `hetrec_user_artists.dat`. PYTHON names an interpreter
# with implicit, numpy and scipy (python3 otherwise). OpenBLAS beside implicit's own threads would slow the peer down.
set -euo pipefail
benchmarks=$1 ml=$2 lastfm=$3
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
export OPENBLAS_NUM_THREADS=1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mkdir "$scratch/ml" "$scratch/lastfm"
"$benchmarks" recommenders ml-100k "$ml" --write "$scratch/ml"
"$python" "$here/closed_forms.py" "$scratch/ml"
"$benchmarks" recommenders ease "$scratch/ml"
"$python" "$here/implicit_als.py" "$scratch/ml"
"$benchmarks" recommenders als "$scratch/ml"
"$benchmarks" recommenders lastfm "$lastfm" --write "$scratch/lastfm"
"$python" "$here/closed_forms.py" "$scratch/lastfm"
