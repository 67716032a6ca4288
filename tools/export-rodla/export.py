#!/usr/bin/python3
"""Make a model folder that the service serves from a checkpoint of RoDLA: model.onnx, its weights beside it, and model.json.

    /usr/bin/python3 export.py CHECKPOINT --out ../../models/rodla-m6doc [--precision fp16] [--ema]

The class count and the depth of the decoder are read from the checkpoint; every other weight must be there, in its shape, and nothing
else. The graph is compared with PyTorch on pages of three sizes before the folder is put in its place. docs/rodla.md says the rest.
"""
import argparse
import os
import resource
import shutil
import sys
import time

import torch

from rodla import datasets, loading, manifest, verify
from rodla.architecture import Architecture
from rodla.checkpoint import CheckpointError
from rodla.export import GRAPH, export


class Clock:
    """Tells what was done, in how long, and the most memory this process has used."""

    def __init__(self):
        self.last = time.monotonic()

    def tell(self, what):
        now = time.monotonic()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f'{what} ({now - self.last:.1f} s, {peak:.1f} GB so far)', flush=True)
        self.last = now


def dataset_of(outputs, names):
    """The data set of a checkpoint with so many outputs; names: a file with a class a line, in the order of the outputs."""
    if names:
        with open(names, encoding='utf-8') as file:
            classes = tuple(line.strip() for line in file if line.strip())
        if len(classes) != outputs:
            raise CheckpointError(f'{names} names {len(classes)} classes, the checkpoint has {outputs} outputs')
        return datasets.Dataset(os.path.basename(names), classes)
    found = datasets.find(outputs)
    if found is None:
        raise CheckpointError(f'no published checkpoint has {outputs} outputs: name the classes with --classes FILE')
    return found


def tell_names(dataset, told):
    """Says where the checkpoint's own class names differ from ours."""
    names = list(dataset.classes)
    for place in dataset.placeholders:
        names.insert(place, '_background_')
    if told is not None and told != names:
        print(f'note: the checkpoint names its classes otherwise: {", ".join(told)}')


def check(model, graph, half, sizes, threads):
    """Prints a comparison per size; raises RuntimeError when one is beyond what is allowed."""
    problems = []
    for comparison in verify.compare(model, graph, sizes, threads):
        print('  ' + str(comparison), flush=True)
        problems.extend(comparison.problems(half))
    if problems:
        raise RuntimeError('the graph does not agree with PyTorch: ' + '; '.join(problems))


def size(text):
    height, width = text.lower().split('x')
    return int(height), int(width)


def arguments(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint')
    parser.add_argument('--out', required=True, help='model folder to write; its name is the name of the model')
    parser.add_argument('--precision', choices=('fp32', 'fp16'), default='fp32')
    parser.add_argument('--ema', action='store_true', help='take the averaged weights that the checkpoint keeps beside the others')
    parser.add_argument('--classes', help='class names, a line each, for a checkpoint that is not one of the published')
    parser.add_argument('--architecture', help='JSON of the sizes that differ from the published ones')
    parser.add_argument('--sizes', type=size, nargs='+', default=verify.SIZES, metavar='HxW', help='pages to compare on')
    parser.add_argument('--threads', type=int, help='threads of PyTorch and of ONNX Runtime; all cores without it')
    return parser.parse_args(argv)


def run(args):
    out = os.path.normpath(args.out)
    work = out + '.partial'
    clock = Clock()
    if args.threads:
        torch.set_num_threads(args.threads)
    architecture = Architecture.from_json(args.architecture) if args.architecture else Architecture()
    model, told = loading.load(args.checkpoint, architecture, args.ema)
    dataset = dataset_of(model.architecture.classes, args.classes)
    tell_names(dataset, told.get('classes'))
    training = ', '.join(f'{name} {told[name]}' for name in ('epoch', 'iter', 'time') if name in told)
    clock.tell(f'read {args.checkpoint}: {dataset.name}, {model.architecture.classes} outputs, {model.architecture.decoder_layers} decoder '
               f'layers{", averaged weights" if args.ema else ""}{" (" + training + ")" if training else ""}')
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    try:
        nodes = export(model.fold(), work, args.precision == 'fp16')
        clock.tell(f'exported {nodes} nodes in {args.precision}')
        check(model, os.path.join(work, GRAPH), args.precision == 'fp16', args.sizes, args.threads)
        clock.tell('compared with PyTorch')
        manifest.write(work, os.path.basename(out), model.architecture, dataset)
        shutil.rmtree(out, ignore_errors=True)
        os.rename(work, out)
        clock.tell(f'wrote {out}: serve it with RODLA_MODEL={os.path.basename(out)}')
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main():
    try:
        run(arguments(None))
    except (CheckpointError, RuntimeError, ValueError, OSError) as error:
        sys.exit(f'export.py: {error}')


if __name__ == '__main__':
    main()
