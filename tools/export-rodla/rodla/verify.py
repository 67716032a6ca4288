"""The exported graph in ONNX Runtime against the network in PyTorch.

The two choose nearly the same tokens as queries, but a rounding may swap two whose scores are equal to six digits, and a query's place
decides its content. So PyTorch is given the graph's choice, and the choice is judged by itself: by how much do the scores of the tokens
that the graph chose fall short of the best, place by place?
"""
import dataclasses

import numpy as np
import torch

from . import pages, postprocess, runtime

SIZES = (500, 390), (300, 420), (600, 600)      # height and width; the second has fewer tokens than queries
MOST_DIFFERENCE = 1e-3                          # of a logit, and of a box as a share of the page, in single precision
MOST_CHOICE = {False: 1e-3, True: 0.25}         # of a chosen token's logit below the best, in single and half precision
LEAST_SAME = 0.99                               # share of the 300 best pairs of query and label, in half precision
MOST_PIXELS = 2.0                               # of a corner of those


@dataclasses.dataclass
class Comparison:
    """One page. Times are milliseconds; peak_bytes is of the whole process of ONNX Runtime."""

    size: tuple
    logits: float       # greatest difference
    boxes: float        # greatest difference, shares of the page
    pixels: float       # greatest difference of a corner of the best detections
    same: float         # share of the best pairs of query and label that both have
    choice: float       # how much lower than the best a chosen token scores, at most
    milliseconds: float
    peak_bytes: int

    def problems(self, half):
        # Written so that NaN, which no comparison holds for, is a problem.
        if not self.choice <= MOST_CHOICE[half]:
            yield f'a query was chosen whose score is {self.choice:.2g} too low'
        if half:
            if not (self.same >= LEAST_SAME and self.pixels <= MOST_PIXELS):
                yield f'{self.same:.1%} of the best detections are the same, within {self.pixels:.2f} px'
        elif not (self.logits <= MOST_DIFFERENCE and self.boxes <= MOST_DIFFERENCE):
            yield f'logits differ by {self.logits:.2g}, boxes by {self.boxes:.2g}'

    def __str__(self):
        return (f'{self.size[0]} x {self.size[1]}: logits within {self.logits:.1e}, boxes within {self.boxes:.1e}; of the 300 best '
                f'{self.same:.1%} are the same, within {self.pixels:.3f} px; choice of queries within {self.choice:.1e}; '
                f'{self.milliseconds / 1000:.2f} s, {self.peak_bytes / 1e9:.2f} GB')


def compare(model, graph, sizes=SIZES, threads=None):
    """A Comparison per size, of pages drawn in it."""
    inputs = [pages.tensors(pages.drawn(*size, seed)) for seed, size in enumerate(sizes)]
    for page, size, (outputs, figures) in zip(inputs, sizes, runtime.run(graph, inputs, threads)):
        yield compare_page(model, page, size, outputs, figures)


@torch.no_grad()
def compare_page(model, page, size, outputs, figures):
    seen = []
    hook = model.bbox_head.cls_branches[-1].register_forward_hook(lambda module, given, result: seen.append(result[0].max(-1).values))
    try:
        tensors = [torch.from_numpy(page[name]) for name in ('image', 'valid_size')]
        logits, boxes, _ = model(*tensors, torch.from_numpy(outputs['tokens']))
    finally:
        hook.remove()
    scores, tokens = seen[0], outputs['tokens'][0]
    if len(set(tokens.tolist())) != len(tokens):
        raise RuntimeError('the graph chose a token twice')
    best = scores.sort(descending=True).values[:len(tokens)]
    same, pixels = compare_best(logits[0].numpy(), boxes[0].numpy(), outputs['logits'][0], outputs['boxes'][0], size)
    return Comparison(
        size, difference(logits.numpy(), outputs['logits']), difference(boxes.numpy(), outputs['boxes']), pixels, same,
        float((best - scores[torch.from_numpy(tokens)]).max()), figures['milliseconds'], figures['peak_bytes'])


def difference(one, two):
    """Greatest difference; NaN where either has one."""
    return float(np.abs(one - two).max())


def compare_best(logits, boxes, other_logits, other_boxes, size):
    """Share of the best pairs of query and label that both have, and the greatest difference of a corner among these, in pixels."""
    pairs = [set(zip(*(part.tolist() for part in postprocess.top(values)[:2]))) for values in (logits, other_logits)]
    both = sorted(pairs[0] & pairs[1])
    if not both:
        return 0.0, float('inf')
    queries = [query for query, _ in both]
    one, two = (postprocess.corners(values[queries], size, size) for values in (boxes, other_boxes))
    return len(both) / len(pairs[0]), difference(one, two)
