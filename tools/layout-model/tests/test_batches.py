"""Batches: the same for the same step, and boxes that stay on their ink."""
import json
import os
import random
import sys
import tempfile
import unittest

import cv2
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from layoutmodel.augment import augment
from layoutmodel.batches import load_sources, make_batch, refresh
from layoutmodel.pages import SHAPES, load_pages


def write_pages(folder, count):
    with open(os.path.join(folder, 'labels.0.jsonl'), 'w', encoding='utf-8') as f:
        for i in range(count):
            image = np.full((220, 170, 3), 255, np.uint8)
            image[40 + i:60 + i, 20:150] = 0
            cv2.imwrite(os.path.join(folder, f'{i}.jpg'), image)
            record = {'file': f'{i}.jpg', 'w': 170, 'h': 220, 'tpl': 'test', 'lang': 'en', 'boxes': [[9, 18, 38 + i, 152, 62 + i]]}
            f.write(json.dumps(record) + '\n')
        f.write('{"file": "half-written')


class BatchTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        write_pages(self.folder.name, 5)

    def test_depends_on_seed_and_step_alone(self):
        first, again = (make_batch(load_pages(self.folder.name), 1, 7, 4) for _ in range(2))
        other = make_batch(load_pages(self.folder.name), 1, 8, 4)
        np.testing.assert_array_equal(first[1], again[1])
        self.assertFalse(np.array_equal(first[1], other[1]))

    def test_shares_of_folders(self):
        with tempfile.TemporaryDirectory() as other:
            write_pages(other, 2)
            pages = load_sources([(self.folder.name, 0.3), (other, 0.7)])
        self.assertEqual(len(pages), 7)
        self.assertAlmostEqual(sum(page['share'] for page in pages if page['path'].startswith(other)), 0.7)

    def test_rescan_keeps_known_records(self):
        pages = load_pages(self.folder.name)
        pages[0]['tight'] = 'kept'
        self.assertEqual(refresh(pages, [(self.folder.name, 1)])[0]['tight'], 'kept')
        self.assertEqual(len(pages), 5)


class AugmentTest(unittest.TestCase):
    def test_boxes_follow_the_ink(self):
        image = np.full((220, 170, 3), 255, np.uint8)
        image[80:140, 40:120] = 0
        boxes = np.array([[9, 40, 80, 120, 140]], np.float32)
        for seed in range(40):
            canvas, moved = augment(image, boxes, SHAPES['portrait'], random.Random(seed))
            self.assertEqual(canvas.shape, (640, 512, 3))
            for _, x0, y0, x1, y1 in moved:
                inside = canvas[int(y0):int(y1), int(x0):int(x1)].astype(float)
                spread = np.abs(inside - np.median(inside)).mean()
                self.assertLess(spread, 60, f'seed {seed}: the box holds more than the hull of the turned block')


if __name__ == '__main__':
    unittest.main()
