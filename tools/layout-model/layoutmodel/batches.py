"""Training batches. Batch k depends on the seed, k and the pages alone, so that a resumed run goes on as it was."""
import multiprocessing
import random

import numpy as np

from .augment import augment
from .pages import SHAPES, load_pages, read_page

RESCAN_STEPS = 200      # look for newly rendered pages this often


def load_sources(sources):
    """[(folder, weight), ...] -> pages of all folders; `share` is what a page counts in the draw."""
    pages = []
    for folder, weight in sources:
        own = load_pages(folder)
        for page in own:
            page['share'] = weight / len(own)
        pages += own
    return pages


def make_batch(pages, seed, step, size, mild=False):
    """-> shape, images [B,H,W,3] uint8 and one array of boxes an image, all of one orientation."""
    rnd = random.Random(seed * 1_000_003 + step)
    side = rnd.choices(pages, [page.get('share', 1) for page in pages])[0]['orientation']
    same = [page for page in pages if page['orientation'] == side]
    images, boxes = [], []
    for page in rnd.choices(same, [page.get('share', 1) for page in same], k=size):
        image, truth = augment(*read_page(page), SHAPES[side], rnd, mild)
        images.append(image)
        boxes.append(truth)
    return SHAPES[side], np.stack(images), boxes


def refresh(pages, sources):
    """Pages of the folders, keeping the tightened boxes that are known already."""
    known = {page['path']: page['tight'] for page in pages if 'tight' in page}
    fresh = load_sources(sources)
    for page in fresh:
        if page['path'] in known:
            page['tight'] = known[page['path']]
    return fresh


def _work(queue, sources, seed, size, first, every, mild_from):
    pages, step = [], first
    while True:
        if not pages or step % RESCAN_STEPS < every:
            pages = refresh(pages, sources)
        queue.put(make_batch(pages, seed, step, size, step >= mild_from))
        step += every


class BatchLoader:
    """Batches from `first` on, made ahead by worker processes; worker i makes every step of its remainder."""

    def __init__(self, sources, seed, size, first, workers=1, ahead=6, mild_from=1 << 60):
        self.step = first
        self.queues = [multiprocessing.Queue(max(2, ahead // workers)) for _ in range(workers)]
        self.processes = []
        for i, queue in enumerate(self.queues):
            args = (queue, sources, seed, size, first + i, workers, mild_from)
            self.processes.append(multiprocessing.Process(target=_work, args=args, daemon=True))
            self.processes[-1].start()
        self.first = first

    def next(self):
        queue = self.queues[(self.step - self.first) % len(self.queues)]
        self.step += 1
        return queue.get()

    def close(self):
        for process in self.processes:
            process.terminate()
