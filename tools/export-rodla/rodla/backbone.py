"""InternImage with the norm after each branch (post-norm); channels last inside."""
import torch.nn as nn

from .dcn import DeformableConv, pixel_grid
from .layers import ToChannelsFirst, ToChannelsLast, scale_norm

EPS = 1e-6


class Stem(nn.Module):
    """Image [B,3,H,W] -> [B,H/4,W/4,C]."""

    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(3, channels // 2, 3, 2, 1)
        self.norm1 = nn.Sequential(ToChannelsLast(), nn.LayerNorm(channels // 2, eps=EPS), ToChannelsFirst())
        self.act = nn.GELU()
        self.conv2 = nn.Conv2d(channels // 2, channels, 3, 2, 1)
        self.norm2 = nn.Sequential(ToChannelsLast(), nn.LayerNorm(channels, eps=EPS))

    def forward(self, x):
        return self.norm2(self.conv2(self.act(self.norm1(self.conv1(x)))))


class Downsample(nn.Module):
    """[B,H,W,C] -> [B,H/2,W/2,2C]."""

    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, 2 * channels, 3, 2, 1, bias=False)
        self.norm = nn.Sequential(ToChannelsLast(), nn.LayerNorm(2 * channels, eps=EPS))

    def forward(self, x):
        return self.norm(self.conv(x.permute(0, 3, 1, 2)))


class Mlp(nn.Module):
    """[...,C] -> [...,C] by way of ratio * C channels and GELU."""

    def __init__(self, channels, ratio):
        super().__init__()
        self.fc1 = nn.Linear(channels, ratio * channels)
        self.act = nn.GELU()
        self.fc2 = nn.Linear(ratio * channels, channels)

    def forward(self, x):
        return self.fc2(self.act(self.fc1(x)))


class Block(nn.Module):
    """x [B,H,W,C]: x + gamma1 * norm1(dcn(x)), then x + gamma2 * norm2(mlp(x))."""

    def __init__(self, channels, group_channels, mlp_ratio):
        super().__init__()
        self.norm1 = nn.Sequential(nn.LayerNorm(channels, eps=EPS))
        self.dcn = DeformableConv(channels, group_channels)
        self.norm2 = nn.Sequential(nn.LayerNorm(channels, eps=EPS))
        self.mlp = Mlp(channels, mlp_ratio)
        self.gamma1 = nn.Parameter(self.norm1[0].weight.detach().clone())
        self.gamma2 = nn.Parameter(self.norm2[0].weight.detach().clone())

    def fold(self):
        """Puts the gammas into the norms before them."""
        scale_norm(self.norm1[0], self.gamma1.data)
        scale_norm(self.norm2[0], self.gamma2.data)
        self.gamma1 = self.gamma2 = None

    def forward(self, x, grid):
        x = x + self.scaled(self.gamma1, self.norm1(self.dcn(x, grid)))
        return x + self.scaled(self.gamma2, self.norm2(self.mlp(x)))

    @staticmethod
    def scaled(gamma, x):
        return x if gamma is None else gamma * x


class Stage(nn.Module):
    """[B,H,W,C] -> the same, and what the next stage takes (None after the last)."""

    def __init__(self, channels, depth, group_channels, mlp_ratio, last):
        super().__init__()
        self.blocks = nn.ModuleList(Block(channels, group_channels, mlp_ratio) for _ in range(depth))
        self.downsample = None if last else Downsample(channels)

    def forward(self, x):
        grid = pixel_grid(x)
        for block in self.blocks:
            x = block(x, grid)
        return x, None if self.downsample is None else self.downsample(x)


class InternImage(nn.Module):
    """Image [B,3,H,W] -> maps of stages 1, 2 and 3, channels first, at strides 8, 16 and 32, as the blocks left them."""

    def __init__(self, architecture):
        super().__init__()
        a = architecture
        self.patch_embed = Stem(a.channels)
        self.levels = nn.ModuleList(
            Stage(channels, depth, a.group_channels, a.mlp_ratio, last=i == len(a.depths) - 1)
            for i, (channels, depth) in enumerate(zip(a.stage_channels, a.depths)))

    def forward(self, image):
        x = self.patch_embed(image)
        maps = []
        for stage in self.levels:
            out, x = stage(x)
            maps.append(out.permute(0, 3, 1, 2))
        return maps[1:]
