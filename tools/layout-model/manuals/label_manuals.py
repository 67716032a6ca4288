#!/usr/bin/python3
"""Pages of real PDF manuals with the labels that can be trusted; all other ink is masked.

    label_manuals.py --root / --licences Licenses.gz --out DATA/manuals/train [--seed 1] [--pages 20] [--draw LOOK] [--only PART]

--root holds usr/share/doc/texlive-doc (texlive-*-doc installed, or unpacked beside the system: `dpkg -x`), --licences is the list that
each of those packages brings (usr/share/doc/texlive-*-doc/Licenses.gz). Writes pages, labels.START.jsonl and sources.tsv: package,
licence, file and pages of each document. At most --pages pages of a document are taken. None of it belongs into the repository.
"""
import argparse
import glob
import gzip
import hashlib
import json
import os
import random
import re
import sys

import cv2
import numpy as np

import pdftext
from labelling import label

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'typeset'))
from ink import ink_of, shrink, strokes
from convert import CLASSES, draw, render

MASKED = -1
FREE = {'lppl', 'lppl1', 'lppl1.2', 'lppl1.3', 'gpl', 'gpl1', 'gpl2', 'gpl3', 'lgpl', 'lgpl2.1', 'pd', 'bsd', 'bsd2', 'bsd3', 'mit', 'apache2',
        'artistic', 'artistic2', 'knuth', 'fdl', 'other-free', 'ofl', 'cc-by-1', 'cc-by-3', 'cc-by-4', 'cc-by-sa-3', 'cc-by-sa-4', 'cc0'}
LEAST_BOXES = 4
LEAST_SHARE = 0.35      # of the ink that must be labelled


def licences(paths):
    """-> {package: licence}"""
    found = {}
    for path in paths:
        with gzip.open(path, 'rt', encoding='utf-8', errors='replace') as f:
            for line in f:
                match = re.match(r'^([\w.+-]+): (\S+)$', line.strip())
                if match:
                    found[match.group(1)] = match.group(2)
    return found


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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--root', default='/')
    parser.add_argument('--licences', nargs='+', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--pages', type=int, default=20)
    parser.add_argument('--start', type=int, default=0)
    parser.add_argument('--draw')
    parser.add_argument('--only', help='part of the path of the documents wanted')
    options = parser.parse_args()
    for folder in filter(None, (options.out, options.draw)):
        os.makedirs(folder, exist_ok=True)
    known, number = licences(options.licences), options.start
    records, sources, seen = [], [], set()
    documents = sorted(glob.glob(os.path.join(options.root, 'usr/share/doc/texlive-doc/*/*/**/*.pdf'), recursive=True))
    for path in documents:
        package = path.split('/texlive-doc/')[1].split('/')[1]
        licence = known.get(package, 'unknown')
        if licence not in FREE or options.only and options.only not in path:
            continue
        with open(path, 'rb') as f:
            digest = hashlib.sha256(f.read()).digest()
        if digest in seen:
            continue
        seen.add(digest)
        pages = pdftext.pages(path)
        outline = pdftext.outline(path)
        if len(pages) < 3 or not outline:
            continue
        found = label(pages, pdftext.destinations(path, [page.height for page in pages]), outline)
        rnd = random.Random(f'{options.seed} {package} {os.path.basename(path)}')
        chosen = sorted(rnd.sample(range(len(pages)), min(options.pages, len(pages))))
        dpi, kept = rnd.uniform(850, 1100) / max(pages[0].width, pages[0].height) * 72, []
        for n in chosen:
            image = render(path, dpi, ['-hide-annotations', '-f', str(n + 1), '-l', str(n + 1)])[0]
            boxes, hidden, share = page_labels(image, pages[n], found[n])
            if len(boxes) < LEAST_BOXES or share < LEAST_SHARE:
                continue
            name = f'{number:06d}.jpg'
            if options.draw:
                shown = draw(image, [(CLASSES[b[0]], *b[1:]) for b in boxes])
                for _, x0, y0, x1, y1 in hidden:
                    cv2.rectangle(shown, (int(x0), int(y0)), (int(x1), int(y1)), (0, 220, 255), 2)
                cv2.imwrite(os.path.join(options.draw, f'{number:06d}.png'), shown)
            cv2.imwrite(os.path.join(options.out, name), image, [cv2.IMWRITE_JPEG_QUALITY, 90])
            records.append({'file': name, 'w': image.shape[1], 'h': image.shape[0], 'tpl': 'manual', 'lang': '', 'held': False,
                            'boxes': [list(map(int, b)) for b in boxes + hidden]})
            kept.append(n + 1)
            number += 1
        if kept:
            sources.append((package, licence, os.path.relpath(path, options.root), ' '.join(map(str, kept))))
    with open(os.path.join(options.out, f'labels.{options.start}.jsonl'), 'w') as f:
        f.writelines(json.dumps(r) + '\n' for r in records)
    with open(os.path.join(options.out, f'sources.{options.start}.tsv'), 'w') as f:
        f.writelines('\t'.join(row) + '\n' for row in sources)
    counts = np.bincount([b[0] for r in records for b in r['boxes'] if b[0] >= 0], minlength=len(CLASSES))
    print(f'{len(records)} pages of {len(sources)} documents;', ', '.join(f'{n} {c}' for n, c in zip(CLASSES, counts)))


if __name__ == '__main__':
    main()
