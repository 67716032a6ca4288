"""Deformable attention against loops; adaptive pooling against shifted sums; channel attention against its definition."""
import unittest

import numpy as np
import torch

from parts import bilinear, page_levels, random
from rodla.channel_attention import ChannelAttention, TwoLayers
from rodla.deformable import DeformableAttention
from rodla.decoder import SelfAttention
from rodla.encoder import EncoderLayer
from rodla.tap import AdaptivePooling
from parts import SMALL, small_model

CHANNELS, HEADS, POINTS = 8, 2, 3


def attention(boxes):
    torch.manual_seed(2)
    layer = DeformableAttention(CHANNELS, HEADS, POINTS, boxes).eval()
    torch.nn.init.normal_(layer.sampling_offsets.bias, std=2)
    return layer


@torch.no_grad()
def by_loop(layer, query, position, memory, references, levels):
    queries, width = query.shape[1], CHANNELS // HEADS
    q = query + position
    offsets = layer.sampling_offsets(q)[0].view(queries, HEADS, 4, POINTS, 2).double().numpy()
    weights = layer.attention_weights(q)[0].view(queries, HEADS, 4 * POINTS).double().softmax(-1).view(queries, HEADS, 4, POINTS).numpy()
    value = (layer.value_proj(memory) * levels.inside)[0].double().numpy()
    references = references.double().numpy()
    out = np.zeros((queries, CHANNELS))
    start = 0
    for level, (height, across) in enumerate(levels.shapes):
        plane = value[start:start + height * across].reshape(height, across, CHANNELS)
        start += height * across
        for i in range(queries):
            reference = references[0, i, level]
            for head in range(HEADS):
                for point in range(POINTS):
                    dx, dy = offsets[i, head, level, point]
                    if len(reference) == 2:
                        x, y = reference[0] + dx / across, reference[1] + dy / height
                    else:
                        x, y = reference[:2] + (dx, dy) / np.array(POINTS) * reference[2:] * 0.5
                    weight = weights[i, head, level, point]
                    for channel in range(head * width, head * width + width):
                        out[i, channel] += weight * bilinear(plane[..., channel], x * across - 0.5, y * height - 0.5)
    return query + layer.output_proj(torch.from_numpy(out).float()[None])


class DeformableAttentionTest(unittest.TestCase):
    def setUp(self):
        self.levels = page_levels(64, 96, 50, 70)
        tokens = sum(height * width for height, width in self.levels.shapes)
        self.memory = random(1, tokens, CHANNELS, seed=1)
        self.query, self.position = random(1, 6, CHANNELS, seed=2), random(1, 6, CHANNELS, seed=3)

    def check(self, references, boxes):
        arguments = self.query, self.position, self.memory, references, self.levels
        layer = attention(boxes)
        with torch.no_grad():
            torch.testing.assert_close(layer(*arguments), by_loop(layer, *arguments), atol=2e-5, rtol=1e-5)

    def test_references_that_are_points_equal_the_loop(self):
        self.check(torch.rand(1, 6, 4, 2), boxes=False)

    def test_references_that_are_boxes_equal_the_loop(self):
        self.check(torch.rand(1, 6, 4, 4), boxes=True)

    def test_padding_is_never_seen(self):
        layer, references = attention(boxes=False), torch.rand(1, 6, 4, 2)
        changed = self.memory + 100 * (1 - self.levels.inside)
        with torch.no_grad():
            one, two = (layer(self.query, self.position, memory, references, self.levels) for memory in (self.memory, changed))
        torch.testing.assert_close(one, two)


class SelfAttentionTest(unittest.TestCase):
    def test_equals_torch(self):
        torch.manual_seed(3)
        reference = torch.nn.MultiheadAttention(CHANNELS, HEADS, batch_first=True).eval()
        torch.nn.init.normal_(reference.in_proj_bias)
        layer = SelfAttention(CHANNELS, HEADS).eval()
        layer.attn.load_state_dict(reference.state_dict())
        x, position = random(2, 5, CHANNELS, seed=4), random(2, 5, CHANNELS, seed=5)
        with torch.no_grad():
            expected = x + reference(x + position, x + position, x, need_weights=False)[0]
            torch.testing.assert_close(layer(x, position), expected, atol=1e-5, rtol=1e-5)


