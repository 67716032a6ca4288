#!/usr/bin/python3
"""PDF files with their .boxes -> page images and labels.START.jsonl, as the trainer reads it.

    convert.py --out DATA [--seed N] [--start N] [--draw FOLDER] DOCUMENT.pdf ...

Every page is rendered at a random resolution; the boxes are shrunk to the ink.
"""
import argparse
import json
import os
import random
import subprocess
import tempfile

import cv2
import numpy as np

from boxes import fragments, read_boxes
from ink import FAINT, ink_of, loose_ink, shrink, strokes

CLASSES = ['Caption', 'Footnote', 'Formula', 'List-item', 'Page-footer', 'Page-header', 'Picture', 'Section-header', 'Table', 'Text', 'Title']
MAX_LOOSE = 0.04                                        # largest share of ink outside all boxes
COLOURS = {'Caption': (0, 140, 255), 'Footnote': (128, 128, 0), 'Formula': (255, 0, 255), 'List-item': (0, 160, 0),
           'Page-footer': (160, 160, 0), 'Page-header': (160, 80, 0), 'Picture': (0, 0, 255), 'Section-header': (255, 0, 0),
           'Table': (0, 90, 160), 'Text': (120, 120, 120), 'Title': (200, 0, 120)}


def label_page(image, size, pieces):
    """-> [(class, x0, y0, x1, y1)] in pixels, and the share of ink outside the boxes."""
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink, faint = ink_of(gray), ink_of(gray, FAINT)
    h, w = gray.shape
    sx, sy = w / size[0], h / size[1]
    boxes = []
    for label, (x0, y0, x1, y1) in fragments(pieces):
        box = shrink(faint if label == 'Picture' else ink, [x0 * sx, y0 * sy, x1 * sx, y1 * sy], 2 if label in ('Formula', 'Picture') else 1)
        if box and box[2] - box[0] > 2 and box[3] - box[1] > 2 and box[2] > 0 and box[3] > 0:
            boxes.append((label, *map(int, box)))
    known = [b[1:] for b in boxes] + [(x0 * sx, y0 * sy, x1 * sx, y1 * sy) for _, label, x0, y0, x1, y1 in pieces if label == 'Ignore']
    return boxes, loose_ink(strokes(gray), known)


def fault_of(boxes, loose, size, pieces):
    """Why a page is no use, or None."""
    if any(x0 < -3 or y0 < -3 or x1 > size[0] + 3 or y1 > size[1] + 3 for _, label, x0, y0, x1, y1 in pieces if label != 'Ignore'):
        return 'it runs off the paper'
    if not boxes:
        return 'it is empty'
    return f'{loose:.1%} of the ink is outside the boxes' if loose > MAX_LOOSE else None


def render(pdf, dpi, options=()):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['pdftoppm', '-r', f'{dpi:.2f}', *options, pdf, f'{folder}/p'], check=True, stderr=subprocess.DEVNULL)
        return [cv2.imread(os.path.join(folder, name)) for name in sorted(os.listdir(folder))]


def draw(image, boxes):
    image = image.copy()
    for label, x0, y0, x1, y1 in boxes:
        cv2.rectangle(image, (x0 - 1, y0 - 1), (x1, y1), COLOURS[label], 1)
        cv2.putText(image, label, (max(x0 - 60, 0), y0 + 8), cv2.FONT_HERSHEY_SIMPLEX, 0.33, COLOURS[label], 1, cv2.LINE_AA)
    return image


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('documents', nargs='+')
    parser.add_argument('--out', required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--start', type=int, default=0)
    parser.add_argument('--draw', help='folder for PNG files with the boxes')
    parser.add_argument('--dpi', type=float, help='fixed resolution; without it the longer side is 850 to 1100 pixels')
    options = parser.parse_args()
    random.seed(options.seed)
    for folder in filter(None, (options.out, options.draw)):
        os.makedirs(folder, exist_ok=True)
    records, dropped, number = [], 0, options.start
    for pdf in options.documents:
        base = os.path.splitext(pdf)[0]
        kind = os.path.basename(base)
        pages = read_boxes(base + '.boxes')
        longest = max(max(p[0], p[1]) for p in pages)
        dpi = options.dpi or random.uniform(850, 1100) / longest * 72
        for page, (image, (width, height, pieces)) in enumerate(zip(render(pdf, dpi), pages), 1):
            boxes, loose = label_page(image, (width, height), pieces)
            if options.draw:
                cv2.imwrite(os.path.join(options.draw, f'{kind}-{page:02d}.png'), draw(image, boxes))
            fault = fault_of(boxes, loose, (width, height), pieces)
            if fault:
                dropped += 1
                print(f'{kind} page {page}: left out, {fault}')
                continue
            name = f'{number:06d}.jpg'
            number += 1
            cv2.imwrite(os.path.join(options.out, name), image, [cv2.IMWRITE_JPEG_QUALITY, 92])
            records.append({'file': name, 'w': image.shape[1], 'h': image.shape[0], 'tpl': kind.split('-')[0], 'lang': '', 'held': False,
                            'boxes': [[CLASSES.index(b[0]), *b[1:]] for b in boxes]})
    with open(os.path.join(options.out, f'labels.{options.start}.jsonl'), 'w') as f:
        f.writelines(json.dumps(r) + '\n' for r in records)
    counts = np.bincount([b[0] for r in records for b in r['boxes']], minlength=len(CLASSES))
    print(f'{len(records)} pages, {dropped} left out;', ', '.join(f'{n} {c}' for n, c in zip(CLASSES, counts)))


if __name__ == '__main__':
    main()
