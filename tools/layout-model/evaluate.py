#!/usr/bin/python3
"""Measure a model by the COCO protocol on rendered validation pages and on labelled real pages.

    /usr/bin/python3 evaluate.py --model model.onnx --val DATA/rendered/val --typeset DATA/typeset/val [--real DIR ...] \
        [--out scores.json] [--coco DIR]

--model is a graph, run in ONNX Runtime, or the weights of a run (*.pt), run in PyTorch. Prints a table a
set: all rendered validation pages, those of templates never trained on, those in fonts never trained on, each
template; the typeset pages of document classes never trained on; and each folder of real pages (gt.json in COCO
form). --out keeps all figures for export.py;
--coco writes truth and detections as COCO JSON, to be checked with pycocotools.
"""
import argparse
import json
import os

import torch

from layoutmodel import realpages
from layoutmodel.metrics import best_threshold, means, summarize
from layoutmodel.net import CLASSES, load_weights
from layoutmodel.onnx import OnnxModel
from layoutmodel.pages import load_pages
from layoutmodel.scores import predict_pages

HELD_OUT_TEMPLATES = ('exam', 'news')
TYPESET = 'document classes never trained on'


def show(title, table, pages):
    map50, mean_ap = means(table)
    print(f'{title}: {pages} pages, mAP50 {map50:.3f}, mAP {mean_ap:.3f}')
    for name, (ap50, ap, count) in table.items():
        print(f'   {name:16s} AP50 {ap50:.3f}  AP {ap:.3f}  boxes {count}')


def record(table, pages):
    map50, mean_ap = means(table)
    return {'pages': pages, 'mAP50': round(map50, 5), 'mAP': round(mean_ap, 5),
            'classes': {name: [round(row[0], 4), round(row[1], 4), row[2]] for name, row in table.items()}}


def write_coco(folder, predictions, truths):
    """Truth and detections in COCO form, boxes as x, y, width, height."""
    os.makedirs(folder, exist_ok=True)
    ids = {name: i + 1 for i, name in enumerate(CLASSES)}
    annotations, detections = [], []
    for page, (names, boxes) in truths.items():
        for name, (x0, y0, x1, y1) in zip(names, boxes):
            box = [float(x0), float(y0), float(x1 - x0), float(y1 - y0)]
            annotations.append({'id': len(annotations) + 1, 'image_id': page, 'category_id': ids[name], 'bbox': box,
                                'area': box[2] * box[3], 'iscrowd': 0})
        for name, score, (x0, y0, x1, y1) in zip(*predictions[page]):
            detections.append({'image_id': page, 'category_id': ids[name], 'score': float(score),
                               'bbox': [float(x0), float(y0), float(x1 - x0), float(y1 - y0)]})
    truth = {'images': [{'id': page} for page in truths], 'annotations': annotations,
             'categories': [{'id': i, 'name': name} for name, i in ids.items()]}
    for name, content in (('truth.json', truth), ('detections.json', detections)):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
            json.dump(content, f)


def evaluate_validation(model, folder, coco):
    """-> {set: record}, best threshold and its F1."""
    pages = load_pages(folder)
    predictions, truths = predict_pages(model, pages)
    if coco:
        write_coco(coco, predictions, truths)
    sets = {'validation': range(len(pages)),
            'templates never trained on': [i for i, p in enumerate(pages) if p['tpl'] in HELD_OUT_TEMPLATES],
            'fonts never trained on': [i for i, p in enumerate(pages) if p.get('held')]}
    for template in sorted({page['tpl'] for page in pages}):
        sets[f'template {template}'] = [i for i, p in enumerate(pages) if p['tpl'] == template]
    result = {}
    for title, chosen in sets.items():
        if len(chosen):
            table = summarize({i: predictions[i] for i in chosen}, {i: truths[i] for i in chosen}, CLASSES)
            result[title] = record(table, len(chosen))
            if title.startswith('template '):
                print(f'   {title}: {len(chosen)} pages, mAP50 {result[title]["mAP50"]:.3f}, mAP {result[title]["mAP"]:.3f}')
            else:
                show(title, table, len(chosen))
    threshold, f1, rows = best_threshold(predictions, truths, CLASSES)
    for value, precision, recall, row_f1 in rows:
        print(f'   threshold {value:.2f}  precision {precision:.3f}  recall {recall:.3f}  F1 {row_f1:.3f}')
    print(f'best F1 {f1:.3f} at threshold {threshold:.2f}')
    return result, threshold, f1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--model', required=True, help='model.onnx or weights')
    parser.add_argument('--val', help='folder of rendered validation pages')
    parser.add_argument('--typeset', help='folder of typeset validation pages')
    parser.add_argument('--real', nargs='*', default=[], help='folders of real pages with gt.json')
    parser.add_argument('--out', help='file for all figures')
    parser.add_argument('--coco', help='folder for truth and detections of the validation pages')
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    model, scores = load_weights(args.model) if args.model.endswith('.pt') else OnnxModel(args.model, args.threads), {}
    if args.val:
        sets, threshold, f1 = evaluate_validation(model, args.val, args.coco)
        scores = {'sets': sets, 'threshold': threshold, 'F1': round(f1, 4)}
    if args.typeset:
        pages = load_pages(args.typeset)
        table = summarize(*predict_pages(model, pages), CLASSES)
        show(TYPESET, table, len(pages))
        scores.setdefault('sets', {})[TYPESET] = record(table, len(pages))
    for folder in args.real:
        name = os.path.basename(os.path.normpath(folder))
        table, pages = realpages.real_scores(model, folder), len(realpages.load(folder))
        show(name, table, pages)
        scores.setdefault('sets', {})[name] = record(table, pages)
    if args.out:
        with open(args.out, 'w', encoding='utf-8') as f:
            json.dump(scores, f, indent=1)
    if isinstance(model, OnnxModel):
        model.close()


if __name__ == '__main__':
    main()
