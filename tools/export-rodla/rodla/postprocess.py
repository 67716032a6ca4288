"""Outputs of the network -> detections, as the published code does it; for tests and comparisons."""
import numpy as np

from .manifest import MAX_DETECTIONS


def top(logits, count=MAX_DETECTIONS):
    """logits [Q,classes] -> the best pairs of query and class: queries, labels, scores, best first; equal scores by place."""
    scores = 1 / (1 + np.exp(-logits.astype(np.float64).ravel()))
    best = np.argsort(-logits.ravel(), kind='stable')[:count]
    return best // logits.shape[1], best % logits.shape[1], scores[best]


def corners(boxes, page, shown):
    """boxes [n,4] (centre and size, shares of the page) -> corners [n,4] in pixels of the page.

    page and shown: height and width of the page and of the page as the network saw it. Boxes are cut to the page.
    """
    centre, half = boxes[:, :2].astype(np.float64), boxes[:, 2:].astype(np.float64) / 2
    size = np.array(shown[::-1], np.float64)
    found = np.concatenate((centre - half, centre + half), 1) * np.tile(size, 2)
    found = np.clip(found, 0, np.tile(size, 2))
    return found / np.tile(size / np.array(page[::-1]), 2)
