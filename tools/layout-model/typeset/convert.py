#!/usr/bin/python3
"""PDF files with their .boxes -> page images, labels.START.jsonl (as the trainer reads it) and gt.json (COCO).

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

cv2.setNumThreads(1)
CLASSES = ['Caption', 'Footnote', 'Formula', 'List-item', 'Page-footer', 'Page-header', 'Picture', 'Section-header', 'Table', 'Text', 'Title']
WHOLE = {'Formula', 'Table', 'Picture', 'Title'}        # one box a page and element
ALIASES = {'Code': 'Text', 'TableBox': 'Table'}
FURNITURE = {'Page-header', 'Page-footer'}              # split at wide gaps
INK = 40                                                # contrast of ink to the paper around it
FAINT = 6                                               # the same for the edges of pictures
MAX_LOOSE = 0.04                                        # largest share of ink outside all boxes
COLOURS = {'Caption': (0, 140, 255), 'Footnote': (128, 128, 0), 'Formula': (255, 0, 255), 'List-item': (0, 160, 0),
           'Page-footer': (160, 160, 0), 'Page-header': (160, 80, 0), 'Picture': (0, 0, 255), 'Section-header': (255, 0, 0),
           'Table': (0, 90, 160), 'Text': (120, 120, 120), 'Title': (200, 0, 120)}


def read_boxes(path):
    """-> [(width, height, [(instance, class, x0, y0, x1, y1)])] in points, in the order of the page."""
    pages = []
    with open(path) as lines:
        for line in lines:
            part = line.split()
            if part[0] == 'P':
                pages.append((float(part[2]), float(part[3]), []))
            else:
                pages[-1][2].append((int(part[1]), part[2], *map(float, part[3:])))
    return pages


def union(a, b):
    return [min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])]


def gather(pieces, gap, leading):
    """Pieces without an element: join neighbours on a line, then lines below each other."""
    boxes = [list(p) for p in pieces]
    for dx, dy in ((gap, -0.3), (0, leading)):
        joined = True
        while joined:
            joined = False
            for i in range(len(boxes)):
                for j in range(i + 1, len(boxes)):
                    a, b = boxes[i], boxes[j]
                    size = min(a[3] - a[1], b[3] - b[1], 14)
                    if (max(a[0], b[0]) - min(a[2], b[2]) <= dx * size and max(a[1], b[1]) - min(a[3], b[3]) <= dy * size):
                        boxes[i] = union(a, b)
                        del boxes[j]
                        joined = True
                        break
                if joined:
                    break
    return boxes


def fragments(pieces):
    """Pieces of a page -> [(class, box)]: an element gives a box for every column, and one before and after what interrupts it."""
    open_boxes, found, loose, previous = {}, [], [], None
    abstract_alone(pieces)
    for instance, label, *box in pieces:
        if box[3] - box[1] < 0.05 or box[2] - box[0] < 0.05:
            continue
        if label == 'Ignore':
            continue
        if label == 'Auto':
            loose.append(box)
            continue
        label = ALIASES.get(label, label)
        entry = open_boxes.get(instance)
        if entry is not None and label not in WHOLE | FURNITURE:
            last = entry['last']
            up = box[3] < last[1] - 1 and box[3] < entry['box'][3] - 1.5 * (box[3] - box[1])     # the next column
            interrupted = previous != instance and entry['cut']
            if up or interrupted:
                entry = None
        if entry is None:
            entry = {'label': label, 'box': box, 'last': box, 'cut': False, 'pieces': [box]}
            open_boxes[instance] = entry
            found.append(entry)
        else:
            entry['box'] = union(entry['box'], box)
            entry['last'] = box
            entry['pieces'].append(box)
        if previous != instance and label in ('Formula', 'Table', 'Picture', 'List-item', 'Text'):
            for other, value in open_boxes.items():
                if other != instance:
                    value['cut'] = True
        previous = instance
    result = []
    for entry in found:
        if entry['label'] in FURNITURE:
            result += [(entry['label'], b) for b in gather(entry['pieces'], 3.0, 0.8)]
        else:
            result.append((entry['label'], entry['box']))
    return result + [('Text', b) for b in gather(loose, 1.2, 0.7)]


def abstract_alone(pieces):
    """"Abstract" is a heading where it stands alone, and a part of the text where text follows on its line."""
    for i, (instance, label, x0, y0, x1, y1) in enumerate(pieces):
        if label != 'Abstract':
            continue
        beside = [p for p in pieces if p[1] in ('Text', 'List-item') and p[0] != instance and min(p[5], y1) - max(p[3], y0) > 0.4 * (y1 - y0)
                  and -3 < p[2] - x1 < 30]
        pieces[i] = (beside[0][0], beside[0][1], x0, y0, x1, y1) if beside else (instance, 'Section-header', x0, y0, x1, y1)


def shrink(ink, box, margin=2):
    """The ink's extent within the box and `margin` pixels around it; None without ink."""
    h, w = ink.shape
    x0, y0, x1, y1 = max(int(box[0]) - margin, 0), max(int(box[1]) - margin, 0), min(int(np.ceil(box[2])) + margin, w), min(int(np.ceil(box[3])) + margin, h)
    patch = ink[y0:y1, x0:x1]
    rows, columns = np.flatnonzero(patch.any(1)), np.flatnonzero(patch.any(0))
    if not len(rows):
        return None
    return [x0 + columns[0], y0 + rows[0], x0 + columns[-1] + 1, y0 + rows[-1] + 1]


