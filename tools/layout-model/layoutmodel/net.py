"""The detector: CSP backbone, pooled context, PAN neck and decoupled heads on strides 8, 16 and 32.

Anchor-free: every grid point predicts class logits and its distances to the four sides of a box.
A distance is exp(raw) * stride - stride / 2, so that a point may lie half a stride outside a thin
box and a box may be of any length: text lines are very wide and very low.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from . import fused

CLASSES = ['Caption', 'Footnote', 'Formula', 'List-item', 'Page-footer', 'Page-header', 'Picture',
           'Section-header', 'Table', 'Text', 'Title']
NUM_CLASSES = len(CLASSES)
STRIDES = (8, 16, 32)
MAX_LOG_DISTANCE = 5.5


class ConvBnAct(nn.Sequential):
    """Convolution, batch normalization and SiLU; the latter two fused where a bfloat16 net is trained."""

    def forward(self, x):
        x = self[0](x)
        if self.training and x.dtype == torch.bfloat16 and fused.available():
            return fused.bn_silu(x, self[1])
        return self[2](self[1](x))


def conv_bn_act(inputs, outputs, kernel=3, stride=1):
    return ConvBnAct(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03),
        nn.SiLU(inplace=True))


class CspBlock(nn.Module):
    """Cross-stage partial block: one half passes by, the other goes through `depth` bottlenecks."""

    def __init__(self, inputs, outputs, depth=1, residual=True):
        super().__init__()
        self.hidden = outputs // 2
        self.residual = residual
        self.split = conv_bn_act(inputs, 2 * self.hidden, 1)
        self.blocks = nn.ModuleList(
            nn.Sequential(conv_bn_act(self.hidden, self.hidden), conv_bn_act(self.hidden, self.hidden))
            for _ in range(depth))
        self.merge = conv_bn_act((2 + depth) * self.hidden, outputs, 1)

    def forward(self, x):
        x = self.split(x)
        parts = [x[:, :self.hidden], x[:, self.hidden:]]
        for block in self.blocks:
            y = block(parts[-1])
            parts.append(parts[-1] + y if self.residual else y)
        return self.merge(torch.cat(parts, 1))


class Context(nn.Module):
    """Pyramid pooling and one global average: headers, footers and titles need the whole page."""

    def __init__(self, channels):
        super().__init__()
        hidden = channels // 2
        self.reduce = conv_bn_act(channels, hidden, 1)
        self.page = nn.Conv2d(hidden, hidden, 1)
        self.merge = conv_bn_act(hidden * 5, channels, 1)

    def forward(self, x):
        x = self.reduce(x)
        parts = [x]
        for _ in range(3):
            parts.append(F.max_pool2d(parts[-1], 5, 1, 2))
        parts.append(self.page(x.mean((2, 3), keepdim=True)).expand_as(x))
        return self.merge(torch.cat(parts, 1))


class Head(nn.Module):
    """Class logits and raw box distances of one feature map, as one tensor."""

    def __init__(self, channels):
        super().__init__()
        self.shared = conv_bn_act(channels, channels)
        self.class_branch = conv_bn_act(channels, channels)
        self.box_branch = conv_bn_act(channels, channels)
        self.class_out = nn.Conv2d(channels, NUM_CLASSES, 1)
        self.box_out = nn.Conv2d(channels, 4, 1)
        nn.init.constant_(self.class_out.bias, -4.6)        # a prior of 1 % for every class
        nn.init.constant_(self.box_out.bias, 1.0)
        nn.init.normal_(self.box_out.weight, 0, 0.01)

    def forward(self, x):
        x = self.shared(x)
        return torch.cat([self.class_out(self.class_branch(x)), self.box_out(self.box_branch(x))], 1)


def upsample(x):
    return F.interpolate(x, scale_factor=2.0, mode='nearest')


def with_coordinates(x):
    """Append x and y in -1..1 (running sums keep the exported graph free of fixed sizes)."""
    one = torch.ones_like(x[:, :1])
    height, width = x.shape[2], x.shape[3]
    xs = (torch.cumsum(one.float(), 3) / width * 2 - 1).to(x.dtype)
    ys = (torch.cumsum(one.float(), 2) / height * 2 - 1).to(x.dtype)
    return torch.cat([x, xs, ys], 1)


class Net(nn.Module):
    """Image [B,3,H,W] in 0..1, H and W multiples of 32 -> three raw maps [B,classes+4,H/s,W/s]."""

    def __init__(self, widths=(16, 32, 64, 128, 192), depths=(1, 2, 2, 1), neck=64):
        super().__init__()
        self.config = {'widths': tuple(widths), 'depths': tuple(depths), 'neck': neck}
        self.stem = conv_bn_act(3, widths[0], 3, 2)
        self.downs = nn.ModuleList(conv_bn_act(widths[i], widths[i + 1], 3, 2) for i in range(4))
        self.stages = nn.ModuleList(CspBlock(widths[i + 1], widths[i + 1], depths[i]) for i in range(4))
        self.context = Context(widths[4])
        self.laterals = nn.ModuleList(nn.Conv2d(widths[i] + 2, neck, 1) for i in (2, 3, 4))
        self.top_down = nn.ModuleList(CspBlock(2 * neck, neck, 1, False) for _ in range(2))
        self.bottom_up = nn.ModuleList(CspBlock(2 * neck, neck, 1, False) for _ in range(2))
        self.neck_downs = nn.ModuleList(conv_bn_act(neck, neck, 3, 2) for _ in range(2))
        self.heads = nn.ModuleList(Head(neck) for _ in range(3))

    def forward(self, x):
        x = self.stem(x)
        features = []
        for down, stage in zip(self.downs, self.stages):
            x = stage(down(x))
            features.append(x)
        features[3] = self.context(features[3])
        p3, p4, p5 = (lateral(with_coordinates(f)) for lateral, f in zip(self.laterals, features[1:]))
        p4 = self.top_down[0](torch.cat([p4, upsample(p5)], 1))
        p3 = self.top_down[1](torch.cat([p3, upsample(p4)], 1))
        p4 = self.bottom_up[0](torch.cat([self.neck_downs[0](p3), p4], 1))
        p5 = self.bottom_up[1](torch.cat([self.neck_downs[1](p4), p5], 1))
        return [head(p) for head, p in zip(self.heads, (p3, p4, p5))]

    @torch.no_grad()
    def infer(self, canvas):
        """Canvas [H,W,3] uint8 -> scores [N,classes] and boxes [N,4] as arrays."""
        logits, boxes = decode(self(to_tensor(canvas[None])), *canvas.shape[:2])
        return logits[0].sigmoid().numpy(), boxes[0].numpy()


def to_tensor(canvases):
    """uint8 [B,H,W,3] -> float [B,3,H,W] in 0..1."""
    x = torch.from_numpy(canvases).permute(0, 3, 1, 2).float().div_(255)
    return x.contiguous(memory_format=torch.channels_last)


_grids = {}


def grid_points(height, width):
    """Centres [N,2] and strides [N] of all grid points of an input, in the order decode() gives."""
    if (height, width) not in _grids:
        centres, strides = [], []
        for s in STRIDES:
            y, x = torch.meshgrid(torch.arange(height // s), torch.arange(width // s), indexing='ij')
            centres.append((torch.stack([x, y], -1).reshape(-1, 2).float() + 0.5) * s)
            strides.append(torch.full((len(centres[-1]),), float(s)))
        _grids[(height, width)] = torch.cat(centres), torch.cat(strides)
    return _grids[(height, width)]


def decode(maps, height, width):
    """Raw maps -> class logits [B,N,classes] and boxes [B,N,4] as x0, y0, x1, y1 in input pixels."""
    out = torch.cat([m.flatten(2).transpose(1, 2) for m in maps], 1).float()
    centres, strides = grid_points(height, width)
    strides = strides[None, :, None]
    distance = torch.exp(out[..., NUM_CLASSES:].clamp(max=MAX_LOG_DISTANCE)) * strides - 0.5 * strides
    boxes = torch.cat([centres[None] - distance[..., :2], centres[None] + distance[..., 2:]], -1)
    return out[..., :NUM_CLASSES], boxes


class ExportNet(nn.Module):
    """The graph that is shipped: image -> scores [B,N,classes] and boxes [B,N,4]; N follows H and W."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        scores, boxes = [], []
        for out, stride in zip(self.net(x), STRIDES):
            one = torch.ones_like(out[:, :1])
            px = (torch.cumsum(one, 3) - 0.5) * stride
            py = (torch.cumsum(one, 2) - 0.5) * stride
            d = torch.exp(out[:, NUM_CLASSES:].clamp(max=MAX_LOG_DISTANCE)) * stride - 0.5 * stride
            box = torch.cat([px - d[:, 0:1], py - d[:, 1:2], px + d[:, 2:3], py + d[:, 3:4]], 1)
            scores.append(torch.sigmoid(out[:, :NUM_CLASSES]).flatten(2).transpose(1, 2))
            boxes.append(box.flatten(2).transpose(1, 2))
        return torch.cat(scores, 1), torch.cat(boxes, 1)


def load_weights(path):
    """A net in evaluation mode from a file that holds `config` and the averaged weights `ema`."""
    saved = torch.load(path, map_location='cpu')
    net = Net(**saved['config'])
    net.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in saved['ema'].items()})
    return net.eval().to(memory_format=torch.channels_last)
