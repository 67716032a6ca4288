"""A larger net that begins with the function of a smaller one.

Every kernel of the small net is put into the larger one at the places that its channels have there; what the old outputs
would receive from new channels begins at zero. So the larger net gives the same features at first, and its new channels
learn from there. Weights of the first generation gave each side as exp(raw) * stride - stride / 2; their box outputs are
turned into distributions with that mean: a normal distribution over the logarithm of the distance has logits linear in raw.
"""
import math

import torch

from .net import BINS, SIZES, Net

SHARPNESS = 5.0         # 1 / (2 sigma^2) of the distribution over the logarithm of the distance
LEAST_BIN = 0.2         # what the bin 0 counts as in a logarithm


def places(parts):
    """Channels of a concatenation: [(old size, new size), ...] -> places of the old channels among the new ones."""
    index, start = [], 0
    for old, new in parts:
        index += range(start, start + old)
        start += new
    return torch.tensor(index)


class Grower:
    def __init__(self, old_state, old_config, net):
        self.old, self.new = old_state, {k: v.clone() for k, v in net.state_dict().items()}
        self.a, self.b = old_config, net.config

    def conv(self, name, outputs, inputs, norm=True):
        """Convolution `name` (and the normalization after it): places of its outputs and of its inputs."""
        kernel = f'{name}.0.weight' if norm else f'{name}.weight'
        old, new = self.old[kernel].float(), self.new[kernel]
        part = torch.zeros_like(new[outputs])
        part[:, inputs] = old
        new[outputs] = part
        others = [f'{name}.1.{key}' for key in ('weight', 'bias', 'running_mean', 'running_var')] if norm else [f'{name}.bias']
        for key in others:
            self.new[key][outputs] = self.old[key].float()

    def csp(self, name, inputs, old_width, new_width, old_depth, new_depth):
        old_hidden, new_hidden = old_width // 2, new_width // 2
        half = places([(old_hidden, new_hidden)])
        self.conv(f'{name}.split', places([(old_hidden, new_hidden)] * 2), inputs)
        for i in range(old_depth):
            for j in (0, 1):
                self.conv(f'{name}.blocks.{i}.{j}', half, half)
        parts = [(old_hidden, new_hidden)] * (2 + old_depth) + [(0, new_hidden)] * (new_depth - old_depth)
        self.conv(f'{name}.merge', places([(old_width, new_width)]), places(parts))

    def boxes(self, name, inputs):
        """Box outputs; from the exponent of the first generation where the old ones are that."""
        old, bias = self.old[f'{name}.weight'].float(), self.old[f'{name}.bias'].float()
        if len(old) == 4:
            log_bins = torch.tensor([math.log(max(b, LEAST_BIN)) for b in BINS])
            old = (2 * SHARPNESS * log_bins[None, :, None, None, None] * old[:, None]).flatten(0, 1)
            bias = (SHARPNESS * (2 * log_bins[None] * bias[:, None] - log_bins[None] ** 2)).flatten()
        self.new[f'{name}.weight'].zero_()[:, inputs] = old
        self.new[f'{name}.bias'].copy_(bias)

    def run(self):
        a, b = self.a, self.b
        width = [places([(o, n)]) for o, n in zip(a['widths'], b['widths'])]
        self.conv('stem', width[0], torch.arange(3))
        for i in range(4):
            self.conv(f'downs.{i}', width[i + 1], width[i])
            self.csp(f'stages.{i}', width[i + 1], a['widths'][i + 1], b['widths'][i + 1], a['depths'][i], b['depths'][i])
        hidden = (a['widths'][4] // 2, b['widths'][4] // 2)
        self.conv('context.reduce', places([hidden]), width[4])
        self.conv('context.page', places([hidden]), places([hidden]), norm=False)
        self.conv('context.merge', width[4], places([hidden] * 5))
        neck = places([(a['neck'], b['neck'])])
        for i in range(3):
            inputs = places([(a['widths'][i + 2], b['widths'][i + 2]), (2, 2)])
            self.conv(f'laterals.{i}', neck, inputs, norm=False)
        both = places([(a['neck'], b['neck'])] * 2)
        for name in ('top_down', 'bottom_up'):
            for i in (0, 1):
                self.csp(f'{name}.{i}', both, a['neck'], b['neck'], 1, 1)
        for i in (0, 1):
            self.conv(f'neck_downs.{i}', neck, neck)
        for i in range(3):
            for branch in ('shared', 'class_branch', 'box_branch'):
                self.conv(f'heads.{i}.{branch}', neck, neck)
            self.conv(f'heads.{i}.class_out', torch.arange(len(self.old[f'heads.{i}.class_out.bias'])), neck, norm=False)
            self.boxes(f'heads.{i}.box_out', neck)
        if 'refiner.bias' in self.old:
            everything = torch.arange(len(self.old['refiner.fine.bias']))
            self.conv('refiner.fine', everything, width[1], norm=False)
            self.conv('refiner.coarse', everything, neck, norm=False)
            self.conv('refiner.mix', everything, everything)
            for key in ('weight', 'bias', 'out_weight', 'out_bias'):
                self.new[f'refiner.{key}'].copy_(self.old[f'refiner.{key}'])
        return self.new


def grown(path, size):
    """A net of this size from any weights of the family that are not larger."""
    saved = torch.load(path, map_location='cpu')
    net = Net(**SIZES[size])
    state = Grower(saved['ema'], saved['config'], net).run()
    net.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()})
    return net.to(memory_format=torch.channels_last)
