#!/usr/bin/env python3
"""Reference vectors for the summary of a batch: random batches and the edge cases, with every figure computed in numpy.

A confidence is a float32 and is read back from its shortest decimal, since that is what a reader of the results gets; all numbers are
kept and summed at once, where the service sees each of them once.

Usage: make_summaries.py > summaries.json
"""
import json
import sys

import numpy as np

NAMES = ["paragraph", "title", "figure", "table", "list", "caption", "footnote"]


def printed(value):
    return float(str(np.float32(value)))


def random_batch(rng, images, most, failing):
    batch = []
    for i in range(images):
        seconds = round(float(rng.uniform(0.2, 4.0)), 3)
        if rng.random() < failing:
            batch.append({"name": f"scan {i}.png", "detections": None, "seconds": None})
            continue
        detections = [
            [NAMES[int(len(NAMES) * rng.random() ** 2)], printed(rng.beta(6, 2))] for _ in range(int(rng.integers(0, most + 1)))
        ]
        batch.append({"name": f"scan {i}.png", "detections": detections, "seconds": seconds})
    return batch


def expected(batch):
    done = [image for image in batch if image["detections"] is not None]
    found = [detection for image in done for detection in image["detections"]]
    confidences = np.array([confidence for _, confidence in found], dtype=np.float64)
    seconds = np.array([image["seconds"] for image in done], dtype=np.float64)
    some, timed = len(confidences) > 0, len(seconds) > 0
    classes = {}
    for name in {name for name, _ in found}:
        own = np.array([confidence for other, confidence in found if other == name])
        classes[name] = {
            "total_count": len(own),
            "percentage": round(100 * len(own) / len(found), 2),
            "average_confidence": round(float(np.mean(own)), 4),
        }
    return {
        "statistics": {
            "total_images": len(batch),
            "successful_images": len(done),
            "failed_images": len(batch) - len(done),
            "cancelled_images": 0,
            "total_detections": len(found),
            "average_detections_per_image": round(len(found) / len(done), 2) if done else 0,
            "average_confidence": round(float(np.mean(confidences)), 4) if some else 0,
            "confidence_std": round(float(np.std(confidences)), 4) if some else 0,
            "min_confidence": round(float(np.min(confidences)), 4) if some else 0,
            "max_confidence": round(float(np.max(confidences)), 4) if some else 0,
            "processing_time_total": round(float(np.sum(seconds)), 3) if timed else 0,
            "processing_time_average": round(float(np.mean(seconds)), 3) if timed else 0,
            "processing_time_min": round(float(np.min(seconds)), 3) if timed else 0,
            "processing_time_max": round(float(np.max(seconds)), 3) if timed else 0,
        },
        "class_distribution": classes,
    }


def main():
    rng = np.random.default_rng(20241123)
    batches = {
        "one image": random_batch(rng, 1, 40, 0),
        "ten images": random_batch(rng, 10, 60, 0),
        "some failed": random_batch(rng, 25, 40, 0.3),
        "sixty images": random_batch(rng, 60, 30, 0.1),
        "all failed": random_batch(rng, 5, 1, 2),
        "nothing found": random_batch(rng, 4, 0, 0),
        "all equal": [
            {"name": "same.png", "detections": [["text", 0.7]] * 33, "seconds": 0.1},
            {"name": "same.png", "detections": [["text", 0.7]] * 3, "seconds": 0.1},
        ],
        "close together": [
            {"name": "a.png", "detections": [["text", printed(0.9 + i * 1e-7)] for i in range(40)], "seconds": 1.5},
        ],
    }
    sets = [{"name": name, "images": batch, "expected": expected(batch)} for name, batch in batches.items()]
    json.dump({"sets": sets}, sys.stdout, separators=(",", ":"))


main()
