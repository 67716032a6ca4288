"""The detector: CSP backbone, pooled context, PAN neck and decoupled heads on strides 8, 16 and 32.

Anchor-free: every grid point predicts class logits and, for each side of its box, a distribution over
distances. The bins of the distribution (BINS, in strides, from half a stride outside the box) lie dense near
the point and wide apart far from it: text lines are very wide and very low. The mean of the distribution is
the coarse side. A small refiner then looks at the features where that side lies, on a map of stride 4, and
moves it by a few pixels: a point in the middle of a line cannot see where the line ends.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from . import fused

CLASSES = ['Caption', 'Footnote', 'Formula', 'List-item', 'Page-footer', 'Page-header', 'Picture',
           'Section-header', 'Table', 'Text', 'Title']
NUM_CLASSES = len(CLASSES)
STRIDES = (8, 16, 32)
SIZES = {       # parameters in millions: 1.6, 2.7, 8.1
    'xs': {'widths': (16, 32, 64, 128, 192), 'depths': (1, 2, 2, 1), 'neck': 64},
    's': {'widths': (16, 32, 64, 128, 256), 'depths': (1, 2, 3, 2), 'neck': 80},
    'm': {'widths': (24, 48, 96, 224, 448), 'depths': (1, 2, 3, 2), 'neck': 144},
}
BINS = (0, 0.5, 1, 1.5, 2, 3, 4, 5.5, 7.5, 10, 14, 19, 26, 35, 48, 64)
EDGE_CHANNELS = 24
EDGE_HIDDEN = 48
EDGE_SAMPLES = (0.15, 0.5, 0.85)        # where along a side the refiner looks
MAX_MOVE = 12.0                         # pixels by which it moves a side at most
KEPT_POINTS = 1200                      # the best points, which are refined and given out


class ConvBnAct(nn.Sequential):
    """Convolution, batch normalization and SiLU; the latter two fused where a bfloat16 net is trained."""

    frozen = False      # keeps its statistics in training too

    def forward(self, x):
        x = self[0](x)
        if self.training and x.dtype == torch.bfloat16 and x.device.type == 'cpu' and fused.available():
            return (fused.bn_silu_fixed if self.frozen else fused.bn_silu)(x, self[1])
        return self[2](self.fixed(x) if self.frozen else self[1](x))

    def fixed(self, x):
        norm = self[1]
        return F.batch_norm(x, norm.running_mean, norm.running_var, norm.weight, norm.bias, False, 0, norm.eps)


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
        parts = list(x.chunk(2, 1))                 # slices would fill and add whole tensors in the backward pass
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
    """Class logits and the logits of the distance bins (4 sides x BINS) of one feature map, as one tensor."""

    def __init__(self, channels):
        super().__init__()
        self.shared = conv_bn_act(channels, channels)
        self.class_branch = conv_bn_act(channels, channels)
        self.box_branch = conv_bn_act(channels, channels)
        self.class_out = nn.Conv2d(channels, NUM_CLASSES, 1)
        self.box_out = nn.Conv2d(channels, 4 * len(BINS), 1)
        nn.init.constant_(self.class_out.bias, -4.6)        # a prior of 1 % for every class
        nn.init.constant_(self.box_out.bias, 0.0)
        nn.init.normal_(self.box_out.weight, 0, 0.01)

    def forward(self, x):
        x = self.shared(x)
        return torch.cat([self.class_out(self.class_branch(x)), self.box_out(self.box_branch(x))], 1)


class EdgeRefiner(nn.Module):
    """Moves the sides of boxes by what a map of stride 4 shows beside them.

    `forward` makes the map out of the backbone's features of stride 4 and the neck's of stride 8; `move` samples it at
    EDGE_SAMPLES of every side and returns the corrections in pixels. Weights are kept for each side.
    """

    def __init__(self, fine, neck):
        super().__init__()
        self.fine = nn.Conv2d(fine, EDGE_CHANNELS, 1)
        self.coarse = nn.Conv2d(neck, EDGE_CHANNELS, 1)
        self.mix = conv_bn_act(EDGE_CHANNELS, EDGE_CHANNELS)
        inputs = EDGE_CHANNELS * len(EDGE_SAMPLES)
        self.weight = nn.Parameter(torch.randn(4, inputs, EDGE_HIDDEN) * (2 / inputs) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(4, 1, EDGE_HIDDEN))
        self.out_weight = nn.Parameter(torch.zeros(4, EDGE_HIDDEN, 1))
        self.out_bias = nn.Parameter(torch.zeros(4, 1, 1))

    def forward(self, fine, neck):
        return self.mix(self.fine(fine) + upsample(self.coarse(neck)))

    def move(self, edges, boxes):
        """Maps [B,C,H/4,W/4] and boxes [B,N,4] in input pixels -> corrections [B,N,4] in pixels."""
        x0, y0, x1, y1 = boxes.unbind(2)
        across, down = [x0 + t * (x1 - x0) for t in EDGE_SAMPLES], [y0 + t * (y1 - y0) for t in EDGE_SAMPLES]
        points = [(x0, y) for y in down] + [(x, y0) for x in across] + [(x1, y) for y in down] + [(x, y1) for x in across]
        x, y = torch.stack([p[0] for p in points], 2), torch.stack([p[1] for p in points], 2)
        grid = torch.stack([x / (2 * edges.shape[3]) - 1, y / (2 * edges.shape[2]) - 1], -1)
        seen = F.grid_sample(edges, grid, padding_mode='border', align_corners=False)       # B, channels, N, 4 x samples
        count = len(EDGE_SAMPLES)
        seen = torch.stack([seen[..., count * side:count * (side + 1)].permute(0, 2, 1, 3).flatten(2) for side in range(4)], 1)
        hidden = F.silu(torch.matmul(seen, self.weight) + self.bias)
        raw = torch.matmul(hidden, self.out_weight) + self.out_bias
        return torch.tanh(raw[..., 0]).transpose(1, 2) * MAX_MOVE


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
    """Image [B,3,H,W] in 0..1, H and W multiples of 32 -> three raw maps [B,classes+4*bins,H/s,W/s], map of the edges."""

    def __init__(self, widths, depths, neck):
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
        self.refiner = EdgeRefiner(widths[1], neck)

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
        return [head(p) for head, p in zip(self.heads, (p3, p4, p5))], self.refiner(features[0], p3)

    def freeze(self, stages):
        """Keep the stem and the first stages of the backbone as they are: they have no backward pass then."""
        for part in (self.stem, *self.downs[:stages], *self.stages[:stages]) if stages else ():
            part.requires_grad_(False)
            for module in part.modules():
                if isinstance(module, ConvBnAct):
                    module.frozen = True

    @torch.no_grad()
    def infer(self, canvas):
        """Canvas [H,W,3] uint8 -> scores [N,classes] and boxes [N,4] of the best points, as arrays."""
        maps, edges = self(to_tensor(canvas[None], self.stem[0].weight.device))
        logits, boxes = decode(maps, *canvas.shape[:2])
        scores, boxes = best_points(logits.sigmoid(), boxes)
        return scores[0].cpu().numpy(), (boxes + self.refiner.move(edges, boxes))[0].cpu().numpy()


def best_points(scores, boxes):
    """Scores [B,N,classes], boxes [B,N,4] -> those of the KEPT_POINTS points with the best scores of each image, best first."""
    index = scores.max(2)[0].topk(min(KEPT_POINTS, scores.shape[1]))[1].unsqueeze(2)
    return scores.gather(1, index.expand(-1, -1, NUM_CLASSES)), boxes.gather(1, index.expand(-1, -1, 4))


def to_tensor(canvases, device='cpu'):
    """uint8 [B,H,W,3] -> float [B,3,H,W] in 0..1."""
    x = torch.from_numpy(canvases).to(device).permute(0, 3, 1, 2).float().div_(255)
    return x.contiguous(memory_format=torch.channels_last)


_grids = {}


def grid_points(height, width, device='cpu'):
    """Centres [N,2] and strides [N] of all grid points of an input, in the order decode() gives."""
    key = height, width, str(device)
    if key not in _grids:
        centres, strides = [], []
        for s in STRIDES:
            y, x = torch.meshgrid(torch.arange(height // s), torch.arange(width // s), indexing='ij')
            centres.append((torch.stack([x, y], -1).reshape(-1, 2).float() + 0.5) * s)
            strides.append(torch.full((len(centres[-1]),), float(s)))
        _grids[key] = torch.cat(centres).to(device), torch.cat(strides).to(device)
    return _grids[key]


def mean_distance(logits):
    """Logits [...,4*bins] -> mean of each side's distribution [...,4], in strides from the point."""
    probability = logits.unflatten(-1, (4, len(BINS))).softmax(-1)
    return (probability * torch.tensor(BINS, dtype=torch.float32, device=logits.device)).sum(-1) - 0.5


