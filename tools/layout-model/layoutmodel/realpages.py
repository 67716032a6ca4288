"""Labelled real pages as COCO JSON, with the source's categories mapped to ours. For measuring only."""
import json
import os

import cv2
import numpy as np

from .detect import detect
from .metrics import summarize
from .net import CLASSES
from .scores import NAMES

# Categories without a counterpart, or whose boxes follow other rules (whole lists, joined references), are left out.
CATEGORIES = {
    'docling': {
        'text': 'Text', 'list_item': 'List-item', 'section_header': 'Section-header', 'page_footer': 'Page-footer',
        'page_header': 'Page-header', 'picture': 'Picture', 'caption': 'Caption', 'footnote': 'Footnote', 'table': 'Table',
        'formula': 'Formula', 'title': 'Title'},
    'docbank': {
        'paragraph': 'Text', 'abstract': 'Text', 'author': 'Text', 'date': 'Text', 'equation': 'Formula', 'section': 'Section-header',
        'caption': 'Caption', 'figure': 'Picture', 'table': 'Table', 'title': 'Title'},
}


def same_name(names):
    """Categories that are called as ours, whatever their case and separators."""
    known = {name.lower(): name for name in CLASSES}
    plain = {name: name.lower().replace('_', '-').replace(' ', '-') for name in names}
    return {name: known[p] for name, p in plain.items() if p in known}


def load(folder):
    """-> [(file, names, boxes)] of a folder with gt.json; pages without any annotation are left out."""
    with open(os.path.join(folder, 'gt.json'), encoding='utf-8') as f:
        truth = json.load(f)
    category = {c['id']: c['name'] for c in truth['categories']}
    mapping = CATEGORIES.get(os.path.basename(os.path.normpath(folder))) or same_name(category.values())
    pages = []
    for image in truth['images']:
        own = [a for a in truth['annotations'] if a['image_id'] == image['id']]
        used = [a for a in own if category[a['category_id']] in mapping]
        names = np.array([mapping[category[a['category_id']]] for a in used], dtype='<U16')
        boxes = np.array([a['bbox'] for a in used], float).reshape(-1, 4)
        boxes[:, 2:] += boxes[:, :2]
        size = image['width'], image['height']
        if own:
            pages.append((os.path.join(folder, image['file_name']), size, names, boxes))
    return pages


def predict(model, folder):
    """-> predictions and truths of the folder's pages, by file name."""
    predictions, truths = {}, {}
    for path, (width, height), names, boxes in load(folder):
        image = cv2.imread(path)
        labels, scores, found = detect(model, image)
        predictions[path] = NAMES[labels], scores, found
        truths[path] = names, boxes * np.array([image.shape[1] / width, image.shape[0] / height] * 2)
    return predictions, truths


def real_scores(model, folder):
    """Scores over the classes that the folder's labels know."""
    return summarize(*predict(model, folder), CLASSES)
