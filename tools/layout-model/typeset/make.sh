#!/bin/sh
# Typeset pages in parts of PART documents and keep the pages alone; run it again to go on after a stop.
#   ./make.sh ASSETS OUT FIRST_SEED LAST_SEED [SPLIT] [JOBS]         SPLIT: train or val
set -e
here=$(cd "$(dirname "$0")" && pwd)
assets=$1 out=$2 split=${5:-train} jobs=${6:-2}
mkdir -p "$out"
seed=$3
while [ "$seed" -le "$4" ]; do
  if ! [ -e "$out/labels.${seed}000.jsonl" ]; then
    work=$out/work-$seed
    rm -rf "$work"
    "$here/generate.py" --assets "$assets" --out "$work" --documents "${PART:-20}" --seed "$seed" --split "$split"
    "$here/build.sh" "$work" "$jobs"
    "$here/convert.py" --out "$out" --seed "$seed" --start "${seed}000" $(ls "$work"/*.done | sed 's/done$/pdf/')
    rm -rf "$work"
  fi
  seed=$((seed + 1))
done
