"""bfloat16 or float32: whichever this processor computes faster.

PyTorch offers bfloat16 on every processor; without AVX-512 BF16 or AMX it is many times slower than float32.
"""
import time

import torch
import torch.nn as nn

RUNS = 5


def seconds(dtype):
    """CPU time (of this thread: other work on the machine does not count) of two convolutions forward and backward."""
    conv = nn.Sequential(nn.Conv2d(96, 96, 3, padding=1), nn.Conv2d(96, 96, 3, padding=1)).to(memory_format=torch.channels_last)
    x = torch.rand(2, 96, 80, 64).contiguous(memory_format=torch.channels_last)
    best = float('inf')
    for _ in range(RUNS):
        start = time.thread_time()
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=dtype == torch.bfloat16):
            conv(x).sum().backward()
        best = min(best, time.thread_time() - start)
    return best


def training_type():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    times = {dtype: seconds(dtype) for dtype in (torch.bfloat16, torch.float32)}
    torch.set_num_threads(threads)
    chosen = min(times, key=times.get)
    print('training in', chosen, {str(k): f'{v * 1e3:.1f} ms' for k, v in times.items()}, flush=True)
    return chosen
