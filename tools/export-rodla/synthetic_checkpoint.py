#!/usr/bin/python3
"""Write a checkpoint with random weights in the published format: weights, the optimizer's state beside them, a word on the training.

    /usr/bin/python3 synthetic_checkpoint.py --out synthetic.pth [--classes 75] [--decoder-layers 8] [--architecture small.json] [--ema]

It finds nothing on a page; it shows that the way from a checkpoint to a served model works, and how long it takes. The full size needs
6 GB of memory and 4 GB of disk (a third more of both with --ema).
"""
import argparse
import collections
import dataclasses

import torch

from rodla.architecture import Architecture
from rodla.detector import RoDLA
from rodla.weights import randomize


def checkpoint(model, ema=False):
    """What training leaves: weights, two moments per parameter, epoch and time."""
    state = collections.OrderedDict(model.state_dict())
    if ema:
        for name, tensor in list(state.items()):
            state['ema_' + name.replace('.', '_')] = tensor * 0.5 if tensor.is_floating_point() else tensor.clone()
    moments = {
        number: {'step': 1000, 'exp_avg': torch.zeros_like(parameter), 'exp_avg_sq': torch.zeros_like(parameter)}
        for number, parameter in enumerate(model.parameters())}
    return {
        'meta': {'epoch': 24, 'iter': 1000, 'time': 'Thu Jan  1 00:00:00 1970', 'config': 'random weights', 'hook_msgs': {}},
        'state_dict': state,
        'optimizer': {'state': moments, 'param_groups': [{'lr': 2e-4, 'betas': (0.9, 0.999), 'params': list(moments)}]},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--out', required=True)
    parser.add_argument('--classes', type=int, default=75)
    parser.add_argument('--decoder-layers', type=int, default=8)
    parser.add_argument('--architecture', help='JSON of the sizes that differ from the published ones')
    parser.add_argument('--ema', action='store_true', help='averaged weights too')
    parser.add_argument('--seed', type=int, default=0)
    args = parser.parse_args()
    architecture = Architecture.from_json(args.architecture) if args.architecture else Architecture()
    architecture = dataclasses.replace(architecture, classes=args.classes, decoder_layers=args.decoder_layers)
    model = randomize(RoDLA(architecture), args.seed)
    torch.save(checkpoint(model, args.ema), args.out)
    print(f'{args.out}: {len(model.state_dict())} tensors, {sum(p.numel() for p in model.parameters()):,} parameters')


if __name__ == '__main__':
    main()
