"""Reading checkpoints: what is admitted, what is refused and by which name, what must fit."""
import collections
import dataclasses
import os
import pickle
import pickletools
import tempfile
import unittest
import zipfile

import torch

from parts import SMALL, small_model
from rodla import loading
from rodla.checkpoint import CheckpointError, StoredTensor, read
from rodla.detector import RoDLA
from rodla.weights import randomize
from synthetic_checkpoint import checkpoint


class Evil:
    """A pickle of this calls a function when it is read."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


class CheckpointCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, 'checkpoint.pth')

    def tearDown(self):
        self.folder.cleanup()

    def refusal(self, load=read):
        with self.assertRaises(CheckpointError) as caught:
            load(self.path)
        return str(caught.exception)


class ReadTest(CheckpointCase):
    def write_pickle(self, data):
        with zipfile.ZipFile(self.path, 'w') as archive:
            archive.writestr('archive/data.pkl', data)

    def test_tensors_come_back_as_they_are(self):
        base = torch.arange(24.0).view(4, 6)
        tensors = {'plain': base, 'transposed': base.t(), 'part': base[1:3, 2:5], 'half': base.half(), 'count': torch.tensor(7),
                   'parameter': torch.nn.Parameter(base + 1), 'empty': torch.zeros(0, 3), 'flags': base > 5}
        torch.save({'state_dict': collections.OrderedDict(tensors), 'meta': {'epoch': 3, 'CLASSES': ('a', 'b'), 'scale': 0.5}}, self.path)
        found = read(self.path)
        self.assertEqual(found['meta'], {'epoch': 3, 'CLASSES': ('a', 'b'), 'scale': 0.5})
        for name, tensor in tensors.items():
            self.assertIsInstance(found['state_dict'][name], StoredTensor)
            self.assertTrue(torch.equal(found['state_dict'][name].load(), tensor.data), name)

    def test_calls_are_refused_by_name_and_not_made(self):
        trace = os.path.join(self.folder.name, 'was-here')
        for function, arguments, name in (
                (os.system, (f'touch {trace}',), 'posix.system'), (eval, (f'open({trace!r}, "w")',), '__builtin__.eval'),
                (getattr, ('x', 'upper'), '__builtin__.getattr'), (torch.load, (trace,), 'torch.serialization.load'),
                (open, (trace, 'w'), 'io.open')):
            torch.save({'state_dict': {}, 'meta': Evil(function, *arguments)}, self.path)
            with self.subTest(name):
                self.assertIn(f'asks for {name}, and only tensors', self.refusal())
        self.assertFalse(os.path.exists(trace))

    def test_objects_are_refused_by_name(self):
        torch.save({'state_dict': {}, 'model': torch.nn.Linear(2, 2)}, self.path)
        self.assertIn('torch.nn.modules.linear.Linear', self.refusal())

    def test_dotted_names_do_not_reach_through_what_is_admitted(self):
        self.write_pickle(b'\x80\x04\x8c\x0bcollections\x8c\x1dOrderedDict.__init_subclass__\x93.')
        self.assertIn('collections.OrderedDict.__init_subclass__', self.refusal())

    def test_references_that_are_no_storage_are_refused(self):
        for identity in (b"S'x'\n", b'K\x05', b"(S'module'\nS'a'\nS'b'\nS'c'\nK\x01t"):
            self.write_pickle(b'\x80\x02' + identity + b'Q.')
            self.assertIn('no tensor storage', self.refusal())

    def test_damaged_files_say_so(self):
        for data in (b'', b'\x80\x02', b'\x80\x02(', b'garbage', b'\x80\x05\x8c\xffabc'):
            self.write_pickle(data)
            with self.subTest(data):
                self.assertIn('cannot be read', self.refusal())

    def test_file_that_is_no_zip_says_what_to_do(self):
        with open(self.path, 'wb') as file:
            pickle.dump({'state_dict': {}}, file)
        self.assertIn('save', self.refusal())

    def test_shape_beyond_its_storage_is_refused_when_read(self):
        torch.save({'state_dict': {'x': torch.zeros(4)}}, self.path)
        tensor = read(self.path)['state_dict']['x']
        for shape, stride, offset in (((8,), (1,), 0), ((4,), (2,), 0), ((4,), (1,), 1), ((2,), (-1,), 1), ((-1,), (1,), 0)):
            wrong = StoredTensor(tensor.archive, tensor.storage, offset, shape, stride)
            with self.assertRaises(CheckpointError):
                wrong.load()

    def test_compressed_records_are_refused(self):
        with zipfile.ZipFile(self.path, 'w', zipfile.ZIP_DEFLATED) as archive:
            archive.writestr('archive/data.pkl', pickle.dumps({'a': 'b' * 100000}, 2))
        self.assertIn('compressed', self.refusal())

    def test_flipped_byte_in_a_weight_is_found(self):
        torch.save({'state_dict': {'x': torch.full((1000,), 1.5)}}, self.path)
        with open(self.path, 'rb') as file:
            data = bytearray(file.read())
        place = data.index(torch.full((1000,), 1.5).numpy().tobytes())
        data[place + 100] ^= 1
        with open(self.path, 'wb') as file:
            file.write(data)
        tensor = read(self.path)['state_dict']['x']
        with self.assertRaisesRegex(CheckpointError, 'damaged'):
            tensor.load()

    def test_pickle_of_an_admitted_checkpoint_has_only_admitted_names(self):
        torch.save(checkpoint(small_model()), self.path)
        with zipfile.ZipFile(self.path) as archive:
            data = archive.read(next(name for name in archive.namelist() if name.endswith('data.pkl')))
        names = {argument for code, argument, _ in pickletools.genops(data) if code.name == 'GLOBAL'}
        self.assertEqual(names, {'collections OrderedDict', 'torch._utils _rebuild_tensor_v2', 'torch FloatStorage', 'torch LongStorage'})


class LoadTest(CheckpointCase):
    def setUp(self):
        super().setUp()
        self.model = small_model()
        self.content = checkpoint(self.model)

    def save(self):
        torch.save(self.content, self.path)

    def load(self, path=None, **options):
        return loading.load(self.path, SMALL, **options)

    def test_classes_and_depth_come_from_the_file(self):
        self.content = checkpoint(randomize(RoDLA(dataclasses.replace(SMALL, classes=11, decoder_layers=3))))
        self.save()
        model, told = self.load()
        self.assertEqual((model.architecture.classes, model.architecture.decoder_layers), (11, 3))
        self.assertEqual((told['epoch'], told['iter']), (24, 1000))
        self.assertFalse(model.training)

    def test_weights_are_the_files(self):
        self.save()
        model, _ = self.load()
        for name, tensor in self.model.state_dict().items():
            self.assertTrue(torch.equal(model.state_dict()[name], tensor), name)

    def test_missing_left_over_and_misshapen_are_told_by_name(self):
        state = self.content['state_dict']
        del state['backbone.levels.2.blocks.1.gamma2']
        state['backbone.levels.2.blocks.2.gamma2'] = torch.zeros(1)
        state['neck.convs.0.gn.weight'] = torch.zeros(7)
        self.save()
        message = self.refusal(self.load)
        self.assertIn('missing (1): backbone.levels.2.blocks.1.gamma2', message)
        self.assertIn('left over (1): backbone.levels.2.blocks.2.gamma2', message)
        self.assertIn('neck.convs.0.gn.weight [7] instead of [32]', message)

    def test_weights_that_are_not_finite_are_told_by_name(self):
        self.content['state_dict']['neck.convs.1.gn.bias'][3] = float('nan')
        self.save()
        self.assertIn('neck.convs.1.gn.bias holds numbers that are not finite', self.refusal(self.load))

    def test_averaged_weights_are_left_out_and_taken_when_asked_for(self):
        self.content = checkpoint(self.model, ema=True)
        self.save()
        name = 'bbox_head.cls_branches.0.weight'
        plain, averaged = self.load()[0].state_dict()[name], self.load(ema=True)[0].state_dict()[name]
        self.assertTrue(torch.equal(plain, self.model.state_dict()[name]))
        self.assertTrue(torch.equal(averaged, plain * 0.5))

    def test_averaged_weights_of_their_own_place_are_taken(self):
        self.content['ema_state_dict'] = {'module.' + name: tensor * 2 for name, tensor in self.content['state_dict'].items()}
        self.save()
        self.assertTrue(torch.equal(self.load(ema=True)[0].neck.convs[0].gn.weight, self.model.neck.convs[0].gn.weight * 2))

    def test_averaged_weights_that_are_not_there_are_told(self):
        self.save()
        self.assertIn('holds no averaged weights', self.refusal(lambda path: self.load(ema=True)))

    def test_weights_of_parallel_training_lose_their_prefix(self):
        self.content['state_dict'] = {'module.' + name: tensor for name, tensor in self.content['state_dict'].items()}
        self.save()
        self.assertTrue(torch.equal(self.load()[0].neck.convs[0].gn.weight, self.model.neck.convs[0].gn.weight))

    def test_file_of_another_kind_says_what_it_lacks(self):
        for content, lack in (
                ({'model': {}}, '"state_dict"'), ([1], '"state_dict"'), ({'state_dict': {'x': torch.zeros(1)}}, 'cls_branches')):
            self.content = content
            self.save()
            self.assertIn(lack, self.refusal(self.load))
