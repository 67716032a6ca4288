"""The encoder's feed-forward part: an affine map whose channels are gated by what all tokens say together."""
import torch
import torch.nn as nn

from .layers import scale_norm


class TokenGate(nn.Module):
    """q, x [B,N,C] -> gate [B,C] in 0..1: sigmoid of q-transposed k, both softmaxes over the N tokens.

    Every share is about 1/N, near the smallest number of half precision: this part stays in single precision.
    """

    def __init__(self, channels, heads):
        super().__init__()
        self.heads = heads
        self.width = channels // heads

    def forward(self, q, x):
        shape = q.shape[0], -1, self.heads, self.width
        q = q.softmax(1).view(shape)
        k = x.softmax(1).view(shape).mean(-1, keepdim=True)
        return (q * k).sum(1).flatten(1).sigmoid()


class TwoLayers(nn.Module):
    """[...,C] -> [...,C] by way of `hidden` channels, with nothing between: one affine map in two parts."""

    def __init__(self, channels, hidden):
        super().__init__()
        self.fc1 = nn.Linear(channels, hidden)
        self.fc2 = nn.Linear(hidden, channels)

    def folded(self):
        """The same map as one Linear, multiplied out in float64."""
        w1, w2 = self.fc1.weight.data.double(), self.fc2.weight.data.double()
        linear = nn.Linear(w1.shape[1], w2.shape[0])
        linear.weight.data = (w2 @ w1).to(self.fc1.weight.dtype)
        linear.bias.data = (w2 @ self.fc1.bias.data.double() + self.fc2.bias.data.double()).to(self.fc1.weight.dtype)
        return linear

    def forward(self, x):
        return self.fc2(self.fc1(x))


class ChannelAttention(nn.Module):
    """x [B,N,C] -> x + gamma * gate * norm_v(mlp_v(x)); the gate is one number per image and channel."""

    def __init__(self, channels, heads, hidden):
        super().__init__()
        self.temperature = nn.Parameter(torch.ones(heads, 1, 1))
        self.gamma = nn.Parameter(torch.ones(channels))
        self.mlp_v = TwoLayers(channels, hidden)
        self.norm_v = nn.LayerNorm(channels)
        self.q = nn.Linear(channels, channels, bias=False)
        self.gate = TokenGate(channels, heads)

    def fold(self):
        """One Linear for two, and gamma and temperature into the norm."""
        self.mlp_v = self.mlp_v.folded()
        scale_norm(self.norm_v, self.factor().data)
        self.gamma = self.temperature = None

    def factor(self):
        """gamma * temperature per channel, [C]; a head's channels lie together."""
        heads = self.temperature.shape[0]
        return (self.gamma.view(heads, -1) * self.temperature.view(heads, 1)).flatten()

    def forward(self, x):
        gate = self.gate(self.q(x), x)
        if self.gamma is not None:
            gate = gate * self.factor()
        return x + gate.unsqueeze(1) * self.norm_v(self.mlp_v(x))
