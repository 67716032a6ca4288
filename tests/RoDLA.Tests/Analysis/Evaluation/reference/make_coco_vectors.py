#!/usr/bin/python3
"""Labelled sets with their COCO figures, worked in NumPy by an implementation of its own: coco-vectors.json.

pycocotools itself is not used here. What is written follows its published semantics for boxes (evaluateImg, accumulate,
summarize), in another shape than the C# code: whole arrays at a time, one image and category after the other.
The sets are drawn with fixed seeds; coordinates and scores are rounded, so that ties of scores and overlaps occur.

    /usr/bin/python3 make_coco_vectors.py
"""
import json
import os

import numpy as np

IOUS = np.linspace(.5, .95, 10)
RECALLS = np.linspace(0, 1, 101)
AREAS = {'all': (0, 1e10), 'small': (0, 32 ** 2), 'medium': (32 ** 2, 96 ** 2), 'large': (96 ** 2, 1e10)}


def overlap(detections, truths, crowd):
    d, g = np.asarray(detections, float).reshape(-1, 4), np.asarray(truths, float).reshape(-1, 4)
    low = np.maximum(d[:, None, :2], g[None, :, :2])
    high = np.minimum(d[:, None, :2] + d[:, None, 2:], g[None, :, :2] + g[None, :, 2:])
    side = np.maximum(high - low, 0)
    shared = side[..., 0] * side[..., 1]
    own, other = d[:, 2] * d[:, 3], g[:, 2] * g[:, 3]
    union = np.where(np.asarray(crowd, bool)[None, :], own[:, None], own[:, None] + other[None, :] - shared)
    return np.divide(shared, union, out=np.zeros_like(shared), where=shared > 0)


def match(truths, detections, area):
    """One image, category and area range -> scores, hits [T, D], ignored [T, D], truths that count."""
    low, high = AREAS[area]
    out = np.array([t.get('iscrowd', 0) == 1 or not low <= t['area'] <= high for t in truths], bool)
    turn = np.argsort(out, kind='stable')
    truths, out = [truths[i] for i in turn], out[turn]
    crowd = np.array([t.get('iscrowd', 0) == 1 for t in truths], bool)
    iou = overlap([d['bbox'] for d in detections], [t['bbox'] for t in truths], crowd)
    hits = np.zeros((len(IOUS), len(detections)), bool)
    ignored = np.zeros_like(hits)
    outside = np.array([not low <= d['bbox'][2] * d['bbox'][3] <= high for d in detections], bool)
    for t, threshold in enumerate(IOUS):
        taken = np.zeros(len(truths), bool)
        for d in range(len(detections)):
            able = (iou[d] >= min(threshold, 1 - 1e-10)) & (~taken | crowd)
            for part in (able & ~out, able & out):
                if part.any():
                    value = np.where(part, iou[d], -1)
                    chosen = len(value) - 1 - value[::-1].argmax()       # of equal overlaps the last
                    hits[t, d], taken[chosen], ignored[t, d] = True, True, out[chosen]
                    break
            else:
                ignored[t, d] = outside[d]
    return np.array([d['score'] for d in detections]), hits, ignored, int((~out).sum())


def evaluate(truth, detections, limits):
    images = sorted(i['id'] for i in truth['images'])
    categories = sorted(c['id'] for c in truth['categories'])
    precision = -np.ones((len(IOUS), 101, len(categories), 4, 3))
    recall = -np.ones((len(IOUS), len(categories), 4, 3))
    for k, category in enumerate(categories):
        for a, area in enumerate(AREAS):
            parts, count = [], 0
            for image in images:
                own = [t for t in truth['annotations'] if (t['image_id'], t['category_id']) == (image, category)]
                found = [d for d in detections if (d['image_id'], d['category_id']) == (image, category)]
                found.sort(key=lambda d: -d['score'])
                parts.append(match(own, found[:limits[-1]], area))
                count += parts[-1][3]
            if count == 0:
                continue
            for m, limit in enumerate(limits):
                scores = np.concatenate([p[0][:limit] for p in parts])
                order = np.argsort(-scores, kind='stable')
                hits = np.concatenate([p[1][:, :limit] for p in parts], 1)[:, order]
                ignored = np.concatenate([p[2][:, :limit] for p in parts], 1)[:, order]
                right, wrong = (hits & ~ignored).cumsum(1), (~hits & ~ignored).cumsum(1)
                for t in range(len(IOUS)):
                    curve = right[t] / count
                    level = right[t] / (right[t] + wrong[t] + np.spacing(1))
                    level = np.maximum.accumulate(level[::-1])[::-1]
                    place = np.searchsorted(curve, RECALLS, side='left')
                    precision[t, :, k, a, m] = [level[i] if i < len(level) else 0 for i in place]
                    recall[t, k, a, m] = curve[-1] if len(curve) else 0
    return precision, recall


