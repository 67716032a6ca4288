#!/usr/bin/python3
"""Pages of real PDF manuals with the labels that can be trusted; all other ink is masked.

    label_manuals.py --root / --licences Licenses.gz --out DATA/manuals/train [--seed 1] [--pages 20] [--draw LOOK] [--only PART]

--root holds usr/share/doc/texlive-doc (texlive-*-doc installed, or unpacked beside the system: `dpkg -x`), --licences is the list that
each of those packages brings (usr/share/doc/texlive-*-doc/Licenses.gz). Writes pages, labels.START.jsonl and sources.tsv: package,
licence, file and pages of each document. At most --pages pages of a document are taken. None of it belongs into the repository.
"""
import argparse
import hashlib
import json
import os
import random
import subprocess
import sys

import cv2
import numpy as np

import pdftext
from labelling import label
from sources import free_documents, licences

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'typeset'))
from ink import ink_of, shrink, strokes
from convert import CLASSES, draw, render

MASKED = -1
LEAST_BOXES = 4
LEAST_SHARE = 0.35      # of the ink that must be labelled


def masks(gray, boxes):
    """What is drawn outside the boxes, as boxes around the parts that hang together."""
    rest = strokes(gray) | ink_of(gray)
    for _, x0, y0, x1, y1 in boxes:
        rest[max(y0 - 3, 0):y1 + 3, max(x0 - 3, 0):x1 + 3] = False
    joined = cv2.morphologyEx(rest.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 25), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    out = []
    for x, y, w, h, area in stats[1:count]:
        if w * h > 30 and not (min(w, h) <= 3 and max(w, h) > 20):          # rules are no element
            out.append((MASKED, x - 6, y - 4, x + w + 6, y + h + 4))
    share = 1 - rest.sum() / max(1, (strokes(gray) | ink_of(gray)).sum())
    return out, share


def page_labels(image, page, found):
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink = ink_of(gray)
    h, w = gray.shape
    sx, sy = w / page.width, h / page.height
    boxes = []
    for name, (x0, y0, x1, y1) in found:
        # Poppler's boxes of lines follow the font's own heights, which may cut letters: two pixels of room.
        box = shrink(ink, [x0 * sx, y0 * sy, x1 * sx, y1 * sy], 2)
        if box and box[2] - box[0] > 2 and box[3] - box[1] > 2:
            boxes.append((CLASSES.index(name), *map(int, box)))
    hidden, share = masks(gray, boxes)
    return boxes, hidden, share


def labelled_pages(path, count, seed, seen):
    """Yield (image, boxes, masks, page number) of at most `count` pages of a document that is not in `seen`, the digests."""
    with open(path, 'rb') as f:
        digest = hashlib.sha256(f.read()).digest()
    if digest in seen:
        return
    seen.add(digest)
    try:
        outline = pdftext.outline(path)
        pages = pdftext.pages(path) if outline else []
    except subprocess.TimeoutExpired:
        return
    if len(pages) < 3:
        return
    found = label(pages, pdftext.destinations(path, [page.height for page in pages]), outline)
    rnd = random.Random(f'{seed} {os.path.basename(path)}')
    dpi = rnd.uniform(850, 1100) / max(pages[0].width, pages[0].height) * 72
    for n in sorted(rnd.sample(range(len(pages)), min(count, len(pages)))):
        if len(found[n]) < LEAST_BOXES:
            continue
        image = render(path, dpi, ['-hide-annotations', '-f', str(n + 1), '-l', str(n + 1)])[0]
        boxes, hidden, share = page_labels(image, pages[n], found[n])
        if len(boxes) >= LEAST_BOXES and share >= LEAST_SHARE:
            yield image, boxes, hidden, n + 1


def drawn(image, boxes, hidden):
    shown = draw(image, [(CLASSES[b[0]], *b[1:]) for b in boxes])
    for _, x0, y0, x1, y1 in hidden:
        cv2.rectangle(shown, (int(x0), int(y0)), (int(x1), int(y1)), (0, 220, 255), 2)
    return shown


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--root', default='/')
    parser.add_argument('--licences', nargs='+', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--pages', type=int, default=20)
    parser.add_argument('--limit', type=int, default=1 << 30, help='pages in all')
    parser.add_argument('--start', type=int, default=0)
    parser.add_argument('--draw')
    parser.add_argument('--only', help='part of the path of the documents wanted')
    options = parser.parse_args()
    for folder in filter(None, (options.out, options.draw)):
        os.makedirs(folder, exist_ok=True)
    known, seen, number = licences(options.licences), set(), options.start
    counts, documents = np.zeros(len(CLASSES), int), 0
    labels = os.path.join(options.out, f'labels.{options.start}.jsonl')
    sources = os.path.join(options.out, f'sources.{options.start}.tsv')
    with open(labels, 'w', encoding='utf-8') as labels, open(sources, 'w', encoding='utf-8') as sources:
        for package, path in free_documents(options.root, known, 'pdf', options.only, options.seed):
            if number - options.start >= options.limit:
                break
            kept = []
            for image, boxes, hidden, n in labelled_pages(path, options.pages, f'{options.seed} {package}', seen):
                name = f'{number:06d}.jpg'
                if options.draw:
                    cv2.imwrite(os.path.join(options.draw, f'{number:06d}.png'), drawn(image, boxes, hidden))
                cv2.imwrite(os.path.join(options.out, name), image, [cv2.IMWRITE_JPEG_QUALITY, 90])
                record = {'file': name, 'w': image.shape[1], 'h': image.shape[0], 'tpl': 'manual', 'lang': '', 'held': False,
                          'boxes': [list(map(int, b)) for b in boxes + hidden]}
                labels.write(json.dumps(record) + '\n')
                counts += np.bincount([b[0] for b in boxes], minlength=len(CLASSES))
                kept.append(n)
                number += 1
            if kept:
                documents += 1
                sources.write('\t'.join((package, known[package], os.path.relpath(path, options.root), ' '.join(map(str, kept)))) + '\n')
            labels.flush()
            sources.flush()
    print(f'{number - options.start} pages of {documents} documents;', ', '.join(f'{n} {c}' for n, c in zip(CLASSES, counts)))


if __name__ == '__main__':
    main()
