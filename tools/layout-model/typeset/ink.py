"""Where a page has ink, what a box holds of it, and how much lies outside all boxes."""
import cv2
import numpy as np

cv2.setNumThreads(1)
INK = 40                                                # contrast of ink to the paper around it
FAINT = 6                                               # the same for the edges of pictures


def shrink(ink, box, margin=2):
    """The ink's extent within the box and `margin` pixels around it; None without ink."""
    h, w = ink.shape
    x0, y0 = max(int(box[0]) - margin, 0), max(int(box[1]) - margin, 0)
    x1, y1 = min(int(np.ceil(box[2])) + margin, w), min(int(np.ceil(box[3])) + margin, h)
    patch = ink[y0:y1, x0:x1]
    rows, columns = np.flatnonzero(patch.any(1)), np.flatnonzero(patch.any(0))
    if not len(rows):
        return None
    return [x0 + columns[0], y0 + rows[0], x0 + columns[-1] + 1, y0 + rows[-1] + 1]


def ink_of(gray, contrast=INK):
    """Where the page differs from its commonest brightness, the paper."""
    paper = int(np.bincount(gray.ravel(), minlength=256).argmax())
    return np.abs(gray.astype(int) - paper) > contrast


def strokes(gray):
    """What is darker than its near surroundings, or lighter on a dark ground; filled areas are not."""
    kernel = np.ones((15, 15), np.uint8)
    dark, light = (cv2.morphologyEx(gray, kind, kernel) > INK for kind in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT))
    return dark | light & (cv2.blur(gray, (31, 31)) < 128)


def without_rules(ink):
    """Without rules and bars of colour."""
    _, components, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    w, h = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    return ink & ~((np.minimum(w, h) <= 4) & (np.maximum(w, h) > 20) | (w > 0.3 * ink.shape[1]) & (h < 0.06 * ink.shape[0]))[components]


def loose_ink(ink, boxes):
    """The share of ink outside the boxes."""
    rest = without_rules(ink)
    for box in boxes:
        x0, y0, x1, y1 = (int(v) for v in box)
        rest[max(y0 - 2, 0):y1 + 3, max(x0 - 2, 0):x1 + 3] = False
    return without_rules(rest).sum() / max(ink.sum(), 1)
