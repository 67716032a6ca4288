"""Assignment, loss, the decoded graph, and going on after a stop."""
import copy
import os
import sys
import tempfile
import unittest

import numpy as np
import torch

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from layoutmodel.grow import Grower
from layoutmodel.loss import assign, bin_loss, detection_loss
from layoutmodel.net import BINS, NUM_CLASSES, ExportNet, Net, decode, grid_points, mean_distance
from layoutmodel.precision import training_type
from train import WARMUP_STEPS, Trainer, learning_rate, source

SHAPE = (96, 64)


def small_net(seed=3):
    torch.manual_seed(seed)
    return Net(widths=(8, 8, 16, 16, 16), depths=(1, 1, 1, 1), neck=16)


def batch(step):
    rnd = np.random.RandomState(step)
    images = rnd.randint(0, 255, (2, *SHAPE, 3)).astype(np.uint8)
    return SHAPE, images, [np.array([[9, 4, 8, 60, 40], [7, 4, 50, 40, 58]], np.float32), np.array([[8, 0, 0, 63, 90]], np.float32)]


class AssignmentTest(unittest.TestCase):
    def setUp(self):
        self.centres, self.strides = grid_points(*SHAPE)

    def predict(self, box):
        boxes = torch.tensor(box, dtype=torch.float32).expand(len(self.centres), 4).clone()
        return torch.full((len(self.centres), NUM_CLASSES), 0.1), boxes

    def test_only_points_inside_and_best_score_is_the_best_iou(self):
        truth = torch.tensor([[9.0, 8, 8, 56, 40]])
        points, owners, scores = assign(*self.predict([8, 8, 56, 40]), truth, self.centres, self.strides)
        self.assertEqual(len(points), 10)
        self.assertTrue((owners == 0).all())
        inside = self.centres[points]
        self.assertTrue(((inside > torch.tensor([8, 8]) - 0.1) & (inside < torch.tensor([56, 40]) + 0.1)).all())
        self.assertAlmostEqual(float(scores.max()), 1.0, places=4)

    def test_a_line_thinner_than_the_grid_still_has_points(self):
        truth = torch.tensor([[4.0, 8, 16.5, 56, 18.5]])
        points, _, _ = assign(*self.predict([8, 16, 56, 19]), truth, self.centres, self.strides)
        self.assertGreater(len(points), 0)
        self.assertTrue((self.strides[points] == 8).all())

    def test_a_point_has_one_owner(self):
        truth = torch.tensor([[9.0, 0, 0, 64, 96], [6.0, 8, 8, 56, 56]])
        points, _, _ = assign(*self.predict([8, 8, 56, 56]), truth, self.centres, self.strides)
        self.assertEqual(len(points), len(set(points.tolist())))


    def test_a_nested_box_gets_points_though_the_one_around_it_fits_them(self):
        truth = torch.tensor([[9.0, 0, 0, 64, 96], [7.0, 2, 2, 30, 10]])
        _, owners, scores = assign(*self.predict([0, 0, 64, 96]), truth, self.centres, self.strides)
        self.assertTrue((owners == 1).any() and (owners == 0).any())
        self.assertGreaterEqual(float(scores[owners == 1].min()), 0.3)


