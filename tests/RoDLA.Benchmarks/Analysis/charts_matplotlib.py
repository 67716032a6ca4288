"""Draws the eight charts with matplotlib, by the code of the documented system: the baseline of ChartBenchmarks.

    python3 charts_matplotlib.py PAGE.json [FOLDER]

PAGE.json holds width, height and detections (class_name, confidence, x1, y1, x2, y2). For each line that it reads from its input the
program draws all eight as data URIs and answers with one line: the milliseconds that took. With FOLDER the pictures are written there.
"""

import base64
import io
import json
import pathlib
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np


def class_distribution(page):
    fig, ax = plt.subplots(figsize=(12, 6))
    counts = sorted(page["classes"].items(), key=lambda item: len(item[1]), reverse=True)
    bars = ax.bar([name for name, _ in counts], [len(found) for _, found in counts], color="steelblue")
    for bar in bars:
        ax.text(bar.get_x() + bar.get_width() / 2, bar.get_height(), f"{int(bar.get_height())}", ha="center", va="bottom")
    ax.set_xlabel("Class")
    ax.set_ylabel("Count")
    ax.set_title("Detection Count by Class")
    ax.grid(axis="y", alpha=0.3)
    plt.xticks(rotation=45, ha="right")
    plt.tight_layout()
    return fig


def confidence_distribution(page):
    confidences = page["confidences"]
    fig, ax = plt.subplots(figsize=(10, 6))
    ax.hist(confidences, bins=20, range=(0, 1), color="steelblue", alpha=0.7, edgecolor="black")
    ax.axvline(np.mean(confidences), color="red", linestyle="--", label=f"Mean: {np.mean(confidences):.3f}")
    ax.axvline(np.median(confidences), color="orange", linestyle="--", label=f"Median: {np.median(confidences):.3f}")
    ax.set_xlabel("Confidence Score")
    ax.set_ylabel("Frequency")
    ax.set_title("Confidence Distribution")
    ax.legend()
    ax.grid(alpha=0.3)
    plt.tight_layout()
    return fig


def spatial_heatmap(page):
    x = [(d["x1"] + d["x2"]) / 2 for d in page["detections"]]
    y = [(d["y1"] + d["y2"]) / 2 for d in page["detections"]]
    fig, ax = plt.subplots(figsize=(10, 8))
    h = ax.hist2d(x, y, bins=50, cmap="YlOrRd")
    plt.colorbar(h[3], ax=ax, label="Density")
    ax.set_xlabel("X Coordinate (pixels)")
    ax.set_ylabel("Y Coordinate (pixels)")
    ax.set_title("Spatial Distribution Heatmap")
    plt.tight_layout()
    return fig


def confidence_by_class(page):
    top = sorted(page["classes"].items(), key=lambda item: len(item[1]), reverse=True)[:10]
    fig, ax = plt.subplots(figsize=(12, 6))
    labels = [f"{name}\n(n={len(found)})" for name, found in top]
    boxes = ax.boxplot([found for _, found in top], labels=labels, patch_artist=True)
    for patch in boxes["boxes"]:
        patch.set_facecolor("lightblue")
    ax.set_ylabel("Confidence Score")
    ax.set_title("Confidence Distribution by Class (Top 10)")
    plt.xticks(rotation=45, ha="right")
    plt.tight_layout()
    return fig


def area_vs_confidence(page):
    fig, ax = plt.subplots(figsize=(10, 6))
    scatter = ax.scatter(page["areas"], page["confidences"], c=page["confidences"], cmap="viridis", alpha=0.6)
    plt.colorbar(scatter, label="Confidence")
    ax.set_xlabel("Detection Area (pixels²)")
    ax.set_ylabel("Confidence Score")
    ax.set_title("Area vs Confidence")
    ax.set_xscale("log")
    ax.grid(True, alpha=0.3)
    plt.tight_layout()
    return fig


def quadrant_distribution(page):
    counts = page["quadrants"]
    labels = [f"Q{i}\n({counts[i - 1]} elements)" for i in range(1, 5)]
    fig, ax = plt.subplots(figsize=(8, 8))
    ax.pie(counts, labels=labels, colors=["#ff9999", "#66b3ff", "#99ff99", "#ffcc99"], autopct="%1.1f%%", startangle=90)
    ax.set_title("Spatial Distribution by Quadrant")
    plt.tight_layout()
    return fig


def size_distribution(page):
    fig, ax = plt.subplots(figsize=(10, 6))
    colors = ["#ff6b6b", "#ffd93d", "#6bcf7f", "#4d96ff"]
    bars = ax.bar(["tiny", "small", "medium", "large"], page["sizes"], color=colors)
    for bar in bars:
        ax.text(bar.get_x() + bar.get_width() / 2, bar.get_height(), f"{int(bar.get_height())}", ha="center", va="bottom")
    ax.set_xlabel("Size Category")
    ax.set_ylabel("Count")
    ax.set_title("Size Distribution")
    ax.grid(axis="y", alpha=0.3)
    plt.tight_layout()
    return fig


def top_classes_confidence(page):
    means = sorted(((name, float(np.mean(found))) for name, found in page["classes"].items()), key=lambda item: item[1], reverse=True)[:15]
    fig, ax = plt.subplots(figsize=(12, 8))
    bars = ax.barh([name for name, _ in means], [mean for _, mean in means], color="coral")
    for bar, (_, mean) in zip(bars, means):
        ax.text(bar.get_width(), bar.get_y() + bar.get_height() / 2, f"{mean:.3f}", ha="left", va="center", fontsize=9)
    ax.set_xlabel("Average Confidence")
    ax.set_title("Top 15 Classes by Average Confidence")
    ax.invert_yaxis()
    plt.tight_layout()
    return fig


CHARTS = [
    class_distribution, confidence_distribution, spatial_heatmap, confidence_by_class,
    area_vs_confidence, quadrant_distribution, size_distribution, top_classes_confidence,
]


def data_uri(fig):
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=100, bbox_inches="tight")
    plt.close(fig)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def read(path):
    """The page with the figures that the service would already have: they are not part of what is measured."""
    page = json.loads(pathlib.Path(path).read_text())
    classes, quadrants, sizes, areas = {}, [0] * 4, [0] * 4, []
    for d in page["detections"]:
        classes.setdefault(d["class_name"], []).append(d["confidence"])
        right, below = (d["x1"] + d["x2"]) / 2 >= page["width"] / 2, (d["y1"] + d["y2"]) / 2 >= page["height"] / 2
        quadrants[right + 2 * below] += 1
        areas.append((d["x2"] - d["x1"]) * (d["y2"] - d["y1"]))
        share = areas[-1] / (page["width"] * page["height"])
        sizes[(share >= 0.005) + (share >= 0.02) + (share >= 0.1)] += 1
    page.update(classes=classes, quadrants=quadrants, sizes=sizes, areas=areas, confidences=[d["confidence"] for d in page["detections"]])
    return page


def main():
    page = read(sys.argv[1])
    for _ in sys.stdin:
        start = time.perf_counter()
        uris = {draw.__name__: data_uri(draw(page)) for draw in CHARTS}
        print(f"{(time.perf_counter() - start) * 1000:.1f}", flush=True)
        if len(sys.argv) > 2:
            for name, uri in uris.items():
                pathlib.Path(sys.argv[2], name + ".png").write_bytes(base64.b64decode(uri.split(",")[1]))


main()
