"""Clean-up and half precision on small graphs whose every node is known."""
import unittest

import numpy as np
import onnx
from onnx import TensorProto, helper

import parts        # finds the package
from rodla import graph as g
from rodla.cleanup import clean
from rodla.half import to_half

FLOAT, HALF, INT = TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.INT64


def model(nodes, inputs, outputs, weights=()):
    graph = helper.make_graph(
        [helper.make_node(op, read, [made], name=name, **attributes) for name, op, read, made, attributes in nodes], 'test',
        [helper.make_tensor_value_info(name, FLOAT, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(name, FLOAT, shape) for name, shape in outputs.items()],
        [g.tensor(value, name) for name, value in weights])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)])
    onnx.checker.check_model(made)
    return made


def ops(made):
    return [(node.op_type, *node.input) for node in made.graph.node]


class CleanTest(unittest.TestCase):
    def test_identity_and_cast_to_the_same_type_go(self):
        made = clean(model([('', 'Identity', ['x'], 'a', {}), ('', 'Cast', ['a'], 'b', {'to': FLOAT}), ('', 'Relu', ['b'], 'y', {})],
                           {'x': [2]}, {'y': [2]}))
        self.assertEqual(ops(made), [('Relu', 'x')])

    def test_cast_that_changes_a_type_stays(self):
        made = clean(model([('', 'Cast', ['x'], 'a', {'to': INT}), ('', 'Cast', ['a'], 'y', {'to': FLOAT})], {'x': [2]}, {'y': [2]}))
        self.assertEqual(len(made.graph.node), 2)

    def test_transposes_that_undo_each_other_go_and_others_become_one(self):
        nodes = [('', 'Transpose', ['x'], 'a', {'perm': [0, 2, 3, 1]}), ('', 'Transpose', ['a'], 'b', {'perm': [0, 3, 1, 2]}),
                 ('', 'Relu', ['b'], 'y', {}), ('', 'Transpose', ['a'], 'z', {'perm': [0, 2, 1, 3]})]
        made = clean(model(nodes, {'x': [1, 2, 3, 4]}, {'y': [1, 2, 3, 4], 'z': [1, 4, 3, 2]}))
        self.assertEqual(ops(made), [('Relu', 'x'), ('Transpose', 'x')])
        self.assertEqual(g.attribute(made.graph.node[1], 'perm'), [0, 3, 2, 1])

    def test_needless_node_that_makes_an_output_stays(self):
        made = clean(model([('', 'Identity', ['x'], 'y', {})], {'x': [2]}, {'y': [2]}))
        self.assertEqual(ops(made), [('Identity', 'x')])

    def test_nodes_and_weights_that_are_equal_become_one(self):
        nodes = [('', 'Add', ['x', 'u'], 'a', {}), ('', 'Add', ['x', 'v'], 'b', {}), ('', 'Add', ['x', 'w'], 'c', {}),
                 ('', 'Sum', ['a', 'b', 'c'], 'y', {})]
        one, other = np.ones(2, np.float32), np.zeros(2, np.float32)
        made = clean(model(nodes, {'x': [2]}, {'y': [2]}, [('u', one), ('v', one.copy()), ('w', other)]))
        self.assertEqual(ops(made), [('Add', 'x', 'u'), ('Add', 'x', 'w'), ('Sum', 'a', 'a', 'c')])
        self.assertEqual([tensor.name for tensor in made.graph.initializer], ['u', 'w'])

    def test_what_nothing_reads_goes(self):
        made = clean(model([('', 'Relu', ['x'], 'y', {}), ('', 'Add', ['x', 'w'], 'unread', {})], {'x': [2]}, {'y': [2]},
                           [('w', np.ones(2, np.float32))]))
        self.assertEqual((ops(made), len(made.graph.initializer)), ([('Relu', 'x')], 0))


class HalfTest(unittest.TestCase):
    def layer(self, name, weight=0.5):
        nodes = [('/first/MatMul', 'MatMul', ['x', 'w'], 'a', {}), ('/first/Add', 'Add', ['a', 'b'], 'c', {}),
                 (f'/{name}/Softmax', 'Softmax', ['c'], 'd', {'axis': -1}), (f'/{name}/Mul', 'Mul', ['c', 'd'], 'y', {})]
        return model(nodes, {'x': [2, 3]}, {'y': [2, 3]}, [('w', np.full((3, 3), weight, np.float32)), ('b', np.ones(3, np.float32))])

    def test_products_are_halved_softmax_is_not_and_outputs_keep_their_type(self):
        made = to_half(self.layer('body'))
        onnx.checker.check_model(made)
        types = g.types(made)
        self.assertEqual([types[name] for name in ('x', 'a', 'c', 'd', 'y')], [FLOAT, HALF, HALF, FLOAT, FLOAT])
        self.assertEqual(sorted(tensor.data_type for tensor in made.graph.initializer), [HALF, HALF])

    def test_modules_that_stay_single_stay_so_whatever_goes_in(self):
        made = to_half(self.layer('gate'))
        types = g.types(made)
        self.assertEqual(types[made.graph.node[-1].input[0]], FLOAT)
        self.assertEqual(made.graph.node[-1].op_type, 'Mul')
        self.assertEqual(sum(node.op_type == 'Cast' for node in made.graph.node), 2)        # x once, c once for two readers

    def test_arithmetic_on_single_values_alone_stays_single(self):
        made = to_half(model([('', 'Add', ['x', 'x'], 'y', {})], {'x': [2]}, {'y': [2]}))
        self.assertEqual(ops(made), [('Add', 'x', 'x')])

    def test_weight_beyond_half_precision_is_told_by_name(self):
        with self.assertRaisesRegex(ValueError, 'w reaches 1e'):
            to_half(self.layer('body', weight=1e5))