def flat(maps):
    """Raw maps -> class logits [B,N,classes], bin logits [B,N,4*bins]."""
    out = torch.cat([m.flatten(2).transpose(1, 2) for m in maps], 1).float()
    return out.split([NUM_CLASSES, 4 * len(BINS)], -1)


def boxes_of(bins, centres, strides):
    """Bin logits [...,N,4*bins] of the points [N] -> coarse boxes [...,N,4] as x0, y0, x1, y1 in input pixels."""
    distance = mean_distance(bins) * strides[:, None]
    return torch.cat([centres - distance[..., :2], centres + distance[..., 2:]], -1)


def decode(maps, height, width):
    """Raw maps -> class logits [B,N,classes], coarse boxes [B,N,4]."""
    logits, bins = flat(maps)
    return logits, boxes_of(bins, *grid_points(height, width, bins.device))


class ExportNet(nn.Module):
    """The graph that is shipped: images [B,3,H,W] -> scores [B,N,classes] and boxes [B,N,4] of the best KEPT_POINTS
    points of each; B is free, and H and W are from 224 pixels on."""

    def __init__(self, net):
        super().__init__()
        self.net = net
        self.register_buffer('bins', torch.tensor(BINS, dtype=torch.float32).view(1, 1, -1, 1))

    def forward(self, x):
        scores, boxes = [], []
        maps, edges = self.net(x)
        for out, stride in zip(maps, STRIDES):
            one = torch.ones_like(out[:, :1])
            px = ((torch.cumsum(one, 3) - 0.5) * stride).flatten(2)
            py = ((torch.cumsum(one, 2) - 0.5) * stride).flatten(2)
            probability = out[:, NUM_CLASSES:].reshape(out.shape[0], 4, len(BINS), -1).softmax(2)
            d = ((probability * self.bins).sum(2) - 0.5) * stride
            box = torch.cat([px - d[:, 0:1], py - d[:, 1:2], px + d[:, 2:3], py + d[:, 3:4]], 1)
            scores.append(torch.sigmoid(out[:, :NUM_CLASSES]).flatten(2).transpose(1, 2))
            boxes.append(box.transpose(1, 2))
        best, coarse = best_points(torch.cat(scores, 1), torch.cat(boxes, 1))
        return best, coarse + self.net.refiner.move(edges, coarse)


def load_weights(path):
    """A net in evaluation mode from a file that holds `config` and the averaged weights `ema`."""
    saved = torch.load(path, map_location='cpu')
    net = Net(**saved['config'])
    net.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in saved['ema'].items()})
    return net.eval().to(memory_format=torch.channels_last)
