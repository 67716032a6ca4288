#!/usr/bin/python3
"""Small graphs with the names, shapes and types of published layout models, and what they must answer (Debian's python3-onnx, python3-numpy).

    /usr/bin/python3 make_graphs.py        writes graphs/NAME/model.onnx, graphs/NAME/model.json and expected.json beside itself,
                                           and ../../Cli/Models/no-family.onnx

A graph answers boxes at fixed shares of its input, computed from every input that it has, so that a wrong size or scale shows. The confidence
of a box is a constant times the greatest value of one channel of the input (box i: channel i mod 3): the pages of the tests have one colour,
so a wrong order of channels, scale, mean or standard deviation shows, and pages of a batch that change places.
"""
import hashlib
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
OPSET = 13
COLOUR = (250, 230, 210)                # of the pages: red, green, blue; above the padding of 114
PAGES = {'portrait': (1240, 1754), 'landscape': (1754, 1240), 'square': (1000, 1000), 'tiny': (31, 23), 'huge': (8192, 4096)}
SHARES = np.array([[.1, .1, .9, .2], [.1, .25, .45, .6], [.55, .25, .9, .6], [.2, .7, .8, .95]])     # x1, y1, x2, y2 of the page
CONSTANTS = np.array([.95, .9, .8, .7])
LABELS = np.array([2, 0, 1, 2])
ORDER = np.array([3, 1, 0, 2])
CLASSES = ['Text', 'Picture', 'Section-header']
FLOAT, INT64, HALF = TensorProto.FLOAT, TensorProto.INT64, TensorProto.FLOAT16


