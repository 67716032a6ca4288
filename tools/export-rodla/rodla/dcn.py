"""DCNv3: a 3x3 convolution without kernel weights whose nine points move and are weighted per pixel and group."""
import torch
import torch.nn as nn

from .layers import ToChannelsLast, WeightedSamples, map_size, steps

POINTS = 9
OFFSET_SCALE = 2.0


def pixel_grid(x):
    """Where the pixels of [B,H,W,C] lie in -1..1, [H*W,2] (x, y), and how long a pixel is there, [2]."""
    height, width = x.shape[1], x.shape[2]
    step = 2 / map_size(x, rows=1)
    ys = ((steps(height) + 0.5) * step[1] - 1).view(-1, 1).expand(height, width)
    xs = ((steps(width) + 0.5) * step[0] - 1).view(1, -1).expand(height, width)
    return torch.stack((xs, ys), -1).view(-1, 2), step


class SamplingGrid(nn.Module):
    """Offsets -> sampling points: (pixel + s * (resting point + offset)), in -1..1.

    The order of the points is x-major: (-1,-1), (-1,0), (-1,1), (0,-1), ... as (dx, dy). The scale stretches the resting points too.
    """

    def __init__(self):
        super().__init__()
        rest = torch.tensor([[dx, dy] for dx in (-1.0, 0.0, 1.0) for dy in (-1.0, 0.0, 1.0)])
        self.register_buffer('rest', rest.view(1, POINTS, 1, 2), persistent=False)

    def forward(self, offset, grid):
        """offset [B*G,9,H*W,2], grid of pixel_grid -> [B*G,9,H*W,2]."""
        pixels, step = grid
        return (offset + self.rest) * (OFFSET_SCALE * step) + pixels


class DeformableConv(nn.Module):
    """x [B,H,W,C] -> [B,H,W,C]; stride 1, padding 1, C / group_channels groups."""

    def __init__(self, channels, group_channels):
        super().__init__()
        self.groups = channels // group_channels
        self.group_channels = group_channels
        self.dw_conv = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, groups=channels),
            nn.Sequential(ToChannelsLast(), nn.LayerNorm(channels, eps=1e-6)),
            nn.GELU())
        self.offset = nn.Linear(channels, self.groups * POINTS * 2)
        self.mask = nn.Linear(channels, self.groups * POINTS)
        self.input_proj = nn.Linear(channels, channels)
        self.output_proj = nn.Linear(channels, channels)
        self.grid = SamplingGrid()
        self.look = WeightedSamples()

    def forward(self, x, grid):
        batch, height, width, channels = x.shape
        value = self.input_proj(x).permute(0, 3, 1, 2).reshape(-1, self.group_channels, height, width)
        u = self.dw_conv(x.permute(0, 3, 1, 2))
        offset = self.offset(u).view(batch, -1, self.groups, POINTS, 2).permute(0, 2, 3, 1, 4).flatten(0, 1)
        mask = self.mask(u).view(batch, -1, self.groups, POINTS).softmax(-1).permute(0, 2, 3, 1).flatten(0, 1)
        y = self.look(value, self.grid(offset, grid), mask)             # [B*G,C/G,H*W]
        y = y.reshape(batch, channels, height, width).permute(0, 2, 3, 1)
        return self.output_proj(y)
