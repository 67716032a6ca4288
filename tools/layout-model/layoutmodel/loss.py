"""Task-aligned assignment (as in TOOD) and the losses: classes, coarse boxes, their distributions, refined boxes.

A box of the class MASKED is a region that nobody labelled: points in it learn nothing unless they belong to a labelled box.
Everything is kept sparse, in (box, point) pairs, so that it is cheap on a CPU.
"""
import warnings

import torch
import torch.nn.functional as F

from .net import BINS, boxes_of, flat, grid_points

warnings.filterwarnings('ignore', message='scatter_reduce')     # called beta in PyTorch 1.13

BOX_WEIGHT = 3.0        # GIoU of the coarse boxes
BIN_WEIGHT = 0.6        # cross-entropy of the distance bins
REFINED_WEIGHT = 3.0    # GIoU of the refined boxes
EDGE_WEIGHT = 1.5       # distance of the refined sides, in units of EDGE_SCALE pixels
EDGE_SCALE = 8.0
SIDES = (1.5, 0.5, 1.5, 0.5)    # left and right edges cut letters off: they count more
MASKED = -1
NESTED_SHARE = 0.8      # of a box within another that makes it nested
NESTED_SCORE = 0.3      # least target of the points of a nested box
STRIDE8_SLACK = 4.5     # half-size, in pixels, that every box has at least for stride-8 points


def area(boxes):
    return (boxes[:, 2] - boxes[:, 0]).clamp(0) * (boxes[:, 3] - boxes[:, 1]).clamp(0)


def iou_of_pairs(a, b, generalized=False):
    """IoU (or GIoU) of a[i] and b[i]."""
    low, high = torch.maximum(a[:, :2], b[:, :2]), torch.minimum(a[:, 2:], b[:, 2:])
    inter = (high - low).clamp(0).prod(1)
    union = area(a) + area(b) - inter + 1e-6
    iou = inter / union
    if not generalized:
        return iou
    hull = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(1) + 1e-6
    return iou - (hull - union) / hull


@torch.no_grad()
def assign(prob, boxes, truth, centres, strides, topk=10, alpha=0.5, beta=6.0):
    """Choose the points that learn each true box.

    prob [N,classes], boxes [N,4], truth [M,5] as class, x0, y0, x1, y1
    -> point index, truth index and target score of every chosen pair.
    """
    target = truth[:, 1:]
    slack = torch.where(strides == 8, STRIDE8_SLACK, 0.0)   # so that a thin line owns a row of points
    half_w = torch.maximum((target[:, 2] - target[:, 0])[:, None] / 2, slack[None])
    half_h = torch.maximum((target[:, 3] - target[:, 1])[:, None] / 2, slack[None])
    cx = (target[:, 0] + target[:, 2])[:, None] / 2
    cy = (target[:, 1] + target[:, 3])[:, None] / 2
    inside = ((centres[None, :, 0] - cx).abs() < half_w) & ((centres[None, :, 1] - cy).abs() < half_h)
    ti, pi = inside.nonzero(as_tuple=True)
    if len(ti) == 0:
        return pi, ti, prob.new_zeros(0)

    pair_iou = iou_of_pairs(boxes[pi], target[ti])
    alignment = prob.new_zeros(inside.shape)
    alignment[ti, pi] = prob[pi, truth[ti, 0].long()] ** alpha * pair_iou ** beta + 1e-9
    iou = prob.new_zeros(inside.shape)
    iou[ti, pi] = pair_iou
    value, index = alignment.topk(min(topk, alignment.shape[1]), 1)
    keep = value > 0
    ti = torch.arange(len(target), device=prob.device)[:, None].expand_as(index)[keep]
    pi = index[keep]

    # A point goes to the box that it overlaps best, but to a nested one before the one around it: a heading that begins its paragraph
    # would never get a point, because all points there begin with the box of the paragraph.
    inner = nested(target)
    claim = torch.full_like(iou, -1.0)
    claim[ti, pi] = iou[ti, pi] + inner[ti].float()
    best, owner = claim.max(0)
    pi = (best >= 0).nonzero()[:, 0]
    ti = owner[pi]

    aligned, overlap = alignment[ti, pi], iou[ti, pi]
    score = aligned / (greatest(aligned, ti, len(target))[ti] + 1e-9) * greatest(overlap, ti, len(target))[ti]
    return pi, ti, torch.where(inner[ti], score.clamp(min=NESTED_SCORE), score)


