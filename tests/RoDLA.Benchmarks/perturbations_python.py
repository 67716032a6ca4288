"""Applies perturbations with tests/RoDLA.Tests/Perturbations/reference/perturbations.py for the benchmarks.

Usage: perturbations_python.py PAGE BACKGROUNDS. Reads one line "name degree" at a time, answers with the milliseconds it took.
"""

import pathlib
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "RoDLA.Tests" / "Perturbations" / "reference"))

import numpy as np
from PIL import Image

import perturbations as p

page = np.asarray(Image.open(sys.argv[1]).convert("RGB"))
pictures = sorted(str(path) for path in pathlib.Path(sys.argv[2]).glob("*.jpg"))
rng = np.random.default_rng(1)
polygon = [(165, 230), (1490, 300), (825, 2105), (40, 900), (1000, 50)]

RUN = {
    "defocus": lambda d: p.defocus(page, d),
    "vibration": lambda d: p.vibration(page, d, rng.uniform(-45, 45)),
    "speckle": lambda d: p.speckle(page, d, rng),
    "texture": lambda d: p.texture(page, d, rng),
    "watermark": lambda d: p.watermark(page, d, rng),
    "background": lambda d: p.background(page, d, pictures, rng),
    "ink_holdout": lambda d: p.ink_holdout(page, d),
    "ink_bleeding": lambda d: p.ink_bleeding(page, d),
    "illumination": lambda d: p.illumination(page, d, polygon, True),
    "rotation": lambda d: p.rotation(page, 5 * d),
    "keystoning": lambda d: p.keystoning(page, p.keystoning_jitter(d, rng)),
    "warping": lambda d: p.warping(page, d, rng),
}

for line in sys.stdin:
    name, degree = line.split()
    start = time.perf_counter()
    RUN[name](int(degree))
    print(f"{(time.perf_counter() - start) * 1000:.2f}", flush=True)
