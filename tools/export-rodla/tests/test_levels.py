"""Padding, valid ratios, sine encodings, references and anchors against plain loops."""
import math
import unittest

import numpy as np
import torch

from parts import page_levels
from rodla.decoder import BoxEncoding
from rodla.levels import FAR

CHANNELS = 8


def padding_by_loop(shape, image, page):
    """True where a level's pixel is padding: nearest neighbour of the image's mask."""
    mask = np.ones(image, bool)
    mask[:page[0], :page[1]] = False
    rows = [int(np.floor(np.float32(i) * np.float32(image[0] / shape[0]))) for i in range(shape[0])]
    columns = [int(np.floor(np.float32(j) * np.float32(image[1] / shape[1]))) for j in range(shape[1])]
    return mask[np.ix_(rows, columns)]


def sine_by_loop(padding, channels):
    """[H,W,C]: y before x, each place counted over what is no padding, temperature 20."""
    seen = ~padding
    y, x = np.cumsum(seen, 0, dtype=float), np.cumsum(seen, 1, dtype=float)
    y, x = y / (y[-1:] + 1e-6) * 2 * math.pi, x / (x[:, -1:] + 1e-6) * 2 * math.pi
    out = np.zeros((*padding.shape, channels))
    for half, place in enumerate((y, x)):
        for i in range(channels // 2):
            angle = place / 20 ** (2 * (i // 2) / (channels // 2))
            out[..., half * channels // 2 + i] = np.cos(angle) if i % 2 else np.sin(angle)
    return out


class LevelsTest(unittest.TestCase):
    """Image sizes whose fourth level does and does not divide them, pages that end anywhere."""

    CASES = [((96, 128), (96, 128)), ((96, 128), (70, 101)), ((160, 224), (135, 200)), ((64, 352), (40, 330))]

    def each(self):
        for image, page in self.CASES:
            levels = page_levels(*image, *page, CHANNELS)
            paddings = [padding_by_loop(shape, image, page) for shape in levels.shapes]
            yield levels, paddings

    def flat(self, parts):
        return np.concatenate([part.reshape(-1, *part.shape[2:]) for part in parts])

    def test_padding_equals_the_nearest_pixel_of_the_mask(self):
        for levels, paddings in self.each():
            np.testing.assert_array_equal(levels.inside[0, :, 0].numpy() == 0, self.flat(paddings))

    def test_torch_interpolation_gives_the_same_padding(self):
        for (levels, _), (image, page) in zip(self.each(), self.CASES):
            mask = torch.ones(1, 1, *image)
            mask[..., :page[0], :page[1]] = 0
            maps = [torch.nn.functional.interpolate(mask, size=shape)[0, 0].flatten() for shape in levels.shapes]
            np.testing.assert_array_equal(1 - levels.inside[0, :, 0].numpy(), torch.cat(maps).numpy())

    def test_ratios_are_the_parts_that_show_the_page(self):
        for levels, paddings in self.each():
            expected = [[(~p[0]).sum() / p.shape[1], (~p[:, 0]).sum() / p.shape[0]] for p in paddings]
            np.testing.assert_allclose(levels.ratios.numpy(), expected, rtol=1e-6)

    def test_positions_equal_the_loop(self):
        for levels, paddings in self.each():
            expected = self.flat([sine_by_loop(p, CHANNELS) for p in paddings])
            np.testing.assert_allclose(levels.positions[0].numpy(), expected, atol=2e-6)

    def test_references_are_centres_as_shares_of_each_level(self):
        for levels, _ in self.each():
            ratios, expected = levels.ratios.double().numpy(), []
            for (height, width), ratio in zip(levels.shapes, ratios):
                for i in range(height):
                    for j in range(width):
                        centre = np.array([(j + 0.5) / (ratio[0] * width), (i + 0.5) / (ratio[1] * height)])
                        expected.append(centre * ratios)
            np.testing.assert_allclose(levels.references[0].numpy(), expected, rtol=2e-6)

    def test_anchors_are_logits_and_far_away_where_they_are_none(self):
        for levels, paddings in self.each():
            expected, valid = [], []
            for level, padding in enumerate(paddings):
                columns, rows = (~padding[0]).sum(), (~padding[:, 0]).sum()
                for i in range(padding.shape[0]):
                    for j in range(padding.shape[1]):
                        box = np.array([(j + 0.5) / columns, (i + 0.5) / rows, 0.05 * 2 ** level, 0.05 * 2 ** level])
                        valid.append(not padding[i, j] and bool(((box > 0.01) & (box < 0.99)).all()))
                        expected.append(np.log(box / (1 - box)) if valid[-1] else np.full(4, FAR))
            np.testing.assert_array_equal(levels.proposals[0, :, 0].numpy(), valid)
            np.testing.assert_allclose(levels.anchors[0].numpy(), expected, atol=2e-5)


class BoxEncodingTest(unittest.TestCase):
    def test_equals_the_loop(self):
        box = [0.2, 0.7, 0.4, 0.05]
        encoded = BoxEncoding(CHANNELS)(torch.tensor([[box]]))[0, 0].numpy()
        expected = []
        for value in (box[1], box[0], box[2], box[3]):
            for i in range(CHANNELS // 2):
                angle = value * 2 * math.pi / 10000 ** (2 * (i // 2) / (CHANNELS // 2))
                expected.append(math.cos(angle) if i % 2 else math.sin(angle))
        np.testing.assert_allclose(encoded, expected, atol=2e-6)
