"""Writes the vectors and statistics that the perturbation tests compare with:

    python3 make_vectors.py

Needs Debian's python3-opencv, python3-scipy, python3-pil, python3-numpy.
"""

import json
import pathlib
import tempfile

import cv2
import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

import perturbations as p
import quality as q

HERE = pathlib.Path(__file__).parent
SEEDS = 200
JITTERS = {
    "small": [[0.02, 0.01], [0.015, 0.03], [0.005, 0.02], [0.01, 0.012]],
    "large": [[0.12, 0.02], [0.01, 0.14], [0.09, 0.06], [0.03, 0.11]],
}
POLYGON = [[10, 20], [88, 8], [60, 110], [30, 64], [92, 90]]


def page(width=96, height=128):
    rng = np.random.default_rng(5)
    image = Image.new("RGB", (width, height), (250, 248, 240))
    draw = ImageDraw.Draw(image)
    for line in range(5, height // 2 - 8, 11):
        draw.text((4, line), "Layout of 12 pages"[: width // 6], fill=(20, 20, 30))
    draw.rectangle((6, height // 2, width // 2, height - 8), fill=(40, 90, 170))
    draw.ellipse((width // 2 + 4, height // 2 + 2, width - 4, height - 12), fill=(200, 60, 40), outline=(0, 0, 0))
    pixels = np.asarray(image).copy()
    pixels[-8:, -8:] = rng.integers(0, 256, (8, 8, 3))
    pixels[:6, :6] = rng.integers(0, 256, (6, 6, 3))
    return pixels


def save(name, pixels):
    Image.fromarray(pixels).save(HERE / f"{name}.png", optimize=True)


def vectors(source):
    save("page", source)
    for degree in (1, 2, 3):
        if degree > 1:
            save(f"defocus-{degree}", p.defocus(source, degree))
        save(f"ink_holdout-{degree}", p.ink_holdout(source, degree))
        save(f"ink_bleeding-{degree}", p.ink_bleeding(source, degree))
        save(f"vibration-{degree}", p.vibration(source, degree, (-31.5, 12.25, 40.0)[degree - 1]))
    save("defocus-1-standard", cv2.GaussianBlur(source, (3, 3), sigmaX=1, sigmaY=1))
    for angle in (-13, 4):
        save(f"rotation_{angle}", p.rotation(source, angle))
    for name, jitter in JITTERS.items():
        save(f"keystoning-{name}", p.keystoning(source, np.float32(jitter)))
    save("illumination-dark-3", p.illumination(source, 3, POLYGON, True))
    save("illumination-bright-1", p.illumination(source, 1, POLYGON, False))
    save("illumination-added-2", p.illumination_added(source, 2, POLYGON))
    x, y = np.meshgrid(np.arange(source.shape[1]), np.arange(source.shape[0]))
    mask = ((x * 5 + y * 3) % 256).astype(np.uint8)
    for degree in (1, 2, 3):
        save(f"watermark-{degree}", p.watermark_blend(source, mask, degree))
    dx = 3.3 * np.sin(y / 17.0) + 0.02 * x
    dy = 2.7 * np.cos(x / 11.0) - 0.01 * y
    save("warping-field", p.warping_remap(source, dx.astype(np.float32), dy.astype(np.float32)))


def spread(values):
    return {"mean": float(np.mean(values)), "deviation": float(np.std(values, ddof=1)), "count": len(values)}


def blob_statistics():
    grey = np.full((300, 400, 3), 128, np.uint8)
    found = {"white_count": [], "white_area": [], "black_count": [], "black_area": [], "largest": []}
    for seed in range(SEEDS):
        result = p.speckle(grey, 2, np.random.default_rng(seed))[..., 0]
        for name, level in (("white", 255), ("black", 0)):
            labels, count = ndimage.label(result == level, np.ones((3, 3)))
            found[f"{name}_count"].append(count)
            found[f"{name}_area"].append((result == level).sum())
        found["largest"].append(np.bincount(labels.ravel())[1:].max())
    return {name: spread(values) for name, values in found.items()}


def texture_statistics():
    source = np.full((200, 240, 3), 255, np.uint8)
    source[:, 160:] = 0
    found = {"fibre_share": [], "paper_mean": [], "ink_mean": [], "ink_deviation": [], "ink_neighbours": [], "ink_far": []}
    for seed in range(SEEDS):
        result = p.texture(source, 1, np.random.default_rng(seed))[..., 0].astype(float)
        paper, ink = result[:, :160], result[:, 160:]
        found["fibre_share"].append((paper < 250).mean())
        found["paper_mean"].append(paper.mean())
        found["ink_mean"].append(ink.mean())
        found["ink_deviation"].append(ink.std())
        found["ink_neighbours"].append(np.corrcoef(ink[:, 1:].ravel(), ink[:, :-1].ravel())[0, 1])
        found["ink_far"].append(np.corrcoef(ink[:, 8:].ravel(), ink[:, :-8].ravel())[0, 1])
    return {name: spread(values) for name, values in found.items()}


def field_statistics():
    height, width, degree = 200, 260, 3
    lag = int(p.warping_scales(height, width, degree)[0])
    found = {"deviation": [], "step": [], "at_sigma": []}
    for seed in range(SEEDS):
        field = p.warping_field(height, width, degree, np.random.default_rng(seed))[0]
        found["deviation"].append(np.sqrt(np.mean(field ** 2)))
        found["step"].append(np.sqrt(np.mean((field[:, 1:] - field[:, :-1]) ** 2)))
        found["at_sigma"].append(np.mean(field[:, lag:] * field[:, :-lag]) / np.mean(field ** 2))
    return {name: spread(values) for name, values in found.items()}


def corner_statistics():
    found = {f"{name}_{degree}": [] for degree in (1, 3) for name in ("moved", "area")}
    for degree in (1, 3):
        for seed in range(SEEDS):
            jitter = p.keystoning_jitter(degree, np.random.default_rng(seed))
            matrix, size = p.keystoning_matrix(400, 300, jitter)
            whole = np.float32([[0, 0], [300, 0], [300, 400], [0, 400]])
            moved = cv2.perspectiveTransform(whole[None], matrix)[0] * (300 / size[0], 400 / size[1])
            found[f"moved_{degree}"].append(np.hypot(*(moved - whole).T).mean())
            found[f"area_{degree}"].append(cv2.contourArea(moved.astype(np.float32)) / 120000)
    return {name: spread(values) for name, values in found.items()}


def watermark_statistics():
    """Where the visible ink lies, how it is turned (twice the angle, since a line has no direction), how far it reaches."""
    height, width = 600, 800
    blank = np.full((height, width, 3), 255, np.uint8)
    names = ("centre_x", "centre_y", "cos", "sin", "length")
    found = {f"{name}_{degree}": [] for degree in (1, 3) for name in names}
    for degree in (1, 3):
        for seed in range(4 * SEEDS):
            green = p.watermark(blank, degree, np.random.default_rng(seed))[..., 1]
            y, x = np.nonzero(green < (255 + green.min()) / 2)
            if green.min() == 255 or len(x) < 400:
                continue
            covariance = np.cov(x, y)
            angle = np.arctan2(2 * covariance[0, 1], covariance[0, 0] - covariance[1, 1])
            length = np.sqrt(np.linalg.eigvalsh(covariance)[1])
            for name, value in zip(names, (x.mean(), y.mean(), np.cos(angle), np.sin(angle), length)):
                found[f"{name}_{degree}"].append(value)
    return {name: spread(values) for name, values in found.items()}


def background_statistics():
    """Where a black picture lies on a white page, how large, and how much of it several cover."""
    blank = np.full((400, 300, 3), 255, np.uint8)
    found = {"left": [], "top": [], "width": [], "height": [], "level": [], "covered": []}
    with tempfile.TemporaryDirectory() as folder:
        picture = f"{folder}/black.png"
        Image.new("RGB", (50, 40)).save(picture)
        for seed in range(SEEDS):
            y, x = np.nonzero(p.background(blank, 1, [picture], np.random.default_rng(seed))[..., 0] < 255)
            found["left"].append(x.min())
            found["top"].append(y.min())
            found["width"].append(np.ptp(x) + 1)
            found["height"].append(np.ptp(y) + 1)
            result = p.background(blank, 3, [picture], np.random.default_rng(seed))[..., 0]
            found["level"].append(result.min())
            found["covered"].append((result < 255).sum())
    return {name: spread(values) for name, values in found.items()}


def quality_vectors(source):
    """Pairs made of the vectors and of larger pages, which MS-SSIM and CW-SSIM need."""
    large = page(230, 301)
    save("quality-page", large)
    pairs = {
        "defocus": p.defocus(large, 3),
        "vibration": p.vibration(large, 2, 20),
        "ink_bleeding": p.ink_bleeding(large, 3),
        "keystoning": p.keystoning(large, np.float32(JITTERS["small"])),
    }
    found = {}
    for name, pixels in pairs.items():
        save(f"quality-{name}", pixels)
        found[name] = {
            "psnr": q.psnr(large, pixels),
            "psnr_wrapping": q.psnr_wrapping(large, pixels),
            "ms_ssim": q.ms_ssim(large, pixels),
            "cw_ssim": q.cw_ssim(large, pixels),
        }
    return found


def main():
    source = page()
    vectors(source)
    statistics = {
        "seeds": SEEDS,
        "speckle": blob_statistics(),
        "texture": texture_statistics(),
        "warping": field_statistics(),
        "keystoning": corner_statistics(),
        "watermark": watermark_statistics(),
        "background": background_statistics(),
    }
    (HERE / "statistics.json").write_text(json.dumps(statistics, indent=2) + "\n")
    (HERE / "quality.json").write_text(json.dumps(quality_vectors(source), indent=2) + "\n")


if __name__ == "__main__":
    main()