class Graph:
    """Builds a graph, one operator after the other; an operator is named by its output."""

    def __init__(self):
        self.nodes, self.constants, self.count = [], [], 0

    def __call__(self, kind, *inputs, name=None, **attributes):
        self.count += 1
        output = name or f't{self.count}'
        self.nodes.append(helper.make_node(kind, [self.value(i) for i in inputs], [output], **attributes))
        return output

    def value(self, value):
        if isinstance(value, str):
            return value
        self.count += 1
        name = f'c{self.count}'
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def save(self, path, inputs, outputs, metadata):
        info = lambda values: [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in values]
        graph = helper.make_graph(self.nodes, 'graph', info(inputs), info(outputs), self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', OPSET)], ir_version=8)
        helper.set_model_props(model, metadata)
        onnx.checker.check_model(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(model.SerializeToString())


def confidences(graph, image, full, bgr=False):
    """[images, 4]: constants x greatest value of a channel / full."""
    levels = graph('ReduceMax', image, axes=[2, 3], keepdims=0)
    channels = np.array([2, 1, 0, 2] if bgr else [0, 1, 2, 0], np.int64)
    return graph('Mul', graph('Gather', levels, channels, axis=1), (CONSTANTS / full).astype(np.float32))


def logits(graph, share):
    return graph('Log', graph('Div', share, graph('Sub', np.float32(1), share)))


def scores_of_classes(graph, scores, count=3):
    """[images, 4] -> [images, 4, classes], each score in the column of its label."""
    return graph('Mul', graph('Unsqueeze', scores, np.array([2], np.int64)), np.eye(count, dtype=np.float32)[LABELS])


def repeated(graph, image, values):
    """Constants [4, ...] -> [images, 4, ...]."""
    batch = graph('Slice', graph('Shape', image), np.array([0], np.int64), np.array([1], np.int64))
    shape = graph('Concat', batch, np.array(values.shape, np.int64), axis=0)
    return graph('Expand', values, shape)


def corners_to_centres(boxes):
    return np.concatenate([(boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]], 1)


def letterbox(page, tensor):
    """(width, height) of the page and of the tensor -> size of the page inside it."""
    scale = min(tensor[0] / page[0], tensor[1] / page[1])
    return max(1, round(page[0] * scale)), max(1, round(page[1] * scale))


def from_tensor(boxes, page, tensor, centred):
    """Boxes in pixels of a letterboxed tensor -> pixels of the page."""
    content = np.array(letterbox(page, tensor))
    pad = (np.array(tensor) - content) // 2 if centred else np.zeros(2)
    moved = (boxes.reshape(-1, 2, 2) - pad) * (np.array(page) / content)
    return moved.clip(0, page).reshape(-1, 4)


def write(name, graph, inputs, outputs, expected, manifest, metadata=None, channels=(0, 1, 2, 0), full=255, order=None, constants=CONSTANTS):
    folder = HERE / 'graphs' / name
    graph.save(folder / 'model.onnx', inputs, outputs, metadata or {})
    digest = hashlib.sha256((folder / 'model.onnx').read_bytes()).hexdigest()
    manifest = dict(name=name, display_name=name, dataset='none', backbone='none', framework='none', sha256=digest, classes=CLASSES,
                    **manifest)
    (folder / 'model.json').write_text(json.dumps(manifest, indent=2) + '\n')
    answers = []
    for page, size in PAGES.items():
        boxes = expected(size)
        scores = constants * np.array([COLOUR[c] / full for c in channels])
        rows = [dict(class_name=CLASSES[LABELS[i]], confidence=float(scores[i]), box=[float(v) for v in boxes[i]],
                     model_reading_order=None if order is None else int(order[i])) for i in range(len(SHARES))
                if boxes[i][0] < boxes[i][2] and boxes[i][1] < boxes[i][3]]
        answers.append(dict(model=name, page=page, width=size[0], height=size[1], colour=COLOUR,
                            elements=sorted(rows, key=lambda row: -row['confidence'])))
    return answers


def unit_input(name, height, width, **more):
    return dict(name=name, size=[height, width], scale=1 / 255, **more)


def detr():
    """Transformers' export of RT-DETR: logits, and centres and sizes as shares of the page."""
    g = Graph()
    g('Identity', logits(g, scores_of_classes(g, confidences(g, 'pixel_values', 1))), name='logits')
    g('Identity', repeated(g, 'pixel_values', corners_to_centres(SHARES).astype(np.float32)), name='pred_boxes')
    # A logit above the diagonal is that the first of a pair is read first.
    before = np.where(ORDER[:, None] < ORDER[None, :], 3, -3).astype(np.float32)
    g('Identity', repeated(g, 'pixel_values', before), name='order_logits')
    return write('detr', g, [('pixel_values', FLOAT, ['batch', 3, 64, 64])],
                 [('logits', FLOAT, ['batch', 4, 3]), ('pred_boxes', FLOAT, ['batch', 4, 4]), ('order_logits', FLOAT, ['batch', 4, 4])],
                 lambda page: SHARES * np.array(page * 2),
                 dict(family='detr', input=unit_input('pixel_values', 64, 64, resize='stretch', interpolation='bicubic'),
                      outputs=dict(scores='logits', boxes='pred_boxes', order='order_logits')), order=ORDER)


def detr_decoded():
    """docling's export of heron: labels, boxes in pixels of the page, scores; orig_target_sizes is width and height."""
    g = Graph()
    sizes = g('Cast', 'orig_target_sizes', to=FLOAT)
    scale = g('Unsqueeze', g('Concat', sizes, sizes, axis=1), np.array([1], np.int64))
    g('Mul', SHARES[None].astype(np.float32), scale, name='boxes')
    g('Identity', repeated(g, 'images', LABELS.astype(np.int64)), name='labels')
    g('Identity', confidences(g, 'images', 1), name='scores')
    return write('detr-decoded', g, [('images', FLOAT, ['N', 3, 64, 64]), ('orig_target_sizes', INT64, ['N', 2])],
                 [('labels', INT64, ['N', 4]), ('boxes', FLOAT, ['N', 4, 4]), ('scores', FLOAT, ['N', 4])],
                 lambda page: SHARES * np.array(page * 2),
                 dict(family='detr_decoded',
                      input=unit_input('images', 64, 64, resize='stretch', interpolation='bilinear_antialiased',
                                       page_inputs=dict(orig_target_sizes='page_size')),
                      outputs=dict(labels='labels', boxes='boxes', scores='scores')))


def paddle_rows(g, boxes, scores, order=None):
    columns = [LABELS.astype(np.float32)[None, :, None], g('Unsqueeze', scores, np.array([2], np.int64)), boxes]
    if order is not None:
        columns.append(order.astype(np.float32)[None, :, None])
    return g('Squeeze', g('Concat', *columns, axis=2), np.array([0], np.int64))


def paddle():
    """PaddleDetection's export: rows, padded, and their number; boxes by im_shape and scale_factor."""
    g = Graph()
    size = g('Div', 'im_shape', 'scale_factor')                          # height, width of the page
    size = g('Gather', size, np.array([1, 0, 1, 0], np.int64), axis=1)
    boxes = g('Mul', SHARES[None].astype(np.float32), g('Unsqueeze', size, np.array([1], np.int64)))
    rows = paddle_rows(g, boxes, confidences(g, 'image', 1), ORDER)
    junk = np.array([[0, .99, 1, 1, 9, 9, 9]] * 2, np.float32)           # after the valid rows
    g('Concat', rows, junk, axis=0, name='fetch_name_0')
    g('Identity', np.array([4], np.int32), name='fetch_name_1')
    return write('paddle', g, [('image', FLOAT, [1, 3, 80, 80]), ('im_shape', FLOAT, [1, 2]), ('scale_factor', FLOAT, [1, 2])],
                 [('fetch_name_0', FLOAT, [6, 7]), ('fetch_name_1', TensorProto.INT32, [1])],
                 lambda page: SHARES * np.array(page * 2),
                 dict(family='paddle',
                      input=unit_input('image', 80, 80, resize='stretch', interpolation='bicubic',
                                       page_inputs=dict(im_shape='input_size', scale_factor='scale')),
                      outputs=dict(rows='fetch_name_0', count='fetch_name_1')), order=ORDER)


def paddle_half():
    """An export in float16 that gets a scale of 1: its boxes are in pixels of the input."""
    g = Graph()
    image = g('Cast', 'image', to=FLOAT)
    scale = g('Cast', 'scale_factor', to=FLOAT)
    boxes = g('Div', (SHARES[None] * 80).astype(np.float32), g('Unsqueeze', g('Concat', scale, scale, axis=1), np.array([1], np.int64)))
    g('Cast', paddle_rows(g, boxes, confidences(g, image, 1)), to=HALF, name='det')
    half = lambda v: v.astype(np.float32).astype(np.float16).astype(np.float64)
    scores = [float(half(np.array([CONSTANTS[i] * half(np.array([COLOUR[c] / 255]))[0]]))[0]) * 255 / COLOUR[c]
              for i, c in enumerate((0, 1, 2, 0))]
    return write('paddle-half', g, [('image', HALF, [1, 3, 80, 80]), ('im_shape', HALF, [1, 2]), ('scale_factor', HALF, [1, 2])],
                 [('det', HALF, [4, 6])],
                 lambda page: half(SHARES * 80) * np.array(page * 2) / 80,
                 dict(family='paddle',
                      input=unit_input('image', 80, 80, resize='stretch', interpolation='bilinear',
                                       page_inputs=dict(im_shape='input_size', scale_factor='ones')),
                      outputs=dict(rows='det', coordinates='input')), constants=np.array(scores))


def yolo_end2end():
    """DocLayout-YOLO and YOLO26: rows of corners, confidence and class, in pixels of a centred letterbox."""
    g = Graph()
    tensor = np.array([128, 128])
    boxes = SHARES * 128
    columns = [repeated(g, 'images', boxes.astype(np.float32)), g('Unsqueeze', confidences(g, 'images', 1), np.array([2], np.int64)),
               repeated(g, 'images', LABELS.astype(np.float32)[:, None])]
    g('Concat', *columns, axis=2, name='output0')
    return write('yolo-end2end', g, [('images', FLOAT, ['batch', 3, 128, 128])], [('output0', FLOAT, ['batch', 4, 6])],
                 lambda page: from_tensor(boxes, page, tensor, centred=True),
                 dict(family='yolo_end2end',
                      input=unit_input('images', 128, 128, resize='letterbox', pad_value=114, pad_position='center',
                                       interpolation='bilinear'),
                      outputs=dict(rows='output0')), metadata={'names': repr(dict(enumerate(CLASSES)))})


def yolo():
    """YOLOv8 to YOLO12: columns of centre, size and class scores, with a duplicate of each box that is weaker and 1 pixel aside."""
    g = Graph()
    tensor = np.array([160, 128])           # width, height
    boxes = SHARES * np.array([160, 128] * 2)
    centres = corners_to_centres(boxes)
    twice = np.concatenate([centres, centres + np.array([1, 0, 0, 0])]).T.astype(np.float32)
    scores = g('Transpose', scores_of_classes(g, confidences(g, 'images', 1)), perm=[0, 2, 1])
    scores = g('Concat', scores, g('Mul', scores, np.float32(.5)), axis=2)
    g('Concat', repeated(g, 'images', twice), scores, axis=1, name='output0')
    return write('yolo', g, [('images', FLOAT, [1, 3, 128, 160])], [('output0', FLOAT, [1, 7, 8])],
                 lambda page: from_tensor(boxes, page, tensor, centred=True),
                 dict(family='yolo',
                      input=unit_input('images', 128, 160, resize='letterbox', pad_value=114, pad_position='center',
                                       interpolation='bilinear'),
                      outputs=dict(rows='output0'), postprocess=dict(nms_iou=.5)), metadata={'names': repr(dict(enumerate(CLASSES)))})


def yolox():
    """unstructured's YOLOX: BGR in 0..255, letterbox at the top left, rows on the grids of stride 8, 16 and 32."""
    g = Graph()
    width, height = 96, 128
    boxes = SHARES * np.array([width, height] * 2)
    centres = corners_to_centres(boxes)
    cells = [(stride, x, y) for stride in (8, 16, 32) for y in range(height // stride) for x in range(width // stride)]
    rows = np.zeros((len(cells), 4))
    places = [next(i for i, (s, x, y) in enumerate(cells) if s == stride and (x + 1) * s > c[0] and (y + 1) * s > c[1])
              for c, stride in zip(centres, (8, 16, 32, 16))]
    for place, (x, y, w, h) in zip(places, centres):
        stride, column, row = cells[place]
        rows[place] = x / stride - column, y / stride - row, np.log(w / stride), np.log(h / stride)
    where = np.zeros((len(cells), 4), np.float32)
    where[places, range(4)] = 1
    # Confidence = objectness (its root) x class score (its root).
    root = g('Sqrt', confidences(g, 'images', 255, bgr=True))
    spread = g('MatMul', where, g('Unsqueeze', root, np.array([2], np.int64)))
    labels = np.zeros((len(cells), 3), np.float32)
    labels[places, LABELS] = 1
    g('Concat', repeated(g, 'images', rows.astype(np.float32)), spread, g('Mul', spread, labels), axis=2, name='output')
    return write('yolox', g, [('images', FLOAT, [1, 3, height, width])], [('output', FLOAT, [1, len(cells), 8])],
                 lambda page: from_tensor(boxes, page, (width, height), centred=False),
                 dict(family='yolox',
                      input=dict(name='images', size=[height, width], resize='letterbox', pad_value=114, pad_position='top_left',
                                 channel_order='bgr', interpolation='bilinear'),
                      outputs=dict(rows='output'), postprocess=dict(nms_agnostic_iou=.45)))


def anchor_free():
    """The shipped model's family: scores of all classes and corners in the input, mean and standard deviation as PP-DocLayout-S."""
    g = Graph()
    mean, std = np.array([.485, .456, .406], np.float32), np.array([.229, .224, .225], np.float32)
    image = g('Add', g('Mul', 'image', std[:, None, None]), mean[:, None, None])
    boxes = SHARES * 64
    g('Identity', scores_of_classes(g, confidences(g, image, 1)), name='scores')
    g('Identity', repeated(g, 'image', boxes.astype(np.float32)), name='boxes')
    return write('anchor-free', g, [('image', FLOAT, ['n', 3, 64, 64])],
                 [('scores', FLOAT, ['n', 4, 3]), ('boxes', FLOAT, ['n', 4, 4])],
                 lambda page: from_tensor(boxes, page, (64, 64), centred=True),
                 dict(family='anchor_free',
                      input=unit_input('image', 64, 64, resize='letterbox', pad_value=114, pad_position='center', interpolation='area',
                                       mean=[.485, .456, .406], std=[.229, .224, .225]),
                      outputs=dict(scores='scores', boxes='boxes')))


def no_family():
    """A graph that is no layout model."""
    g = Graph()
    g('Identity', 'tokens', name='same')
    g.save(HERE.parents[1] / 'Cli' / 'Models' / 'no-family.onnx', [('tokens', INT64, ['n', 16])], [('same', INT64, ['n', 16])], {})


if __name__ == '__main__':
    no_family()
    makers = [anchor_free, detr, detr_decoded, paddle, paddle_half, yolo_end2end, yolo, yolox]
    cases = [case for make in makers for case in make()]
    (HERE / 'expected.json').write_text('[\n' + ',\n'.join(json.dumps(case) for case in cases) + '\n]\n')
