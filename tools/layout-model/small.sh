#!/bin/sh
# The whole chain in small: pages of both kinds, training from the shipped weights, export, scores. About 20 minutes on two quiet
# cores; the model is no better than what it starts from, but every step is run.
#   ./small.sh FOLDER
set -e
cd "$(dirname "$0")"
root=$(mkdir -p "$1" && cd "$1" && pwd)
python=/usr/bin/python3
render() { setpriv --bounding-set=-sys_nice nice -n 15 node synthesize.js --assets "$root/assets" "$@"; }
$python prepare.py --out "$root/assets"
render --out "$root/rendered/train" --pages 200 --seed 1 --split train
render --out "$root/rendered/val" --pages 30 --seed 777 --split val
PART=12 typeset/make.sh "$root/assets" "$root/typeset/train" 101 102 train
PART=4 typeset/make.sh "$root/assets" "$root/typeset/val" 1 1 val
$python train.py --data "$root/typeset/train:0.55" "$root/rendered/train:0.45" --val "$root/rendered/val" "$root/typeset/val" \
  --out "$root/run" --init ../../models/rodla-layout-s/weights.pt --rate 2e-4 --images 800 --score-pages 20
$python export.py --weights "$root/run/checkpoint.pt" --model "$root/model"
$python evaluate.py --model "$root/model/model.onnx" --val "$root/rendered/val" --typeset "$root/typeset/val" --out "$root/scores.json"
$python export.py --weights "$root/run/checkpoint.pt" --model "$root/model" --scores "$root/scores.json"
