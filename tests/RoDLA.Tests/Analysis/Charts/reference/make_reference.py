"""Writes chart_reference.json: what numpy and matplotlib say that the charts must show.

Run with Debian's python3-numpy and python3-matplotlib (made with numpy 1.24.2, matplotlib 3.6.3):
    python3 make_reference.py
"""

import json
import pathlib

import matplotlib
import numpy as np
from fontTools.ttLib import TTFont
from matplotlib import cbook, font_manager


def box(values):
    figures = cbook.boxplot_stats(values)[0]
    return {
        "values": values,
        "lower_whisker": float(figures["whislo"]),
        "q1": float(figures["q1"]),
        "median": float(figures["med"]),
        "q3": float(figures["q3"]),
        "upper_whisker": float(figures["whishi"]),
        "outliers": sorted(map(float, figures["fliers"])),
    }


def histogram(values):
    return {"values": values, "counts": np.histogram(values, bins=np.arange(21) / 20)[0].tolist()}


def colors(name):
    return ["#%02x%02x%02x" % tuple(round(c * 255) for c in matplotlib.colormaps[name](i)[:3]) for i in range(256)]


def widths(texts):
    font = TTFont(font_manager.findfont("DejaVu Sans"))
    glyphs, advances, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return {text: sum(advances[glyphs[ord(c)]][0] for c in text) / units for text in texts}


rng = np.random.default_rng(5)
sets = [
    [0.5],
    [0.4, 0.9],
    [0.7, 0.7, 0.7, 0.7],
    [0.1, 0.8, 0.81, 0.82, 0.83, 0.84, 0.99],
    [0.0, 1.0, 1.0, 1.0, 1.0, 1.0],
    *[np.round(rng.beta(5, 2, n), 4).tolist() for n in (3, 4, 5, 10, 37, 200)],
]
edges = [0.0, 0.05, 0.15, 0.29, 0.3, 0.35, 0.55, 0.57, 0.58, 0.6, 0.7, 0.9, 0.95, 0.9999, 1.0]
reference = {
    "boxes": [box(values) for values in sets],
    "histograms": [histogram(values) for values in [edges, *sets]],
    "YlOrRd": colors("YlOrRd"),
    "viridis": colors("viridis"),
    "widths": widths(["Text", "Section-header", "advertisement_and_supplement_header", "0.983", "WWWW", "iiii", "(n=12)", "A~z @ {x}"]),
}
path = pathlib.Path(__file__).with_name("chart_reference.json")
path.write_text(json.dumps(reference, separators=(",", ":")) + "\n")
