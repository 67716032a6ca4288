"""Training batches. Batch k depends on the seed, k and the pages alone, so that a resumed run goes on as it was."""
import multiprocessing
import random

import numpy as np

from .augment import augment
from .pages import SHAPES, load_pages, read_page

RESCAN_STEPS = 200      # look for newly rendered pages this often


def make_batch(pages, seed, step, size):
    """-> shape, images [B,H,W,3] uint8 and one array of boxes an image, all of one orientation."""
    rnd = random.Random(seed * 1_000_003 + step)
    side = rnd.choice(pages)['orientation']
    same = [page for page in pages if page['orientation'] == side]
    images, boxes = [], []
    for page in rnd.sample(same, size) if len(same) >= size else rnd.choices(same, k=size):
        image, truth = augment(*read_page(page), SHAPES[side], rnd)
        images.append(image)
        boxes.append(truth)
    return SHAPES[side], np.stack(images), boxes


def refresh(pages, folder):
    """Pages of the folder, keeping the records (and their tightened boxes) that are known already."""
    known = {page['path']: page for page in pages}
    return [known.get(page['path'], page) for page in load_pages(folder)]


def _work(queue, folder, seed, size, first, every):
    pages, step = [], first
    while True:
        if not pages or step % RESCAN_STEPS < every:
            pages = refresh(pages, folder)
        queue.put(make_batch(pages, seed, step, size))
        step += every


class BatchLoader:
    """Batches from `first` on, made ahead by worker processes; worker i makes every step of its remainder."""

    def __init__(self, folder, seed, size, first, workers=1, ahead=6):
        self.step = first
        self.queues = [multiprocessing.Queue(max(2, ahead // workers)) for _ in range(workers)]
        self.processes = []
        for i, queue in enumerate(self.queues):
            args = (queue, folder, seed, size, first + i, workers)
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
