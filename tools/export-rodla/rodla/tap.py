"""Average pooling at a scale that is chosen per pixel."""
import torch
import torch.nn as nn
import torch.nn.functional as F

DILATIONS = (1, 2, 3)


class ScalePredictor(nn.Module):
    """[B,C,H,W] -> weights of the four scales per pixel, [B,4,H,W]; their sum is 1."""

    def __init__(self, channels):
        super().__init__()
        scales = 1 + len(DILATIONS)
        self.proj = nn.Sequential(
            nn.Conv2d(channels, scales, 3, 1, 1, bias=False),
            nn.BatchNorm2d(scales),
            nn.Conv2d(scales, scales, 3, 1, 1, bias=False))

    def forward(self, x):
        return self.proj(x).softmax(1)


class AdaptivePooling(nn.Module):
    """x [B,C,H,W] -> sum over scales of weight * pool: the pixel itself, and means of 3x3 pixels 1, 2 and 3 apart.

    Pixels outside the map are zeros and count: a mean is always a ninth of the sum. Nothing of x is added to the result.
    """

    def __init__(self, channels):
        super().__init__()
        self.dilation_predictor = ScalePredictor(channels)
        self.register_buffer('mean', torch.full((channels, 1, 3, 3), 1 / 9), persistent=False)

    def forward(self, x):
        weights = self.dilation_predictor(x)
        y = weights[:, 0:1] * x
        for k, dilation in enumerate(DILATIONS, 1):
            pool = F.conv2d(x, self.mean, padding=dilation, dilation=dilation, groups=self.mean.shape[0])
            y = y + weights[:, k:k + 1] * pool
        return y
