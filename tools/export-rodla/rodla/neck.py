"""Channel mapper: every level to the transformer's width, and one level more."""
import torch.nn as nn


class ConvNorm(nn.Module):
    """Convolution without bias and group normalization: [B,C,H,W] -> [B,embed,H',W']."""

    def __init__(self, inputs, outputs, kernel, stride, groups):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.gn = nn.GroupNorm(groups, outputs)

    def forward(self, x):
        return self.gn(self.conv(x))


class ChannelMapper(nn.Module):
    """Maps at strides 8, 16, 32 -> four maps [B,embed,H,W]; the fourth comes from the raw last one, at stride 64."""

    def __init__(self, architecture):
        super().__init__()
        inputs, embed, groups = architecture.stage_channels[1:], architecture.embed, architecture.norm_groups
        self.convs = nn.ModuleList(ConvNorm(channels, embed, 1, 1, groups) for channels in inputs)
        self.extra_convs = nn.ModuleList([ConvNorm(inputs[-1], embed, 3, 2, groups)])

    def forward(self, maps):
        return [conv(x) for conv, x in zip(self.convs, maps)] + [self.extra_convs[0](maps[-1])]
