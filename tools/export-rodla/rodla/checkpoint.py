"""Reads a checkpoint of torch.save without running anything that it says.

A checkpoint is a pickle, and a pickle is a program. Only what builds tensors is known here, by name; anything else is refused by name
before it is looked up. Tensors are read when they are asked for, so the optimizer's state beside the weights costs nothing.
"""
import collections
import io
import pickle
import zipfile

import torch

MOST_PICKLE_BYTES = 256 << 20

STORAGES = {
    'FloatStorage': torch.float32, 'DoubleStorage': torch.float64, 'HalfStorage': torch.float16, 'BFloat16Storage': torch.bfloat16,
    'LongStorage': torch.int64, 'IntStorage': torch.int32, 'ShortStorage': torch.int16, 'CharStorage': torch.int8,
    'ByteStorage': torch.uint8, 'BoolStorage': torch.bool,
}


class CheckpointError(Exception):
    """What is wrong with a checkpoint, in words."""


class StoredTensor:
    """A tensor in the file; load() reads it."""

    __slots__ = 'archive', 'storage', 'offset', 'shape', 'stride'

    def __init__(self, archive, storage, offset, shape, stride):
        self.archive, self.storage, self.offset, self.shape, self.stride = archive, storage, offset, tuple(shape), tuple(stride)

    def load(self):
        _, dtype, key, _, numel = self.storage
        data = self.archive.read(f'data/{key}')
        width = torch.empty(0, dtype=dtype).element_size()
        empty = 0 in self.shape
        end = self.offset + (0 if empty else 1 + sum((n - 1) * step for n, step in zip(self.shape, self.stride)))
        if len(data) != numel * width or min((self.offset, *self.shape, *self.stride)) < 0 or end > numel:
            raise CheckpointError(f'the tensor data/{key} does not fit its {len(data)} bytes')
        if empty:
            return torch.empty(self.shape, dtype=dtype)
        return torch.frombuffer(data, dtype=dtype).as_strided(self.shape, self.stride, self.offset)


class Archive:
    """The zip file of torch.save (PyTorch 1.6 and later)."""

    def __init__(self, path):
        try:
            self.file = zipfile.ZipFile(path)
        except zipfile.BadZipFile:
            raise CheckpointError(
                f'{path} is not a checkpoint of PyTorch 1.6 or later (a zip file); one that is older can be saved again with '
                'torch.save on a machine that trusts it') from None
        pickles = [name for name in self.file.namelist() if name.endswith('/data.pkl')]
        if len(pickles) != 1:
            raise CheckpointError(f'{path} is a zip file, but not one of torch.save: it has {len(pickles)} data.pkl')
        self.root = pickles[0][:-len('data.pkl')]
        if self.root + 'byteorder' in self.file.namelist() and bytes(self.read('byteorder')) != b'little':
            raise CheckpointError(f'{path} was written on a big-endian machine')

    def read(self, name, most=None):
        """Bytes of a record; its checksum is compared."""
        try:
            record = self.file.getinfo(self.root + name)
        except KeyError:
            raise CheckpointError(f'the file has no record {name}') from None
        if record.compress_type != zipfile.ZIP_STORED or (most is not None and record.file_size > most):
            raise CheckpointError(f'the record {name} is compressed or too large, which torch.save does not do')
        data = bytearray(record.file_size)
        view, filled = memoryview(data), 0
        try:
            with self.file.open(record) as stream:
                while count := stream.readinto(view[filled:filled + (8 << 20)]):
                    filled += count
        except zipfile.BadZipFile as error:
            raise CheckpointError(f'the record {name} is damaged: {error}') from None
        if filled != len(data):
            raise CheckpointError(f'the record {name} ends too early')
        return data


class TensorUnpickler(pickle.Unpickler):
    """Knows tensors, storages and plain containers."""

    def __init__(self, stream, archive):
        super().__init__(stream, encoding='utf-8')
        self.archive = archive
        self.known = {
            ('collections', 'OrderedDict'): collections.OrderedDict,
            ('torch', 'Size'): tuple,
            ('torch._utils', '_rebuild_tensor_v2'): self.rebuild_tensor,
            ('torch._utils', '_rebuild_parameter'): lambda data, *_: data,
            **{('torch', name): dtype for name, dtype in STORAGES.items()},
        }

    def find_class(self, module, name):
        try:
            return self.known[module, name]
        except KeyError:
            raise CheckpointError(f'refused: the file asks for {module}.{name}, and only tensors are admitted') from None

    def persistent_load(self, identity):
        if not (isinstance(identity, tuple) and len(identity) == 5 and identity[0] == 'storage'
                and isinstance(identity[1], torch.dtype) and isinstance(identity[2], str) and isinstance(identity[4], int)):
            raise CheckpointError(f'refused: the file refers to {identity!r}, which is no tensor storage')
        return identity

    def rebuild_tensor(self, storage, offset, shape, stride, *_):
        return StoredTensor(self.archive, storage, offset, shape, stride)


def read(path):
    """The checkpoint's object, with a StoredTensor for each tensor."""
    archive = Archive(path)
    try:
        return TensorUnpickler(io.BytesIO(archive.read('data.pkl', MOST_PICKLE_BYTES)), archive).load()
    except CheckpointError:
        raise
    except Exception as error:      # a damaged pickle raises nearly anything
        raise CheckpointError(f'{path} cannot be read: {type(error).__name__}: {error}') from error
