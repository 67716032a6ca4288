"""Pages and boxes as COCO JSON."""
from .net import CLASSES


def coco_of(records):
    """[{'file', 'w', 'h', 'boxes': [[class, x0, y0, x1, y1], ...]}, ...] -> COCO dictionary, categories from 1."""
    images, annotations = [], []
    for i, record in enumerate(records, 1):
        images.append({'id': i, 'file_name': record['file'], 'width': record['w'], 'height': record['h']})
        for label, x0, y0, x1, y1 in record['boxes']:
            annotations.append({'id': len(annotations) + 1, 'image_id': i, 'category_id': int(label) + 1,
                                'bbox': [x0, y0, x1 - x0, y1 - y0], 'area': (x1 - x0) * (y1 - y0), 'iscrowd': 0})
    return {'images': images, 'annotations': annotations, 'categories': [{'id': i + 1, 'name': name} for i, name in enumerate(CLASSES)]}
