#!/usr/bin/python3
"""Reference vectors for pre- and post-processing, from OpenCV and numpy (Debian's python3-opencv, python3-numpy,
python3-pil).

    /usr/bin/python3 make_vectors.py        writes resize.json, resize_bilinear.json, resize_pages.json, anchor_free.json, detr.json and
                                            box_merge.json beside itself
"""
import base64
import hashlib
import json
import pathlib

import cv2
import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
RANDOM = np.random.default_rng(20240614)


def b64(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def write(name, value):
    (HERE / name).write_text(json.dumps(value) + "\n")


def resize_cases():
    """Smooth noise: resampled pixels differ visibly where a weight is wrong."""
    cases = []
    for width, height, to_width, to_height, kind in [
        (53, 37, 20, 16, "area"), (64, 48, 32, 24, "area"), (97, 31, 41, 30, "area"), (33, 90, 32, 11, "area"),
        (10, 8, 25, 21, "bilinear"), (101, 77, 50, 40, "bilinear"), (1, 40, 3, 16, "bilinear"), (31, 29, 31, 29, "bilinear"),
    ]:
        image = cv2.GaussianBlur(RANDOM.integers(0, 256, (height, width, 3), dtype=np.uint8), (3, 3), 0)
        flag = cv2.INTER_AREA if kind == "area" else cv2.INTER_LINEAR
        resized = cv2.resize(image, (to_width, to_height), interpolation=flag)
        cases.append(dict(width=width, height=height, to_width=to_width, to_height=to_height, kind=kind,
                          pixels=b64(image), expected=b64(resized)))
    return cases


def large_bilinear_cases():
    """Whole pages: pixels from a formula, and the SHA-256 of the resized planes."""
    cases = []
    for width, height, to_width, to_height in [
        (612, 792, 800, 1035), (1240, 1754, 800, 1132), (2480, 3508, 800, 1132), (1600, 1200, 800, 600), (333, 1777, 250, 1333),
    ]:
        y, x, channel = np.ogrid[:height, :width, :3]
        image = ((3 * x * x + 5 * y * y + 7 * x * y + 50 * channel) % 256).astype(np.uint8)
        resized = cv2.resize(image, (to_width, to_height), interpolation=cv2.INTER_LINEAR)
        digest = hashlib.sha256(np.ascontiguousarray(resized.transpose(2, 0, 1)).tobytes()).hexdigest()
        cases.append(dict(width=width, height=height, to_width=to_width, to_height=to_height, sha256=digest))
    return cases


def page(width, height):
    """A page from a formula: noise at the left, lines of words at the right."""
    y, x, channel = np.ogrid[:height, :width, :3]
    noise = (3 * x * x + 5 * y * y + 7 * x * y + 50 * channel) % 256
    words = np.where(((y // 6) % 2 == 0) & ((x // 3 * 31 + y // 12 * 17) % 5 < 3), 20 + 10 * channel, 255)
    return np.where(x < width // 3, noise, words).astype(np.uint8)


def resized(image, to_width, to_height, kind):
    if kind == 'bilinear_antialiased':
        return np.asarray(Image.fromarray(image).resize((to_width, to_height), Image.BILINEAR))
    if kind == 'area':                          # bilinear along an axis that grows
        flag = lambda before, after: cv2.INTER_AREA if after < before else cv2.INTER_LINEAR
        height, width = image.shape[:2]
        across, down = flag(width, to_width), flag(height, to_height)
        if across != down:
            image = cv2.resize(image, (to_width, height), interpolation=across)
        return cv2.resize(image, (to_width, to_height), interpolation=down)
    return cv2.resize(image, (to_width, to_height), interpolation={'bilinear': cv2.INTER_LINEAR, 'bicubic': cv2.INTER_CUBIC}[kind])


def page_cases():
    """Ten pages, each interpolation."""
    cases = []
    for width, height, to_width, to_height in [
        (595, 842, 40, 48), (842, 595, 48, 34), (500, 500, 40, 40), (9, 7, 36, 28), (1, 40, 8, 30), (2000, 300, 60, 9), (20, 15, 40, 40),
        (1240, 1754, 40, 57), (333, 1777, 10, 53), (61, 47, 61, 47),
    ]:
        image = page(width, height)
        for kind in ['area', 'bicubic', 'bilinear', 'bilinear_antialiased']:
            cases.append(dict(width=width, height=height, to_width=to_width, to_height=to_height, kind=kind,
                              expected=b64(resized(image, to_width, to_height, kind))))
    return cases


def iou(one, many):
    width = np.minimum(one[2], many[:, 2]) - np.maximum(one[0], many[:, 0])
    height = np.minimum(one[3], many[:, 3]) - np.maximum(one[1], many[:, 1])
    intersection = width.clip(0) * height.clip(0)
    area = (many[:, 2] - many[:, 0]) * (many[:, 3] - many[:, 1])
    return intersection / ((one[2] - one[0]) * (one[3] - one[1]) + area - intersection)


def nms(boxes, scores, limit):
    order, kept = list(np.argsort(-scores, kind="stable")), []
    while order:
        best = order.pop(0)
        kept.append(best)
        if order:
            order = [i for i, overlap in zip(order, iou(boxes[best], boxes[order])) if overlap <= limit]
    return kept


def anchor_free_case(threshold):
    points, classes = 400, 5
    centers = RANDOM.uniform(20, 492, (60, 2))[RANDOM.integers(0, 60, points)] + RANDOM.normal(0, 4, (points, 2))
    sizes = RANDOM.uniform(20, 160, (points, 2))
    boxes = np.concatenate([centers - sizes / 2, centers + sizes / 2], 1).clip(0, 512).astype(np.float32)
    scores = (RANDOM.random((points, classes)) ** 4).astype(np.float32)
    point, label = np.nonzero(scores > threshold)
    confidence = scores[point, label]
    kept = np.concatenate([np.flatnonzero(label == c)[nms(boxes[point[label == c]], confidence[label == c], 0.6)] for c in range(classes)])
    kept = kept[nms(boxes[point[kept]], confidence[kept], 0.75)]
    kept = kept[np.argsort(-confidence[kept], kind="stable")]
    expected = [dict(class_id=int(label[i]), confidence=float(confidence[i]), box=boxes[point[i]].tolist()) for i in kept]
    return dict(points=points, classes=classes, threshold=threshold, scores=b64(scores), boxes=b64(boxes), expected=expected)


def detr_case(threshold, top):
    """facts of the DETR kind: sigmoid, top-k over all (query, class) pairs, cxcywh of the valid area -> pixels of the page."""
    queries, classes, page, content = 50, 7, (1240, 1754), (566, 800)
    logits = RANDOM.normal(-3, 2, (queries, classes)).astype(np.float32)
    boxes = np.concatenate([RANDOM.uniform(0.1, 0.9, (queries, 2)), RANDOM.uniform(0.05, 0.4, (queries, 2))], 1).astype(np.float32)
    flat = 1 / (1 + np.exp(-logits.astype(np.float64).ravel()))
    order = [i for i in np.argsort(-flat, kind="stable")[:top] if flat[i] > threshold]
    scale = np.array([content[0] / page[0], content[1] / page[1]] * 2)
    expected = []
    for i in order:
        cx, cy, w, h = boxes[i // classes].astype(np.float64)
        corners = np.array([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]) * np.array(content * 2)
        corners = np.minimum(np.maximum(corners, 0), np.array(content * 2)) / scale
        expected.append(dict(class_id=int(i % classes), confidence=float(flat[i]), box=corners.tolist()))
    return dict(queries=queries, classes=classes, threshold=threshold, top=top, page=page, content=content,
                scores=b64(logits), boxes=b64(boxes), expected=expected)


def match(one, other, metric):
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    common = max(width, 0) * max(height, 0)
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (one, other)]
    return common / (min(areas) if metric == "ios" else sum(areas) - common)


def merge_case(merge, metric, threshold):
    """Greedy merging of one class after the other, until nothing more merges: the strongest box takes what matches what it has become."""
    count = 300
    middles = RANDOM.uniform(50, 950, (60, 2))[RANDOM.integers(0, 60, count)] + RANDOM.normal(0, 15, (count, 2))
    sizes = RANDOM.uniform(20, 200, (count, 2))
    boxes = np.concatenate([middles - sizes / 2, middles + sizes / 2], 1).astype(np.float32).astype(np.float64)
    confidences = (RANDOM.permutation(count) + 1) / np.float32(count + 1)
    labels = RANDOM.integers(0, 3, count)
    kept = []
    for label in range(3):
        now, grown = {}, {int(i): boxes[i].copy() for i in np.flatnonzero(labels == label)}
        while len(now) != len(grown):
            now, left, grown = grown, dict(grown), {}
            while left:
                best = max(left, key=lambda i: confidences[i])
                box = left.pop(best)
                for i in sorted(left, key=lambda i: -confidences[i]):
                    if match(box, left[i], metric) >= threshold:
                        other = left.pop(i)
                        if merge == "greedy_nmm":
                            box = np.concatenate([np.minimum(box[:2], other[:2]), np.maximum(box[2:], other[2:])])
                grown[best] = box
        kept += grown.items()
    kept.sort(key=lambda entry: -confidences[entry[0]])
    entry = lambda i, box: dict(class_id=int(labels[i]), confidence=float(confidences[i]), box=box.tolist())
    return dict(merge=merge, metric=metric, threshold=threshold, elements=[entry(i, boxes[i]) for i in range(count)],
                expected=[entry(i, box) for i, box in kept])


write("resize_pages.json", page_cases())
write("resize.json", resize_cases())
write("resize_bilinear.json", large_bilinear_cases())
write("anchor_free.json", [anchor_free_case(t) for t in (0.02, 0.3, 0.7)])
write("detr.json", [detr_case(0.3, 300), detr_case(0.0, 40)])
write("box_merge.json", [merge_case(merge, metric, threshold) for merge, metric, threshold in [
    ("greedy_nmm", "ios", 0.5), ("greedy_nmm", "ios", 0.8), ("greedy_nmm", "iou", 0.5), ("greedy_nmm", "iou", 0.3),
    ("nms", "ios", 0.5), ("nms", "iou", 0.45)]])
