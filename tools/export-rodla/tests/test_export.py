"""A small network from checkpoint to model folder: free sizes, agreement with PyTorch in both precisions, the manifest."""
import contextlib
import dataclasses
import io
import json
import os
import tempfile
import unittest

import numpy as np
import onnx
import torch

from parts import SMALL, small_model
import export as command
from rodla import datasets, manifest, pages, postprocess, runtime, verify
from rodla.architecture import Architecture
from rodla.export import GRAPH, WEIGHTS, export
from rodla.half import SINGLE
from synthetic_checkpoint import checkpoint

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = (90, 120), (64, 40), (333, 260), (130, 130)     # none of them is the size of the trace


class ExportTest(unittest.TestCase):
    """Both graphs are made once: tracing takes seconds."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.model = small_model().fold()
        cls.graphs = {}
        for half in (False, True):
            folder = os.path.join(cls.folder.name, str(half))
            os.mkdir(folder)
            export(cls.model, folder, half)
            cls.graphs[half] = os.path.join(folder, GRAPH)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_single_precision_agrees_with_pytorch_at_sizes_that_were_not_traced(self):
        for comparison in verify.compare(self.model, self.graphs[False], SIZES, threads=1):
            with self.subTest(comparison.size):
                self.assertEqual(list(comparison.problems(half=False)), [])
                self.assertLess(max(comparison.logits, comparison.boxes), 1e-4)

    def test_half_precision_agrees_with_pytorch(self):
        for comparison in verify.compare(self.model, self.graphs[True], SIZES, threads=1):
            with self.subTest(comparison.size):
                self.assertEqual(list(comparison.problems(half=True)), [])
                self.assertGreater(comparison.logits, 1e-4)         # or it would not be half precision

    def test_outputs_differ_when_the_page_within_the_image_does(self):
        page = pages.tensors(pages.drawn(96, 96))
        other = {**page, 'valid_size': np.array([96, 70], np.float32)}
        (one, _), (two, _) = runtime.run(self.graphs[False], [page, other], threads=1)
        self.assertGreater(np.abs(one['logits'] - two['logits']).max(), 0.01)

    def test_interface_has_free_sizes_and_single_precision(self):
        for graph in self.graphs.values():
            model = onnx.load(graph, load_external_data=False)
            shape = lambda value: [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim]
            self.assertEqual({v.name: shape(v) for v in model.graph.input}, {'image': [1, 3, 'height', 'width'], 'valid_size': [2]})
            self.assertEqual({v.name: shape(v) for v in model.graph.output}, {
                'logits': [1, 'queries', SMALL.classes], 'boxes': [1, 'queries', 4], 'tokens': [1, 'queries']})
            self.assertEqual([v.type.tensor_type.elem_type for v in (*model.graph.input, *model.graph.output)], [1, 1, 1, 1, 7])
            self.assertGreaterEqual(model.opset_import[0].version, 16)

    def test_graph_has_nothing_that_folds_away(self):
        model = onnx.load(self.graphs[False], load_external_data=False)
        found = {node.op_type for node in model.graph.node}
        self.assertFalse(found & {'BatchNormalization', 'Identity', 'Constant', 'Dropout'}, found)
        sampled = sum(node.op_type == 'GridSample' for node in model.graph.node)
        self.assertEqual(sampled, sum(SMALL.depths) + 4 * (SMALL.encoder_layers + SMALL.decoder_layers))

    def test_what_stays_single_does_in_the_half_graph(self):
        model = onnx.load(self.graphs[True])
        made_by = {name: node for node in model.graph.node for name in node.output}
        halves = {name for name, node in made_by.items() if node.op_type == 'Cast' and node.attribute[0].i == 10}
        named = set()
        for node in model.graph.node:
            parts = {part.split('.')[0] for part in node.name.split('/')} & SINGLE
            named |= parts
            if parts or node.op_type in ('Softmax', 'GridSample', 'TopK', 'Sin', 'Cos', 'Log'):
                self.assertFalse(halves.intersection(node.input), node.name)
        self.assertEqual(named, SINGLE)         # a module that was renamed would lose its precision in silence

    def test_weights_lie_beside_the_graph(self):
        single, half = (os.path.getsize(os.path.join(os.path.dirname(graph), WEIGHTS)) for graph in self.graphs.values())
        self.assertLess(os.path.getsize(self.graphs[False]), 1 << 20)
        self.assertLess(half, 0.55 * single)

    def test_difference_that_is_too_great_is_told(self):
        with torch.no_grad():
            other = small_model().fold()
            other.bbox_head.cls_branches[-2].bias += 0.01
        comparison = next(verify.compare(other, self.graphs[False], SIZES[:1], threads=1))
        self.assertIn('logits differ by 0.01', ' '.join(comparison.problems(half=False)))


class ProblemsTest(unittest.TestCase):
    GOOD = verify.Comparison((1, 1), 1e-4, 1e-4, 0.5, 0.995, 1e-4, 1.0, 1)

    def test_limits_of_both_precisions(self):
        for half, changes in ((False, {'logits': 2e-3}), (False, {'boxes': 2e-3}), (False, {'choice': 2e-3}),
                              (True, {'same': 0.98}), (True, {'pixels': 2.5}), (True, {'choice': 0.5})):
            with self.subTest(**changes):
                self.assertEqual(list(self.GOOD.problems(half)), [])
                self.assertEqual(len(list(dataclasses.replace(self.GOOD, **changes).problems(half))), 1)

    def test_nan_is_a_problem(self):
        for half, name in ((False, 'logits'), (False, 'boxes'), (True, 'pixels'), (True, 'same'), (True, 'choice')):
            with self.subTest(name):
                self.assertEqual(len(list(dataclasses.replace(self.GOOD, **{name: float('nan')}).problems(half))), 1)


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.checkpoint = os.path.join(self.folder.name, 'checkpoint.pth')
        self.out = os.path.join(self.folder.name, 'models', 'rodla-small')
        sizes = {name: getattr(SMALL, name) for name in ('channels', 'depths', 'embed', 'heads', 'norm_groups', 'encoder_layers',
                                                         'feedforward', 'queries')}
        self.sizes = os.path.join(self.folder.name, 'small.json')
        with open(self.sizes, 'w', encoding='utf-8') as file:
            json.dump(sizes, file)

    def tearDown(self):
        self.folder.cleanup()

    def run_command(self, *options):
        torch.save(checkpoint(small_model()), self.checkpoint)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            command.run(command.arguments(
                [self.checkpoint, '--out', self.out, '--architecture', self.sizes, '--sizes', '70x90', '--threads', '1', *options]))
        return printed.getvalue()

    def test_writes_a_whole_folder(self):
        printed = self.run_command()
        self.assertIn('70 x 90: logits within', printed)
        self.assertEqual(sorted(os.listdir(self.out)), ['model.json', GRAPH, WEIGHTS])
        self.assertEqual(os.listdir(os.path.dirname(self.out)), ['rodla-small'])
        with open(os.path.join(self.out, 'model.json'), encoding='utf-8') as file:
            model = json.load(file)
        self.assertEqual((model['name'], len(model['classes']), model['outputs']['placeholders']), ('rodla-small', 74, [0]))
        self.assertEqual(model['published_scores'], {})         # of other sizes nothing was published

    def test_class_names_that_do_not_fit_leave_no_folder(self):
        names = os.path.join(self.folder.name, 'names.txt')
        with open(names, 'w', encoding='utf-8') as file:
            file.write('one\ntwo\n')
        with self.assertRaisesRegex(command.CheckpointError, 'names 2 classes, the checkpoint has 75 outputs'):
            self.run_command('--classes', names)
        self.assertFalse(os.path.exists(os.path.dirname(self.out)))


class ManifestTest(unittest.TestCase):
    def test_published_model_is_described_as_in_the_file_that_the_service_is_tested_with(self):
        hashes = {GRAPH: '0' * 64, WEIGHTS: '1' * 64}
        made = manifest.manifest('rodla-m6doc', Architecture(), datasets.find(75), hashes)
        with open(os.path.join(HERE, 'm6doc-model.json'), encoding='utf-8') as file:
            self.assertEqual(json.load(file), made)

    def test_classes_of_every_published_checkpoint(self):
        m6doc, doclaynet, publaynet = (datasets.find(outputs) for outputs in (75, 11, 5))
        self.assertEqual((len(m6doc.classes), m6doc.placeholders, len(set(m6doc.classes))), (74, (0,), 74))
        self.assertEqual(sorted(m6doc.classes), list(m6doc.classes))
        self.assertEqual([m6doc.classes[i - 1] for i in (1, 14, 49, 74)], ['QR code', 'chapter title', 'paragraph', 'weather forecast'])
        self.assertEqual((len(doclaynet.classes), len(publaynet.classes)), (11, 5))
        self.assertIsNone(datasets.find(74))


class PostprocessTest(unittest.TestCase):
    def test_best_pairs_are_over_all_queries_and_classes(self):
        queries, labels, scores = postprocess.top(np.array([[0, 2.0], [3, -1], [1, 1]], np.float32), 4)
        self.assertEqual((queries.tolist(), labels.tolist()), ([1, 0, 2, 2], [0, 1, 0, 1]))
        np.testing.assert_allclose(scores[0], 1 / (1 + np.exp(-3)))

    def test_corners_are_cut_and_scaled_to_the_page(self):
        found = postprocess.corners(np.array([[0.5, 0.5, 0.5, 0.25], [0, 1, 0.5, 0.5]]), (200, 100), (400, 201))
        np.testing.assert_allclose(found, [[25, 75, 75, 125], [0, 150, 25, 200]])

    def test_tensors_are_normalised_and_padded_with_zero(self):
        page = pages.tensors(np.full((33, 40, 3), 255, np.uint8))
        self.assertEqual((page['image'].shape, page['valid_size'].tolist()), ((1, 3, 64, 64), [33, 40]))
        np.testing.assert_allclose(page['image'][0, :, 32, 39], (255 - np.array(manifest.MEAN)) / manifest.STD, rtol=1e-6)
        self.assertFalse(page['image'][0, :, 33:].any() or page['image'][0, :, :, 40:].any())
