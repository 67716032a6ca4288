"""Boxes drawn on pages, and sheets of pages."""
import cv2
import numpy as np

from .net import CLASSES

COLOURS = [(0, 140, 255), (120, 120, 0), (255, 0, 255), (0, 160, 0), (128, 128, 128), (60, 60, 60), (255, 120, 0), (0, 0, 255),
           (180, 0, 120), (200, 160, 60), (0, 0, 128)]


def draw(image, labels, boxes, scores=None):
    """Draw labelled boxes on an image (in place)."""
    for i, (label, box) in enumerate(zip(labels, boxes)):
        x0, y0, x1, y1 = (int(round(v)) for v in box)
        colour = COLOURS[int(label)]
        text = CLASSES[int(label)][:8] + (f' {scores[i]:.2f}' if scores is not None else '')
        cv2.rectangle(image, (x0, y0), (x1, y1), colour, 2)
        cv2.putText(image, text, (x0, max(10, y0 - 2)), cv2.FONT_HERSHEY_SIMPLEX, 0.42, colour, 1, cv2.LINE_AA)
    return image


def sheet(images, columns=4, height=1000, width=780):
    """Images side by side, each scaled into a tile."""
    tiles = []
    for image in images:
        scale = min(height / image.shape[0], width / image.shape[1])
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[:height, :width]
        tile = np.full((height, width, 3), 90, np.uint8)
        tile[:small.shape[0], :small.shape[1]] = small
        tiles.append(tile)
    tiles += [np.full((height, width, 3), 90, np.uint8)] * (-len(tiles) % columns)
    return np.vstack([np.hstack(tiles[i:i + columns]) for i in range(0, len(tiles), columns)])