class LossTest(unittest.TestCase):
    def test_page_without_boxes(self):
        net = small_net()
        loss, _, box_loss = detection_loss(net(torch.rand(1, 3, *SHAPE)), net.refiner, [torch.zeros(0, 5)], *SHAPE)
        self.assertTrue(torch.isfinite(loss))
        self.assertEqual(float(box_loss), 0)

    def test_masked_regions_count_only_where_a_box_is(self):
        net = small_net().eval()
        x = torch.rand(1, 3, *SHAPE)
        box = torch.tensor([[9.0, 8, 8, 56, 40]])
        mask = torch.tensor([[-1.0, -100, -100, 1000, 1000]])
        with torch.no_grad():
            full, alone, masked = (detection_loss(net(x), net.refiner, [truth], *SHAPE)
                                   for truth in (box, torch.cat([box, mask]), mask))
        self.assertLess(float(alone[1]), float(full[1]))
        torch.testing.assert_close(alone[2], full[2])
        self.assertEqual(float(masked[0]), 0)

    def test_a_few_steps_lower_it(self):
        trainer = Trainer(small_net(), rate=5e-3, weight_decay=0.01, images=10 ** 6)
        trainer.step = 150
        first = sum(trainer.train_step(*batch(0)))
        for _ in range(25):
            last = sum(trainer.train_step(*batch(0)))
        self.assertLess(last, 0.9 * first)


    def test_frozen_stages_keep_weights_and_statistics(self):
        net = small_net()
        net.freeze(1)
        trainer = Trainer(net, rate=5e-3, weight_decay=0.01, images=10 ** 6, threads=2)
        before = {name: value.clone() for name, value in net.state_dict().items()}
        trainer.train_step(*batch(0))
        changed = {name for name, value in net.state_dict().items() if not torch.equal(value, before[name])}
        self.assertFalse({name for name in changed if name.startswith(('stem', 'downs.0', 'stages.0'))})
        self.assertTrue(any(name.startswith('downs.1') for name in changed))

    def test_distribution_of_the_true_distance_has_the_least_loss(self):
        distance = torch.tensor([[0.25, 5.0, 30.0, 63.0]])
        logits = torch.full((1, 4, len(BINS)), -20.0)
        for side, d in enumerate(distance[0].tolist()):
            upper = next(i for i, b in enumerate(BINS) if b > d)
            share = (d - BINS[upper - 1]) / (BINS[upper] - BINS[upper - 1])
            logits[0, side, upper - 1], logits[0, side, upper] = np.log(1 - share + 1e-9), np.log(share + 1e-9)
        torch.testing.assert_close(mean_distance(logits.flatten(1)) + 0.5, distance, atol=1e-3, rtol=1e-3)
        best = float(bin_loss(logits.flatten(1), distance))
        for change in (torch.roll(logits, 1, -1), torch.zeros_like(logits)):
            self.assertGreater(float(bin_loss(change.flatten(1), distance)), best + 0.1)


class RefinerTest(unittest.TestCase):
    def test_learns_to_move_sides_to_the_ink(self):
        torch.manual_seed(0)
        net = small_net()
        edges = torch.zeros(1, 24, 40, 40)
        edges[:, :12, 10:30, 8:32] = 1.0            # a block at 32..128, 40..120 pixels
        truth = torch.tensor([[32.0, 40, 128, 120]]).expand(64, 4)
        start = truth + torch.randn(64, 4) * 3
        optimizer = torch.optim.Adam(net.refiner.parameters(), 1e-2)
        for _ in range(150):
            loss = (start + net.refiner.move(edges, start[None])[0] - truth).abs().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        self.assertLess(float(loss), 0.6 * float((start - truth).abs().mean()))


class GrowTest(unittest.TestCase):
    def test_larger_net_begins_with_the_function_of_the_smaller(self):
        small = small_net().eval()
        large = Net(widths=(8, 16, 16, 24, 32), depths=(1, 2, 1, 2), neck=24)
        large.load_state_dict({**large.state_dict(), **Grower(small.state_dict(), small.config, large).run()})
        x = torch.rand(1, 3, *SHAPE)
        with torch.no_grad():
            (maps, edges), (large_maps, large_edges) = small(x), large.eval()(x)
        for a, b in zip([*maps, edges], [*large_maps, large_edges]):
            torch.testing.assert_close(a, b, atol=1e-4, rtol=1e-3)

    def test_exponents_become_distributions_around_them(self):
        net = small_net()
        state = {**net.state_dict()}
        for i in range(3):
            state[f'heads.{i}.box_out.weight'], state[f'heads.{i}.box_out.bias'] = torch.zeros(4, 16, 1, 1), torch.tensor([0.7, 1.5, 2.5, 3.2])
        state = {k: v for k, v in state.items() if not k.startswith('refiner')}
        grower = Grower(state, net.config, net)
        distance = mean_distance(grower.run()['heads.0.box_out.bias'])
        expected = torch.tensor([0.7, 1.5, 2.5, 3.2]).exp() - 0.5
        self.assertTrue(((distance - expected).abs() < 0.2 * expected + 0.1).all(), distance)


