#!/usr/bin/python3
"""Train the layout detector; run the same command again to go on after a stop.

    nice -n 10 /usr/bin/python3 train.py --data DATA/typeset/train:0.6 DATA/rendered/train:0.4 --val DATA/typeset/val DATA/rendered/val \\
        --out RUN --images 250000 [--init weights.pt]

The schedule counts images, not time: a slow or shared machine changes nothing but the hours. A run is
lengthened or shortened by running it again with another --images. The data folder is read again every
few hundred steps, so that pages rendered meanwhile are used; the number after a folder is its share of the
images. The last tenth of the schedule has milder augmentation. --init takes weights of any smaller net of
the family too. RUN/checkpoint.pt holds all state (a
terminated run writes it once more), and RUN/log.jsonl the curve.
"""
import argparse
import copy
import json
import math
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import torch

from layoutmodel.batches import BatchLoader
from layoutmodel.loss import detection_loss
from layoutmodel.metrics import means
from layoutmodel.grow import grown
from layoutmodel.net import SIZES, Net, to_tensor
from layoutmodel.pages import load_pages
from layoutmodel.precision import training_type
from layoutmodel.scores import page_scores

WARMUP_STEPS = 60
FINAL_RATE = 0.02
MILD_FROM = 0.9
SAVE_SECONDS = 120
AVERAGED = 0.03         # share of the run over which the weights are averaged
LEAST_AVERAGED = 100    # steps
MAX_GRADIENT = 8.0


def learning_rate(peak, step, progress):
    """Linear warm-up, then a cosine over the whole run."""
    cosine = FINAL_RATE + (1 - FINAL_RATE) * 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))
    return peak * min(1.0, (step + 1) / WARMUP_STEPS) * cosine


def replica(net):
    """A copy with gradients of its own on the same weights."""
    twin = copy.deepcopy(net)
    for own, shared in zip(twin.parameters(), net.parameters()):
        own.data = shared.data
    return twin


def compute_gradients(net, shape, images, boxes, half):
    """Forward and backward of a part of a batch -> class loss, box loss."""
    device = net.stem[0].weight.device
    if device.type == 'cpu':
        torch.set_num_threads(1)    # a setting of each thread
    net.train()
    net.zero_grad(set_to_none=True)
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=half):
        output = net(to_tensor(images, device))
    loss, class_loss, box_loss = detection_loss(output, net.refiner, [torch.from_numpy(b).to(device) for b in boxes], *shape)
    loss.backward()
    return float(class_loss), float(box_loss)


class Trainer:
    """Net, its moving average, the optimizer and the place in the schedule: all that a checkpoint holds.

    A batch is shared out to `threads` replicas, each with a thread of its own. On a busy machine that is twice as
    fast as threads inside every operation, which wait for each other a thousand times a step. Running statistics
    are those of the first replica.
    """

    def __init__(self, net, rate, weight_decay, images, threads=1, half=True, limit=None):
        self.net = net.to(memory_format=torch.channels_last)
        self.replicas = [self.net] + [replica(self.net) for _ in range(threads - 1)]
        self.pool = ThreadPoolExecutor(threads)
        self.ema = copy.deepcopy(self.net).eval()
        self.rate, self.images, self.half = rate, images, half
        self.began, self.limit = time.time(), limit
        self.step = self.seen = 0
        kernels = [p for p in net.parameters() if p.ndim > 1]
        others = [p for p in net.parameters() if p.ndim <= 1]
        groups = [{'params': kernels, 'weight_decay': weight_decay}, {'params': others, 'weight_decay': 0}]
        self.optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.99))

    def progress(self):
        """Share of the schedule that is done: by images, or by time where the run has a limit."""
        done = self.seen / self.images
        return max(done, (time.time() - self.began) / self.limit) if self.limit else done

    def train_step(self, shape, images, boxes):
        """One update -> class loss, box loss."""
        for group in self.optimizer.param_groups:
            group['lr'] = learning_rate(self.rate, self.step, self.progress())
        count = len(self.replicas)
        parts = [(net, shape, images[k::count], boxes[k::count], self.half) for k, net in enumerate(self.replicas)]
        losses = list(self.pool.map(lambda part: compute_gradients(*part), parts))
        self.average_gradients()
        norm = torch.nn.utils.clip_grad_norm_(self.net.parameters(), MAX_GRADIENT)
        if torch.isfinite(norm):
            self.optimizer.step()
            self.update_average()
        self.step += 1
        self.seen += len(images)
        return tuple(sum(column) / count for column in zip(*losses))

    @torch.no_grad()
    def average_gradients(self):
        gradients = [[p.grad for p in net.parameters() if p.requires_grad] for net in self.replicas]
        for others in gradients[1:]:
            torch._foreach_add_(gradients[0], others)
        torch._foreach_div_(gradients[0], len(self.replicas))

    @torch.no_grad()
    def update_average(self):
        steps = max(LEAST_AVERAGED, AVERAGED * self.images * (self.step + 1) / max(1, self.seen))
        decay = min(1 - 1 / steps, (1 + self.step) / (20 + self.step))
        average, current = self.ema.state_dict(), self.net.state_dict()
        floats = [k for k in average if average[k].is_floating_point()]
        torch._foreach_mul_([average[k] for k in floats], decay)
        torch._foreach_add_([average[k] for k in floats], [current[k] for k in floats], alpha=1 - decay)

    def save(self, path):
        """Write beside and rename, so that a stop in the middle leaves the former checkpoint whole."""
        state = {'config': self.net.config, 'net': self.net.state_dict(), 'ema': self.ema.state_dict(),
                 'optimizer': self.optimizer.state_dict(), 'step': self.step, 'seen': self.seen}
        torch.save(state, path + '.tmp')
        os.replace(path + '.tmp', path)

    def load(self, path):
        state = torch.load(path, map_location='cpu')
        self.net.load_state_dict(state['net'])
        self.ema.load_state_dict(state['ema'])
        self.optimizer.load_state_dict(state['optimizer'])
        self.step, self.seen = state['step'], state['seen']


