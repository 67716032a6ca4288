"""The exported graph in ONNX Runtime, by way of node: Debian has no Python package of it."""
import os
import struct
import subprocess

import numpy as np

from .net import NUM_CLASSES

SCRIPT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'run_onnx.js')


class OnnxModel:
    """A session of a model.onnx; to be closed, or used in a with statement."""

    def __init__(self, path, threads=1):
        self.process = subprocess.Popen(['node', SCRIPT, path, '--threads', str(threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.times = 0.0, 0.0

    def infer(self, canvas, runs=1):
        """Canvas [H,W,3] uint8 -> scores [N,classes], boxes [N,4]; `times` then holds least and median milliseconds."""
        x = np.ascontiguousarray(canvas.transpose(2, 0, 1), np.float32) / 255
        self.process.stdin.write(struct.pack('<3i', *canvas.shape[:2], runs) + x.tobytes())
        self.process.stdin.flush()
        points, least, median = self.read(3)
        self.times = float(least), float(median)
        points = int(points)
        return self.read(points * NUM_CLASSES).reshape(-1, NUM_CLASSES), self.read(points * 4).reshape(-1, 4)

    def read(self, count):
        data = self.process.stdout.read(4 * count)
        if len(data) < 4 * count:
            raise RuntimeError('ONNX Runtime ended before its answer; see its message above')
        return np.frombuffer(data, np.float32)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
