"""The twelve perturbations, written straight from their definitions with OpenCV, SciPy, Pillow and NumPy (Debian packages).

Independent of the C# code; the vectors and statistics of the tests and the baseline of the benchmarks come from here. Pages are uint8
arrays of height x width x 3 in RGB order. Random ones take a numpy Generator.
"""

import math

import cv2
import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter
from scipy import ndimage


def strength(degree):
    return 2 * degree - 1


# Blur

def defocus(page, degree):
    k = strength(degree)
    return cv2.GaussianBlur(page, (k, k), sigmaX=k, sigmaY=k)


def vibration(page, degree, angle):
    size = 3 * strength(degree)
    kernel = np.zeros((size, size))
    kernel[(size - 1) // 2] = 1
    turn = cv2.getRotationMatrix2D((size / 2 - 0.5, size / 2 - 0.5), angle, 1)
    kernel = cv2.warpAffine(kernel, turn, (size, size))
    return cv2.filter2D(page, -1, kernel / kernel.sum())


# Noise

def stretch(field):
    return (field - field.min()) / (field.max() - field.min())


def random_blobs(height, width, density, size, rng, roughness=2.0):
    count = int(density * width * height)
    if count == 0:
        return np.zeros((height, width), np.uint8)
    seeds = np.ones((height, width), bool)
    seeds[rng.integers(0, height, count), rng.integers(0, width, count)] = False
    mask = (ndimage.distance_transform_edt(seeds) < size).astype(np.float32)
    mask = stretch(ndimage.gaussian_filter(mask, size / (2 * roughness)))
    noise = stretch(ndimage.gaussian_filter(rng.random((height, width)), size / (2 * roughness)))
    return (mask * noise > 0.5).astype(np.uint8)


def speckle(page, degree, rng):
    density = 1e-4 * strength(degree)
    white = random_blobs(*page.shape[:2], density, 5, rng) * 255
    black = 255 - random_blobs(*page.shape[:2], density, 5, rng) * 255
    return np.minimum(np.maximum(page, white[..., None]), black[..., None]).astype(np.uint8)


def fibres(height, width, count, rng, length=500, turn=0.01, step=0.5, limit=0.25):
    paper = np.zeros((height, width))
    for _ in range(count):
        value = rng.random() * limit
        angles = rng.standard_cauchy(length) * turn
        angles[0] += 2 * np.pi * rng.random()
        angles = np.cumsum(angles)
        y = rng.integers(0, height) + np.cumsum(step * np.cos(angles))
        x = rng.integers(0, width) + np.cumsum(step * np.sin(angles))
        paper[np.clip(y, 0, height - 0.1).astype(int), np.clip(x, 0, width - 0.1).astype(int)] = value
    return paper


def fibrous(height, width, count, rng):
    return 0.25 * stretch(ndimage.gaussian_filter(fibres(height, width, count, rng), 0.5))


def zoomed_noise(height, width, scale, rng):
    grid = rng.random((int(height / scale + 1), int(width / scale + 1)))
    return ndimage.zoom(grid, scale)[:height, :width]


def multiscale_noise(height, width, rng, scales=(1, 5, 10, 50)):
    total = zoomed_noise(height, width, scales[0], rng)
    for scale in scales:
        total = total + zoomed_noise(height, width, scale, rng)
    return 0.5 * stretch(total)


def texture(page, degree, rng):
    height, width = page.shape[:2]
    value = page.astype(float) - page.min()
    if value.max() > 0:
        value /= value.max()
    selector = 1 - value if np.sum(value > 0.9) > np.sum(value < 0.1) else value
    paper = fibrous(height, width, 300 * strength(degree), rng)[..., None]
    ink = multiscale_noise(height, width, rng)[..., None]
    return (255 * (selector * ink + (1 - selector) * (1 - paper))).astype(np.uint8)


# Content

def watermark_blend(page, mask, degree):
    """Lays red over the page where mask (0..255, height x width) has ink."""
    alpha = np.round(mask.astype(float) * (51 * strength(degree)) / 255)[..., None]
    return np.round((alpha * np.array([255.0, 0, 0]) + (255 - alpha) * page) / 255).astype(np.uint8)


def watermark(page, degree, rng, text="Watermark_just_for_test_in_order_to_see_if_this_works"):
    height, width = page.shape[:2]
    factor = strength(degree) + 1
    canvas = Image.new("RGBA", (width // factor, height // factor))
    place = int(rng.integers(0, width // factor)), int(rng.integers(0, height // factor))
    ImageDraw.Draw(canvas).text(place, text, fill=(255, 0, 0, 51 * strength(degree)))
    canvas = canvas.resize((width, height), Image.LANCZOS).rotate(int(rng.integers(0, 360)))
    return np.asarray(Image.alpha_composite(Image.fromarray(page).convert("RGBA"), canvas).convert("RGB"))


def background(page, degree, pictures, rng):
    height, width = page.shape[:2]
    composed = Image.fromarray(page)
    for _ in range(strength(degree)):
        picture = Image.open(pictures[rng.integers(0, len(pictures))]).convert("RGB").resize((width // 5, height // 5), Image.LANCZOS)
        spare = width - picture.width, height - picture.height
        place = [int(rng.integers(int(0.4 * s), s - int(0.4 * s))) for s in spare]
        composed.paste(picture, place)
    composed.putalpha(100)
    return np.asarray(Image.alpha_composite(Image.fromarray(page).convert("RGBA"), composed).convert("RGB"))


# Inconsistency

def tenfold(page, operation, element, anchor):
    height, width = page.shape[:2]
    large = cv2.resize(page, (10 * width, 10 * height))
    return cv2.resize(operation(large, element, anchor=anchor), (width, height))


def ink_holdout(page, degree):
    k = 2 * strength(degree) + 1
    return tenfold(page, cv2.erode, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (k, k)), (-1, -1))


def ink_bleeding(page, degree):
    k = 2 * strength(degree) + 1
    return tenfold(page, cv2.dilate, cv2.getStructuringElement(cv2.MORPH_CROSS, (k, k)), (0, 0))


def illumination(page, degree, polygon, darkens):
    image = Image.fromarray(page)
    mask = Image.new("L", image.size, 255)
    ImageDraw.Draw(mask).polygon([tuple(int(v) for v in p) for p in polygon], fill=0)
    mask = mask.filter(ImageFilter.GaussianBlur(50))
    factor = 1 / (2 * degree) if darkens else 25.5 * 2 * degree
    altered = ImageEnhance.Brightness(image).enhance(factor)
    return np.asarray(Image.composite(image, altered, mask))


def illumination_added(page, degree, polygon):
    """The glare that adds 51, 102 or 153 levels instead of multiplying."""
    image = Image.fromarray(page)
    mask = Image.new("L", image.size, 255)
    ImageDraw.Draw(mask).polygon([tuple(int(v) for v in p) for p in polygon], fill=0)
    mask = mask.filter(ImageFilter.GaussianBlur(50))
    altered = ImageChops.add(image, Image.new("RGB", image.size, (51 * degree,) * 3))
    return np.asarray(Image.composite(image, altered, mask))


# Spatial

def rotation_size(height, width, angle):
    cos, sin = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    return int(np.rint(height * cos + width * sin)), int(np.rint(height * sin + width * cos))


def rotation_matrix(height, width, angle, offset):
    """Turns about the middle and moves it to the middle of the grown page; offset is 0 for coordinates, -0.5 for pixels."""
    high, wide = rotation_size(height, width, angle)
    matrix = cv2.getRotationMatrix2D((width / 2 + offset, height / 2 + offset), angle, 1)
    matrix[:, 2] += (wide - width) / 2, (high - height) / 2
    return matrix


def rotation(page, angle):
    height, width = page.shape[:2]
    high, wide = rotation_size(height, width, angle)
    return cv2.warpAffine(page, rotation_matrix(height, width, angle, -0.5), (wide, high), flags=cv2.INTER_LINEAR)


def keystoning_jitter(degree, rng):
    sigma = rng.uniform(0.01, 0.02 * strength(degree))
    return np.mod(np.abs(rng.normal(0, sigma, (4, 2))), 1).astype(np.float32)


def keystoning_matrix(height, width, jitter):
    points = jitter.copy()
    points[1, 0] = 1 - points[1, 0]
    points[2] = 1 - points[2]
    points[3, 1] = 1 - points[3, 1]
    points *= (width, height)
    total, difference = points.sum(1), points[:, 1] - points[:, 0]
    tl, br = points[total.argmin()], points[total.argmax()]
    tr, bl = points[difference.argmin()], points[difference.argmax()]
    far = lambda a, b: float(np.hypot(*(a - b)))
    wide, high = int(max(far(tr, tl), far(br, bl))), int(max(far(tr, br), far(tl, bl)))
    stretch_to = np.float32([[0, 0], [wide, 0], [wide, high], [0, high]])
    matrix = cv2.getPerspectiveTransform(np.float32([tl, tr, br, bl]), stretch_to)
    whole = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    moved = cv2.perspectiveTransform(whole[None], matrix)[0]
    moved = np.round(moved - moved.min(0))
    return cv2.getPerspectiveTransform(whole, moved.astype(np.float32)), tuple(int(v) for v in moved.max(0))


def keystoning(page, jitter):
    height, width = page.shape[:2]
    matrix, (wide, high) = keystoning_matrix(height, width, jitter)
    warped = cv2.warpPerspective(page, matrix, (wide, high), flags=cv2.INTER_LINEAR)
    enlarges = width > wide or height > high
    return cv2.resize(warped, (width, height), interpolation=cv2.INTER_AREA if enlarges else cv2.INTER_LINEAR)


def warping_scales(height, width, degree):
    extent = math.floor(math.sqrt(height * width))
    return extent / 5 / strength(degree), 2 * extent / strength(degree)


def warping_field(height, width, degree, rng):
    sigma, alpha = warping_scales(height, width, degree)
    size = int(max((3.3 if sigma < 3 else 2.9 if sigma < 5 else 2.6) * sigma, 5))
    size += 1 - size % 2
    noise = rng.uniform(-1, 1, (2 * (height + 2 * size), width + 2 * size))
    fields = []
    for half in np.split(noise, 2):
        blurred = cv2.GaussianBlur(half, (size, size), sigmaX=sigma, sigmaY=sigma, borderType=cv2.BORDER_REFLECT_101)
        fields.append(alpha * blurred[size:-size, size:-size])
    return fields


def warping_remap(page, dx, dy):
    height, width = page.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    fixed, fraction = cv2.convertMaps((x - dx).astype(np.float32), (y - dy).astype(np.float32), cv2.CV_16SC2)
    return cv2.remap(page, fixed, fraction, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=0)


def warping(page, degree, rng):
    return warping_remap(page, *warping_field(*page.shape[:2], degree, rng))
