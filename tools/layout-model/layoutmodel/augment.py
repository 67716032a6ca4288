"""Augmentation of training pages: scale, shift, rotation, shear, ink, paper, texture, light, blur, noise and compression.

Nothing is mirrored but what shines through from the back of the sheet. `mild` is for the end of a schedule.
"""
import cv2
import numpy as np

from .pages import PAD_VALUE, resize


def gray3(image):
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return cv2.merge([gray, gray, gray])


def change_ink(image, rnd):
    """Thicker or thinner strokes. Blended, because eroding outright wipes small print away."""
    amount = rnd.uniform(0.2, 0.8) if rnd.random() < 0.6 else -rnd.uniform(0.2, 0.5)
    morph = cv2.erode if amount > 0 else cv2.dilate
    changed = morph(image, np.ones((2, 2), np.uint8))
    return cv2.addWeighted(image, 1 - abs(amount), changed, abs(amount), 0)


def bilevel(image, rnd):
    """A black-and-white scan. Otsu's threshold, because a fixed one erases pale text."""
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    otsu = cv2.threshold(gray, 0, 255, cv2.THRESH_OTSU)[0]
    gray = cv2.threshold(gray, min(240, otsu + rnd.uniform(0, 40)), 255, cv2.THRESH_BINARY)[1]
    return cv2.merge([gray, gray, gray])


def bleed_through(image, pixels, rnd):
    back = cv2.GaussianBlur(image[:, ::-1], (0, 0), 1.2).astype(np.float32)
    return np.minimum(pixels, 255 - (255 - back) * rnd.uniform(0.05, 0.18))


