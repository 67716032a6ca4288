#!/usr/bin/python3
"""Training pages as small shards, to be carried to another machine and unpacked there.

    /usr/bin/python3 pack.py --data DATA/typeset/train DATA/rendered/train --out SHARDS [--megabytes 60] [--seed 1]
    /usr/bin/python3 pack.py --unpack SHARDS/pages-*.tar --out DATA/train

Pages are drawn evenly from the folders, scaled so that they fill 1.25 times the input of the net, grey where they are grey, and
written as WebP; a shard is a tar file of a folder that the trainer reads as it is.
"""
import argparse
import io
import json
import os
import random
import tarfile

import cv2
import numpy as np

from layoutmodel.pages import SHAPES, load_pages, read_page

ROOM = 1.25             # times the input size, so that pages can be enlarged
QUALITY = 70
COLOURED = 12           # difference of the channels from which a page keeps its colours


def small(image, boxes, orientation):
    """-> bytes of a WebP file, its width and height, and the boxes on it."""
    height, width = SHAPES[orientation]
    h, w = image.shape[:2]
    scale = min(1.0, ROOM * min(height / h, width / w))
    size = max(1, round(w * scale)), max(1, round(h * scale))
    image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    if np.percentile(image.max(2).astype(int) - image.min(2), 99.5) < COLOURED:
        image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    data = cv2.imencode('.webp', image, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])[1].tobytes()
    factor = np.array([1, size[0] / w, size[1] / h, size[0] / w, size[1] / h])
    moved = np.round(np.asarray(boxes, float).reshape(-1, 5) * factor, 2)
    return data, size, [[int(b[0]), *b[1:].tolist()] for b in moved]


def add(archive, name, data):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    archive.addfile(info, io.BytesIO(data))


def pack(folders, out, limit, seed):
    """Write shards of at most `limit` bytes; -> number of pages and of shards."""
    rnd = random.Random(seed)
    sources = [load_pages(folder) for folder in folders]
    for pages in sources:
        rnd.shuffle(pages)
    order = [(i / len(pages), page) for pages in sources for i, page in enumerate(pages)]
    archive, used, lines, shards, number = None, 0, [], 0, 0

    def close():
        if archive is not None:
            add(archive, f'labels.{shards:03d}.jsonl', ''.join(json.dumps(line) + '\n' for line in lines).encode())
            archive.close()

    for _, page in sorted(order, key=lambda entry: entry[0]):
        data, (w, h), boxes = small(*read_page(page), page['orientation'])
        if archive is None or used + len(data) + 2048 > limit:
            close()
            shards, used, lines = shards + 1, 0, []
            archive = tarfile.open(os.path.join(out, f'pages-{shards:03d}.tar'), 'w')
        name = f'{number:06d}.webp'
        number += 1
        record = {'file': name, 'w': w, 'h': h, 'tpl': page['tpl'], 'held': page.get('held', False), 'final': True, 'boxes': boxes}
        add(archive, name, data)
        lines.append(record)
        used += (len(data) + 1023) // 512 * 512 + len(json.dumps(record)) + 1
    close()
    return number, shards


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', nargs='*', default=[])
    parser.add_argument('--unpack', nargs='*', default=[])
    parser.add_argument('--out', required=True)
    parser.add_argument('--megabytes', type=float, default=60)
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    for path in args.unpack:
        with tarfile.open(path) as archive:
            archive.extractall(args.out)
    if args.data:
        print('%d pages in %d shards' % pack(args.data, args.out, int(args.megabytes * 1e6), args.seed))


if __name__ == '__main__':
    main()
