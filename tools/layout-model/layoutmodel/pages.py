"""Rendered pages: label files, ink-tight boxes, and the letterbox that the service uses too."""
import glob
import json
import os

import cv2
import numpy as np

from .net import CLASSES

cv2.setNumThreads(0)
SHAPES = {'portrait': (640, 512), 'landscape': (512, 640)}      # input height, width
PAD_VALUE = 114
TEXT_LIKE = {i for i, name in enumerate(CLASSES) if name not in ('Formula', 'Picture', 'Table')}
INK_CONTRAST = 40
MAX_TRIM = 10
PAD = 1
FORMULA = CLASSES.index('Formula')
NUMBER_GAP = 0.022      # between a formula and its number, in longer sides of the page: about two ems
NUMBER_WIDTH = 0.06


def orientation(width, height):
    return 'landscape' if width > 1.05 * height else 'portrait'


def tighten(gray, boxes):
    """Text boxes from the line box of the font, as the DOM gives it, to the ink and PAD pixels around it."""
    tight = []
    for label, x0, y0, x1, y1 in apart(gray, boxes):
        left, top = int(x0), int(y0)
        patch = gray[top:int(np.ceil(y1)), left:int(np.ceil(x1))]
        if int(label) in TEXT_LIKE and patch.size and min(patch.shape) > 4:
            rows = np.flatnonzero(patch.max(1).astype(int) - patch.min(1) > INK_CONTRAST)
            columns = np.flatnonzero(patch.max(0).astype(int) - patch.min(0) > INK_CONTRAST)
            limit = min(MAX_TRIM, 0.4 * patch.shape[0])     # a wider gap is a first or last line, not leading
            if len(rows) and len(columns):
                if rows[0] <= limit:
                    y0 = top + rows[0] - PAD
                if patch.shape[0] - 1 - rows[-1] <= limit:
                    y1 = top + rows[-1] + 1 + PAD
                x0 = left + columns[0] - PAD
                x1 = left + columns[-1] + 1 + PAD
        if x1 - x0 > 2 and y1 - y0 > 2:
            tight.append([label, x0, y0, x1, y1])
    return np.array(tight, np.float32).reshape(-1, 5)


def runs(filled, gap):
    """First and last index of each run of true values; runs less than `gap` apart are one."""
    places = np.flatnonzero(filled)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) >= gap)
    return list(zip(places[np.r_[0, breaks + 1]], places[np.r_[breaks, len(places) - 1]]))


def apart(gray, boxes):
    """Formulas without their numbers: a number that stands apart at the margin is a Formula of its own, so that boxes hold no empty space."""
    out = []
    for label, *box in boxes:
        x0, y0, x1, y1 = (int(v) for v in box)
        patch = gray[max(y0, 0):y1, max(x0, 0):x1]
        columns = []
        if int(label) == FORMULA and patch.size:
            ink = np.abs(patch.astype(int) - int(np.median(patch))) > INK_CONTRAST
            columns = runs(ink.any(0), NUMBER_GAP * max(gray.shape))
        narrow = [b - a < NUMBER_WIDTH * max(gray.shape) for a, b in columns]
        if len(columns) < 2 or not (narrow[0] or narrow[-1]):
            out.append([label, *box])
            continue
        number = columns.pop(-1 if narrow[-1] else 0)
        left, top = max(x0, 0), max(y0, 0)
        parts = [(columns[0][0], columns[-1][1], ink[:, columns[0][0]:columns[-1][1] + 1].any(1), len(ink))]
        parts.append((*number, ink[:, number[0]:number[1] + 1].any(1), 3))
        for a, b, filled, gap in parts:
            out += [[label, left + a - PAD, top + c - PAD, left + b + 1 + PAD, top + d + 1 + PAD] for c, d in runs(filled, gap)]
    return out


def load_pages(folder):
    """The pages of every label file of a folder, in a fixed order; half-written last lines are left out."""
    pages = []
    for path in sorted(glob.glob(os.path.join(folder, 'labels.*.jsonl'))):
        with open(path, encoding='utf-8') as lines:
            for line in lines:
                try:
                    page = json.loads(line)
                except ValueError:
                    continue
                page['path'] = os.path.join(folder, page['file'])
                page['orientation'] = orientation(page['w'], page['h'])
                if page['boxes']:
                    pages.append(page)
    return pages


def read_page(page):
    """-> BGR image and ink-tight boxes; the boxes are kept in the page record."""
    image = cv2.imread(page['path'])
    if 'tight' not in page and page.get('final'):       # perturbed pages: the boxes were tightened before
        page['tight'] = np.array(page['boxes'], np.float32).reshape(-1, 5)
    elif 'tight' not in page:
        page['tight'] = tighten(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), page['boxes'])
    return image, page['tight']


def resize(image, width, height, scale):
    mode = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.resize(image, (width, height), interpolation=mode)


def letterbox(image, shape):
    """Scale to fit and centre on grey -> canvas, scale, x offset, y offset."""
    height, width = shape
    h, w = image.shape[:2]
    scale = min(height / h, width / w)
    new_h, new_w = round(h * scale), round(w * scale)
    dy, dx = (height - new_h) // 2, (width - new_w) // 2
    canvas = np.full((height, width, 3), PAD_VALUE, np.uint8)
    canvas[dy:dy + new_h, dx:dx + new_w] = resize(image, new_w, new_h, scale)
    return canvas, scale, dx, dy


def unletterbox(boxes, scale, dx, dy, width, height):
    """Boxes of the canvas -> boxes of the page, clipped to it."""
    boxes = (boxes - np.array([dx, dy, dx, dy])) / scale
    boxes[:, [0, 2]] = boxes[:, [0, 2]].clip(0, width)
    boxes[:, [1, 3]] = boxes[:, [1, 3]].clip(0, height)
    return boxes