class ExportTest(unittest.TestCase):
    def test_exported_graph_gives_what_the_net_gives(self):
        net = small_net().eval()
        torch.nn.init.normal_(net.refiner.out_weight, 0, 0.1)
        x = torch.rand(1, 3, *SHAPE)
        with torch.no_grad():
            scores, boxes = ExportNet(net)(x)
            maps, edges = net(x)
            logits, coarse = decode(maps, *SHAPE)
            order = logits[0].sigmoid().max(1)[0].topk(scores.shape[1])[1]
            expected = coarse[:, order] + net.refiner.move(edges, coarse[:, order])
        torch.testing.assert_close(scores[0], logits[0, order].sigmoid())
        torch.testing.assert_close(boxes, expected, atol=1e-3, rtol=1e-4)

    def test_images_of_a_batch_do_not_touch_one_another(self):
        net = small_net().eval()
        torch.nn.init.normal_(net.refiner.out_weight, 0, 0.1)
        images = torch.rand(3, 3, *SHAPE)
        with torch.no_grad():
            together = ExportNet(net)(images)
            alone = [ExportNet(net)(image[None]) for image in images]
        for part, output in enumerate(together):
            torch.testing.assert_close(output, torch.cat([one[part] for one in alone]), atol=1e-4, rtol=1e-4)

    def test_infer_on_one_canvas(self):
        scores, boxes = small_net().eval().infer(batch(0)[1][0])
        self.assertEqual((scores.shape, boxes.shape), ((len(grid_points(*SHAPE)[0]), NUM_CLASSES), (len(scores), 4)))


class ArgumentsTest(unittest.TestCase):
    def test_folders_with_and_without_a_share(self):
        self.assertEqual(source('pages/train:0.25'), ('pages/train', 0.25))
        self.assertEqual(source('pages/train'), ('pages/train', 1.0))

    def test_type_is_one_of_two(self):
        self.assertIn(training_type(), (torch.bfloat16, torch.float32))


class ResumeTest(unittest.TestCase):
    def test_stopped_and_resumed_run_ends_in_the_same_state(self):
        make = lambda: Trainer(small_net(), rate=1e-3, weight_decay=0.01, images=100)
        whole, stopped, resumed = make(), make(), make()
        for step in range(6):
            whole.train_step(*batch(step))
        for step in range(3):
            stopped.train_step(*batch(step))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'checkpoint.pt')
            stopped.save(path)
            resumed.load(path)
        for step in range(3, 6):
            resumed.train_step(*batch(step))
        self.assertEqual((resumed.step, resumed.seen), (whole.step, whole.seen))
        for name, value in whole.ema.state_dict().items():
            torch.testing.assert_close(resumed.ema.state_dict()[name], value, msg=name)

    def test_replicas_share_weights_and_average_gradients(self):
        one, two = (Trainer(small_net(), rate=1e-3, weight_decay=0.01, images=100, threads=n) for n in (1, 2))
        shape, images, boxes = batch(0)
        one.train_step(shape, images[:1], boxes[:1])
        two.train_step(shape, np.concatenate([images[:1]] * 2), boxes[:1] * 2)
        for a, b in zip(one.net.parameters(), two.net.parameters()):
            torch.testing.assert_close(a, b, atol=1e-6, rtol=1e-4)
        for a, b in zip(*(net.parameters() for net in two.replicas)):
            self.assertEqual(a.data_ptr(), b.data_ptr())

    def test_a_limit_of_time_ends_the_schedule(self):
        trainer = Trainer(small_net(), rate=1e-3, weight_decay=0.01, images=100, limit=10)
        self.assertLess(trainer.progress(), 0.5)
        trainer.began -= 11
        self.assertGreaterEqual(trainer.progress(), 1)

    def test_average_follows_the_net(self):
        trainer = Trainer(small_net(), rate=1e-3, weight_decay=0.01, images=100)
        before = copy.deepcopy(trainer.ema.state_dict())
        trainer.train_step(*batch(0))
        self.assertFalse(torch.equal(before['stem.0.weight'], trainer.ema.state_dict()['stem.0.weight']))

    def test_rate_warms_up_and_falls(self):
        self.assertAlmostEqual(learning_rate(1.0, 0, 0), 1 / WARMUP_STEPS)
        self.assertAlmostEqual(learning_rate(1.0, 500, 0.5), 0.51, places=2)
        self.assertAlmostEqual(learning_rate(1.0, 900, 1), 0.02, places=5)


if __name__ == '__main__':
    unittest.main()
