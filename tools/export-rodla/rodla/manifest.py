"""model.json: what the service reads of a model."""
import json
import os

from . import datasets
from .architecture import Architecture
from .export import GRAPH, INPUTS, OUTPUTS, WEIGHTS, sha256

MEAN = [123.675, 116.28, 103.53]        # red, green, blue
STD = [58.395, 57.12, 57.375]
MAX_SIZE = [1333, 800]
PAD_MULTIPLE = 32
MAX_DETECTIONS = 300


def manifest(name, architecture, dataset, hashes):
    """name: of the model's folder; hashes: SHA-256 by file name. Scores are claimed for the published sizes alone."""
    published = architecture == Architecture(classes=architecture.classes, decoder_layers=architecture.decoder_layers) \
        and dataset in datasets.PUBLISHED
    return {
        'name': name,
        'display_name': 'RoDLA InternImage-XL' if published else f'RoDLA, {architecture.channels} channels',
        'paper': datasets.PAPER,
        'dataset': dataset.name,
        'backbone': 'InternImage-XL' if published else 'InternImage',
        'framework': 'DINO with Channel Attention + Average Pooling',
        'licence': None,
        'family': 'detr',
        'file': GRAPH,
        'sha256': hashes[GRAPH],
        'external_data': {WEIGHTS: hashes[WEIGHTS]},
        'classes': list(dataset.classes),
        'input': {
            'name': INPUTS[0], 'valid_size_name': INPUTS[1], 'resize': 'keep_ratio', 'max_size': MAX_SIZE, 'pad_multiple': PAD_MULTIPLE,
            'channel_order': 'rgb', 'scale': 1, 'mean': MEAN, 'std': STD, 'interpolation': 'bilinear', 'allow_upscale': True,
        },
        'outputs': {'scores': OUTPUTS[0], 'boxes': OUTPUTS[1], 'placeholders': list(dataset.placeholders)},
        'postprocess': {'max_detections': MAX_DETECTIONS},
        'default_threshold': 0.3,
        'published_scores': dataset.scores if published else {},
        'scores_source': dataset.source if published else None,
    }


def write(folder, name, architecture, dataset):
    """Writes model.json beside the graph in a folder."""
    hashes = {file: sha256(os.path.join(folder, file)) for file in (GRAPH, WEIGHTS)}
    with open(os.path.join(folder, 'model.json'), 'w', encoding='utf-8') as file:
        json.dump(manifest(name, architecture, dataset, hashes), file, indent=2)
        file.write('\n')
