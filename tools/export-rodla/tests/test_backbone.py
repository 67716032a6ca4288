"""Backbone and neck: where the norms are, which tensors go on."""
import unittest

import torch
import torch.nn.functional as F

from parts import SMALL, random, small_model
from rodla.dcn import pixel_grid


class BackboneTest(unittest.TestCase):
    def setUp(self):
        self.model = small_model()

    def test_block_norms_each_branch_after_it_and_scales_it(self):
        block, x = self.model.backbone.levels[0].blocks[0], random(1, 6, 5, SMALL.channels)
        norm = lambda y, layer: F.layer_norm(y, y.shape[-1:], layer[0].weight, layer[0].bias, 1e-6)
        with torch.no_grad():
            expected = x + block.gamma1 * norm(block.dcn(x, pixel_grid(x)), block.norm1)
            mlp = F.linear(F.gelu(F.linear(expected, block.mlp.fc1.weight, block.mlp.fc1.bias)), block.mlp.fc2.weight, block.mlp.fc2.bias)
            expected = expected + block.gamma2 * norm(mlp, block.norm2)
            torch.testing.assert_close(block(x, pixel_grid(x)), expected)
            block.fold()
            torch.testing.assert_close(block(x, pixel_grid(x)), expected, atol=1e-5, rtol=1e-5)

    def test_maps_are_what_the_blocks_left_before_the_downsampling(self):
        backbone, image = self.model.backbone, random(1, 3, 64, 96, seed=1)
        with torch.no_grad():
            x, expected = backbone.patch_embed(image), []
            self.assertEqual(x.shape, (1, 16, 24, SMALL.channels))
            for stage in backbone.levels:
                for block in stage.blocks:
                    x = block(x, pixel_grid(x))
                expected.append(x.permute(0, 3, 1, 2))
                if stage.downsample is not None:
                    conv, norm = stage.downsample.conv, stage.downsample.norm[1]
                    x = F.conv2d(x.permute(0, 3, 1, 2), conv.weight, None, 2, 1).permute(0, 2, 3, 1)
                    x = F.layer_norm(x, x.shape[-1:], norm.weight, norm.bias, 1e-6)
            maps = backbone(image)
        self.assertEqual([tuple(y.shape[1:]) for y in maps], [(64, 8, 12), (128, 4, 6), (256, 2, 3)])
        for found, wanted in zip(maps, expected[1:]):
            torch.testing.assert_close(found, wanted)

    def test_stem_has_one_activation_between_its_convolutions(self):
        stem, image = self.model.backbone.patch_embed, random(1, 3, 16, 24, seed=2)
        last = lambda y, norm: F.layer_norm(y.permute(0, 2, 3, 1), norm.normalized_shape, norm.weight, norm.bias, 1e-6)
        with torch.no_grad():
            x = F.gelu(last(F.conv2d(image, stem.conv1.weight, stem.conv1.bias, 2, 1), stem.norm1[1])).permute(0, 3, 1, 2)
            expected = last(F.conv2d(x, stem.conv2.weight, stem.conv2.bias, 2, 1), stem.norm2[1])
            torch.testing.assert_close(stem(image), expected)


class NeckTest(unittest.TestCase):
    def test_fourth_level_comes_from_the_raw_third_map(self):
        neck = small_model().neck
        maps = [random(1, c, *size, seed=c) for c, size in zip(SMALL.stage_channels[1:], ((8, 12), (4, 6), (3, 5)))]
        norm = lambda y, gn: F.group_norm(y, SMALL.norm_groups, gn.weight, gn.bias, 1e-5)
        with torch.no_grad():
            found = neck(maps)
            expected = [norm(F.conv2d(x, conv.conv.weight), conv.gn) for x, conv in zip(maps, neck.convs)]
            extra = neck.extra_convs[0]
            expected.append(norm(F.conv2d(maps[2], extra.conv.weight, None, 2, 1), extra.gn))
        self.assertEqual(found[3].shape, (1, SMALL.embed, 2, 3))
        for one, other in zip(found, expected):
            torch.testing.assert_close(one, other)
