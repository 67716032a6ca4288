"""Puts a checkpoint's weights into the network: all of them, no others, each of the right shape."""
import dataclasses
import re

import torch

from .checkpoint import CheckpointError, StoredTensor, read
from .detector import RoDLA

CLASS_BRANCH = re.compile(r'bbox_head\.cls_branches\.(\d+)\.weight$')
EMA_PREFIX = 'ema_'
MOST_NAMES = 40


def load(path, architecture, ema=False):
    """A model in evaluation mode, and what the checkpoint says of itself: see describe().

    architecture: all but the class count and the depth of the decoder, which the file tells. ema: take the averaged weights that
    training kept beside the others.
    """
    content = read(path)
    state = weights(content, path)
    averages = average_names(content, state)
    if ema and not averages:
        raise CheckpointError(f'{path} holds no averaged weights: neither "{EMA_PREFIX}..." entries nor "ema_state_dict"')
    plain = {name: tensor for name, tensor in state.items() if not name.startswith(EMA_PREFIX)}
    model = RoDLA(told_by(plain, architecture)).eval()
    fill(model, {name: averages.get(name, tensor) for name, tensor in plain.items()} if ema else plain)
    return model, {**describe(content), 'ema': ema}


def weights(content, path):
    """The tensors of checkpoint["state_dict"], by name."""
    state = content.get('state_dict') if isinstance(content, dict) else None
    if not isinstance(state, dict) or not state:
        raise CheckpointError(f'{path} has no "state_dict"')
    state = {name: tensor for name, tensor in state.items() if isinstance(tensor, StoredTensor)}
    if all(name.startswith('module.') for name in state):
        state = {name[len('module.'):]: tensor for name, tensor in state.items()}
    return state


def average_names(content, state):
    """Averaged weights by the name of the weight, in either of the places where training tools keep them."""
    separate = content.get('ema_state_dict')
    if isinstance(separate, dict):
        return {re.sub(r'^module\.', '', name): tensor for name, tensor in separate.items() if isinstance(tensor, StoredTensor)}
    flat = {name: EMA_PREFIX + name.replace('.', '_') for name in state}
    return {name: state[average] for name, average in flat.items() if average in state}


def told_by(state, architecture):
    """The architecture with the class count and decoder depth of the file."""
    branches = {int(match[1]): tensor for name, tensor in state.items() if (match := CLASS_BRANCH.match(name))}
    if len(branches) < 2 or sorted(branches) != list(range(len(branches))):
        raise CheckpointError('this is no checkpoint of RoDLA: it has no bbox_head.cls_branches')
    return dataclasses.replace(architecture, classes=branches[0].shape[0], decoder_layers=len(branches) - 1)


@torch.no_grad()
def fill(model, state):
    expected = model.state_dict()
    problems = [
        *told('missing', sorted(set(expected) - set(state))),
        *told('left over', sorted(set(state) - set(expected))),
        *told('of another shape', [
            f'{name} {list(state[name].shape)} instead of {list(tensor.shape)}' for name, tensor in expected.items()
            if name in state and state[name].shape != tuple(tensor.shape)]),
    ]
    if problems:
        raise CheckpointError('the checkpoint does not fit the network:\n' + '\n'.join(problems))
    for name, tensor in expected.items():
        value = state[name].load()
        if not torch.isfinite(value).all():
            raise CheckpointError(f'{name} holds numbers that are not finite')
        tensor.copy_(value)


def told(what, names):
    """One line: what, how many, and which."""
    if names:
        more = f' and {len(names) - MOST_NAMES} more' if len(names) > MOST_NAMES else ''
        yield f'  {what} ({len(names)}): ' + ', '.join(names[:MOST_NAMES]) + more


def describe(content):
    """Epoch, iteration, time and class names as training wrote them, where it did."""
    meta = content.get('meta')
    meta = meta if isinstance(meta, dict) else {}
    found = {name: meta[name] for name in ('epoch', 'iter', 'time') if isinstance(meta.get(name), (int, str))}
    names = meta.get('CLASSES')
    if isinstance(names, (list, tuple)) and all(isinstance(name, str) for name in names):
        found['classes'] = list(names)
    return found
