#!/usr/bin/env python3
"""Reference vectors for PageAnalyzer: 50 random detection sets and the edge cases, with every section of the answer computed in numpy.

Written from the contract of the answer, not from the C# code, and by other means where there are any: the union is painted on a
compressed grid, distances come from a full matrix, the histogram from numpy.histogram, rounding from Python's round.

A detection's figures are float32, and each is read back from its shortest decimal, since that is what a reader of the JSON gets.

Usage: make_vectors.py > vectors.json
"""
import json
import sys

import numpy as np

NAMES = ["Caption", "Footnote", "Formula", "List-item", "Page-footer", "Page-header", "Picture", "Section-header", "Table", "Text", "Title"]
NAMES += [f"element kind {i}" for i in range(len(NAMES), 74)]
NOTE = ("Estimated from the confidences of this one page. These are not measurements: "
        "a measured mPE or mRD needs labelled, perturbed pages.")


def printed(values):
    return np.array([float(str(np.float32(v))) for v in np.ravel(values)], dtype=np.float64)


def spread(values):
    """Population standard deviation; exactly zero when all are equal."""
    return 0.0 if np.ptp(values) == 0 else float(np.std(values))


def mean(values):
    return float(values[0]) if np.ptp(values) == 0 else float(np.mean(values))


def variation(values):
    return 0.0 if mean(values) == 0 else spread(values) / mean(values)


def skewness(values):
    if len(values) < 3 or spread(values) == 0:
        return 0.0
    return float(np.mean(((values - mean(values)) / spread(values)) ** 3))


def level(value, bounds, words, upper=False):
    """First word whose bound the value is under (or, with upper, over)."""
    for bound, word in zip(bounds, words):
        if value > bound if upper else value < bound:
            return word
    return words[-1]


def union_area(x1, y1, x2, y2, width, height):
    x1, x2 = np.clip(x1, 0, width), np.clip(x2, 0, width)
    y1, y2 = np.clip(y1, 0, height), np.clip(y2, 0, height)
    xs, ys = np.unique(np.concatenate([x1, x2])), np.unique(np.concatenate([y1, y2]))
    grid = np.zeros((max(len(ys) - 1, 0), max(len(xs) - 1, 0)), dtype=bool)
    for a, b, c, d in zip(x1, y1, x2, y2):
        grid[np.searchsorted(ys, b):np.searchsorted(ys, d), np.searchsorted(xs, a):np.searchsorted(xs, c)] = True
    return float(np.sum(np.outer(np.diff(ys), np.diff(xs))[grid]))


def pairwise(x1, y1, x2, y2, cx, cy):
    n = len(cx)
    if n < 2:
        return 0.0, 0.0, 0, 0, 0.0
    distance = np.sqrt((cx[:, None] - cx) ** 2 + (cy[:, None] - cy) ** 2)
    upper = np.triu_indices(n, 1)
    alone = distance + np.where(np.eye(n, dtype=bool), np.inf, 0)
    across = np.minimum(x2[:, None], x2) - np.maximum(x1[:, None], x1)
    down = np.minimum(y2[:, None], y2) - np.maximum(y1[:, None], y1)
    meet = np.where((across > 0) & (down > 0), across * down, 0)
    area = (x2 - x1) * (y2 - y1)
    total = area[:, None] + area - meet
    iou = np.divide(meet, total, out=np.zeros_like(meet), where=total > 0)
    np.fill_diagonal(iou, 0)
    found = iou[upper][iou[upper] > 0]
    return (float(np.mean(distance[upper])), float(np.mean(alone.min(axis=1))), len(found), int(np.sum((iou > 0).any(axis=1))),
            float(np.mean(found)) if len(found) else 0.0)


def entropy(values):
    if np.ptp(values) == 0:
        return 0.0
    counts, _ = np.histogram(values, bins=10)
    p = counts[counts > 0] / counts.sum()
    return float(-np.sum(p * np.log2(p))) + 0.0


def class_analysis(names, confidence, area, ratio):
    """Per class its figures in the order of the answer, without their names, which would make half of the file."""
    result = {}
    for name in sorted(set(names), key=lambda k: (-names.count(k), k)):
        own = np.array([k == name for k in names])
        c, a, r = confidence[own], area[own], mean(ratio[own])
        result[name] = [
            int(own.sum()), round(100 * int(own.sum()) / len(names), 2),
            round(mean(c), 4), round(spread(c), 4), round(float(c.min()), 4), round(float(c.max()), 4),
            round(mean(a), 2), round(spread(a), 2), round(float(a.sum()), 2),
            round(r, 3), "horizontal" if r > 1.2 else "vertical" if r < 0.8 else "square"]
    return result


