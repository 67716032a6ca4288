"""Random weights that stand in for trained ones: activations keep their size, points move by pixels, logits spread."""
import torch
import torch.nn as nn

from .deformable import DeformableAttention
from .decoder import Projections


@torch.no_grad()
def randomize(model, seed=0):
    """Fills a RoDLA model; the same seed gives the same weights."""
    generator = torch.Generator().manual_seed(seed)

    def normal(tensor, deviation, mean=0.0):
        tensor.normal_(mean, deviation, generator=generator)

    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Conv2d)):
            normal(module.weight, module.weight[0].numel() ** -0.5)
            if module.bias is not None:
                normal(module.bias, 0.1)
        elif isinstance(module, Projections):
            normal(module.in_proj_weight, module.in_proj_weight.shape[1] ** -0.5)
            normal(module.in_proj_bias, 0.1)
        elif isinstance(module, nn.Embedding):
            normal(module.weight, 1)
        elif isinstance(module, (nn.LayerNorm, nn.GroupNorm, nn.BatchNorm2d)):
            normal(module.weight, 0.1, 1)
            normal(module.bias, 0.1)
        if isinstance(module, nn.BatchNorm2d):
            normal(module.running_mean, 0.1)
            module.running_var.uniform_(0.5, 1.5, generator=generator)
            module.num_batches_tracked.fill_(1000)
    for name, parameter in model.named_parameters():
        if name.endswith(('gamma1', 'gamma2', 'gamma', 'temperature')):
            normal(parameter, 0.1, 1)
        elif name.endswith('level_embeds'):
            normal(parameter, 1)
    for module in model.modules():
        if isinstance(module, DeformableAttention):
            module.sampling_offsets.weight.mul_(2)
    for branch in model.bbox_head.cls_branches:
        branch.weight.mul_(2)
        branch.bias.sub_(3)
    for branch in model.bbox_head.reg_branches:
        branch[-1].weight.mul_(0.5)
    return model