class AdaptivePoolingTest(unittest.TestCase):
    def test_equals_sums_of_shifted_maps(self):
        torch.manual_seed(4)
        layer = AdaptivePooling(CHANNELS).eval()
        torch.nn.init.uniform_(layer.dilation_predictor.proj[1].running_var, 0.5, 2)
        torch.nn.init.normal_(layer.dilation_predictor.proj[1].running_mean)
        x = random(1, CHANNELS, 6, 9, seed=6)
        padded = torch.nn.functional.pad(x, (3, 3, 3, 3))
        with torch.no_grad():
            weights = layer.dilation_predictor(x)
            expected = weights[:, :1] * x
            for d in (1, 2, 3):
                pool = sum(padded[:, :, 3 + d * i:9 + d * i, 3 + d * j:12 + d * j] for i in (-1, 0, 1) for j in (-1, 0, 1)) / 9
                expected = expected + weights[:, d:d + 1] * pool
            torch.testing.assert_close(layer(x), expected, atol=1e-5, rtol=1e-5)
            torch.testing.assert_close(weights.sum(1), torch.ones(1, 6, 9))

    def test_scales_come_from_the_predictor_alone(self):
        layer = AdaptivePooling(CHANNELS).eval()
        torch.nn.init.zeros_(layer.dilation_predictor.proj[2].weight)
        ones = torch.ones(1, CHANNELS, 9, 9)
        with torch.no_grad():
            y = layer(ones)[0, 0]
        self.assertAlmostEqual(float(y[4, 4]), 1, places=5)                                 # no residual: the weights' sum is 1
        self.assertAlmostEqual(float(y[0, 0]), (1 + 3 * 4 / 9) / 4, places=5)               # zeros outside count in a mean


class ChannelAttentionTest(unittest.TestCase):
    def layer(self):
        torch.manual_seed(5)
        layer = ChannelAttention(CHANNELS, HEADS, 32).eval()
        for parameter in layer.parameters():
            torch.nn.init.normal_(parameter, 0.3, 0.5)
        return layer

    @torch.no_grad()
    def by_definition(self, layer, x):
        heads = lambda y: y.double().view(*y.shape[:2], HEADS, -1).transpose(1, 2)         # [B,heads,N,C/heads]
        q = heads(layer.q(x)).softmax(2).transpose(2, 3)
        k = heads(x).softmax(2).mean(3, keepdim=True)
        gate = (q @ k).sigmoid() * layer.temperature.double()                               # [B,heads,C/heads,1]
        v = heads(layer.norm_v(layer.mlp_v.fc2(layer.mlp_v.fc1(x)))).transpose(2, 3)
        return x + layer.gamma * (gate * v).transpose(2, 3).transpose(1, 2).flatten(2).float()

    def test_equals_the_definition(self):
        layer, x = self.layer(), random(2, 40, CHANNELS, seed=7)
        with torch.no_grad():
            torch.testing.assert_close(layer(x), self.by_definition(layer, x), atol=1e-5, rtol=1e-5)

    def test_folded_equals_unfolded(self):
        layer, x = self.layer(), random(2, 40, CHANNELS, seed=8)
        with torch.no_grad():
            before = layer(x)
            layer.fold()
            torch.testing.assert_close(layer(x), before, atol=1e-5, rtol=1e-5)

    def test_folded_map_is_exact_in_float64(self):
        torch.manual_seed(6)
        layers, x = TwoLayers(16, 128).double(), torch.randn(30, 16, dtype=torch.float64)
        with torch.no_grad():
            torch.testing.assert_close(layers.folded()(x), layers(x), atol=1e-13, rtol=1e-12)


class EncoderLayerTest(unittest.TestCase):
    def test_first_two_norms_serve_twice_and_pooling_has_no_residual(self):
        layer = small_model().bbox_head.transformer.encoder.layers[0]
        levels = page_levels(64, 96, 50, 70, SMALL.embed)
        tokens = random(1, sum(h * w for h, w in levels.shapes), SMALL.embed, seed=9)
        with torch.no_grad():
            parts = []
            for level, part in enumerate(levels.split(tokens)):
                pooled = layer.taps[level](levels.to_map(part, level))
                parts.append(layer.norms[level](pooled.flatten(2).transpose(1, 2)))
            x = layer.norm(torch.cat(parts, 1))
            x = layer.norms[0](layer.attentions[0](x, levels.positions, x, levels.references, levels))
            x = layer.norms[1](layer.ffns[0](x))
            torch.testing.assert_close(layer(tokens, levels.positions, levels), x)
        self.assertEqual({name.split('.')[1] for name in EncoderLayer(SMALL).state_dict() if name.startswith('norms.')}, set('0123'))
