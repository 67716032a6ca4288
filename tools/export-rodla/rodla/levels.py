"""What follows from the sizes alone: which tokens are padding, where they lie, and their position encodings."""
import math

import torch

from .layers import map_size, steps

PROPOSAL_SIZE = 0.05        # of an anchor at level 0; doubled by each level
ENCODER_TEMPERATURE = 20
FAR = 1e4                   # stands for the +inf of a token that is no proposal: its sigmoid is 1 in any precision


def sine(x, features, temperature):
    """x [...] in 0..2 pi -> [...,features]: sin and cos in turn, of x / temperature ** (2i / features)."""
    angles = x.unsqueeze(-1) / temperature ** (2 * torch.arange(features // 2, dtype=torch.float32) / features)
    return torch.stack((angles.sin(), angles.cos()), -1).flatten(-2)


def lines(length, size, whole, valid):
    """Which rows (or columns) of a level show the page: [length] of 0 and 1.

    size is the level's length as a float, whole the padded image's, valid the page's: row i shows row floor(i * whole / size).
    """
    return (torch.floor(steps(length) * (whole / size)) < valid).float()


class Levels:
    """Sizes of the feature levels and everything that follows from them and from the page's size inside the padded image.

    shapes: (height, width) per level; sizes [levels,2] as floats (width, height); N is the sum of height * width.
    inside [1,N,1]: 0 at padding. ratios [levels,2]: the part of the columns and rows that shows the page.
    positions [1,N,C]: sine encoding, without the level's embedding.
    references [1,N,levels,2]: each token's centre as shares of every level's padded map.
    anchors [1,N,4]: logits of centre and size as shares of the page, FAR where the token is no proposal; proposals [1,N,1]: 0 there.
    """

    def __init__(self, maps, image, valid):
        """maps: [B,C,H,W] per level; image [B,3,H,W], padded; valid [2]: the page's height and width in it."""
        self.shapes = [(x.shape[2], x.shape[3]) for x in maps]
        sizes = [map_size(x) for x in maps]
        whole, page = map_size(image), valid.flip(0)
        columns = [lines(width, size[0], whole[0], page[0]) for (_, width), size in zip(self.shapes, sizes)]
        rows = [lines(height, size[1], whole[1], page[1]) for (height, _), size in zip(self.shapes, sizes)]
        counts = [torch.stack((c.sum(), r.sum())) for c, r in zip(columns, rows)]
        ratios = [count / size for count, size in zip(counts, sizes)]
        self.sizes, self.ratios = torch.stack(sizes), torch.stack(ratios)
        self.inside = self.join([r[:, None] * c[None] for c, r in zip(columns, rows)]).unsqueeze(-1)
        self.positions = self.join([
            self.encode(c, r, count, maps[0].shape[1]) for c, r, count in zip(columns, rows, counts)])
        centres = self.join([self.grid(shape, ratio * size) for shape, ratio, size in zip(self.shapes, ratios, sizes)])
        self.references = centres.unsqueeze(2) * self.ratios
        self.anchors, self.proposals = self.propose(counts)

    @staticmethod
    def join(parts):
        """[H,W,...] per level -> [1,N,...]."""
        return torch.cat([part.flatten(0, 1) for part in parts]).unsqueeze(0)

    def split(self, tokens):
        """[B,N,C] -> [B,H*W,C] per level."""
        return tokens.split([height * width for height, width in self.shapes], 1)

    def to_map(self, tokens, level):
        """[B,H*W,C] -> [B,C,H,W]."""
        return tokens.transpose(1, 2).reshape(tokens.shape[0], -1, *self.shapes[level])

    @staticmethod
    def grid(shape, size):
        """Centres of a level's pixels (x, y), divided by size [2] -> [H,W,2]."""
        height, width = shape
        xs = ((steps(width) + 0.5) / size[0]).view(1, -1).expand(height, width)
        ys = ((steps(height) + 0.5) / size[1]).view(-1, 1).expand(height, width)
        return torch.stack((xs, ys), -1)

    @staticmethod
    def encode(columns, rows, count, channels):
        """Sine encoding of a level, [H,W,C], y before x.

        A row's place is the number of page rows up to it over their whole number; in a column of padding that number is 0.
        """
        y = (torch.cumsum(rows, 0) / (count[1] + 1e-6) * (2 * math.pi))[:, None] * columns[None]
        x = (torch.cumsum(columns, 0) / (count[0] + 1e-6) * (2 * math.pi))[None] * rows[:, None]
        return torch.cat([sine(v, channels // 2, ENCODER_TEMPERATURE) for v in (y, x)], -1)

    def propose(self, counts):
        """counts: per level, [2], page columns and rows of each level."""
        boxes = []
        for level, (shape, count) in enumerate(zip(self.shapes, counts)):
            centre = self.grid(shape, count)
            boxes.append(torch.cat((centre, torch.full_like(centre, PROPOSAL_SIZE * 2 ** level)), -1))
        boxes = self.join(boxes)
        valid = ((boxes > 0.01) & (boxes < 0.99)).all(-1, keepdim=True) & (self.inside > 0)
        boxes = torch.where(valid, boxes, torch.full_like(boxes, 0.5))
        logits = torch.log(boxes / (1 - boxes))
        return torch.where(valid, logits, torch.full_like(logits, FAR)), valid.float()
