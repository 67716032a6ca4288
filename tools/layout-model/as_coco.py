#!/usr/bin/python3
"""Labels of rendered or typeset pages as COCO JSON, with the ink-tight boxes that the trainer uses: for the program's `evaluate`.

    /usr/bin/python3 as_coco.py DATA/rendered/val val.json
"""
import json
import os
import sys

from layoutmodel.coco import coco_of
from layoutmodel.pages import load_pages, read_page


def main(folder, target):
    records = []
    for page in load_pages(folder):
        image, boxes = read_page(page)
        records.append({'file': os.path.relpath(page['path'], folder), 'w': image.shape[1], 'h': image.shape[0],
                        'boxes': [[int(box[0]), *(round(float(v), 2) for v in box[1:])] for box in boxes]})
    with open(target, 'w', encoding='utf-8') as f:
        json.dump(coco_of(records), f)


if __name__ == '__main__':
    main(*sys.argv[1:])
