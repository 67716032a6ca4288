"""One page -> detections, with a PyTorch net, as the service does with the exported graph."""
import numpy as np
import torch

from .boxes import POSTPROCESS, postprocess
from .net import decode
from .pages import SHAPES, letterbox, orientation, unletterbox


def to_tensor(canvases):
    """uint8 [B,H,W,3] -> float [B,3,H,W] in 0..1."""
    x = torch.from_numpy(np.asarray(canvases)).permute(0, 3, 1, 2).float().div_(255)
    return x.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def detect(net, image, settings=POSTPROCESS):
    """BGR page -> classes, scores and boxes in the page's pixels."""
    h, w = image.shape[:2]
    shape = SHAPES[orientation(w, h)]
    canvas, scale, dx, dy = letterbox(image, shape)
    logits, boxes = decode(net(to_tensor(canvas[None])), *shape)
    labels, scores, boxes = postprocess(logits[0].sigmoid().numpy(), boxes[0].numpy(), settings)
    return labels, scores, unletterbox(boxes, scale, dx, dy, w, h)