def ink_of(gray, contrast=INK):
    """Where the page differs from its commonest brightness, the paper."""
    paper = int(np.bincount(gray.ravel(), minlength=256).argmax())
    return np.abs(gray.astype(int) - paper) > contrast


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


def coco(records):
    images, annotations = [], []
    for i, r in enumerate(records, 1):
        images.append({'id': i, 'file_name': r['file'], 'width': r['w'], 'height': r['h']})
        for c, x0, y0, x1, y1 in r['boxes']:
            annotations.append({'id': len(annotations) + 1, 'image_id': i, 'category_id': c + 1, 'bbox': [x0, y0, x1 - x0, y1 - y0],
                                'area': (x1 - x0) * (y1 - y0), 'iscrowd': 0})
    return {'images': images, 'annotations': annotations, 'categories': [{'id': i + 1, 'name': n} for i, n in enumerate(CLASSES)]}


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
            beyond = any(x0 < -3 or y0 < -3 or x1 > width + 3 or y1 > height + 3 for _, label, x0, y0, x1, y1 in pieces if label != 'Ignore')
            if loose > MAX_LOOSE or beyond or not boxes:
                dropped += 1
                print(f'{kind} page {page}: left out,', 'it runs off the paper' if beyond else f'{loose:.1%} of the ink is outside the boxes' if boxes else 'empty')
                continue
            name = f'{number:06d}.jpg'
            number += 1
            cv2.imwrite(os.path.join(options.out, name), image, [cv2.IMWRITE_JPEG_QUALITY, 92])
            records.append({'file': name, 'w': image.shape[1], 'h': image.shape[0], 'tpl': kind.split('-')[0], 'lang': '', 'held': False,
                            'boxes': [[CLASSES.index(b[0]), *b[1:]] for b in boxes]})
    with open(os.path.join(options.out, f'labels.{options.start}.jsonl'), 'w') as f:
        f.writelines(json.dumps(r) + '\n' for r in records)
    with open(os.path.join(options.out, 'gt.json'), 'w') as f:
        json.dump(coco(records), f)
    counts = np.bincount([b[0] for r in records for b in r['boxes']], minlength=len(CLASSES))
    print(f'{len(records)} pages, {dropped} left out;', ', '.join(f'{n} {c}' for n, c in zip(CLASSES, counts)))


if __name__ == '__main__':
    main()
