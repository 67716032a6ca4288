"""The decoder: queries attend to each other and to the page; every layer moves its boxes."""
import math

import torch
import torch.nn as nn

from .deformable import DeformableAttention
from .layers import inverse_sigmoid
from .levels import sine

BOX_TEMPERATURE = 10000


class SelfAttention(nn.Module):
    """x, position [B,Q,C] -> x + attention; queries and keys carry the position, values do not."""

    def __init__(self, channels, heads):
        super().__init__()
        self.attn = Projections(channels)
        self.heads = heads
        self.width = channels // heads

    def forward(self, x, position):
        shape = *x.shape[:2], self.heads, self.width
        q, k, v = (part.view(shape).transpose(1, 2) for part in self.attn(x + position, x))
        shares = (q * self.width ** -0.5 @ k.transpose(2, 3)).softmax(-1)           # [B,heads,Q,Q]
        return x + self.attn.out_proj((shares @ v).transpose(1, 2).flatten(2))


class Projections(nn.Module):
    """The projections of torch's MultiheadAttention, with its parameter names: q, k, v stacked."""

    def __init__(self, channels):
        super().__init__()
        self.in_proj_weight = nn.Parameter(torch.zeros(3 * channels, channels))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * channels))
        self.out_proj = nn.Linear(channels, channels)

    def forward(self, x, value):
        """x for queries and keys, value [B,Q,C] -> q, k, v [B,Q,C]."""
        weights, biases = self.in_proj_weight.chunk(3), self.in_proj_bias.chunk(3)
        return [nn.functional.linear(y, weight, bias) for y, weight, bias in zip((x, x, value), weights, biases)]


class FeedForward(nn.Module):
    """x [B,Q,C] -> x + W2 relu(W1 x)."""

    def __init__(self, channels, hidden):
        super().__init__()
        self.layers = nn.Sequential(nn.Sequential(nn.Linear(channels, hidden), nn.ReLU()), nn.Linear(hidden, channels))

    def forward(self, x):
        return x + self.layers(x)


class DecoderLayer(nn.Module):
    """x, position [B,Q,C], references [B,Q,levels,4] -> x [B,Q,C]; a norm after each part."""

    def __init__(self, a):
        super().__init__()
        self.attentions = nn.ModuleList([SelfAttention(a.embed, a.heads), DeformableAttention(a.embed, a.heads, a.points, boxes=True)])
        self.ffns = nn.ModuleList([FeedForward(a.embed, a.feedforward)])
        self.norms = nn.ModuleList(nn.LayerNorm(a.embed) for _ in range(3))

    def forward(self, x, position, memory, references, levels):
        x = self.norms[0](self.attentions[0](x, position))
        x = self.norms[1](self.attentions[1](x, position, memory, references, levels))
        return self.norms[2](self.ffns[0](x))


class BoxEncoding(nn.Module):
    """Boxes [B,Q,4] (centre x, centre y, width, height in 0..1) -> sines [B,Q,2C] in the order y, x, width, height."""

    def __init__(self, channels):
        super().__init__()
        self.features = channels // 2

    def forward(self, boxes):
        return sine(boxes[..., [1, 0, 2, 3]] * (2 * math.pi), self.features, BOX_TEMPERATURE).flatten(-2)


class BoxUpdate(nn.Module):
    """change, references [B,Q,4] -> sigmoid(change + inverse_sigmoid(references))."""

    def forward(self, change, references):
        return (change + inverse_sigmoid(references)).sigmoid()


class Decoder(nn.Module):
    """Content queries and their boxes -> normalised queries of the last layer, and the boxes that went into it."""

    def __init__(self, a):
        super().__init__()
        self.layers = nn.ModuleList(DecoderLayer(a) for _ in range(a.decoder_layers))
        self.ref_point_head = nn.Sequential(nn.Linear(2 * a.embed, a.embed), nn.ReLU(), nn.Linear(a.embed, a.embed))
        self.norm = nn.LayerNorm(a.embed)
        self.encode = BoxEncoding(a.embed)
        self.update = BoxUpdate()

    def forward(self, x, boxes, memory, levels, box_branches):
        """x [B,Q,C]; boxes [B,Q,4] as shares of the page; box_branches: per layer, [B,Q,C] -> [B,Q,4]."""
        ratios = torch.cat((levels.ratios, levels.ratios), -1)
        last = len(self.layers) - 1
        for number, layer in enumerate(self.layers):
            references = boxes.unsqueeze(2) * ratios                # [B,Q,levels,4]
            position = self.ref_point_head(self.encode(references[:, :, 0]))
            x = layer(x, position, memory, references, levels)
            if number < last:
                # The refinement reads x itself, the prediction reads norm(x): the published model was trained so.
                boxes = self.update(box_branches[number](x), boxes)
        return self.norm(x), boxes
