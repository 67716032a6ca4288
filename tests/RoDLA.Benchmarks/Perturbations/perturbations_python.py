"""Applies the perturbations that OpenCV has no operation for, with tests/RoDLA.Tests/Perturbations/reference/perturbations.py for the benchmarks.

Usage: perturbations_python.py PAGE BACKGROUNDS. Reads one line "name degree" at a time, answers with the milliseconds it took.
"""

import pathlib
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "RoDLA.Tests" / "Perturbations" / "reference"))

import numpy as np
from PIL import Image

import perturbations as p

page = np.asarray(Image.open(sys.argv[1]).convert("RGB"))
pictures = sorted(str(path) for path in pathlib.Path(sys.argv[2]).glob("*.jpg"))
rng = np.random.default_rng(1)

RUN = {
    "texture": lambda d: p.texture(page, d, rng),
    "watermark": lambda d: p.watermark(page, d, rng),
    "background": lambda d: p.background(page, d, pictures, rng),
}

for line in sys.stdin:
    name, degree = line.split()
    start = time.perf_counter()
    RUN[name](int(degree))
    print(f"{(time.perf_counter() - start) * 1000:.2f}", flush=True)