def analyze(elements, width, height):
    pixels, n = width * height, len(elements)
    if n == 0:
        zero = ["total_detections", "unique_classes", "average_confidence", "median_confidence", "min_confidence", "max_confidence",
                "coverage_percentage", "union_coverage_percentage", "average_detection_area"]
        return {"summary": dict.fromkeys(zero, 0), "classes": {}, "confidence": None, "rodla": None, "robustness": None,
                "spatial": None, "complexity": None, "quality": None}

    names = [NAMES[e[0]] for e in elements]
    confidence = printed([e[1] for e in elements])
    corners = np.array([e[2:] for e in elements], dtype=np.float32)
    w, h = corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]
    x1, y1, x2, y2 = (printed(corners[:, k]) for k in range(4))
    cx, cy = printed((corners[:, 0] + corners[:, 2]) / np.float32(2)), printed((corners[:, 1] + corners[:, 3]) / np.float32(2))
    area = printed(w * h)
    ratio = printed(np.divide(w, h, out=np.zeros_like(w), where=h > 0))

    mean_distance, nearest, pairs, involved, iou = pairwise(x1, y1, x2, y2, cx, cy)
    m, s, reach = mean(confidence), spread(confidence), float(np.ptp(confidence))
    cv, classes, density = variation(confidence), len(set(names)), n / (pixels / 1e6)
    mpe = 100 * s + 50 * reach
    mrd = 0.0 if mpe == 0 else 100 * max(0.0, (0.85 - m) * 100) / max(mpe, 1)
    certainty = level(m, [0.8, 0.6], ["high", "medium", "low"], upper=True)
    high_ratio = float(np.mean(confidence >= 0.8))
    rating = m * 40 + (1 - cv) * 30 + high_ratio * 30
    edges = [np.inf, 0.9, 0.8, 0.6, 0.4, -np.inf]
    bins = {word: int(np.sum((confidence >= lower) & (confidence < upper)))
            for word, upper, lower in zip(["very_high", "high", "medium", "low", "very_low"], edges, edges[1:])}
    thirds = [[int(np.sum((v >= extent * k / 3) & (v < (extent * (k + 1) / 3 if k < 2 else np.inf)) if k else v < extent / 3))
               for k in range(3)] for v, extent in ((cx, width), (cy, height))]
    right, bottom = cx >= width / 2, cy >= height / 2
    share = area / pixels
    to_centroid = np.hypot(cx - mean(cx), cy - mean(cy))
    clustering = 0.0 if n < 3 or mean(to_centroid) == 0 else 1 - min(variation(to_centroid), 1)
    complexity = classes / 20 * 30 + min(n / 50, 1) * 30 + min(density / 10, 1) * 20 + (1 - min(mean_distance / 500, 1)) * 20
    overlap, size_cv = 100 * pairs / n, variation(area)

    return {
        "summary": {
            "total_detections": n, "unique_classes": classes, "average_confidence": round(m, 4),
            "median_confidence": round(float(np.median(confidence)), 4), "min_confidence": round(float(confidence.min()), 4),
            "max_confidence": round(float(confidence.max()), 4), "coverage_percentage": round(float(area.sum()) / pixels * 100, 2),
            "union_coverage_percentage": min(round(union_area(x1, y1, x2, y2, width, height) / pixels * 100, 2), 100),
            "average_detection_area": round(mean(area), 2)},
        "classes": class_analysis(names, confidence, area, ratio),
        "confidence": {
            "distribution": {
                "mean": round(m, 4), "median": round(float(np.median(confidence)), 4), "std": round(s, 4),
                "min": round(float(confidence.min()), 4), "max": round(float(confidence.max()), 4),
                "q1": round(float(np.percentile(confidence, 25)), 4), "q3": round(float(np.percentile(confidence, 75)), 4)},
            "binned_distribution": bins,
            "percentages": {word: round(100 * count / n, 2) for word, count in bins.items()},
            "entropy": round(entropy(confidence), 4)},
        "rodla": {
            "note": NOTE, "estimated_mPE": round(mpe, 2), "estimated_mRD": round(mrd, 2), "confidence_std": round(s, 4),
            "confidence_range": round(reach, 4), "robustness_score": round(min(max((1 - mrd / 200) * 100, 0), 100), 2),
            "interpretation": {"mPE_level": level(mpe, [20, 40], ["low", "medium", "high"]),
                               "mRD_level": level(mrd, [100, 150], ["excellent", "good", "needs_improvement"]),
                               "overall_robustness": certainty}},
        "robustness": {
            "stability_score": round(min(max((1 - cv) * 100, 0), 100), 2), "coefficient_of_variation": round(cv, 4),
            "high_confidence_ratio": round(high_ratio, 4), "prediction_consistency": level(cv, [0.15, 0.30], ["high", "medium", "low"]),
            "model_certainty": certainty,
            "robustness_rating": {
                "rating": "excellent" if rating >= 80 else "good" if rating >= 60 else "fair" if rating >= 40 else "poor",
                "score": round(rating, 2)}},
        "spatial": {
            "horizontal_distribution": {
                "mean": round(mean(cx), 2), "std": round(spread(cx), 2), "skewness": round(skewness(cx), 4),
                "left_third": thirds[0][0], "center_third": thirds[0][1], "right_third": thirds[0][2]},
            "vertical_distribution": {
                "mean": round(mean(cy), 2), "std": round(spread(cy), 2), "skewness": round(skewness(cy), 4),
                "top_third": thirds[1][0], "middle_third": thirds[1][1], "bottom_third": thirds[1][2]},
            "quadrant_distribution": {"Q1": int(np.sum(~right & ~bottom)), "Q2": int(np.sum(right & ~bottom)),
                                      "Q3": int(np.sum(~right & bottom)), "Q4": int(np.sum(right & bottom))},
            "size_distribution": {"tiny": int(np.sum(share < 0.005)), "small": int(np.sum((share >= 0.005) & (share < 0.02))),
                                  "medium": int(np.sum((share >= 0.02) & (share < 0.1))), "large": int(np.sum(share >= 0.1))},
            "density_metrics": {"average_nearest_neighbor_distance": round(nearest, 2), "spatial_clustering_score": round(clustering, 4)}},
        "complexity": {
            "class_diversity": classes, "total_elements": n, "detection_density": round(density, 2),
            "average_element_distance": round(mean_distance, 2), "complexity_score": round(complexity, 2),
            "complexity_level": level(complexity, [30, 60], ["simple", "moderate", "complex"]),
            "layout_characteristics": {"is_dense": density > 5, "is_diverse": classes >= 10, "is_structured": mean_distance < 200}},
        "quality": {
            "overlap_analysis": {"total_overlapping_pairs": pairs, "overlap_percentage": round(overlap, 2),
                                 "overlapping_detections_percentage": round(100 * involved / n, 2), "average_iou": round(iou, 4)},
            "size_consistency": {"coefficient_of_variation": round(size_cv, 4),
                                 "consistency_level": level(size_cv, [0.5, 1.0], ["high", "medium", "low"])},
            "detection_quality_score": round((1 - min(overlap / 100, 1)) * 50 + (1 - min(size_cv, 1)) * 50, 2)},
    }


