"""Takes out of an exported graph what does no work: doubled nodes and weights, Identity, needless Cast and Transpose."""
import hashlib

from onnx import helper

from . import graph as g

RANDOM = {'RandomNormal', 'RandomUniform', 'RandomNormalLike', 'RandomUniformLike', 'Bernoulli', 'Multinomial'}


def clean(model):
    """Changes the model in place; what it computes stays the same to the bit."""
    graph = model.graph
    del graph.value_info[:]
    g.constants_to_initializers(graph)
    before = None
    while before != len(graph.node):
        before = len(graph.node)
        merge_weights(graph)
        bypass(model)
        merge_nodes(graph)
        drop_unused(graph)
    return model


def rename_inputs(graph, names):
    """Puts other values in the place of some; graph outputs must not be among them."""
    for node in graph.node:
        for i, name in enumerate(node.input):
            if name in names:
                node.input[i] = names[name]


def merge_weights(graph):
    """One initializer for all that are equal."""
    first, names, kept = {}, {}, []
    for tensor in graph.initializer:
        content = tensor.raw_data if tensor.HasField('raw_data') else g.array(tensor).tobytes()
        key = tensor.data_type, tuple(tensor.dims), hashlib.sha256(content).digest()
        if key in first:
            names[tensor.name] = first[key]
        else:
            first[key] = tensor.name
            kept.append(tensor)
    if names:
        kept = [tensor for tensor in graph.initializer if tensor.name not in names]
        del graph.initializer[:]
        graph.initializer.extend(kept)
        rename_inputs(graph, names)


def bypass(model):
    """Leaves out Identity, casts to the type that a value has, and transposes that undo or continue another."""
    graph = model.graph
    types, outputs = g.types(model), {output.name for output in graph.output}
    made_by, names, kept = {}, {}, []
    for node in graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = names.get(name, name)
        source = node.input[0] if node.input else None
        needless = node.op_type == 'Identity' or (node.op_type == 'Cast' and types[source] == g.attribute(node, 'to'))
        before = made_by.get(source)
        if node.op_type == 'Transpose' and before is not None and before.op_type == 'Transpose':
            first, second = g.attribute(before, 'perm'), g.attribute(node, 'perm')
            both = [first[axis] for axis in second]
            needless = both == sorted(both)
            node.input[0] = source = before.input[0]
            del node.attribute[:]
            node.attribute.append(helper.make_attribute('perm', both))
        if needless and node.output[0] not in outputs:
            names[node.output[0]] = source
        else:
            kept.append(node)
            made_by.update(dict.fromkeys(node.output, node))
    g.replace_nodes(graph, kept)


def merge_nodes(graph):
    """One node for all that compute the same."""
    outputs = {output.name for output in graph.output}
    first, names, kept = {}, {}, []
    for node in graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = names.get(name, name)
        attributes = tuple(sorted(a.SerializeToString() for a in node.attribute))
        key = node.domain, node.op_type, tuple(node.input), attributes, len(node.output)
        if key in first and node.op_type not in RANDOM and not outputs.intersection(node.output):
            names.update(zip(node.output, first[key].output))
        else:
            first.setdefault(key, node)
            kept.append(node)
    g.replace_nodes(graph, kept)


def drop_unused(graph):
    """Leaves out nodes and weights that nothing reads."""
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    g.replace_nodes(graph, kept[::-1])
    weights = [tensor for tensor in graph.initializer if tensor.name in needed]
    if len(weights) < len(graph.initializer):
        del graph.initializer[:]
        graph.initializer.extend(weights)
