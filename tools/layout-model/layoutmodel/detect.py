"""One page -> detections, as the service does it."""
from .boxes import POSTPROCESS, postprocess
from .pages import SHAPES, letterbox, orientation, unletterbox


def detect(model, image, settings=POSTPROCESS):
    """BGR page -> classes, scores and boxes in the page's pixels; model is a Net or an OnnxModel."""
    h, w = image.shape[:2]
    canvas, scale, dx, dy = letterbox(image, SHAPES[orientation(w, h)])
    labels, scores, boxes = postprocess(*model.infer(canvas), settings)
    return labels, scores, unletterbox(boxes, scale, dx, dy, w, h)
