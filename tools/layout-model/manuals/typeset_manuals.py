#!/usr/bin/python3
"""Pages of real documents, typeset again from their sources with marks: what is marked is labelled, all other ink is masked.

    typeset_manuals.py --root ROOT --licences Licenses.gz ... --out DATA/sources/train [--seed 1] [--pages 8] [--limit N] [--draw LOOK]

The documentation packages of TeX Live hold the sources of manuals, examples and templates of many classes. layoutsource.sty is loaded
after the class; one run of LuaLaTeX writes the pages and the places of their elements (typeset/README.md). At most --pages pages of a
document and two documents of a package are taken. The run of a document that fails is left out. sources.START.tsv is the record.
"""
import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile

import cv2

from label_manuals import LEAST_BOXES, drawn, masks
from sources import free_documents, licences

TYPESET = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'typeset')
sys.path.insert(0, TYPESET)
from boxes import read_boxes
from convert import CLASSES, label_page, render

HERE = os.path.dirname(os.path.abspath(__file__))
CLASS_LINE = re.compile(r'\\documentclass\s*(\[[^\]]*\])?\s*\{\s*([\w-]+)\s*\}(\s*\[[\d/.\- ]+\])?')
# Slides, cards, posters, letters and tests of single pictures have marks of their own, and those for validation are never trained on.
LEFT_OUT = re.compile(r'beamer|powerdot|prosper|seminar|slides|webquiz|standalone|minimal|card|poster|letter|brief|lettre|newlfm|exam|'
                      r'^(mnras|jacow|scrreprt|jmlr|paper|hitec|cas-sc|amsbook)$')
OLD = re.compile(r'pstricks|\\usepackage(\[[^\]]*\])?\{(pst-|psfrag|auto-pst)')
MOST_BYTES = 400_000
PER_PACKAGE = 2
CPU_SECONDS = 60
MOST_ERRORS = 3
LEAST_SHARE = 0.7       # of the ink that must be labelled
LEAST_SIZE = {'Table': 24, 'Picture': 20}       # points: what is smaller stands within a line, or only aligns something


def marked(source):
    """The source with the marks loaded after its class, or None where that is of no use."""
    match = CLASS_LINE.search(re.sub(r'(?m)^\s*%.*$', lambda line: ' ' * len(line.group()), source))
    if not match or LEFT_OUT.search(match.group(2)) or OLD.search(source):
        return None
    return source[:match.end()] + '\\RequirePackage{layoutsource}' + source[match.end():]


def read_source(path):
    with open(path, 'rb') as f:
        data = f.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return ''
    try:
        return data.decode('utf-8')
    except ValueError:
        return data.decode('latin-1')


def limit_cpu():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def typeset(path, work):
    """Whether one run of LuaLaTeX made pages of a document, as WORK/page.pdf and .boxes, with few errors."""
    source = marked(read_source(path))
    if not source:
        return False
    with open(os.path.join(work, 'page.tex'), 'w', encoding='utf-8') as f:
        f.write(source)
    folder = os.path.dirname(os.path.abspath(path))
    paths = f'.:{folder}:{HERE}:{TYPESET}:'
    subprocess.run(['lualatex', '-interaction=nonstopmode', 'page.tex'], cwd=work, env={**os.environ, 'TEXINPUTS': paths, 'LUAINPUTS': paths},
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit_cpu)
    if not os.path.exists(os.path.join(work, 'page.pdf')) or not os.path.exists(os.path.join(work, 'page.boxes')):
        return False
    with open(os.path.join(work, 'page.log'), encoding='utf-8', errors='replace') as log:
        text = log.read()
    return text.count('\n! ') <= MOST_ERRORS and text.count('Missing character') < 40


def sized(pieces):
    """Pieces without tables and pictures that are too small to be one."""
    extent = {}
    for instance, label, _, y0, _, y1 in pieces:
        low, high = extent.get(instance, (y0, y1))
        extent[instance] = min(low, y0), max(high, y1)
    return [p for p in pieces if extent[p[0]][1] - extent[p[0]][0] >= LEAST_SIZE.get(p[1].replace('TableBox', 'Table'), 0)]


def pages_of(work, count, rnd):
    """Yield (image, boxes, masks, page number)."""
    pages = read_boxes(os.path.join(work, 'page.boxes'))
    pdf = os.path.join(work, 'page.pdf')
    dpi = rnd.uniform(850, 1100) / max(pages[0][:2]) * 72
    for n in sorted(rnd.sample(range(len(pages)), min(count, len(pages)))):
        width, height, pieces = pages[n]
        pieces = sized(pieces)
        if len({p[0] for p in pieces}) < LEAST_BOXES:
            continue
        image = render(pdf, dpi, ['-f', str(n + 1), '-l', str(n + 1)])[0]
        least = LEAST_SIZE['Picture'] * dpi / 72
        boxes = [(CLASSES.index(b[0]), *b[1:]) for b in label_page(image, (width, height), pieces)[0]
                 if b[0] != 'Picture' or min(b[3] - b[1], b[4] - b[2]) >= least]
        hidden, share = masks(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), boxes)
        if len(boxes) >= LEAST_BOXES and share >= LEAST_SHARE:
            yield image, boxes, hidden, n + 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--root', default='/')
    parser.add_argument('--licences', nargs='+', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--pages', type=int, default=8, help='at most, of a document')
    parser.add_argument('--limit', type=int, default=1 << 30, help='pages in all')
    parser.add_argument('--start', type=int, default=0)
    parser.add_argument('--draw')
    parser.add_argument('--only', help='part of the path of the documents wanted')
    options = parser.parse_args()
    for folder in filter(None, (options.out, options.draw)):
        os.makedirs(folder, exist_ok=True)
    known, taken, number, tried = licences(options.licences), {}, options.start, 0
    with open(os.path.join(options.out, f'labels.{options.start}.jsonl'), 'w', encoding='utf-8') as labels, \
            open(os.path.join(options.out, f'sources.{options.start}.tsv'), 'w', encoding='utf-8') as sources:
        for package, path in free_documents(options.root, known, 'tex', options.only, options.seed):
            if number - options.start >= options.limit:
                break
            if taken.get(package, 0) >= PER_PACKAGE:
                continue
            kept, rnd = [], random.Random(f'{options.seed} {package} {os.path.basename(path)}')
            with tempfile.TemporaryDirectory() as work:
                if not typeset(path, work):
                    continue
                tried += 1
                for image, boxes, hidden, n in pages_of(work, options.pages, rnd):
                    name = f'{number:06d}.jpg'
                    if options.draw:
                        cv2.imwrite(os.path.join(options.draw, f'{number:06d}-{package}.png'), drawn(image, boxes, hidden))
                    cv2.imwrite(os.path.join(options.out, name), image, [cv2.IMWRITE_JPEG_QUALITY, 90])
                    record = {'file': name, 'w': image.shape[1], 'h': image.shape[0], 'tpl': 'source', 'lang': '', 'held': False,
                              'boxes': [list(map(int, b)) for b in boxes + hidden]}
                    labels.write(json.dumps(record) + '\n')
                    kept.append(n)
                    number += 1
            if kept:
                taken[package] = taken.get(package, 0) + 1
                sources.write('\t'.join((package, known[package], os.path.relpath(path, options.root), ' '.join(map(str, kept)))) + '\n')
            labels.flush()
            sources.flush()
            print(f'{path}: {len(kept)} pages, {number - options.start} in all', flush=True)


if __name__ == '__main__':
    main()
