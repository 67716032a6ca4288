"""The network's keys and shapes are those of the published checkpoints."""
import os
import unittest
from unittest import mock

import torch

import parts        # finds the package
from rodla.architecture import Architecture
from rodla.detector import RoDLA

T = 'bbox_head.transformer.'


def pair(name, weight, bias=None):
    """Weight and bias; the bias is as long as the weight's first dimension unless told."""
    return {name + '.weight': weight, name + '.bias': bias or weight[:1]}


def backbone():
    keys = {**pair('patch_embed.conv1', [96, 3, 3, 3]), **pair('patch_embed.norm1.1', [96]),
            **pair('patch_embed.conv2', [192, 96, 3, 3]), **pair('patch_embed.norm2.1', [192])}
    for i, (depth, c, offsets, masks) in enumerate(zip((5, 5, 22, 5), (192, 384, 768, 1536), (216, 432, 864, 1728), (108, 216, 432, 864))):
        for j in range(depth):
            block = f'levels.{i}.blocks.{j}.'
            keys.update({block + 'gamma1': [c], block + 'gamma2': [c]})
            for name, weight in (('norm1.0', [c]), ('norm2.0', [c]), ('dcn.dw_conv.0', [c, 1, 3, 3]), ('dcn.dw_conv.1.1', [c]),
                                 ('dcn.offset', [offsets, c]), ('dcn.mask', [masks, c]), ('dcn.input_proj', [c, c]),
                                 ('dcn.output_proj', [c, c]), ('mlp.fc1', [4 * c, c]), ('mlp.fc2', [c, 4 * c])):
                keys.update(pair(block + name, weight))
        if i < 3:
            keys[f'levels.{i}.downsample.conv.weight'] = [2 * c, c, 3, 3]
            keys.update(pair(f'levels.{i}.downsample.norm.1', [2 * c]))
    return {'backbone.' + name: shape for name, shape in keys.items()}


def neck():
    keys = {'neck.extra_convs.0.conv.weight': [256, 1536, 3, 3], **pair('neck.extra_convs.0.gn', [256])}
    for k, c in enumerate((384, 768, 1536)):
        keys.update({f'neck.convs.{k}.conv.weight': [256, c, 1, 1], **pair(f'neck.convs.{k}.gn', [256])})
    return keys


def attention(name):
    return {**pair(name + '.sampling_offsets', [256, 256]), **pair(name + '.attention_weights', [128, 256]),
            **pair(name + '.value_proj', [256, 256]), **pair(name + '.output_proj', [256, 256])}


def encoder():
    keys = {}
    for n in range(6):
        layer = f'{T}encoder.layers.{n}.'
        keys.update(attention(layer + 'attentions.0'))
        keys.update({layer + 'ffns.0.temperature': [8, 1, 1], layer + 'ffns.0.gamma': [256], layer + 'ffns.0.q.weight': [256, 256],
                     **pair(layer + 'ffns.0.mlp_v.fc1', [2048, 256]), **pair(layer + 'ffns.0.mlp_v.fc2', [256, 2048]),
                     **pair(layer + 'ffns.0.norm_v', [256]), **pair(layer + 'norm', [256])})
        for level in range(4):
            proj = f'{layer}taps.{level}.dilation_predictor.proj.'
            keys.update({proj + '0.weight': [4, 256, 3, 3], **pair(proj + '1', [4]), proj + '1.running_mean': [4],
                         proj + '1.running_var': [4], proj + '1.num_batches_tracked': [], proj + '2.weight': [4, 4, 3, 3],
                         **pair(f'{layer}norms.{level}', [256])})
    return keys


def decoder(layers):
    keys = {**pair(T + 'decoder.ref_point_head.0', [256, 512]), **pair(T + 'decoder.ref_point_head.2', [256, 256]),
            **pair(T + 'decoder.norm', [256])}
    for m in range(layers):
        layer = f'{T}decoder.layers.{m}.'
        attn = layer + 'attentions.0.attn.'
        keys.update({attn + 'in_proj_weight': [768, 256], attn + 'in_proj_bias': [768], **pair(attn + 'out_proj', [256, 256]),
                     **attention(layer + 'attentions.1'), **pair(layer + 'ffns.0.layers.0.0', [2048, 256]),
                     **pair(layer + 'ffns.0.layers.1', [256, 2048])})
        for k in range(3):
            keys.update(pair(f'{layer}norms.{k}', [256]))
    return keys


def head(classes, layers):
    keys = {T + 'level_embeds': [4, 256], **pair(T + 'enc_output', [256, 256]), **pair(T + 'enc_output_norm', [256]),
            T + 'query_embed.weight': [3000, 256], 'bbox_head.label_embedding.weight': [classes, 256]}
    for branch in range(layers + 1):
        box = f'bbox_head.reg_branches.{branch}.'
        keys.update({**pair(f'bbox_head.cls_branches.{branch}', [classes, 256]), **pair(box + '0', [256, 256]),
                     **pair(box + '2', [256, 256]), **pair(box + '4', [4, 256])})
    return keys


class KeysTest(unittest.TestCase):
    def check(self, classes, layers, tensors, parameters):
        # Random numbers for 340 million weights would be drawn for nothing.
        with mock.patch.object(torch.nn.Linear, 'reset_parameters'), mock.patch.object(torch.nn.Conv2d, 'reset_parameters'):
            model = RoDLA(Architecture(classes=classes, decoder_layers=layers))
        expected = {**backbone(), **neck(), **encoder(), **decoder(layers), **head(classes, layers)}
        self.assertEqual({name: list(tensor.shape) for name, tensor in model.state_dict().items()}, expected)
        self.assertEqual(len(expected), tensors)
        self.assertEqual(sum(parameter.numel() for parameter in model.parameters()), parameters)

    def test_m6doc(self):
        self.check(75, 8, 1434, 342_483_187)

    def test_doclaynet(self):
        self.check(11, 6, 1374, 338_956_181)

    def test_publaynet(self):
        self.check(5, 6, 1374, 338_943_851)

    def test_architecture_file_changes_what_it_names(self):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'small.json')
        self.assertEqual(Architecture.from_json(path), Architecture(
            channels=32, depths=(1, 1, 2, 1), embed=32, heads=4, norm_groups=8, encoder_layers=2, feedforward=64, queries=500))
