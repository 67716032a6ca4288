"""Pages to compare the graph and the network on, ready for both."""
import numpy as np

from .manifest import MEAN, PAD_MULTIPLE, STD


def drawn(height, width, seed=0):
    """A page of bars like lines of text, a dark picture and a rule: [height,width,3] uint8, RGB."""
    random = np.random.RandomState(seed)
    page = np.full((height, width, 3), 255, np.uint8)
    margin, line = width // 10, max(4, height // 60)
    for top in range(margin, height - margin, 2 * line):
        right = width - margin - random.randint(0, width // 3)
        words = random.rand(right - margin) > 0.15
        page[top:top + line, margin:right][:, words] = random.randint(0, 90)
    top, left = random.randint(height // 4, height // 2), random.randint(margin, width // 2)
    page[top:top + height // 5, left:left + width // 3] = random.randint(0, 255, (1, 1, 3))
    page[height - margin] = 60
    return page


def tensors(page):
    """Page [h,w,3] uint8, RGB, in the size that the network sees -> image [1,3,H,W], normalised and padded, and valid_size [2]."""
    height, width = page.shape[:2]
    padded = [-(-n // PAD_MULTIPLE) * PAD_MULTIPLE for n in (height, width)]
    image = np.zeros((1, 3, *padded), np.float32)
    image[0, :, :height, :width] = ((page - np.float32(MEAN)) / np.float32(STD)).transpose(2, 0, 1)
    return {'image': image, 'valid_size': np.array([height, width], np.float32)}