def paper(pixels, rnd):
    """Uneven light, a paper colour and, half the time, coarse grain."""
    h, w = pixels.shape[:2]
    noise = np.random.RandomState(rnd.randrange(1 << 30))
    coarse = noise.rand(rnd.randint(2, 6), rnd.randint(2, 6)).astype(np.float32)
    shade = cv2.resize(coarse, (w, h), interpolation=cv2.INTER_CUBIC)
    tint = np.array([rnd.uniform(0.78, 1), rnd.uniform(0.88, 1), rnd.uniform(0.93, 1)], np.float32)
    pixels = pixels * (1 - rnd.uniform(0.02, 0.25) * shade[..., None]) * tint
    if rnd.random() < 0.5:
        grain = cv2.resize(noise.randn(h // 2, w // 2).astype(np.float32), (w, h))
        pixels = pixels + grain[..., None] * rnd.uniform(1, 7)
    return pixels


def texture(pixels, rnd):
    """Fibres, weave or blotches multiplied into the page."""
    h, w = pixels.shape[:2]
    noise = np.random.RandomState(rnd.randrange(1 << 30))
    step = rnd.choice([(1, 4), (4, 1), (2, 2), (3, 3), (1, 12), (12, 1)])
    field = noise.rand(h // step[0] + 2, w // step[1] + 2).astype(np.float32)
    field = cv2.resize(field, None, fx=step[1], fy=step[0], interpolation=cv2.INTER_LINEAR)[:h, :w]
    if rnd.random() < 0.5:
        field = 0.5 * field + 0.5 * cv2.resize(noise.rand(h // 9 + 2, w // 9 + 2).astype(np.float32), (w, h))
    return pixels * (1 - rnd.uniform(0.08, 0.4) * field[..., None])


def vibration(image, rnd):
    """A camera that moved: blur along a line."""
    length, angle = rnd.choice([3, 3, 5, 5, 7, 9]), rnd.choice([0, 90, rnd.uniform(0, 180)])
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1
    middle = ((length - 1) / 2,) * 2
    kernel = cv2.warpAffine(kernel, cv2.getRotationMatrix2D(middle, angle, 1), (length, length))
    return cv2.filter2D(image, -1, kernel / max(kernel.sum(), 1e-6))


def low_resolution(image, rnd):
    """As if scanned at a fraction of the resolution."""
    h, w = image.shape[:2]
    s = rnd.uniform(0.45, 0.9)
    small = cv2.resize(image, None, fx=s, fy=s, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (w, h), interpolation=rnd.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC]))


def scan_edges(image, rnd):
    """Shadows of the lid along one or two sides of a scan."""
    h, w = image.shape[:2]
    image = image.copy()
    for side in rnd.sample(range(4), rnd.choice([1, 1, 2])):
        strip = np.rot90(image, side)                       # a view: its upper edge is the side
        high = max(2, int(strip.shape[0] * rnd.uniform(0.005, 0.025)))
        fade = np.linspace(rnd.uniform(0, 0.4), 1, high, dtype=np.float32)[:, None, None]
        strip[:high] = (strip[:high] * fade).astype(np.uint8)
    return image


def photometric(image, rnd, mild=False):
    """Change how the page looks and nothing of where things are."""
    h, w = image.shape[:2]
    rate = 0.4 if mild else 1.0
    chance = lambda p: rnd.random() < p * rate
    if chance(0.25):
        image = change_ink(image, rnd)
    if chance(0.45):
        image = gray3(image)
    if chance(0.06):
        image = bilevel(image, rnd)
    pixels = None                                # floating-point work is costly: only where one is drawn
    if chance(0.05):
        pixels = bleed_through(image, image, rnd)
    if chance(0.25):
        pixels = paper(image.astype(np.float32) if pixels is None else pixels, rnd)
    if chance(0.12):
        pixels = texture(image.astype(np.float32) if pixels is None else pixels, rnd)
    if chance(0.4):
        contrast, light = rnd.uniform(0.6, 1.15), rnd.uniform(-25, 25)
        if pixels is None:
            levels = (np.arange(256) - 128) * contrast + 128 + light
            image = cv2.LUT(image, np.clip(levels, 0, 255).astype(np.uint8))
        else:
            pixels = (pixels - 128) * contrast + 128 + light
    if pixels is not None:
        image = np.clip(pixels, 0, 255).astype(np.uint8)
    if chance(0.05):
        image = scan_edges(image, rnd)
    if chance(0.03):
        image = 255 - image
    if chance(0.12):
        image = vibration(image, rnd)
    elif chance(0.25):
        image = cv2.GaussianBlur(image, (0, 0), rnd.uniform(0.3, 1.2))
    if chance(0.15):
        image = low_resolution(image, rnd)
    if chance(0.18):
        noise = np.random.RandomState(rnd.randrange(1 << 30)).randn(h, w, 1) * rnd.uniform(2, 14)
        image = np.clip(image.astype(np.int16) + noise.astype(np.int16), 0, 255).astype(np.uint8)
    if chance(0.3):
        quality = [cv2.IMWRITE_JPEG_QUALITY, rnd.randint(20, 85)]
        image = cv2.imdecode(cv2.imencode('.jpg', image, quality)[1], cv2.IMREAD_COLOR)
    return image


def random_scale(rnd):
    """Scale against the fit to the canvas -> scale, whether the page was enlarged past it."""
    draw = rnd.random()
    if draw < 0.75:                             # near what the service shows the net
        return rnd.uniform(0.94, 1.0), False
    if draw < 0.87:
        return rnd.uniform(0.65, 0.95), False
    return rnd.uniform(1.0, 1.5), True


def random_offset(free, rnd):
    """Where a page of the canvas' size less `free` begins; below zero where it is larger."""
    return rnd.uniform(0, free) if free >= 0 else -rnd.uniform(0, -free)


def random_angle(rnd):
    """Degrees: straight, nearly straight (what is left when the service has straightened a page), or plainly turned."""
    draw = rnd.random()
    if draw < 0.62:
        return 0.0
    return rnd.gauss(0, 1.0) if draw < 0.9 else rnd.uniform(-9, 9)


def random_matrix(width, height, dx, dy, rnd, mild=False):
    """Affine matrix: shift, and for some pages a rotation and shear about the middle."""
    angle = np.deg2rad(random_angle(rnd) * (0.3 if mild else 1))
    shear = rnd.uniform(-0.01, 0.01) if angle else 0.0
    cx, cy, c, s = width / 2, height / 2, np.cos(angle), np.sin(angle)
    return np.array([[c, -s + shear, cx - c * cx + (s - shear) * cy + dx],
                     [s, c, cy - s * cx - c * cy + dy]], np.float32)


def random_pad(rnd):
    if rnd.random() < 0.7:
        return (PAD_VALUE,) * 3
    return (255,) * 3 if rnd.random() < 0.6 else (rnd.randint(0, 60),) * 3


def move_boxes(boxes, fx, fy, matrix, width, height):
    """Boxes under a resize and an affine matrix, clipped; those of which little is left are dropped."""
    b = boxes.copy()
    b[:, [1, 3]] *= fx
    b[:, [2, 4]] *= fy
    corners = np.stack([b[:, [1, 1, 3, 3]], b[:, [2, 4, 2, 4]]], -1) @ matrix[:, :2].T + matrix[:, 2]
    moved = np.concatenate([b[:, :1], corners.min(1), corners.max(1)], 1)
    whole = (moved[:, 3] - moved[:, 1]) * (moved[:, 4] - moved[:, 2])
    moved[:, [1, 3]] = moved[:, [1, 3]].clip(0, width)
    moved[:, [2, 4]] = moved[:, [2, 4]].clip(0, height)
    w, h = moved[:, 3] - moved[:, 1], moved[:, 4] - moved[:, 2]
    return moved[(w > 3) & (h > 3) & (w * h > 0.3 * whole)].astype(np.float32)


def augment(image, boxes, shape, rnd, mild=False):
    """A page and its boxes -> a training canvas of `shape` and the boxes on it."""
    height, width = shape
    h, w = image.shape[:2]
    factor, enlarged = random_scale(rnd)
    scale, aspect = min(height / h, width / w) * factor, rnd.uniform(0.95, 1.05)
    new_w, new_h = max(8, int(w * scale * aspect)), max(8, int(h * scale / aspect))
    image = photometric(resize(image, new_w, new_h, scale), rnd, mild)
    dx, dy = random_offset(width - new_w, rnd), random_offset(height - new_h, rnd)
    if not enlarged and rnd.random() < 0.6:                 # as the service centres it
        dx, dy = (width - new_w) / 2, (height - new_h) / 2
    matrix = random_matrix(new_w, new_h, dx, dy, rnd, mild)
    canvas = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=random_pad(rnd))
    return canvas, move_boxes(boxes, new_w / w, new_h / h, matrix, width, height)
