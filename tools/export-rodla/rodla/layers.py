"""Small parts that many others are made of."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class ToChannelsLast(nn.Module):
    """[B,C,H,W] -> [B,H,W,C]."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1)


class ToChannelsFirst(nn.Module):
    """[B,H,W,C] -> [B,C,H,W]."""

    def forward(self, x):
        return x.permute(0, 3, 1, 2)


def sample(value, points):
    """Bilinear samples, zero outside the map: value [M,C,H,W], points [M,P,Q,2] -> [M,C,P,Q].

    Points are x, y; -1 and 1 are the outer edges of the map, so pixel p of n lies at 2 (p + 0.5) / n - 1.
    """
    return F.grid_sample(value, points, mode='bilinear', padding_mode='zeros', align_corners=False)


class WeightedSamples(nn.Module):
    """value [M,C,H,W], points [M,K,Q,2], weights [M,K,Q] -> sum over K of weight * sample, [M,C,Q]."""

    def forward(self, value, points, weights):
        return (sample(value, points) * weights.unsqueeze(1)).sum(2)


def map_size(x, rows=2):
    """Width and height of a map as floats [2], rows being the axis of its height; a traced graph keeps them free."""
    return torch._shape_as_tensor(x)[rows:rows + 2].flip(0).float()


def steps(length):
    """0, 1, ... as floats [length]; length may be a number or a traced one."""
    return torch.arange(length, dtype=torch.float32)


def smaller(limit, length):
    """min(limit, length), where a traced length stays free."""
    return length.clamp(max=limit) if torch.is_tensor(length) else min(limit, length)


def inverse_sigmoid(x, eps=1e-3):
    """log(x / (1 - x)) of x in 0..1, both parts at least eps. The published model has this eps, not the usual 1e-5."""
    x = x.clamp(0, 1)
    return torch.log(x.clamp(min=eps) / (1 - x).clamp(min=eps))


def scale_norm(norm, factor):
    """Folds a factor per channel that follows a LayerNorm into its weight and bias."""
    norm.weight.data *= factor
    norm.bias.data *= factor
