"""The fused normalization against PyTorch's."""
import os
import sys
import unittest

import torch
import torch.nn as nn

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from layoutmodel import fused


@unittest.skipUnless(fused.available(), 'no C compiler')
class FusedTest(unittest.TestCase):
    def compare(self, channels, height, width):
        torch.manual_seed(0)
        x = (torch.randn(3, channels, height, width) * 2 + 0.7).bfloat16().contiguous(memory_format=torch.channels_last)
        gradient = torch.randn(3, channels, height, width).bfloat16().contiguous(memory_format=torch.channels_last)
        ours, theirs = nn.BatchNorm2d(channels, eps=1e-3, momentum=0.03), nn.BatchNorm2d(channels, eps=1e-3, momentum=0.03)
        with torch.no_grad():
            for norm in (ours, theirs):
                norm.weight.copy_(torch.linspace(0.5, 2, channels))
                norm.bias.copy_(torch.linspace(-1, 1, channels))
        a, b = x.clone().requires_grad_(), x.float().requires_grad_()
        y, expected = fused.bn_silu(a, ours), nn.functional.silu(theirs(b))
        y.backward(gradient)
        expected.backward(gradient.float())
        torch.testing.assert_close(y.float(), expected, atol=0.02, rtol=0.01)
        torch.testing.assert_close(a.grad.float(), b.grad, atol=0.02, rtol=0.02)
        for name in ('weight', 'bias'):
            torch.testing.assert_close(getattr(ours, name).grad, getattr(theirs, name).grad, atol=0.5, rtol=0.01)
        torch.testing.assert_close(ours.running_mean, theirs.running_mean, atol=1e-4, rtol=1e-3)
        torch.testing.assert_close(ours.running_var, theirs.running_var, atol=1e-3, rtol=1e-3)

    def test_running_statistics_where_a_layer_is_frozen(self):
        norm = nn.BatchNorm2d(16, eps=1e-3)
        norm.running_mean.uniform_(-1, 1)
        norm.running_var.uniform_(0.5, 2)
        x = torch.randn(2, 16, 9, 7).bfloat16()
        with torch.no_grad():
            torch.testing.assert_close(fused.bn_silu_fixed(x, norm).float(), nn.functional.silu(norm.eval()(x.float())), atol=0.02, rtol=0.01)

    def test_sizes(self):
        for channels, height, width in ((16, 40, 32), (192, 5, 7), (24, 3, 3), (64, 33, 17)):
            with self.subTest(channels=channels):
                self.compare(channels, height, width)


if __name__ == '__main__':
    unittest.main()
