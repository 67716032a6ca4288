"""What the tests share: a small architecture and slow, plain forms of the sampling."""
import math
import os
import sys

import numpy as np
import torch

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from rodla.architecture import Architecture
from rodla.detector import RoDLA
from rodla.levels import Levels
from rodla.weights import randomize

SMALL = Architecture(channels=32, depths=(1, 1, 2, 1), embed=32, heads=4, norm_groups=8, encoder_layers=2, feedforward=64, queries=100,
                     decoder_layers=2, classes=75)


def small_model(seed=1):
    return randomize(RoDLA(SMALL), seed).eval()


def random(*shape, seed=0):
    return torch.from_numpy(np.random.RandomState(seed).standard_normal(shape).astype(np.float32))


def bilinear(plane, x, y):
    """Value of plane [H,W] at pixel coordinates; corners outside count as zero."""
    height, width = plane.shape
    left, top = math.floor(x), math.floor(y)
    value = 0.0
    for row, share_y in ((top, top + 1 - y), (top + 1, y - top)):
        for column, share_x in ((left, left + 1 - x), (left + 1, x - left)):
            if 0 <= row < height and 0 <= column < width:
                value += share_y * share_x * plane[row, column]
    return value


def page_levels(height, width, page_height, page_width, channels=8):
    """Levels of an image [1,3,height,width] as the network has them."""
    half = lambda n: (n - 1) // 2 + 1
    shapes = [(height // s, width // s) for s in (8, 16, 32)]
    shapes.append((half(shapes[-1][0]), half(shapes[-1][1])))
    maps = [torch.zeros(1, channels, *shape) for shape in shapes]
    return Levels(maps, torch.zeros(1, 3, height, width), torch.tensor([page_height, page_width], dtype=torch.float32))
