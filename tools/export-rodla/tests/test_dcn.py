"""DCNv3 against a loop over pixels, groups and points."""
import unittest

import numpy as np
import torch

from parts import bilinear, random
from rodla.dcn import DeformableConv, SamplingGrid, pixel_grid
from rodla.layers import sample

HEIGHT, WIDTH, CHANNELS, GROUP = 5, 7, 8, 4


def layer(seed=0):
    torch.manual_seed(seed)
    conv = DeformableConv(CHANNELS, GROUP).eval()
    torch.nn.init.normal_(conv.offset.bias, std=1.5)
    torch.nn.init.normal_(conv.mask.bias)
    return conv


@torch.no_grad()
def by_loop(conv, x):
    """The operator as it is defined, in pixels: the x index of a point is the outer one, offsets are x before y."""
    value = conv.input_proj(x)[0].double().numpy()
    u = conv.dw_conv(x.permute(0, 3, 1, 2))
    offset, mask = conv.offset(u)[0].double().numpy(), conv.mask(u)[0].double().numpy()
    y = np.zeros((HEIGHT, WIDTH, CHANNELS))
    for row in range(HEIGHT):
        for column in range(WIDTH):
            for group in range(CHANNELS // GROUP):
                weights = np.exp(mask[row, column, group * 9:group * 9 + 9])
                weights /= weights.sum()
                for i in range(3):
                    for j in range(3):
                        k = 3 * i + j
                        dx, dy = offset[row, column, (group * 9 + k) * 2:(group * 9 + k) * 2 + 2]
                        px, py = column + 2 * (i - 1 + dx), row + 2 * (j - 1 + dy)
                        for channel in range(group * GROUP, group * GROUP + GROUP):
                            y[row, column, channel] += weights[k] * bilinear(value[..., channel], px, py)
    return conv.output_proj(torch.from_numpy(y).float()[None])


class DeformableConvTest(unittest.TestCase):
    def test_equals_the_loop(self):
        conv, x = layer(), random(1, HEIGHT, WIDTH, CHANNELS)
        with torch.no_grad():
            torch.testing.assert_close(conv(x, pixel_grid(x)), by_loop(conv, x), atol=2e-5, rtol=1e-5)

    def test_points_at_rest_are_two_pixels_apart_and_x_major(self):
        x = torch.zeros(1, HEIGHT, WIDTH, 1)
        points = SamplingGrid()(torch.zeros(1, 9, HEIGHT * WIDTH, 2), pixel_grid(x))[0]
        pixel = 2 * WIDTH + 3
        places = (points[:, pixel] + 1) / 2 * torch.tensor([WIDTH, HEIGHT]) - 0.5
        expected = [[3 + dx, 2 + dy] for dx in (-2, 0, 2) for dy in (-2, 0, 2)]
        torch.testing.assert_close(places, torch.tensor(expected, dtype=torch.float32), atol=1e-5, rtol=0)

    def test_offsets_are_doubled(self):
        x = torch.zeros(1, HEIGHT, WIDTH, 1)
        offset = torch.zeros(1, 9, HEIGHT * WIDTH, 2)
        moved = offset + torch.tensor([0.75, -0.5])
        grid = SamplingGrid()
        shift = (grid(moved, pixel_grid(x)) - grid(offset, pixel_grid(x))) / 2 * torch.tensor([WIDTH, HEIGHT])
        torch.testing.assert_close(shift, torch.tensor([1.5, -1.0]).expand_as(shift), atol=1e-5, rtol=0)

    def test_outside_the_map_is_zero_and_half_outside_is_half(self):
        ones = torch.ones(1, 1, HEIGHT, WIDTH)
        places = torch.tensor([[-0.5, 2], [-1, 2], [WIDTH - 0.5, 2], [3, -0.5], [3, HEIGHT], [-0.5, -0.5], [3, 2]])
        points = (places + 0.5) * 2 / torch.tensor([WIDTH, HEIGHT]) - 1
        values = sample(ones, points.view(1, 1, -1, 2)).flatten()
        torch.testing.assert_close(values, torch.tensor([0.5, 0, 0.5, 0.5, 0, 0.25, 1]), atol=1e-5, rtol=0)
