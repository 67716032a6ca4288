"""The whole network; module names are the published checkpoint's keys."""
import torch
import torch.nn as nn

from .architecture import LEVELS
from .backbone import InternImage
from .decoder import Decoder
from .encoder import Encoder
from .layers import smaller
from .levels import Levels
from .neck import ChannelMapper


class Transformer(nn.Module):
    """Parameters of encoder, two-stage selection and decoder; Head runs them."""

    def __init__(self, a):
        super().__init__()
        self.level_embeds = nn.Parameter(torch.zeros(LEVELS, a.embed))
        self.encoder = Encoder(a)
        self.decoder = Decoder(a)
        self.enc_output = nn.Linear(a.embed, a.embed)
        self.enc_output_norm = nn.LayerNorm(a.embed)
        self.query_embed = nn.Embedding(a.queries, a.embed)


class Selection(nn.Module):
    """Two-stage selection: the tokens with the best class logit become queries, in that order."""

    def forward(self, logits, queries):
        """logits [B,N,classes] -> token of each query, [B,min(queries,N)]."""
        best = logits.max(-1).values
        return torch.topk(best, smaller(queries, best.shape[1]), 1).indices


class Start(nn.Module):
    """Boxes that the decoder starts from: change, anchors [B,N,4], tokens [B,Q] -> [B,Q,4]."""

    def forward(self, change, anchors, tokens):
        return torch.gather(change + anchors, 1, tokens.unsqueeze(-1).expand(-1, -1, 4)).sigmoid()


class Head(nn.Module):
    """Maps of the neck -> logits [B,Q,classes], boxes [B,Q,4], tokens [B,Q]."""

    def __init__(self, a):
        super().__init__()
        self.transformer = Transformer(a)
        branches = a.decoder_layers + 1         # the last is the encoder's
        self.cls_branches = nn.ModuleList(nn.Linear(a.embed, a.classes) for _ in range(branches))
        self.reg_branches = nn.ModuleList(box_branch(a.embed) for _ in range(branches))
        self.label_embedding = nn.Embedding(a.classes, a.embed)     # for training alone
        self.select = Selection()
        self.start = Start()

    def forward(self, maps, image, valid, tokens=None):
        t = self.transformer
        levels = Levels(maps, image, valid)
        embeds = torch.cat([e.expand(h * w, -1) for e, (h, w) in zip(t.level_embeds.split(1), levels.shapes)])
        features = torch.cat([x.flatten(2).transpose(1, 2) for x in maps], 1)
        memory = t.encoder(features, levels.positions + embeds, levels)

        proposals = t.enc_output_norm(t.enc_output(memory * levels.proposals))
        scores = self.cls_branches[-1](proposals)
        if tokens is None:
            tokens = self.select(scores, t.query_embed.num_embeddings)
        boxes = self.start(self.reg_branches[-1](proposals), levels.anchors, tokens)
        x = t.query_embed.weight[:tokens.shape[1]].unsqueeze(0).expand(memory.shape[0], -1, -1)

        x, boxes = t.decoder(x, boxes, memory, levels, self.reg_branches)
        return self.cls_branches[-2](x), t.decoder.update(self.reg_branches[-2](x), boxes), tokens


def box_branch(channels):
    """[B,Q,C] -> change of a box in logits, [B,Q,4]."""
    return nn.Sequential(nn.Linear(channels, channels), nn.ReLU(), nn.Linear(channels, channels), nn.ReLU(), nn.Linear(channels, 4))


class RoDLA(nn.Module):
    """image [1,3,H,W], normalised and padded to multiples of 32, valid [2]: the page's height and width in it, as floats

    -> logits [1,Q,classes], boxes [1,Q,4] (centre x, centre y, width, height as shares of the page), tokens [1,Q]: the place of each
    query's token among all of the levels. Q is the number of queries, or of tokens where these are fewer. Tokens may be given instead
    of being chosen.
    """

    def __init__(self, architecture):
        super().__init__()
        self.architecture = architecture
        self.backbone = InternImage(architecture)
        self.neck = ChannelMapper(architecture)
        self.bbox_head = Head(architecture)

    def fold(self):
        """Multiplies out what needs no node of its own; the answers stay the same, the keys do not."""
        for module in list(self.modules()):
            if module is not self and hasattr(module, 'fold'):
                module.fold()
        return self

    def forward(self, image, valid, tokens=None):
        return self.bbox_head(self.neck(self.backbone(image)), image, valid, tokens)