def nested(boxes):
    """Which boxes [M,4] lie within one that is at least twice as large."""
    low, high = torch.maximum(boxes[:, None, :2], boxes[None, :, :2]), torch.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    inside = (high - low).clamp(0).prod(2) > NESTED_SHARE * area(boxes)[:, None]
    return (inside & (area(boxes)[None] > 2 * area(boxes)[:, None])).any(1)


def greatest(values, group, groups):
    """The greatest value of each group (0 for an empty one)."""
    return values.new_zeros(groups).scatter_reduce(0, group, values, 'amax')


def bin_loss(logits, distance):
    """Cross-entropy of the two bins around each true distance [K,4] (in strides from half a stride outside) -> [K]."""
    edges = torch.tensor(BINS, dtype=torch.float32, device=distance.device)
    distance = distance.clamp(0, BINS[-1] - 1e-3)
    upper = torch.bucketize(distance, edges, right=True)
    low, high = edges[upper - 1], edges[upper]
    share = (distance - low) / (high - low)
    log_p = logits.unflatten(-1, (4, len(BINS))).log_softmax(-1)
    lower_p, upper_p = (log_p.gather(-1, index[..., None])[..., 0] for index in (upper - 1, upper))
    return -(lower_p * (1 - share) + upper_p * share).mean(-1)


def edge_loss(boxes, truth):
    """Distance of the sides, [K]; far sides count no more than in proportion."""
    return (F.smooth_l1_loss(boxes / EDGE_SCALE, truth / EDGE_SCALE, reduction='none', beta=0.25) * boxes.new_tensor(SIDES)).mean(1)


def within(centres, regions):
    """Which points [N] lie in any of the regions [R,4]."""
    x, y = centres[:, 0, None], centres[:, 1, None]
    return ((x > regions[:, 0]) & (x < regions[:, 2]) & (y > regions[:, 1]) & (y < regions[:, 3])).any(1)


def detection_loss(output, refiner, truths, height, width):
    """Output of a net and its refiner -> total, class and box loss of a batch; truths is one [M,5] tensor an image."""
    maps, edges = output
    edges = edges.float().split(1)
    logits, bins = flat(maps)
    centres, strides = grid_points(height, width, logits.device)
    with torch.no_grad():                   # all boxes, to choose from; those chosen are computed again
        boxes = boxes_of(bins, centres, strides)
    wanted, counted = torch.zeros_like(logits), None
    chosen, targets, weights, moves = [], [], [], []
    for b, truth in enumerate(truths):
        masks = truth[:, 0] == MASKED
        if masks.any():
            counted = torch.ones_like(logits[..., :1]) if counted is None else counted
            counted[b, within(centres, truth[masks, 1:])] = 0
            truth = truth[~masks]
        if len(truth) == 0:
            continue
        pi, ti, score = assign(logits[b].detach().sigmoid(), boxes[b], truth, centres, strides)
        wanted[b, pi, truth[ti, 0].long()] = score
        if counted is not None:
            counted[b, pi] = 1
        if len(pi):
            chosen.append((torch.full_like(pi, b), pi))
            targets.append(truth[ti, 1:])
            weights.append(score.clamp(min=0.05))
            moves.append(refiner.move(edges[b], boxes[b:b + 1, pi])[0])
    norm = wanted.sum().clamp(min=1.0)
    class_loss = F.binary_cross_entropy_with_logits(logits, wanted, weight=counted, reduction='sum') / norm
    if not chosen:
        return class_loss, class_loss.detach(), class_loss.new_zeros(())
    image, pi = (torch.cat(part) for part in zip(*chosen))
    target, weight, bins = torch.cat(targets), torch.cat(weights), bins[image, pi]
    coarse = boxes_of(bins, centres[pi], strides[pi])
    refined = coarse.detach() + torch.cat(moves)
    distance = torch.cat([centres[pi] - target[:, :2], target[:, 2:] - centres[pi]], 1) / strides[pi, None] + 0.5
    loss = (BOX_WEIGHT * (1 - iou_of_pairs(coarse, target, generalized=True)) + BIN_WEIGHT * bin_loss(bins, distance)
            + REFINED_WEIGHT * (1 - iou_of_pairs(refined, target, generalized=True)) + EDGE_WEIGHT * edge_loss(refined, target))
    box_loss = (loss * weight).sum() / norm
    return class_loss + box_loss, class_loss.detach(), box_loss.detach()
