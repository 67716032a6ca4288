"""Small tools for ONNX graphs."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def attribute(node, name, default=None):
    for a in node.attribute:
        if a.name == name:
            return helper.get_attribute_value(a)
    return default


def uses(graph):
    """How often each value is read, the graph's outputs included."""
    count = {}
    for name in [name for node in graph.node for name in node.input] + [output.name for output in graph.output]:
        count[name] = count.get(name, 0) + 1
    return count


def replace_nodes(graph, nodes):
    del graph.node[:]
    graph.node.extend(nodes)


def constants_to_initializers(graph):
    """Tensors of Constant nodes become initializers."""
    kept = []
    for node in graph.node:
        value = attribute(node, 'value') if node.op_type == 'Constant' else None
        if value is None:
            kept.append(node)
        else:
            tensor = TensorProto()
            tensor.CopyFrom(value)
            tensor.name = node.output[0]
            graph.initializer.append(tensor)
    replace_nodes(graph, kept)


def types(model):
    """Element type of every value; weights are left out of the way of the inference, which copies what it is given."""
    light = onnx.ModelProto()
    light.opset_import.extend(model.opset_import)
    light.ir_version = model.ir_version
    light.graph.name = 'types'
    light.graph.input.extend(model.graph.input)
    light.graph.output.extend(model.graph.output)
    light.graph.node.extend(model.graph.node)
    found = {}
    for tensor in model.graph.initializer:
        found[tensor.name] = tensor.data_type
        if tensor.data_type == TensorProto.FLOAT:
            light.graph.input.append(helper.make_tensor_value_info(tensor.name, tensor.data_type, list(tensor.dims)))
        else:
            light.graph.initializer.append(tensor)
    inferred = onnx.shape_inference.infer_shapes(light).graph
    for value in (*inferred.input, *inferred.value_info, *inferred.output):
        found[value.name] = value.type.tensor_type.elem_type
    missing = [name for node in model.graph.node for name in node.output if name not in found]
    if missing:
        raise ValueError(f'no type is known of {", ".join(missing[:10])}')
    return found


def array(tensor):
    return numpy_helper.to_array(tensor)


def tensor(value, name):
    return numpy_helper.from_array(np.ascontiguousarray(value), name)
