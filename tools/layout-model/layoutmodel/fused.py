"""Batch normalization and SiLU as one operation, by native/bn_silu.c; see there why.

`available()` builds the library at its first call. Without a C compiler training goes on with
PyTorch's own kernels, at about half the speed.
"""
import ctypes
import os
import subprocess
import tempfile

import torch

SOURCE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'native', 'bn_silu.c')
COMMAND = ['gcc', '-O3', '-march=native', '-mprefer-vector-width=512', '-ffast-math', '-fopenmp', '-shared', '-fPIC']
MAX_CHANNELS = 1024
_library = None


def available():
    """True once the library is loaded; tried once a process."""
    global _library
    if _library is None:
        try:
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, 'bn_silu.so')
                subprocess.run([*COMMAND, '-o', path, SOURCE, '-lm'], check=True, capture_output=True)
                _library = ctypes.CDLL(path)
        except (OSError, subprocess.CalledProcessError):
            _library = False
    return bool(_library)


def pointer(tensor):
    return ctypes.c_void_p(tensor.data_ptr())


def call(name, tensors, rows, channels, *others):
    """Run one kernel: tensors, sizes, more tensors, threads."""
    getattr(_library, name)(*map(pointer, tensors), ctypes.c_long(rows), ctypes.c_int(channels), *map(pointer, others),
                            ctypes.c_int(torch.get_num_threads()))


class BnSilu(torch.autograd.Function):
    """Training form: statistics of the batch. x is bfloat16, channels last; the parameters are float32."""

    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        channels, rows = x.shape[1], x.numel() // x.shape[1]
        total, square = torch.zeros(2, channels, dtype=torch.float64)
        call('bn_silu_stats', [x], rows, channels, total, square)
        mean = total / rows
        variance = (square / rows - mean * mean).clamp(min=0)
        rstd = (variance + eps).rsqrt()
        scale = (weight * rstd).float()
        shift = (bias - mean * weight * rstd).float()
        y = torch.empty_like(x)
        call('bn_silu_forward', [x, y], rows, channels, scale, shift)
        ctx.save_for_backward(x, scale, shift, mean, rstd)
        ctx.mark_non_differentiable(mean, variance)
        return y, mean, variance

    @staticmethod
    def backward(ctx, dy, _mean, _variance):
        x, scale, shift, mean, rstd = ctx.saved_tensors
        channels, rows = x.shape[1], x.numel() // x.shape[1]
        dy = dy.contiguous(memory_format=torch.channels_last)
        dx = torch.empty_like(x)
        sum_dz, sum_dzx = torch.zeros(2, channels, dtype=torch.float64)
        call('bn_silu_backward_sums', [x, dy, dx], rows, channels, scale, shift, sum_dz, sum_dzx)
        dweight = (sum_dzx - mean * sum_dz) * rstd                  # the sum of dz * normalized x
        slope = -scale * rstd * dweight / rows
        offset = -scale * sum_dz / rows - slope * mean
        call('bn_silu_backward_input', [x, dx], rows, channels, scale, slope.float(), offset.float())
        return dx, dweight.float(), sum_dz.float(), None


def bn_silu(x, norm):
    """silu(norm(x)) in training mode, with the running statistics of `norm` kept up to date."""
    x = x.contiguous(memory_format=torch.channels_last)
    y, mean, variance = BnSilu.apply(x, norm.weight, norm.bias, norm.eps)
    with torch.no_grad():
        rows = x.numel() // x.shape[1]
        norm.running_mean.lerp_(mean.float(), norm.momentum)
        norm.running_var.lerp_((variance * rows / max(1, rows - 1)).float(), norm.momentum)
        norm.num_batches_tracked += 1
    return y


def bn_silu_fixed(x, norm):
    """silu(norm(x)) with the running statistics; has no backward pass."""
    x = x.contiguous(memory_format=torch.channels_last)
    scale = norm.weight * (norm.running_var + norm.eps).rsqrt()
    shift = norm.bias - norm.running_mean * scale
    y = torch.empty_like(x)
    call('bn_silu_forward', [x, y], x.numel() // x.shape[1], x.shape[1], scale, shift)
    return y
