#!/usr/bin/python3
"""A graph of the size and operators of RT-DETRv2 with ResNet-50, with random weights (Debian's python3-torch, python3-onnx).

    /usr/bin/python3 make_rtdetr.py FOLDER [--classes 17]     writes FOLDER/model.onnx (about 165 MB)

It has the inputs and outputs of docling's heron (`detr_decoded`), so its time and memory are an estimate for it; what it finds means nothing.
`models add rtdetr-sized --from FOLDER/model.onnx` and `models bench rtdetr-sized` measure it.
"""
import argparse
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

DIM, HEADS, POINTS, QUERIES, SIDE = 256, 8, 4, 300, 640
STRIDES = (8, 16, 32)


def conv(inputs, outputs, kernel=1, stride=1, act=nn.SiLU):
    # Batch normalization is folded into the convolution in an export.
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2), act() if act else nn.Identity())


def logit(x):
    return torch.log(x / (1 - x))


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.body = nn.Sequential(conv(inputs, width, act=nn.ReLU), conv(width, width, 3, stride, nn.ReLU), conv(width, width * 4, act=None))
        self.shortcut = nn.Identity() if inputs == width * 4 else nn.Sequential(
            nn.AvgPool2d(2, 2) if stride == 2 else nn.Identity(), conv(inputs, width * 4, act=None))

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


