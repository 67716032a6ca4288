"""Average precision: by hand, and against pycocotools.

pycocotools is in few distributions, so its answers for these pages are kept in coco_reference.json. With it on the path
`python3 tests/test_metrics.py --write-reference` computes them anew.
"""
import json
import os
import sys
import unittest

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from layoutmodel.metrics import average_precision, best_threshold, means, summarize

REFERENCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'coco_reference.json')
SEEDS = range(10)
BOX = np.array([[0, 0, 10, 10]], float)


def random_pages(pages=12, seed=0):
    """Truth, and detections that are shifted, missed or made up."""
    rnd = np.random.RandomState(seed)
    predictions, truths = {}, {}
    for page in range(pages):
        corner = rnd.uniform(0, 400, (rnd.randint(3, 12), 2))
        boxes = np.concatenate([corner, corner + rnd.uniform(20, 150, corner.shape)], 1)
        names = rnd.choice(['Text', 'Table'], len(boxes))
        found = rnd.rand(len(boxes)) < 0.8
        moved = boxes[found] + rnd.normal(0, 4, (found.sum(), 4))
        extra = rnd.uniform(0, 300, (rnd.randint(1, 5), 2))
        moved = np.concatenate([moved, np.concatenate([extra, extra + 60], 1)])
        labels = np.concatenate([names[found], rnd.choice(['Text', 'Table'], len(extra))])
        predictions[page] = labels, rnd.rand(len(moved)), moved
        truths[page] = names, boxes
    return predictions, truths


class AveragePrecisionTest(unittest.TestCase):
    def test_perfect(self):
        self.assertAlmostEqual(average_precision({0: (np.array([0.9]), BOX)}, {0: BOX}).mean(), 1)

    def test_a_second_hit_on_the_same_box_is_false(self):
        detections = {0: (np.array([0.9, 0.8]), np.concatenate([BOX, BOX])), 1: (np.array([0.7]), BOX)}
        ap = average_precision(detections, {0: BOX, 1: BOX})
        self.assertAlmostEqual(ap[0], (51 + 50 * 2 / 3) / 101, places=6)

    def test_no_truth_and_no_detections(self):
        self.assertIsNone(average_precision({}, {0: np.zeros((0, 4))}))
        self.assertEqual(average_precision({}, {0: BOX}).sum(), 0)

    def test_threshold_of_best_f1(self):
        text = np.array(['Text'])
        predictions = {0: (np.array(['Text', 'Text']), np.array([0.9, 0.2]), np.concatenate([BOX, BOX + 50]))}
        threshold, f1, _ = best_threshold(predictions, {0: (text, BOX)}, ['Text'])
        self.assertAlmostEqual(f1, 1)
        self.assertGreater(threshold, 0.2)

    def test_against_pycocotools(self):
        with open(REFERENCE, encoding='utf-8') as file:
            reference = json.load(file)
        self.assertEqual(len(reference), len(SEEDS))
        for seed, (ap50, ap) in zip(SEEDS, reference):
            map50, mean_ap = means(summarize(*random_pages(seed=seed), ['Text', 'Table']))
            self.assertAlmostEqual(map50, ap50, places=6)
            self.assertAlmostEqual(mean_ap, ap, places=6)


def pycocotools_scores(predictions, truths):
    """AP50 and AP as pycocotools has them."""
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    ids = {'Text': 1, 'Table': 2}

    def xywh(box):
        return [*map(float, box[:2]), float(box[2] - box[0]), float(box[3] - box[1])]

    rows = [(p, n, b) for p, (names, boxes) in truths.items() for n, b in zip(names, boxes)]
    coco = COCO()
    coco.dataset = {
        'images': [{'id': p} for p in truths], 'categories': [{'id': i, 'name': n} for n, i in ids.items()],
        'annotations': [{'id': k + 1, 'image_id': p, 'category_id': ids[n], 'bbox': xywh(b), 'area': 1.0, 'iscrowd': 0}
                        for k, (p, n, b) in enumerate(rows)]}
    coco.createIndex()
    found = [{'image_id': p, 'category_id': ids[n], 'bbox': xywh(b), 'score': float(s)}
             for p, (names, scores, boxes) in predictions.items() for n, s, b in zip(names, scores, boxes)]
    run = COCOeval(coco, coco.loadRes(found), 'bbox')
    run.evaluate()
    run.accumulate()
    run.summarize()
    return float(run.stats[1]), float(run.stats[0])


if __name__ == '__main__':
    if '--write-reference' in sys.argv:
        with open(REFERENCE, 'w', encoding='utf-8') as file:
            json.dump([pycocotools_scores(*random_pages(seed=seed)) for seed in SEEDS], file)
    else:
        unittest.main()
