"""The network as an ONNX file with its weights beside it."""
import hashlib
import inspect
import os
import tempfile
import warnings

import onnx
import torch

from .cleanup import clean
from .half import to_half

OPSET = 17
GRAPH = 'model.onnx'
WEIGHTS = 'model.onnx.data'
INPUTS = ['image', 'valid_size']
OUTPUTS = ['logits', 'boxes', 'tokens']
TRACED = 64, 96         # any size will do; verification runs others


def export(model, folder, half=False):
    """Writes model.onnx and model.onnx.data into a folder; model is a folded RoDLA. -> number of nodes."""
    graph = clean(trace(model))
    if half:
        graph = clean(to_half(graph))
    weights = os.path.join(folder, WEIGHTS)
    if os.path.exists(weights):
        os.remove(weights)      # it would be appended to
    onnx.save_model(graph, os.path.join(folder, GRAPH), save_as_external_data=True, all_tensors_to_one_file=True, location=WEIGHTS,
                    size_threshold=1024)
    return len(graph.graph.node)


def trace(model):
    """-> the ONNX model as PyTorch writes it; height, width and the number of queries are free."""
    page = torch.zeros(1, 3, *TRACED), torch.tensor(TRACED, dtype=torch.float32)
    axes = {'image': {2: 'height', 3: 'width'}, 'logits': {1: 'queries'}, 'boxes': {1: 'queries'}, 'tokens': {1: 'queries'}}
    # Later versions of PyTorch have another exporter too; this one is in all of them.
    choice = {'dynamo': False} if 'dynamo' in inspect.signature(torch.onnx.export).parameters else {}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter('ignore')
        # A number of ours that tracing would bake in ends the export.
        warnings.filterwarnings('error', category=torch.jit.TracerWarning, module=__package__)
        path = os.path.join(folder, GRAPH)
        torch.onnx.export(model, page, path, opset_version=OPSET, input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes, **choice)
        graph = onnx.load(path)
    for output in graph.graph.output:
        output.type.tensor_type.shape.dim[0].dim_value = 1      # one page; tracing loses it
    return graph


def sha256(path):
    digest = hashlib.sha256()
    with open(path, 'rb') as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
