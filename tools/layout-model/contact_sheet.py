#!/usr/bin/python3
"""A sheet of pages with boxes: of predictions on page images, or of the labels of rendered pages.

    /usr/bin/python3 contact_sheet.py --out sheet.png --weights RUN/checkpoint.pt page.png ...
    /usr/bin/python3 contact_sheet.py --out sheet.png --labels DATA/train [--first 0] [--count 12]
"""
import argparse

import cv2

from layoutmodel.detect import detect
from layoutmodel.draw import draw, sheet
from layoutmodel.net import load_weights
from layoutmodel.pages import load_pages, read_page

LONG_SIDE = 1100


def predicted(net, path, threshold):
    image = cv2.imread(path)
    labels, scores, boxes = detect(net, image)
    sure = scores >= threshold
    scale = LONG_SIDE / max(image.shape[:2])
    image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return draw(image, labels[sure], boxes[sure] * scale, scores[sure])


def labelled(page):
    image, boxes = read_page(page)
    return draw(image, boxes[:, 0], boxes[:, 1:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('pages', nargs='*', help='page images')
    parser.add_argument('--out', required=True)
    parser.add_argument('--weights')
    parser.add_argument('--threshold', type=float, default=0.35)
    parser.add_argument('--labels', help='folder of rendered pages')
    parser.add_argument('--first', type=int, default=0)
    parser.add_argument('--count', type=int, default=12)
    parser.add_argument('--columns', type=int, default=4)
    args = parser.parse_args()
    if args.labels:
        images = [labelled(page) for page in load_pages(args.labels)[args.first:args.first + args.count]]
    else:
        net = load_weights(args.weights)
        images = [predicted(net, path, args.threshold) for path in args.pages]
    cv2.imwrite(args.out, sheet(images, args.columns))


if __name__ == '__main__':
    main()
