"""The robust encoder: adaptive pooling, deformable attention, channel attention."""
import torch
import torch.nn as nn

from .architecture import LEVELS
from .channel_attention import ChannelAttention
from .deformable import DeformableAttention
from .tap import AdaptivePooling


class EncoderLayer(nn.Module):
    """tokens [B,N,C] -> [B,N,C].

    The four norms of the levels serve twice: the first two are also the norms after the attention and after the channel attention.
    """

    def __init__(self, a):
        super().__init__()
        self.attentions = nn.ModuleList([DeformableAttention(a.embed, a.heads, a.points)])
        self.ffns = nn.ModuleList([ChannelAttention(a.embed, a.heads, a.feedforward)])
        self.taps = nn.ModuleList(AdaptivePooling(a.embed) for _ in range(LEVELS))
        self.norms = nn.ModuleList(nn.LayerNorm(a.embed) for _ in range(LEVELS))
        self.norm = nn.LayerNorm(a.embed)

    def pool(self, tokens, levels):
        """Adaptive pooling of each level (padding included) and its norm; takes the place of the tokens."""
        parts = []
        for level, part in enumerate(levels.split(tokens)):
            pooled = self.taps[level](levels.to_map(part, level))
            parts.append(self.norms[level](pooled.flatten(2).transpose(1, 2)))
        return self.norm(torch.cat(parts, 1))

    def forward(self, tokens, positions, levels):
        x = self.pool(tokens, levels)
        x = self.norms[0](self.attentions[0](x, positions, x, levels.references, levels))
        return self.norms[1](self.ffns[0](x))


class Encoder(nn.Module):
    """tokens, positions [B,N,C] -> memory [B,N,C]."""

    def __init__(self, a):
        super().__init__()
        self.layers = nn.ModuleList(EncoderLayer(a) for _ in range(a.encoder_layers))

    def forward(self, tokens, positions, levels):
        for layer in self.layers:
            tokens = layer(tokens, positions, levels)
        return tokens