def random_set(rng, index):
    width, height = [(2480, 3508), (1025, 1025), (612, 792), (4961, 7016), (1654, 2339), (64, 8192), (900, 640)][index % 7]
    count = 300 if index % 25 == 0 else 47 if index % 25 == 1 else int(round(np.exp(rng.uniform(0, np.log(300)))))
    kinds = 74 if index % 25 == 0 else int(rng.integers(1, [12, 12, 12, 74][index % 4]))
    decimals = [7, 1, 0, 3][index % 4]
    x1, y1 = rng.uniform(0, 0.9 * width, count), rng.uniform(0, 0.9 * height, count)
    x2 = np.minimum(x1 + rng.gamma(2, 0.05 * width, count), width)
    y2 = np.minimum(y1 + rng.gamma(1.5, 0.03 * height, count), height)
    confidence = np.sort(0.3 + 0.7 * rng.beta(*[(2, 1), (8, 1.2), (1, 3), (1, 1)][index % 4], count))[::-1]
    elements = [[int(rng.integers(0, kinds)), c, *np.round(box, decimals)] for c, *box in zip(confidence, x1, y1, x2, y2)]
    return f"random {index:02}", (width, height), elements


def edge_sets():
    page = (1000, 1500)
    box = [100, 200, 400, 300]
    yield "nothing", page, []
    yield "one", page, [[9, 0.8734, 100.5, 200.3, 500.8, 350.2]]
    yield "one at the certainty bound 0.8", page, [[0, 0.8, *box]]
    yield "one at the certainty bound 0.6", page, [[0, 0.6, *box]]
    yield "one of zero confidence", page, [[0, 0.0, *box]]
    yield "two", page, [[9, 0.9, *box], [10, 0.5, 300, 250, 600, 800]]
    yield "two that coincide", page, [[9, 0.9, *box], [10, 0.9, *box]]
    yield "five identical", page, [[1, 0.7, *box]] * 5
    yield "zero spread of confidence", page, [[i % 3, 0.7, 90 * i, 50 * i, 90 * i + 70, 50 * i + 45] for i in range(10)]
    yield "certain of everything", page, [[i % 3, 1.0, 90 * i, 50 * i, 90 * i + 70, 50 * i + 45] for i in range(9)]
    yield "touching tiles of the whole page", page, [[i % 4, 0.5 + i / 40, 250 * (i % 4), 300 * (i // 4), 250 * (i % 4) + 250,
                                                      300 * (i // 4) + 300] for i in range(20)]
    yield "past full coverage and past the page", page, [[0, 0.95, 0, 0, 1000, 1500], [0, 0.9, 0, 0, 1000, 1500],
                                                         [6, 0.6, -50, -20, 1050, 1600], [6, 0.5, 990.5, 1490.25, 1200, 1700]]
    yield "wholly off the page", page, [[0, 0.95, -300, 0, -100, 200], [1, 0.7, 1000, 0, 1200, 100], [1, 0.6, 0, 0, 10, 10]]
    yield "without area", page, [[0, 0.95, 100, 100, 100, 300], [1, 0.8, 50, 200, 300, 200], [2, 0.5, 70, 70, 70, 70]]
    yield "one without height", page, [[0, 0.95, 100, 100, 300, 100]]
    yield "without area, crossing a box", page, [[0, 0.9, *box], [1, 0.8, 200, 100, 200, 500], [1, 0.4, 100, 200, 400, 200]]
    yield "all one class", page, [[8, 0.35 + i / 30, 10 * i, 70 * i, 400 + 13 * i, 70 * i + 60.5] for i in range(18)]
    bounds = [1, 0.9, 0.8999999, 0.8, 0.7999999, 0.6, 0.59999996, 0.4, 0.39999998]
    yield "confidences at the level bounds", page, [[i, c, 100 * i, 90, 100 * i + 80, 190] for i, c in enumerate(bounds)]
    yield "aspect ratios at the orientation bounds", page, [[0, 0.9, 0, 0, 120, 100], [1, 0.8, 300, 0, 380, 100],
                                                            [2, 0.7, 0, 400, 121, 500], [3, 0.6, 300, 400, 379, 500]]
    yield "centres at thirds and halves", (900, 1200), [[0, 0.9 - i / 100, x - 10, y - 10, x + 10, y + 10] for i, (x, y) in
                                                        enumerate([(300, 400), (600, 800), (450, 600), (299.5, 799.5), (449.5, 600)])]
    yield "areas at the size bounds", (1000, 1000), [[0, 0.9, 0, 0, 100, 50], [1, 0.8, 0, 100, 200, 200], [2, 0.7, 0, 300, 500, 500],
                                                     [3, 0.6, 500, 0, 600, 49.5], [4, 0.5, 500, 100, 699.5, 200],
                                                     [5, 0.4, 500, 500, 999, 700]]
    yield "density and diversity at their bounds", (1000, 2000), [[i, 0.5 + i / 25, 40 * i, 45 * i, 40 * i + 30, 45 * i + 30]
                                                                  for i in range(10)]
    yield "one pixel", (1, 1), [[0, 0.5, 0, 0, 1, 1], [1, 0.4, 0.25, 0.25, 0.75, 0.5], [2, 0.3, 0, 0, 0.5, 1]]
    yield "nested", page, [[i % 2, 0.9 - i / 50, 10 * i, 10 * i, 1000 - 10 * i, 1500 - 10 * i] for i in range(30)]


def main():
    rng = np.random.default_rng(20241115)
    sets = list(edge_sets()) + [random_set(rng, i) for i in range(50)]
    lines = []
    for name, (width, height), elements in sets:
        exact = [[e[0], *(float(v) for v in printed(e[1:]))] for e in elements]
        compact = [[int(v) if v == int(v) else v for v in e] for e in exact]
        case = {"name": name, "page": [width, height], "elements": compact, "expected": analyze(exact, width, height)}
        lines.append(json.dumps(case, separators=(",", ":"), allow_nan=False).replace('"note":"' + NOTE + '",', ""))
    sys.stdout.write('{"classes":' + json.dumps(NAMES) + ',\n"note":' + json.dumps(NOTE) + ',\n"sets":[\n' + ",\n".join(lines) + "\n]}\n")


main()
