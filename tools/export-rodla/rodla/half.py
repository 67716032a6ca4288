"""A graph in half precision, but for what half precision would spoil.

Softmaxes, sampling and its weighted sums, everything that makes coordinates, the choice of queries and the class and box branches stay
in single precision; so do the inputs and outputs. What is left are the convolutions, matrix products, layer norms and what joins them,
which is nearly all of the work.
"""
import numpy as np
from onnx import TensorProto, helper

from . import graph as g

# Work that is worth half precision, whatever its inputs come from.
SOURCES = {'Conv', 'MatMul', 'Gemm'}

# What carries half precision on when an input has it.
FOLLOWERS = {
    'Add', 'Sub', 'Mul', 'Div', 'Erf', 'Relu', 'LayerNormalization', 'Transpose', 'Reshape', 'Concat', 'Slice', 'Split', 'Gather',
    'Unsqueeze', 'Squeeze', 'Expand', 'Flatten',
}

# Modules that stay in single precision, by their names in the network.
SINGLE = {'gate', 'grid', 'points', 'look', 'select', 'start', 'update', 'encode', 'cls_branches', 'reg_branches', 'gn'}

LARGEST = float(np.finfo(np.float16).max)


def stays_single(node):
    return any(part.split('.')[0] in SINGLE for part in node.name.split('/'))


def to_half(model):
    """Changes a clean fp32 model in place."""
    return Converter(model).convert()


class Converter:
    def __init__(self, model):
        self.model, self.graph = model, model.graph
        self.types = g.types(model)
        self.weights = {tensor.name: tensor for tensor in self.graph.initializer}
        self.half = set()           # values that are made in half precision
        self.made = {}              # value and type -> the value cast to it
        self.nodes = []

    def convert(self):
        for node in list(self.graph.node):
            if self.becomes_half(node):
                self.rewire(node, TensorProto.FLOAT16)
                self.half.update(name for name in node.output if self.types[name] == TensorProto.FLOAT)
            else:
                self.rewire(node, TensorProto.FLOAT)
            self.nodes.append(node)
        self.keep_outputs()
        g.replace_nodes(self.graph, self.nodes)
        read = {name for node in self.nodes for name in node.input}
        weights = [tensor for tensor in self.weights.values() if tensor.name in read]
        del self.graph.initializer[:], self.graph.value_info[:]
        self.graph.initializer.extend(weights)
        return self.model

    def becomes_half(self, node):
        if stays_single(node) or not any(self.types[name] == TensorProto.FLOAT for name in node.output):
            return False
        return node.op_type in SOURCES or (node.op_type in FOLLOWERS and any(name in self.half for name in node.input))

    def rewire(self, node, wanted):
        """Gives a node its float inputs in the type that it works in."""
        for i, name in enumerate(node.input if node.op_type != 'Shape' else ()):
            if not name or self.types[name] != TensorProto.FLOAT:
                continue
            if name in self.weights:
                node.input[i] = self.half_weight(name) if wanted == TensorProto.FLOAT16 else name
            elif (name in self.half) != (wanted == TensorProto.FLOAT16):
                node.input[i] = self.cast(name, wanted)

    def half_weight(self, name):
        other = name + '_fp16'
        if other not in self.weights:
            value = g.array(self.weights[name])
            if np.abs(value).max(initial=0) > LARGEST:
                raise ValueError(f'{name} reaches {np.abs(value).max():.3g}, which half precision cannot hold')
            self.weights[other] = g.tensor(value.astype(np.float16), other)
        return other

    def cast(self, name, wanted):
        key = name, wanted
        if key not in self.made:
            self.made[key] = f'{name}_{"fp16" if wanted == TensorProto.FLOAT16 else "fp32"}'
            self.nodes.append(helper.make_node('Cast', [name], [self.made[key]], f'{self.made[key]}_cast', to=wanted))
        return self.made[key]

    def keep_outputs(self):
        """Outputs keep their names and single precision."""
        for output in self.graph.output:
            if output.name in self.half:
                inner = output.name + '_inner'
                for node in self.nodes:
                    for names in (node.input, node.output):
                        for i, name in enumerate(names):
                            if name == output.name:
                                names[i] = inner
                self.nodes.append(helper.make_node('Cast', [inner], [output.name], output.name + '_cast', to=TensorProto.FLOAT))
