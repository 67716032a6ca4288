"""Multi-scale deformable attention: each query looks at a few points of each level, where it chooses."""
import torch.nn as nn

from .architecture import LEVELS
from .layers import WeightedSamples


class SamplingPoints(nn.Module):
    """Offsets and references -> sampling points in -1..1.

    offsets [B,Q,heads,levels,points,2]; references [B,Q,levels,2], x and y as shares of the padded map; sizes [levels,2] (width,
    height): offsets are pixels of the level -> [B,Q,heads,levels,points,2].
    """

    def forward(self, offsets, references, sizes):
        return 2 * (references[:, :, None, :, None] + offsets / sizes[:, None]) - 1


class BoxSamplingPoints(nn.Module):
    """The same about boxes: references [B,Q,levels,4] (centre and size), offsets are half boxes, over the number of points."""

    def forward(self, offsets, references, sizes):
        centre, size = references[:, :, None, :, None, :2], references[:, :, None, :, None, 2:]
        return 2 * (centre + offsets / offsets.shape[4] * size * 0.5) - 1


class DeformableAttention(nn.Module):
    """query, position [B,Q,C], memory [B,N,C] of all levels -> query + what was seen, [B,Q,C]."""

    def __init__(self, channels, heads, points, boxes=False):
        """boxes: whether references are boxes or points."""
        super().__init__()
        self.heads = heads
        self.sampling_offsets = nn.Linear(channels, heads * LEVELS * points * 2)
        self.attention_weights = nn.Linear(channels, heads * LEVELS * points)
        self.value_proj = nn.Linear(channels, channels)
        self.output_proj = nn.Linear(channels, channels)
        self.points = BoxSamplingPoints() if boxes else SamplingPoints()
        self.look = WeightedSamples()

    def forward(self, query, position, memory, references, levels):
        """references as in the sampling points; levels: the Levels of the page."""
        batch, queries = query.shape[0], query.shape[1]
        q = query + position
        offsets = self.sampling_offsets(q).view(batch, queries, self.heads, LEVELS, -1, 2)
        weights = self.attention_weights(q).view(batch, queries, self.heads, -1).softmax(-1)
        weights = weights.view(batch, queries, self.heads, LEVELS, -1).permute(0, 2, 3, 4, 1).flatten(0, 1)     # [B*heads,levels,points,Q]
        points = self.points(offsets, references, levels.sizes)
        points = points.permute(0, 2, 3, 4, 1, 5).flatten(0, 1)                                             # [B*heads,levels,points,Q,2]
        value = self.value_proj(memory) * levels.inside
        seen = 0
        for level, part in enumerate(levels.split(value)):
            part = levels.to_map(part, level).reshape(batch * self.heads, -1, *levels.shapes[level])
            seen = seen + self.look(part, points[:, level], weights[:, level])                              # [B*heads,C/heads,Q]
        return query + self.output_proj(seen.reshape(batch, -1, queries).transpose(1, 2))
