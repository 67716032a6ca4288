#!/usr/bin/python3
"""Perturbed copies of training pages, by the perturbations of the service itself.

    /usr/bin/python3 perturbed.py --data DATA/typeset/train --out DATA/perturbed/train --pages 2000 [--seed 1] [--command "..."]

The service's `perturb-dataset` changes the pages and moves their boxes (hulls where a page is turned); here pages are drawn,
each is given one kind and degree, and the result is written in the form of the trainer. KINDS says how often each kind
comes. One call makes one part of pages; another --seed makes others.
"""
import argparse
import glob
import json
import os
import random
import shlex
import shutil
import subprocess
import tempfile

import numpy as np

from layoutmodel.coco import coco_of
from layoutmodel.pages import load_pages, read_page

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = f'dotnet run --project {REPOSITORY}/src/RoDLA.Api -c Release --'
KINDS = {'background': 1, 'defocus': 1, 'illumination': 1, 'ink_bleeding': 1, 'ink_holdout': 1, 'keystoning': 2, 'rotation': 1,
         'speckle': 5, 'texture': 3, 'vibration': 3, 'warping': 2, 'watermark': 2}
SEEDS = 1000            # numbers of files a seed


def assign(pages, rnd):
    """-> {(kind, degree): pages}"""
    groups = {}
    for page in pages:
        kind = rnd.choices(list(KINDS), list(KINDS.values()))[0]
        groups.setdefault((kind, rnd.randint(1, 3)), []).append(page)
    return groups


def find(folder, name):
    """The one file of this name below a folder."""
    return next(iter(glob.glob(os.path.join(glob.escape(folder), '**', name), recursive=True)))


def perturb(pages, step, seed, command, work):
    """Run the service's command over the pages -> [(page, path of the copy, boxes)]."""
    images = os.path.join(work, 'pages')
    os.makedirs(images)
    records = []
    for i, page in enumerate(pages):
        name = f'{i:04d}{os.path.splitext(page["path"])[1]}'
        os.symlink(os.path.abspath(page['path']), os.path.join(images, name))
        records.append({'file': name, 'w': page['w'], 'h': page['h'], 'boxes': read_page(page)[1].tolist()})
    truth = os.path.join(work, 'truth.json')
    with open(truth, 'w', encoding='utf-8') as f:
        json.dump(coco_of(records), f)
    out = os.path.join(work, 'out')
    subprocess.run([*shlex.split(command), 'perturb-dataset', '--images', images, '--coco', truth, '--apply', '%s:%d' % step, '--out', out,
                    '--seed', str(seed), '--no-quality'], check=True, stdout=subprocess.DEVNULL)
    moved = None
    for path in glob.glob(os.path.join(glob.escape(out), '**', '*.json'), recursive=True):
        with open(path, encoding='utf-8') as f:
            content = json.load(f)
        if isinstance(content, dict) and 'annotations' in content:
            moved = content
    boxes = {image['id']: [] for image in moved['images']}
    for a in moved['annotations']:
        x, y, w, h = a['bbox']
        boxes[a['image_id']].append([a['category_id'] - 1, x, y, x + w, y + h])
    return [(pages[int(os.path.splitext(image['file_name'])[0])], find(out, image['file_name']), boxes[image['id']]) for image in moved['images']]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--pages', type=int, default=500, help=f'at most {SEEDS}')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--command', default=COMMAND, help='the program of the service')
    args = parser.parse_args()
    if args.pages > SEEDS:
        parser.error(f'at most {SEEDS} pages a seed')
    rnd = random.Random(args.seed)
    pages = load_pages(args.data)
    pages = rnd.sample(pages, min(args.pages, len(pages)))
    os.makedirs(args.out, exist_ok=True)
    number, start = args.seed * SEEDS, args.seed * SEEDS
    lines = []
    for step, group in assign(pages, rnd).items():
        with tempfile.TemporaryDirectory() as work:
            for page, path, boxes in perturb(group, step, args.seed, args.command, work):
                name = f'{number:06d}{os.path.splitext(path)[1]}'
                shutil.copyfile(path, os.path.join(args.out, name))
                boxes = np.round(np.array(boxes, float).reshape(-1, 5), 1).tolist()
                lines.append({'file': name, 'w': page['w'], 'h': page['h'], 'tpl': page['tpl'], 'lang': page.get('lang', ''), 'held': False,
                              'final': True, 'perturbed': '%s:%d' % step, 'boxes': [[int(b[0]), *b[1:]] for b in boxes]})
                number += 1
    with open(os.path.join(args.out, f'labels.{start}.jsonl'), 'w', encoding='utf-8') as f:
        f.writelines(json.dumps(line) + '\n' for line in lines)
    print(f'{len(lines)} pages')


if __name__ == '__main__':
    main()
