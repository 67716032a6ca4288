"""Average precision by the COCO protocol: IoU .50 to .95, 101 recall points, best 100 detections a page."""
import numpy as np

from .boxes import iou_matrix

THRESHOLDS = np.arange(0.5, 1.0, 0.05)
RECALLS = np.linspace(0, 1, 101)
MAX_DETECTIONS = 100


def match(scores, boxes, truth):
    """Greedy matching of one page -> scores best first and hits [thresholds, detections]."""
    order = np.argsort(-scores, kind='stable')[:MAX_DETECTIONS]
    iou = iou_matrix(boxes[order], truth)
    hits = np.zeros((len(THRESHOLDS), len(order)), bool)
    for t, threshold in enumerate(THRESHOLDS):
        free = np.ones(len(truth), bool)
        for d in range(len(order)):
            candidates = np.where(free, iou[d], -1)
            if len(truth) and candidates.max() >= min(threshold, 1 - 1e-10):
                hits[t, d] = True
                free[candidates.argmax()] = False
    return scores[order], hits


def average_precision(detections, truths):
    """One class: {page: (scores, boxes)} and {page: boxes} -> AP at each threshold, None without truth."""
    total = sum(len(t) for t in truths.values())
    if total == 0:
        return None
    scores, hits = [np.zeros(0)], [np.zeros((len(THRESHOLDS), 0), bool)]
    for page, (score, box) in detections.items():
        if len(score):
            s, h = match(score, box, truths.get(page, np.zeros((0, 4))))
            scores.append(s)
            hits.append(h)
    order = np.argsort(-np.concatenate(scores), kind='stable')
    hits = np.concatenate(hits, 1)[:, order]
    found = hits.cumsum(1)
    recall = found / total
    precision = found / np.arange(1, hits.shape[1] + 1)
    precision = np.maximum.accumulate(precision[:, ::-1], 1)[:, ::-1]
    result = np.zeros(len(THRESHOLDS))
    for t in range(len(THRESHOLDS)):
        index = np.searchsorted(recall[t], RECALLS, side='left')
        reached = index < hits.shape[1]
        result[t] = precision[t, index[reached]].sum() / len(RECALLS)
    return result


def summarize(predictions, truths, classes):
    """{page: (names, scores, boxes)} and {page: (names, boxes)} -> {class: (AP50, AP, boxes)}."""
    table = {}
    for name in classes:
        detections = {p: (s[n == name], b[n == name]) for p, (n, s, b) in predictions.items()}
        wanted = {p: b[n == name] for p, (n, b) in truths.items()}
        ap = average_precision(detections, wanted)
        if ap is not None:
            table[name] = (float(ap[0]), float(ap.mean()), sum(len(b) for b in wanted.values()))
    return table


def means(table):
    """-> mAP@0.5 and mAP@[.5:.95] of a summary."""
    return float(np.mean([row[0] for row in table.values()])), float(np.mean([row[1] for row in table.values()]))


def best_threshold(predictions, truths, classes, grid=np.arange(0.05, 0.9, 0.05)):
    """The score threshold of the best F1 at IoU .5 over all classes together -> threshold, F1, rows."""
    scores, hits, total = [], [], 0
    for name in classes:
        for page, (names, boxes) in truths.items():
            of_class = predictions[page][0] == name
            wanted = boxes[names == name]
            total += len(wanted)
            if of_class.any():
                s, h = match(predictions[page][1][of_class], predictions[page][2][of_class], wanted)
                scores.append(s)
                hits.append(h[0])
    scores, hits = np.concatenate(scores), np.concatenate(hits)
    rows = []
    for threshold in grid:
        kept = scores >= threshold
        found = int(hits[kept].sum())
        precision, recall = found / max(1, int(kept.sum())), found / max(1, total)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        rows.append((round(float(threshold), 2), precision, recall, f1))
    best = max(rows, key=lambda row: row[3])
    return best[0], best[3], rows