class Backbone(nn.Module):
    """ResNet-50-D: the feature maps of strides 8, 16 and 32."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(conv(3, 32, 3, 2, nn.ReLU), conv(32, 32, 3, 1, nn.ReLU), conv(32, 64, 3, 1, nn.ReLU), nn.MaxPool2d(3, 2, 1))
        inputs, stages = 64, []
        for width, blocks in ((64, 3), (128, 4), (256, 6), (512, 3)):
            layers = []
            for i in range(blocks):
                layers.append(Bottleneck(inputs, width, 2 if i == 0 and width > 64 else 1))
                inputs = width * 4
            stages.append(nn.Sequential(*layers))
        self.stages = nn.ModuleList(stages)

    def forward(self, x):
        x, maps = self.stem(x), []
        for stage in self.stages:
            x = stage(x)
            maps.append(x)
        return maps[1:]


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.out = (nn.Linear(DIM, DIM) for _ in range(4))

    def forward(self, query, key, value):
        split = lambda x: x.reshape(x.shape[0], -1, HEADS, DIM // HEADS).transpose(1, 2)
        q, k, v = split(self.q(query)), split(self.k(key)), split(self.v(value))
        weights = torch.softmax(q @ k.transpose(-1, -2) / (DIM // HEADS) ** .5, -1)
        return self.out((weights @ v).transpose(1, 2).reshape(query.shape[0], -1, DIM))


class Feed(nn.Module):
    def __init__(self, act):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(DIM, 1024), act(), nn.Linear(1024, DIM))
        self.norm = nn.LayerNorm(DIM)

    def forward(self, x):
        return self.norm(x + self.layers(x))


class Csp(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = conv(2 * DIM, DIM), conv(2 * DIM, DIM)
        self.blocks = nn.Sequential(*[conv(DIM, DIM, 3) for _ in range(3)])

    def forward(self, x):
        return self.blocks(self.a(x)) + self.b(x)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.project = nn.ModuleList([conv(c, DIM, act=None) for c in (512, 1024, 2048)])
        self.attention, self.norm, self.feed = Attention(), nn.LayerNorm(DIM), Feed(nn.GELU)
        self.place = nn.Parameter(torch.randn(1, (SIDE // 32) ** 2, DIM) * .02)
        self.lateral = nn.ModuleList([conv(DIM, DIM) for _ in range(2)])
        self.down = nn.ModuleList([conv(DIM, DIM, 3, 2) for _ in range(2)])
        self.top_down, self.bottom_up = nn.ModuleList([Csp(), Csp()]), nn.ModuleList([Csp(), Csp()])

    def forward(self, maps):
        small, middle, large = [p(m) for p, m in zip(self.project, maps)]
        tokens = large.flatten(2).transpose(1, 2)
        tokens = self.feed(self.norm(tokens + self.attention(tokens + self.place, tokens + self.place, tokens)))
        p5 = self.lateral[0](tokens.transpose(1, 2).reshape(-1, DIM, SIDE // 32, SIDE // 32))
        p4 = self.lateral[1](self.top_down[0](torch.cat([F.interpolate(p5, scale_factor=2.), middle], 1)))
        p3 = self.top_down[1](torch.cat([F.interpolate(p4, scale_factor=2.), small], 1))
        n4 = self.bottom_up[0](torch.cat([self.down[0](p3), p4], 1))
        n5 = self.bottom_up[1](torch.cat([self.down[1](n4), p5], 1))
        return [p3, n4, n5]


class Deformable(nn.Module):
    def __init__(self):
        super().__init__()
        count = HEADS * len(STRIDES) * POINTS
        self.offsets, self.weights = nn.Linear(DIM, count * 2), nn.Linear(DIM, count)
        self.value, self.out = nn.Linear(DIM, DIM), nn.Linear(DIM, DIM)

    def forward(self, query, boxes, memory):
        offsets = self.offsets(query).reshape(-1, QUERIES, HEADS, len(STRIDES), POINTS, 2)
        places = boxes[:, :, None, None, None, :2] + offsets / POINTS * boxes[:, :, None, None, None, 2:] * .5
        weights = torch.softmax(self.weights(query).reshape(-1, QUERIES, HEADS, len(STRIDES) * POINTS), -1)
        value = self.value(memory).reshape(-1, memory.shape[1], HEADS, DIM // HEADS)
        sampled, start = [], 0
        for level, stride in enumerate(STRIDES):
            side = SIDE // stride
            plane = value[:, start:start + side * side].permute(0, 2, 3, 1).reshape(-1, DIM // HEADS, side, side)
            start += side * side
            grid = (2 * places[:, :, :, level] - 1).transpose(1, 2).reshape(-1, QUERIES, POINTS, 2)
            sampled.append(F.grid_sample(plane, grid, mode='bilinear', padding_mode='zeros', align_corners=False))
        sampled = torch.cat(sampled, -1)                       # [images x heads, channels, queries, levels x points]
        weights = weights.transpose(1, 2).reshape(-1, 1, QUERIES, len(STRIDES) * POINTS)
        mixed = (sampled * weights).sum(-1).reshape(-1, DIM, QUERIES).transpose(1, 2)
        return self.out(mixed)


def mlp(inputs, outputs, layers=3):
    sizes = [inputs] + [DIM] * (layers - 1)
    parts = [part for a, b in zip(sizes, sizes[1:]) for part in (nn.Linear(a, b), nn.ReLU())]
    return nn.Sequential(*parts, nn.Linear(sizes[-1], outputs))


class DecoderLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.own, self.cross, self.feed = Attention(), Deformable(), Feed(nn.ReLU)
        self.norms = nn.ModuleList([nn.LayerNorm(DIM), nn.LayerNorm(DIM)])
        self.box = mlp(DIM, 4)

    def forward(self, x, boxes, place, memory):
        x = self.norms[0](x + self.own(x + place, x + place, x))
        x = self.feed(self.norms[1](x + self.cross(x + place, boxes, memory)))
        return x, torch.sigmoid(self.box(x) + logit(boxes.clamp(1e-3, 1 - 1e-3)))


class Detector(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.classes = classes
        self.backbone, self.encoder = Backbone(), Encoder()
        self.project = nn.ModuleList([conv(DIM, DIM, act=None) for _ in STRIDES])
        self.select = nn.Sequential(nn.Linear(DIM, DIM), nn.LayerNorm(DIM))
        self.first_score, self.first_box, self.place = nn.Linear(DIM, classes), mlp(DIM, 4), mlp(4, DIM, 2)
        self.layers, self.score = nn.ModuleList([DecoderLayer() for _ in range(6)]), nn.Linear(DIM, classes)
        anchors = []
        for stride in STRIDES:
            side = SIDE // stride
            y, x = torch.meshgrid(torch.arange(side), torch.arange(side), indexing='ij')
            centres = (torch.stack([x, y], -1).reshape(-1, 2) + .5) / side
            anchors.append(torch.cat([centres, torch.full_like(centres, .05 * stride / 8)], 1))
        self.register_buffer('anchors', torch.logit(torch.cat(anchors)))

    def forward(self, images, orig_target_sizes):
        maps = [p(m) for p, m in zip(self.project, self.encoder(self.backbone(images)))]
        memory = torch.cat([m.flatten(2).transpose(1, 2) for m in maps], 1)
        chosen = self.select(memory)
        best = torch.topk(self.first_score(chosen).max(-1).values, QUERIES, 1).indices[:, :, None]
        x = torch.gather(chosen, 1, best.expand(-1, -1, DIM))
        boxes = torch.sigmoid(torch.gather(self.first_box(chosen) + self.anchors, 1, best.expand(-1, -1, 4)))
        for layer in self.layers:
            x, boxes = layer(x, boxes, self.place(boxes), memory)
        scores, pairs = torch.topk(torch.sigmoid(self.score(x)).flatten(1), QUERIES, 1)
        boxes = torch.gather(boxes, 1, torch.div(pairs, self.classes, rounding_mode='floor')[:, :, None].expand(-1, -1, 4))
        corners = torch.cat([boxes[:, :, :2] - boxes[:, :, 2:] / 2, boxes[:, :, :2] + boxes[:, :, 2:] / 2], 2)
        return pairs % self.classes, corners * orig_target_sizes.repeat(1, 2)[:, None].float(), scores


if __name__ == '__main__':
    arguments = argparse.ArgumentParser()
    arguments.add_argument('folder', type=pathlib.Path)
    arguments.add_argument('--classes', type=int, default=17)
    options = arguments.parse_args()
    torch.manual_seed(15)
    net = Detector(options.classes).eval()
    print(f'{sum(p.numel() for p in net.parameters()) / 1e6:.1f} M parameters')
    options.folder.mkdir(parents=True, exist_ok=True)
    names = ['labels', 'boxes', 'scores']
    torch.onnx.export(net, (torch.rand(2, 3, SIDE, SIDE), torch.tensor([[1240, 1754]] * 2)), str(options.folder / 'model.onnx'), opset_version=16,
                      input_names=['images', 'orig_target_sizes'], output_names=names,
                      dynamic_axes={name: {0: 'images'} for name in ['images', 'orig_target_sizes', *names]})
