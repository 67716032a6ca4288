#!/bin/sh
# 400 validation pages, then 8000 training pages and 1000 more of preprints, the hardest kind.
#   ./synthesize.sh ASSETS DATA
# Chromium raises its own priority when it may, so that right is taken from it.
set -e
cd "$(dirname "$0")"
run() { setpriv --bounding-set=-sys_nice nice -n 15 node synthesize.js --assets "$assets" "$@"; }
assets=$1
data=$2
run --out "$data/val" --pages 400 --seed 777 --split val
run --out "$data/train" --pages 8000 --seed 12 --split train --start 300000
run --out "$data/train" --pages 1000 --seed 14 --split train --start 500000 --template tex
