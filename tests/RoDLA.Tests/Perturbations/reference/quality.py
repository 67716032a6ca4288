"""PSNR, MS-SSIM and CW-SSIM as the benchmark computes them, in NumPy; independent of the C# code."""

import math

import numpy as np
from scipy import signal

WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]


def psnr(a, b):
    error = np.mean((a.astype(float) - b.astype(float)) ** 2)
    return math.inf if error == 0 else 10 * math.log10(255 ** 2 / error)


def psnr_wrapping(a, b):
    """Differences and their squares wrap round at 256; the mean over the channels of a figure each."""
    values = []
    for channel in range(3):
        difference = a[..., channel] - b[..., channel]
        error = np.mean(difference * difference)
        values.append(math.inf if error == 0 else 10 * math.log10(255 ** 2 / error))
    return float(np.mean(values))


def window():
    x = np.arange(11) - 5
    line = np.exp(-x ** 2 / (2 * 1.5 ** 2))
    kernel = np.outer(line, line)
    return kernel / kernel.sum()


def ssim_parts(x, y):
    blur = lambda field: signal.convolve2d(field, window(), mode="valid")
    mx, my = blur(x), blur(y)
    sxx, syy, sxy = blur(x * x) - mx * mx, blur(y * y) - my * my, blur(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    cs = np.maximum((2 * sxy + c2) / (sxx + syy + c2), 0)
    return ((2 * mx * my + c1) / (mx * mx + my * my + c1) * cs).mean(), cs.mean()


def halve(field):
    pad = field.shape[0] % 2, field.shape[1] % 2
    field = np.pad(field, [(p, p) for p in pad])
    height, width = field.shape[0] // 2, field.shape[1] // 2
    return field[:2 * height, :2 * width].reshape(height, 2, width, 2).mean((1, 3))


def ms_ssim(a, b):
    x = [a[..., c].astype(float) for c in range(3)]
    y = [b[..., c].astype(float) for c in range(3)]
    score = 1.0
    for level, weight in enumerate(WEIGHTS):
        parts = np.mean([ssim_parts(p, q) for p, q in zip(x, y)], axis=0)
        score *= parts[1 if level < 4 else 0] ** weight
        x, y = [halve(p) for p in x], [halve(p) for p in y]
    return float(score)


def raised_cosine():
    n = 256
    t = np.pi * np.arange(-n - 1, 2) / (2 * n)
    y = np.cos(t) ** 2
    y[0], y[-1] = y[1], y[-2]
    return -0.5 + 2 / np.pi * (t + np.pi / 4), y


def frequencies(size):
    half = size / 2
    return np.linspace(-(size // 2) / half, (size // 2) / half - (1 - size % 2) * 2 / size, size)


def crop(size):
    half = math.ceil((size - 0.5) / 2)
    start = math.ceil((size + 0.5) / 2) - math.ceil((half + 0.5) / 2)
    return slice(start, start + half)


def pyramid_level(y, height=4, orientations=8):
    """The oriented bands of the coarsest level."""
    rows, columns = y.shape
    v, u = np.meshgrid(frequencies(rows), frequencies(columns), indexing="ij")
    angle = np.arctan2(v, u)
    radius = np.hypot(u, v)
    middle = rows // 2, columns // 2
    radius[middle] = radius[middle[0], middle[1] - 1]
    log_radius = np.log2(radius)
    x, cosine = raised_cosine()
    high, low = np.sqrt(cosine), np.sqrt(1 - cosine)
    spectrum = np.fft.fftshift(np.fft.fft2(y)) * np.interp(log_radius, x, low)
    order = orientations - 1
    scale = 2 ** (2 * order) * math.factorial(order) ** 2 / (orientations * math.factorial(2 * order))
    for level in range(1, height + 1):
        x = x - 1
        if level == height:
            bands = []
            for b in range(orientations):
                phi = np.mod(angle - np.pi * b / orientations + np.pi, 2 * np.pi) - np.pi
                mask = np.where(np.abs(phi) < np.pi / 2, 2 * np.sqrt(scale) * np.cos(phi) ** order, 0)
                band = (-1j) ** order * spectrum * mask * np.interp(log_radius, x, high)
                bands.append(np.fft.ifft2(np.fft.ifftshift(band)))
            return bands
        rs, cs = crop(spectrum.shape[0]), crop(spectrum.shape[1])
        spectrum, log_radius, angle = spectrum[rs, cs], log_radius[rs, cs], angle[rs, cs]
        spectrum = spectrum * np.interp(log_radius, x, low)


def cw_ssim(a, b):
    """Pages in RGB order; the benchmark weighs blue as red and red as blue."""
    luma = lambda p: np.round((0.299 * p[..., 2].astype(float) + 0.587 * p[..., 1] + 0.114 * p[..., 0]) * 255)
    box = np.ones((7, 7)) / 49
    scores = []
    for x, y in zip(pyramid_level(luma(a)), pyramid_level(luma(b))):
        cross = signal.convolve2d(x * np.conj(y), box, mode="valid")
        energy = signal.convolve2d(np.abs(x) ** 2 + np.abs(y) ** 2, box, mode="valid")
        similarity = 2 * np.sqrt(cross.real ** 2 + cross.imag ** 2 + 1e-12) / energy
        rows, columns = similarity.shape
        sigma = x.shape[0] / 4
        i, j = np.arange(rows) - (rows - 1) / 2, np.arange(columns) - (columns - 1) / 2
        weight = np.exp(-(i[:, None] ** 2 + j ** 2) / (2 * sigma ** 2))
        scores.append((similarity * weight / weight.sum()).sum())
    return float(np.mean(scores))
