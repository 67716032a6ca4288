"""IoU, NMS and the letterbox."""
import os
import sys
import unittest

import numpy as np
import torch

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from layoutmodel.boxes import iou_matrix, nms, postprocess
from layoutmodel.loss import iou_of_pairs
from layoutmodel.pages import FORMULA, SHAPES, letterbox, orientation, tighten, unletterbox

A = np.array([[0, 0, 10, 10], [0, 0, 10, 10], [0, 0, 10, 10]], float)
B = np.array([[0, 0, 10, 10], [5, 0, 15, 10], [20, 20, 30, 30]], float)


class IouTest(unittest.TestCase):
    def test_known_values(self):
        np.testing.assert_allclose(iou_matrix(A[:1], B)[0], [1, 1 / 3, 0], atol=1e-6)

    def test_pairs_agree_with_matrix(self):
        pairs = iou_of_pairs(torch.from_numpy(A), torch.from_numpy(B)).numpy()
        np.testing.assert_allclose(pairs, np.diag(iou_matrix(A, B)), atol=1e-6)

    def test_generalized_iou_falls_with_distance(self):
        near, far = torch.tensor([[20.0, 0, 30, 10]]), torch.tensor([[50.0, 0, 60, 10]])
        box = torch.tensor([[0.0, 0, 10, 10]])
        self.assertAlmostEqual(float(iou_of_pairs(box, near, True)), -1 / 3, places=4)
        self.assertLess(float(iou_of_pairs(box, far, True)), float(iou_of_pairs(box, near, True)))


class NmsTest(unittest.TestCase):
    def test_keeps_best_of_overlapping(self):
        boxes = np.array([[0, 0, 10, 10], [1, 0, 11, 10], [30, 0, 40, 10]], float)
        self.assertEqual(list(nms(boxes, np.array([0.5, 0.9, 0.7]), 0.6)), [1, 2])

    def test_two_classes_in_one_place_leave_the_stronger(self):
        prob = np.zeros((2, 11))
        prob[0, 9], prob[1, 3] = 0.8, 0.6
        labels, scores, _ = postprocess(prob, np.array([[0, 0, 10, 10], [0, 0, 10, 10]], float))
        self.assertEqual((list(labels), list(scores)), ([9], [0.8]))

    def test_a_second_guess_below_the_default_threshold_stays(self):
        prob = np.zeros((2, 11))
        prob[0, 9], prob[1, 3] = 0.8, 0.25
        labels, scores, _ = postprocess(prob, np.array([[0, 0, 10, 10], [0, 0, 10, 10]], float))
        self.assertEqual((list(labels), list(scores)), ([9, 3], [0.8, 0.25]))

    def test_nothing_above_the_threshold(self):
        labels, scores, boxes = postprocess(np.zeros((5, 11)), np.zeros((5, 4)))
        self.assertEqual((len(labels), len(scores), boxes.shape), (0, 0, (0, 4)))


class LetterboxTest(unittest.TestCase):
    def test_round_trip(self):
        for width, height in ((850, 1100), (1600, 900), (301, 407), (2000, 2000)):
            shape = SHAPES[orientation(width, height)]
            _, scale, dx, dy = letterbox(np.full((height, width, 3), 255, np.uint8), shape)
            boxes = np.array([[10, 20, 200, 300], [0, 0, width, height]], float)
            on_canvas = boxes * scale + np.array([dx, dy, dx, dy])
            self.assertLessEqual(on_canvas.max(), max(shape) + 1)
            np.testing.assert_allclose(unletterbox(on_canvas, scale, dx, dy, width, height), boxes, atol=1e-6)

    def test_is_centred_on_grey(self):
        canvas, _, dx, dy = letterbox(np.full((100, 100, 3), 255, np.uint8), (640, 512))
        self.assertEqual((dx, dy), (0, 64))
        self.assertEqual((canvas[63, 0, 0], canvas[64, 0, 0], canvas[575, 0, 0], canvas[576, 0, 0]), (114, 255, 255, 114))


class TightenTest(unittest.TestCase):
    def test_text_shrinks_to_the_ink_and_pictures_stay(self):
        gray = np.full((60, 100), 255, np.uint8)
        gray[20:30, 15:80] = 0
        text, picture = tighten(gray, [[9, 10, 12, 90, 38], [6, 10, 12, 90, 38]])
        self.assertEqual(list(text), [9, 14, 19, 81, 31])
        self.assertEqual(list(picture), [6, 10, 12, 90, 38])

    def test_numbers_of_formulas_stand_apart(self):
        gray = np.full((1000, 700), 255, np.uint8)
        gray[100:160, 200:400] = 0                      # three lines, two of them with a number
        gray[102:112, 600:615] = gray[142:152, 600:615] = 0
        found = sorted(map(list, tighten(gray, [[FORMULA, 200, 98, 616, 161]])), key=lambda box: (box[1], box[2]))
        self.assertEqual(found, [[FORMULA, 199, 99, 401, 161], [FORMULA, 599, 101, 616, 113], [FORMULA, 599, 141, 616, 153]])
        gray[120:130, 410:590] = 0                      # a line that reaches near the numbers
        self.assertEqual(len(tighten(gray, [[FORMULA, 200, 98, 616, 161]])), 1)


if __name__ == '__main__':
    unittest.main()
