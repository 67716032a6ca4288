"""Two-stage selection, box refinement and the decoder's order of things."""
import math
import unittest

import torch

from parts import SMALL, page_levels, random, small_model
from rodla.decoder import BoxUpdate
from rodla.detector import Selection, Start
from rodla.layers import inverse_sigmoid


class SelectionTest(unittest.TestCase):
    def test_takes_the_best_tokens_in_order(self):
        logits = random(1, 50, 5)
        tokens = Selection()(logits, 12)
        best = sorted(range(50), key=lambda i: -float(logits[0, i].max()))[:12]
        self.assertEqual(tokens[0].tolist(), best)

    def test_takes_all_where_there_are_fewer(self):
        self.assertEqual(sorted(Selection()(random(1, 7, 5), 12)[0].tolist()), list(range(7)))

    def test_page_with_fewer_tokens_than_queries_gives_a_query_per_token(self):
        logits, boxes, tokens = small_model()(torch.zeros(1, 3, 64, 64), torch.tensor([64.0, 64.0]))
        self.assertEqual((logits.shape, boxes.shape, tokens.shape), ((1, 85, SMALL.classes), (1, 85, 4), (1, 85)))
        self.assertTrue(torch.isfinite(logits).all() and torch.isfinite(boxes).all())

    def test_token_that_is_no_proposal_starts_as_the_whole_page(self):
        levels = page_levels(96, 128, 70, 101)
        tokens = torch.arange(levels.anchors.shape[1])[None]
        boxes = Start()(random(1, tokens.shape[1], 4, seed=1), levels.anchors, tokens)
        none = levels.proposals[0, :, 0] == 0
        self.assertGreater(int(none.sum()), 0)
        self.assertTrue((boxes[0, none] == 1).all())        # what the sigmoid of +inf is
        self.assertTrue((boxes[0, ~none] < 1).all())

    def test_tokens_that_are_no_proposals_are_scored_as_zeros(self):
        model = small_model()
        t, scored = model.bbox_head.transformer, model.bbox_head.cls_branches[-1]
        seen = []
        hook = scored.register_forward_hook(lambda module, given, result: seen.append(result[0]))
        with torch.no_grad():
            model(random(1, 3, 96, 128, seed=6), torch.tensor([70.0, 101.0]))
            nothing = scored(t.enc_output_norm(t.enc_output(torch.zeros(1, SMALL.embed))))[0]
        hook.remove()
        proposals = page_levels(96, 128, 70, 101).proposals[0, :, 0] > 0
        self.assertTrue(0 < int(proposals.sum()) < len(proposals))
        torch.testing.assert_close(seen[0][~proposals], nothing.expand(int((~proposals).sum()), -1))
        self.assertGreater(float((seen[0][proposals] - nothing).abs().min(0).values.max()), 0)

    def test_start_adds_the_change_to_the_anchors_logit(self):
        anchors, change = random(1, 9, 4, seed=2), random(1, 9, 4, seed=3)
        boxes = Start()(change, anchors, torch.tensor([[4, 1]]))
        for place, token in enumerate((4, 1)):
            expected = 1 / (1 + torch.exp(-(anchors + change)[0, token]))
            torch.testing.assert_close(boxes[0, place], expected)

    def test_tokens_that_are_given_are_taken(self):
        model = small_model()
        image, valid = random(1, 3, 96, 128), torch.tensor([96.0, 128.0])
        with torch.no_grad():
            logits, boxes, tokens = model(image, valid)
            again = model(image, valid, tokens)
        torch.testing.assert_close(again[0], logits)
        torch.testing.assert_close(again[1], boxes)


class RefinementTest(unittest.TestCase):
    def test_inverse_sigmoid_has_the_models_eps(self):
        x = torch.tensor([0, 0.0005, 0.3, 0.9995, 1, 1.5])
        expected = [math.log(1e-3), math.log(1e-3 / 0.9995), math.log(0.3 / 0.7), math.log(0.9995 / 1e-3), math.log(1e3), math.log(1e3)]
        torch.testing.assert_close(inverse_sigmoid(x), torch.tensor(expected), atol=1e-5, rtol=1e-5)

    def test_no_change_leaves_a_box_and_a_change_is_added_to_its_logit(self):
        boxes = torch.tensor([[[0.3, 0.5, 0.2, 0.9]]])
        torch.testing.assert_close(BoxUpdate()(torch.zeros(1, 1, 4), boxes), boxes)
        expected = 1 / (1 + torch.exp(-torch.log(boxes / (1 - boxes)) - 0.7))
        torch.testing.assert_close(BoxUpdate()(torch.full((1, 1, 4), 0.7), boxes), expected)

    def test_refines_from_the_raw_query_and_predicts_from_the_normalised_one(self):
        model = small_model()
        head, decoder = model.bbox_head, model.bbox_head.transformer.decoder
        seen = {}
        hooks = [module.register_forward_hook(lambda m, i, o, name=name: seen.update({name: (i, o)})) for name, module in (
            ('layer0', decoder.layers[0]), ('layer1', decoder.layers[1]), ('box0', head.reg_branches[0]), ('box1', head.reg_branches[1]),
            ('class1', head.cls_branches[1]), ('start', head.start))]
        with torch.no_grad():
            logits, boxes, _ = model(random(1, 3, 96, 128, seed=5), torch.tensor([96.0, 100.0]))
            refined = (seen['box0'][1] + inverse_sigmoid(seen['start'][1])).sigmoid()
            expected = (seen['box1'][1] + inverse_sigmoid(refined)).sigmoid()
        for hook in hooks:
            hook.remove()
        torch.testing.assert_close(seen['box0'][0][0], seen['layer0'][1])
        last = decoder.norm(seen['layer1'][1]).detach()
        torch.testing.assert_close(seen['box1'][0][0], last)
        torch.testing.assert_close(seen['class1'][0][0], last)
        torch.testing.assert_close(boxes, expected)
        self.assertEqual(logits.shape[2], SMALL.classes)
