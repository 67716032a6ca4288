"""Predictions and truth of a set of pages, in the form that metrics.py takes."""
import numpy as np

from .detect import detect
from .metrics import summarize
from .net import CLASSES
from .pages import read_page

NAMES = np.array(CLASSES)


def predict_pages(model, pages):
    """-> {index: (names, scores, boxes)}, {index: (names, boxes)}"""
    predictions, truths = {}, {}
    for i, page in enumerate(pages):
        image, boxes = read_page(page)
        boxes = boxes[boxes[:, 0] >= 0]         # without masked regions
        labels, scores, found = detect(model, image)
        predictions[i] = NAMES[labels], scores, found
        truths[i] = NAMES[boxes[:, 0].astype(int)], boxes[:, 1:].astype(float)
    return predictions, truths


def page_scores(model, pages):
    return summarize(*predict_pages(model, pages), CLASSES)
