"""Makes the pictures of backgrounds/: textures, gradients, patterns and photo-like noise.

Needs numpy and Pillow (Debian: python3-numpy python3-pil). The same seed gives the same pictures:

    python3 tools/backgrounds/make.py [FOLDER]
"""

import pathlib
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 560, 420
SEED = 20


def mesh():
    return np.meshgrid(np.linspace(0, 1, WIDTH), np.linspace(0, 1, HEIGHT))


def fractal(rng, octaves=7, fall=0.55, width=WIDTH, height=HEIGHT, start=2):
    """Noise with detail at every scale, 0..1."""
    total = np.zeros((height, width))
    for octave in range(octaves):
        cells = start * 2 ** octave
        grid = rng.random((min(cells, height) + 1, min(cells, width) + 1)).astype(np.float32)
        layer = Image.fromarray(grid).resize((width, height), Image.BICUBIC)
        total += fall ** octave * np.asarray(layer)
    return stretch(total)


def stretch(field):
    return (field - field.min()) / (field.max() - field.min())


def colour(field, *stops):
    """Maps 0..1 onto evenly spaced colours."""
    stops = np.array(stops, float)
    at = np.linspace(0, 1, len(stops))
    return np.stack([np.interp(field, at, stops[:, c]) for c in range(3)], -1)


def picture(pixels, rng, grain=3.0):
    noisy = pixels + rng.normal(0, grain, pixels.shape[:2])[..., None]
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def sky(rng):
    x, y = mesh()
    clouds = np.clip(fractal(rng) * 1.8 - 0.7, 0, 1)[..., None]
    return picture(colour(y, (70, 120, 190), (170, 205, 235)) * (1 - clouds) + 245 * clouds, rng)


def mountains(rng):
    x, y = mesh()
    pixels = colour(y, (250, 190, 130), (240, 225, 200))
    for depth in range(5):
        profile = 0.35 + 0.12 * depth + 0.22 * (fractal(rng, 6, 0.5, WIDTH, 8, 2)[0] - 0.5)
        shade = np.array([110, 120, 150]) * (1 - depth * 0.17)
        texture = 1 + 0.35 * (fractal(rng, 8, 0.7) - 0.5)
        pixels = np.where((y > profile[None])[..., None], shade * texture[..., None], pixels)
    return picture(pixels, rng, 5)


def wood(rng):
    x, y = mesh()
    rings = np.sin((y * 26 + 5 * fractal(rng, 3) + 0.6 * np.sin(x * 5)) * np.pi)
    fibre = fractal(rng, 8, 0.8)[:, ::-1].mean(1, keepdims=True) + 0.3 * rng.random((HEIGHT, 1))
    return picture(colour(stretch(0.5 * rings + fibre + 0.4 * fractal(rng, 8, 0.75)), (70, 38, 18), (150, 95, 50), (205, 155, 100)), rng)


def marble(rng):
    x, y = mesh()
    veins = 1 - np.abs(np.sin((x * 3 + y * 2 + 3.5 * fractal(rng)) * np.pi))
    return picture(colour(veins ** 3, (235, 232, 226), (190, 190, 192), (90, 92, 100)), rng, 2)