def mean(values):
    values = values[values > -1]
    return float(values.mean()) if values.size else -1.0


def figures(truth, detections, limits):
    precision, recall = evaluate(truth, detections, limits)
    hundred = limits.index(100)
    return {
        'stats': [
            mean(precision[:, :, :, 0, hundred]), mean(precision[0, :, :, 0, 2]), mean(precision[5, :, :, 0, 2]),
            mean(precision[:, :, :, 1, 2]), mean(precision[:, :, :, 2, 2]), mean(precision[:, :, :, 3, 2]),
            mean(recall[:, :, 0, 0]), mean(recall[:, :, 0, 1]), mean(recall[:, :, 0, 2]),
            mean(recall[:, :, 1, 2]), mean(recall[:, :, 2, 2]), mean(recall[:, :, 3, 2])],
        'classes': [mean(precision[:, :, k, 0, 2]) for k in range(precision.shape[2])]}


def draw(seed, pages, truths, extra, *, crowds=0.0, size=(10, 220), classes=4, digits=2):
    """A set whose detections are its truths, shaken, and boxes at random."""
    random = np.random.default_rng(seed)
    truth = {'images': [{'id': i} for i in range(1, pages + 1)], 'annotations': [],
             'categories': [{'id': i + 1, 'name': f'class {i}'} for i in range(classes)]}
    detections = []

    def box():
        w, h = random.uniform(*size, 2)
        return [random.uniform(0, 800), random.uniform(0, 1000), w, h]

    for image in range(1, pages + 1):
        for _ in range(random.integers(0, truths + 1)):
            bbox, category = box(), int(random.integers(1, max(2, classes + (0 if image % 3 else 1))))
            area = bbox[2] * bbox[3] * random.uniform(.5, 1)
            truth['annotations'].append({
                'id': len(truth['annotations']) + 1, 'image_id': image, 'category_id': category,
                'bbox': [round(v, 1) for v in bbox], 'area': round(area, 2), 'iscrowd': int(random.random() < crowds)})
            for _ in range(random.integers(0, 3)):
                moved = np.array(bbox) + random.normal(0, 6, 4)
                detections.append({
                    'image_id': image, 'category_id': category if random.random() < .9 else int(random.integers(1, classes + 1)),
                    'bbox': [round(float(v), 1) for v in np.maximum(moved, [-50, -50, 1, 1])],
                    'score': round(float(random.uniform(.2, 1)), digits)})
        for _ in range(random.integers(0, extra + 1)):
            detections.append({'image_id': image, 'category_id': int(random.integers(1, classes + 1)),
                               'bbox': [round(float(v), 1) for v in box()], 'score': round(float(random.uniform(0, .7)), digits)})
    return truth, detections


SETS = {
    'plain': (1, 12, 12, 8, {}),
    'crowds': (2, 10, 10, 6, {'crowds': .3}),
    'ties of scores': (3, 12, 10, 8, {'digits': 1}),
    'small boxes': (4, 8, 14, 6, {'size': (5, 40)}),
    'one class': (5, 6, 10, 5, {'classes': 1}),
    'more detections than 100': (6, 3, 30, 900, {'classes': 3, 'size': (60, 300)}),
    'no detections': (7, 4, 6, 0, {}),
}


def main():
    vectors = []
    for name, (seed, pages, truths, extra, options) in SETS.items():
        truth, detections = draw(seed, pages, truths, extra, **options)
        if name == 'no detections':
            detections = []
        vectors.append({
            'name': name, 'truth': truth, 'detections': detections,
            'coco': figures(truth, detections, [1, 10, 100]), 'rodla': figures(truth, detections, [100, 300, 1000])})
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'coco-vectors.json')
    with open(path, 'w', encoding='utf-8') as f:
        f.write('[\n' + ',\n'.join(json.dumps(v, separators=(',', ':')) for v in vectors) + '\n]\n')


if __name__ == '__main__':
    main()
