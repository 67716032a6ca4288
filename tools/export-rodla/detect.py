#!/usr/bin/python3
"""What the published pipeline finds on a page, by OpenCV and NumPy around the exported graph; the service must answer the same.

    /usr/bin/python3 detect.py --model ../../models/rodla-m6doc page.png [--threads N]

Prints the best detections, as JSON: class_id, class_name, confidence, bbox [x1, y1, x2, y2] in pixels of the page. No threshold.
"""
import argparse
import json
import os

import cv2
import numpy as np

from rodla import pages, postprocess, runtime


def resized(path, longest, shortest):
    """Page and its size: [h,w,3] uint8, RGB, scaled so that its sides stay within two limits; (height, width) of the file."""
    page = cv2.imread(path)
    if page is None:
        raise SystemExit(f'detect.py: {path} is no picture that OpenCV reads')
    height, width = page.shape[:2]
    scale = min(longest / max(height, width), shortest / min(height, width))
    size = int(width * scale + 0.5), int(height * scale + 0.5)
    return cv2.resize(page, size, interpolation=cv2.INTER_LINEAR)[..., ::-1], (height, width)


def detections(model, outputs, page, shown):
    """The best pairs of query and class as detections, without those of a placeholder and without empty boxes."""
    queries, labels, scores = postprocess.top(outputs['logits'][0], model['postprocess']['max_detections'])
    boxes = postprocess.corners(outputs['boxes'][0][queries], page, shown)
    placeholders = model['outputs']['placeholders']
    columns = [column for column in range(outputs['logits'].shape[2]) if column not in placeholders]
    for label, score, box in zip(labels, scores, boxes):
        if label not in placeholders and box[2] > box[0] and box[3] > box[1]:
            class_id = columns.index(label)
            yield {'class_id': class_id, 'class_name': model['classes'][class_id], 'confidence': float(score), 'bbox': box.tolist()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('page')
    parser.add_argument('--model', required=True, help='model folder')
    parser.add_argument('--threads', type=int)
    args = parser.parse_args()
    with open(os.path.join(args.model, 'model.json'), encoding='utf-8') as file:
        model = json.load(file)
    page, size = resized(args.page, *model['input']['max_size'])
    [(outputs, _)] = runtime.run(os.path.join(args.model, model['file']), [pages.tensors(np.ascontiguousarray(page))], args.threads)
    print(json.dumps(list(detections(model, outputs, size, page.shape[:2]))))


if __name__ == '__main__':
    main()