def linen(rng):
    x, y = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    weave = np.where((x // 3 + y // 3) % 2, np.sin(x * 1.05), np.sin(y * 1.05))
    threads = rng.random((HEIGHT, 1)) + rng.random((1, WIDTH))
    return picture(colour(stretch(weave * 0.35 + threads * 0.6 + fractal(rng)), (120, 105, 85), (225, 215, 195)), rng, 4)


def bricks(rng):
    image = Image.new("RGB", (WIDTH, HEIGHT), (185, 178, 168))
    draw = ImageDraw.Draw(image)
    for row in range(HEIGHT // 30 + 1):
        for column in range(-1, WIDTH // 70 + 1):
            left = column * 70 + (35 if row % 2 else 0)
            shade = rng.normal(0, 14)
            draw.rectangle((left + 3, row * 30 + 3, left + 67, row * 30 + 27), fill=tuple(int(v + shade) for v in (150, 72, 55)))
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(0.8)), float)
    return picture(pixels * (0.75 + 0.5 * fractal(rng, 8, 0.8))[..., None], rng, 5)


def cells(rng):
    points = rng.random((90, 2)) * (WIDTH, HEIGHT)
    x, y = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    distances = np.sort((x[..., None] - points[:, 0]) ** 2 + (y[..., None] - points[:, 1]) ** 2, axis=2)[..., :2] ** 0.5
    edge = np.clip((distances[..., 1] - distances[..., 0]) / 9, 0, 1)
    return picture(colour(edge * (0.5 + 0.5 * np.clip(distances[..., 0] / 50, 0, 1)), (25, 45, 40), (70, 150, 110), (215, 235, 170)), rng)


def lights(rng):
    image = Image.new("RGB", (WIDTH, HEIGHT), (12, 14, 28))
    for _ in range(70):
        spot = Image.new("RGB", (WIDTH, HEIGHT))
        x, y, size = rng.random() * WIDTH, rng.random() * HEIGHT, 6 + 34 * rng.random() ** 2
        tint = tuple(int(v) for v in rng.permutation([200, 120 + 80 * rng.random(), 40]) * (0.3 + 0.5 * rng.random()))
        ImageDraw.Draw(spot).ellipse((x - size, y - size, x + size, y + size), fill=tint)
        image = Image.fromarray(np.maximum(np.asarray(image), np.asarray(spot.filter(ImageFilter.GaussianBlur(2)))))
    return picture(np.asarray(image, float), rng, 4)


def rainbow(rng):
    x, y = mesh()
    hue = (x * 0.8 + y * 0.4) % 1
    return picture(127 + 120 * np.stack([np.cos(2 * np.pi * (hue + k / 3)) for k in range(3)], -1), rng, 1)


def halo(rng):
    x, y = mesh()
    return picture(colour(np.clip(1.3 * np.hypot(x - 0.4, (y - 0.45) * 0.75), 0, 1), (255, 244, 214), (222, 120, 90), (60, 30, 80)), rng, 1)


def checks(rng):
    x, y = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    field = ((x // 40 + y // 40) % 2) * 0.6 + 0.4 * (((x // 10) % 4 == 0) | ((y // 10) % 4 == 0))
    return picture(colour(field, (250, 250, 245), (200, 60, 70), (60, 20, 60)), rng, 2)


def dots(rng):
    x, y = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    radius = 3 + 9 * fractal(rng, 3)
    inside = np.hypot(x % 28 - 14, y % 28 - 14) < radius
    return picture(colour(inside.astype(float), (245, 238, 220), (35, 75, 140)), rng, 2)


def sand(rng):
    x, y = mesh()
    waves = np.sin((y * 34 + 7 * fractal(rng, 4) + x * 3) * np.pi) * 0.5
    return picture(colour(stretch(waves + 0.8 * fractal(rng, 9, 0.85)), (140, 105, 65), (205, 170, 120), (245, 225, 185)), rng, 9)


def concrete(rng):
    return picture(colour(fractal(rng, 9, 0.8), (95, 97, 98), (150, 150, 147), (190, 188, 182)), rng, 8)


def leaves(rng):
    image = Image.new("RGB", (WIDTH, HEIGHT), (28, 48, 22))
    for _ in range(900):
        x, y, angle, size = rng.random() * WIDTH, rng.random() * HEIGHT, rng.random() * 2 * np.pi, 9 + 22 * rng.random()
        side = np.array([np.cos(angle), np.sin(angle)]) * size
        across = np.array([-side[1], side[0]]) * 0.3
        shade = 0.45 + 0.75 * rng.random()
        corners = [tuple((x, y) + v) for v in (-side, across, side, -across)]
        ImageDraw.Draw(image).polygon(corners, fill=tuple(int(c * shade) for c in (92 + 40 * rng.random(), 135, 52)))
    return picture(np.asarray(image.filter(ImageFilter.GaussianBlur(1)), float), rng, 5)


def waves(rng):
    x, y = mesh()
    field = sum(np.sin(2 * np.pi * (fx * x + fy * y + phase)) / k
                for k, (fx, fy, phase) in enumerate(zip(rng.integers(2, 14, 9), rng.integers(6, 30, 9), rng.random(9)), 1))
    return picture(colour(stretch(field + 0.8 * y), (15, 50, 80), (40, 120, 150), (200, 230, 230)), rng, 4)


PICTURES = [sky, mountains, wood, marble, linen, bricks, cells, lights, rainbow, halo, checks, dots, sand, concrete, leaves, waves]


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2] / "backgrounds")
    folder.mkdir(exist_ok=True)
    for number, make in enumerate(PICTURES):
        image = make(np.random.default_rng(SEED + number))
        image.save(folder / f"{make.__name__}.jpg", quality=82, optimize=True)


if __name__ == "__main__":
    main()
