#!/usr/bin/python3
"""Write a model folder: model.onnx, model.json and weights.pt, and check the graph against PyTorch.

    /usr/bin/python3 export.py --weights RUN/checkpoint.pt --model ../../models/rodla-layout-s [--scores scores.json] [--page page.png]

The graph has BatchNorm folded, opset 16, a free number of images, and free height and width in multiples of 32,
from 224 on. weights.pt holds the
averaged weights, kernels in half precision: `train.py --init` goes on from it. --scores is what evaluate.py
wrote. The check runs ONNX Runtime (onnxruntime-node, see package.json) and tells its time a page.
"""
import argparse
import hashlib
import json
import os

import cv2
import numpy as np
import torch

from layoutmodel.boxes import POSTPROCESS
from layoutmodel.net import CLASSES, ExportNet, load_weights
from layoutmodel.onnx import OnnxModel
from layoutmodel.pages import PAD_VALUE, SHAPES, letterbox

OPSET = 16
RUNS = 9
MAX_SCORE_DIFFERENCE = 1e-4
MAX_BOX_DIFFERENCE = 0.02       # pixels, at points that score above .05
PUBLISHED = {'validation': 'validation', 'templates never trained on': 'unseen_templates', 'fonts never trained on': 'unseen_fonts',
             'document classes never trained on': 'unseen_classes',
             'docling': 'docling', 'docbank': 'docbank'}


def write_graph(net, path):
    axes = {'image': {0: 'images', 2: 'height', 3: 'width'}, 'scores': {0: 'images'}, 'boxes': {0: 'images'}}
    torch.onnx.export(ExportNet(net).eval(), torch.rand(1, 3, *SHAPES['portrait']), path, opset_version=OPSET,
                      input_names=['image'], output_names=['scores', 'boxes'], dynamic_axes=axes)


def write_weights(net, path):
    half = {k: v.half() if v.ndim > 1 else v for k, v in net.state_dict().items()}
    torch.save({'config': net.config, 'ema': half, 'classes': CLASSES}, path)


def manifest(name, graph, scores):
    with open(graph, 'rb') as f:
        digest = hashlib.sha256(f.read()).hexdigest()
    published = {}
    for title, key in PUBLISHED.items():
        if title in scores.get('sets', {}):
            published[key + '_mAP50'] = round(scores['sets'][title]['mAP50'], 3)
            published[key + '_mAP'] = round(scores['sets'][title]['mAP'], 3)
    if 'validation_mAP' in published:       # in percent, as the documented service has it
        published = {'clean_mAP': round(100 * published['validation_mAP'], 1), **published}
    return {
        'name': name, 'display_name': 'RoDLA Layout S', 'paper': None, 'dataset': 'synthetic pages rendered and typeset by tools/layout-model',
        'backbone': 'CSP-PAN 2.7M', 'framework': 'anchor-free, task-aligned, distance distributions, refined edges', 'licence': 'Apache-2.0', 'family': 'anchor_free',
        'file': os.path.basename(graph), 'sha256': digest, 'classes': CLASSES,
        'input': {'name': 'image', 'resize': 'letterbox', 'portrait': list(SHAPES['portrait']), 'landscape': list(SHAPES['landscape']),
                  'pad_value': PAD_VALUE, 'pad_position': 'center', 'channel_order': 'bgr', 'scale': 1 / 255, 'mean': [0, 0, 0],
                  'std': [1, 1, 1], 'interpolation': 'area', 'allow_upscale': True},
        'outputs': {'scores': 'scores', 'boxes': 'boxes'}, 'postprocess': POSTPROCESS,
        'default_threshold': scores.get('threshold', 0.3), 'published_scores': published,
        'scores_dataset': 'validation split of the synthetic pages' if published else None,
    }


def check(net, graph, page, shape, threads):
    """Compare ONNX Runtime with PyTorch on one page -> greatest differences of scores and of boxes, milliseconds."""
    canvas = letterbox(page, shape)[0]
    with OnnxModel(graph, threads) as model:
        scores, boxes = model.infer(canvas, RUNS)
        times = model.times
    expected_scores, expected_boxes = net.infer(canvas)
    sure = scores.max(1) > 0.05             # points of nearly equal scores may change places
    scores, boxes = scores[sure], boxes[sure]
    same = [np.abs(expected_scores - s).max(1).argmin() for s in scores]
    return (np.abs(scores - expected_scores[same]).max(initial=0), np.abs(boxes - expected_boxes[same]).max(initial=0), times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--weights', required=True)
    parser.add_argument('--model', required=True, help='model folder to write')
    parser.add_argument('--scores', help='figures of evaluate.py')
    parser.add_argument('--page', help='a page image to check with; without one, noise')
    args = parser.parse_args()
    os.makedirs(args.model, exist_ok=True)
    net, scores = load_weights(args.weights), {}
    graph = os.path.join(args.model, 'model.onnx')
    write_graph(net, graph)
    write_weights(net, os.path.join(args.model, 'weights.pt'))
    if args.scores:
        with open(args.scores, encoding='utf-8') as f:
            scores = json.load(f)
    name = os.path.basename(os.path.normpath(args.model))
    with open(os.path.join(args.model, 'model.json'), 'w', encoding='utf-8') as f:
        json.dump(manifest(name, graph, scores), f, indent=2)
        f.write('\n')
    print(f'{graph}: {os.path.getsize(graph) / 1e6:.2f} MB')
    page = cv2.imread(args.page) if args.page else np.random.RandomState(0).randint(0, 255, (1100, 850, 3), np.uint8)
    for shape in SHAPES.values():
        for threads in (1, 2):
            score_difference, box_difference, (least, median) = check(net, graph, page, shape, threads)
            print(f'{shape}, {threads} threads: scores differ by {score_difference:.1e}, boxes by {box_difference:.1e} px; '
                  f'least {least:.0f} ms, median {median:.0f} ms')
            if score_difference > MAX_SCORE_DIFFERENCE or box_difference > MAX_BOX_DIFFERENCE:
                raise SystemExit('the exported graph does not agree with PyTorch')


if __name__ == '__main__':
    main()
