"""IoU, NMS and the post-processing that the service's manifest describes, in NumPy."""
import numpy as np

POSTPROCESS = {'candidate_threshold': 0.01, 'nms_iou': 0.6, 'nms_containment': 0.8, 'nms_agnostic_iou': 0.75, 'pre_nms_top': 1500,
               'max_detections': 300, 'snap': True}
DEFAULT_THRESHOLD = 0.3


def iou_matrix(a, b):
    """IoU of every box of a [N,4] with every box of b [M,4]."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = (high - low).clip(0).prod(2)
    area_a, area_b = (a[:, 2:] - a[:, :2]).prod(1), (b[:, 2:] - b[:, :2]).prod(1)
    return inter / (area_a[:, None] + area_b[None] - inter + 1e-9)


def nms(boxes, scores, threshold):
    """Greedy non-maximum suppression -> indices kept, best first."""
    order, keep = np.argsort(-scores, kind='stable'), []
    while len(order):
        best, order = order[0], order[1:]
        keep.append(best)
        if len(order):
            order = order[iou_matrix(boxes[best:best + 1], boxes[order])[0] <= threshold]
    return np.array(keep, int)


def joined(boxes, scores, labels, share):
    """Mask of boxes above the threshold that hold a smaller one of their class, itself above it, with more than a share of its area."""
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    area = (boxes[:, 2:] - boxes[:, :2]).prod(1)
    inside = (high - low).clip(0).prod(2) > share * area[None]
    both = (labels[:, None] == labels[None]) & (scores[:, None] > DEFAULT_THRESHOLD) & (scores[None] > DEFAULT_THRESHOLD)
    return (inside & both & (area[None] < area[:, None])).any(1)


def postprocess(prob, boxes, settings=POSTPROCESS):
    """Scores [N,classes] and boxes [N,4] -> classes, scores, boxes.

    NMS within each class, containment within each class, then NMS over all classes: of two nearly equal boxes the weaker one goes, of
    two nested ones the outer. A box below the default threshold stays beside one of another class: a second guess, which average
    precision counts and a usual request does not see.
    """
    point, label = np.nonzero(prob > settings['candidate_threshold'])
    score = prob[point, label]
    order = np.argsort(-score, kind='stable')[:settings['pre_nms_top']]
    label, score, box = label[order], score[order], boxes[point[order]]
    keep = []
    for c in np.unique(label):
        of_class = np.flatnonzero(label == c)
        keep.extend(of_class[nms(box[of_class], score[of_class], settings['nms_iou'])])
    keep = np.array(keep, int)
    keep = keep[~joined(box[keep], score[keep], label[keep], settings['nms_containment'])]
    sure, guesses = keep[score[keep] > DEFAULT_THRESHOLD], keep[score[keep] <= DEFAULT_THRESHOLD]
    keep = np.concatenate([sure[nms(box[sure], score[sure], settings['nms_agnostic_iou'])], guesses])
    keep = keep[np.argsort(-score[keep], kind='stable')][:settings['max_detections']]
    return label[keep], score[keep], box[keep]