def write_line(path, record):
    with open(path, 'a', encoding='utf-8') as log:
        log.write(json.dumps(record) + '\n')


def source(text):
    """FOLDER:SHARE -> folder, share (1 without one)."""
    folder, _, share = text.rpartition(':')
    return (folder, float(share)) if folder else (share, 1.0)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', required=True, nargs='+', type=source, help='folders of training pages, each with :SHARE')
    parser.add_argument('--val', required=True, nargs='+', help='folders of validation pages')
    parser.add_argument('--out', required=True, help='folder of the run')
    parser.add_argument('--init', help='weights to start a new run from')
    parser.add_argument('--minutes', type=float, help='end by this time, wherever the images are; for rented machines')
    parser.add_argument('--device', default='cpu', help='cpu or cuda; on a GPU use --threads 1, --batch 64 and a worker for every core')
    parser.add_argument('--freeze', type=int, default=0, metavar='STAGES', help='stages of the backbone that keep their weights; for short runs')
    parser.add_argument('--size', choices=list(SIZES), default='s')
    parser.add_argument('--images', type=int, default=250000, help='length of the schedule')
    parser.add_argument('--batch', type=int, default=8)
    parser.add_argument('--rate', type=float, default=1.5e-3, help='peak learning rate')
    parser.add_argument('--weight-decay', type=float, default=0.03)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=2, help='replicas of the net, each with a thread')
    parser.add_argument('--workers', type=int, default=1)
    parser.add_argument('--save-every', type=int, default=1000, help='images between checkpoints')
    parser.add_argument('--score-every', type=int, default=6000, help='images between scores on validation pages')
    parser.add_argument('--score-pages', type=int, default=100)
    return parser.parse_args()


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    checkpoint, log = os.path.join(args.out, 'checkpoint.pt'), os.path.join(args.out, 'log.jsonl')
    net = grown(args.init, args.size) if args.init else Net(**SIZES[args.size])
    net.freeze(args.freeze)
    half = args.device != 'cpu' or training_type() == torch.bfloat16
    limit = 60 * args.minutes if args.minutes else None
    trainer = Trainer(net.to(args.device), args.rate, args.weight_decay, args.images, args.threads, half, limit)
    if os.path.exists(checkpoint):
        trainer.load(checkpoint)
    print(f'step {trainer.step}, {trainer.seen} of {args.images} images', flush=True)
    validation = {folder: load_pages(folder)[:args.score_pages] for folder in args.val}
    mild_from = int(MILD_FROM * args.images / args.batch)
    loader = BatchLoader(args.data, args.seed, args.batch, trainer.step, args.workers, mild_from=mild_from)
    start, first, recent = time.time(), trainer.seen, []
    saved = start
    stop = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    while trainer.progress() < 1 and not stop:
        recent.append(trainer.train_step(*loader.next()))
        if trainer.step % 50 == 0:
            speed = (trainer.seen - first) / (time.time() - start)
            rate = trainer.optimizer.param_groups[0]['lr']
            class_loss, box_loss = (sum(column) / len(recent) for column in zip(*recent))
            print(f'step {trainer.step} seen {trainer.seen} class {class_loss:.3f} box {box_loss:.3f} '
                  f'rate {rate:.1e} {speed:.1f} images/s {time.strftime("%H:%M")}', flush=True)
            recent = []
        last = trainer.progress() >= 1
        if last or stop or trainer.seen % args.save_every < args.batch or time.time() - saved > SAVE_SECONDS:
            trainer.save(checkpoint)
            saved = time.time()
        if last or trainer.seen % args.score_every < args.batch:
            for folder, pages in validation.items():
                map50, mean_ap = means(page_scores(trainer.ema, pages))
                write_line(log, {'seen': trainer.seen, 'set': folder, 'mAP50': round(map50, 4), 'mAP': round(mean_ap, 4)})
                print(f'{folder}, {len(pages)} pages: mAP50 {map50:.3f} mAP {mean_ap:.3f}', flush=True)
    loader.close()


if __name__ == '__main__':
    main()
