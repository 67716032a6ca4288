#!/usr/bin/python3
"""Collect texts and pictures for the page synthesis from the Debian packages that setup.sh installs.

    /usr/bin/python3 prepare.py --out ASSETS

Writes ASSETS/text.json {language: [sentence, ...]} and ASSETS/pic/*.jpg, at most 520 pixels on the longer
side; a name begins with t_ (training) or v_ (validation only) and tells the kind, photo or plot.
"""
import argparse
import glob
import html
import json
import os
import random
import re

import cv2

SEED = 1
MAX_SENTENCES = 12000
MAX_SIDE = 520
MAX_PICTURES = 1100
VALIDATION_SHARE = 0.12
INSTALLATION_GUIDE = {'en': 'en', 'de': 'de', 'fr': 'fr', 'es': 'es', 'it': 'it', 'pt': 'pt', 'ru': 'ru', 'el': 'el', 'vi': 'vi',
                      'cs': 'cs', 'zh': 'zh_CN', 'ja': 'ja', 'ko': 'ko', 'sv': 'sv', 'nl': 'nl', 'ro': 'ro'}
DEBIAN_REFERENCE = {'en': 'en', 'de': 'de', 'fr': 'fr', 'zh': 'zh-cn', 'ja': 'ja'}
ENGLISH = ['/usr/share/doc/debian-policy/**/*.html', '/usr/share/developers-reference/*.html']
SKLEARN = '/usr/share/doc/python-sk*-doc/html/modules/*.html'
# Scripts without a corpus here: random words of the right letters, frequent ones repeated.
LETTERS = {
    'ar': 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي' 'ااالللمنيويوةرت',
    'he': 'אבגדהוזחטיכלמנסעפצקרשת' 'יויוהה',
    'hi': ['क', 'का', 'की', 'में', 'र', 'रा', 'न', 'ने', 'स', 'से', 'म', 'ल', 'ला', 'त', 'ता', 'प', 'पर', 'ह', 'है', 'ज', 'जा', 'द',
           'दि', 'ब', 'ग', 'व', 'वि', 'य', 'श', 'अ', 'इ', 'उ', 'ए'],
}


def files(pattern):
    """Sorted, so that the same packages give the same assets."""
    return sorted(path for path in glob.glob(pattern, recursive=True) if os.path.isfile(path))


def paragraphs(page):
    page = re.sub(r'(?is)<(script|style|pre|head).*?</\1>', ' ', page)
    for match in re.finditer(r'(?is)<(p|li|dd|td|h\d)\b[^>]*>(.*?)</\1>', page):
        text = html.unescape(re.sub(r'<[^>]+>', '', match.group(2)))
        yield re.sub(r'\s+', ' ', text).strip()


def sentences(paragraph, spaceless=False):
    parts = re.split(r'(?<=[。！？])' if spaceless else r'(?<=[.!?])\s+', paragraph)
    return [p.strip() for p in parts if 12 < len(p.strip()) < 260 and 'http' not in p and not re.search(r'[{}<>|\\_]', p)]


def fortunes():
    for path in files('/usr/share/games/fortunes/*'):
        if path.endswith(('.dat', '.u8', 'ascii-art')):
            continue
        with open(path, errors='ignore') as f:
            for quote in f.read().split('\n%\n'):
                yield from sentences(re.sub(r'\s+', ' ', quote))


def sources(language):
    found = files(f'/usr/share/doc/installation-guide-amd64/{INSTALLATION_GUIDE[language]}/**/*.html')
    if language in DEBIAN_REFERENCE:
        found += files(f'/usr/share/debian-reference/*.{DEBIAN_REFERENCE[language]}.html')
    if language == 'en':
        for pattern in ENGLISH:
            found += files(pattern)
        found += files(SKLEARN)[:60]
    return found


def collect_text():
    text = {}
    for language in INSTALLATION_GUIDE:
        found = set(fortunes()) if language == 'en' else set()
        for path in sources(language):
            with open(path, errors='ignore') as f:
                for paragraph in paragraphs(f.read()):
                    found.update(sentences(paragraph, language in ('zh', 'ja')))
        found = sorted(found)
        random.shuffle(found)
        text[language] = found[:MAX_SENTENCES]
    for language, letters in LETTERS.items():
        text[language] = [invented(letters) for _ in range(3000)]
    return text


def invented(letters):
    lengths = (2, 3, 3, 4, 4, 5, 5, 6, 7, 8)
    return ' '.join(''.join(random.choices(letters, k=random.choice(lengths))) for _ in range(random.randint(6, 22))) + '.'


def shrink(image, side):
    scale = side / max(image.shape[:2])
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image


def photographs():
    """Five random crops of every wallpaper, in one of its sizes."""
    for path in files('/usr/share/backgrounds/**/*') + files('/usr/share/wallpapers/**/*'):
        other_size = re.search(r'/\d+x\d+\.', path) and not re.search('1920x1080|2560x1440|3840', path)
        image = cv2.imread(path) if path.endswith(('.jpg', '.png', '.jpeg')) and not other_size else None
        if image is None or min(image.shape[:2]) < 300:
            continue
        image = shrink(image, 1600)
        h, w = image.shape[:2]
        for _ in range(5):
            aspect, crop_h = random.uniform(0.55, 1.8), int(h * random.uniform(0.3, 1))
            crop_w = min(w, int(crop_h * aspect))
            y, x = random.randint(0, h - crop_h), random.randint(0, w - crop_w)
            crop = image[y:y + crop_h, x:x + crop_w]
            if crop.std() > 12:
                yield crop


def plots():
    found = files('/usr/share/doc/python-sk*-doc/html/_images/*.png')
    random.shuffle(found)
    for path in found:
        image = None if 'thumb' in path or 'math' in path else cv2.imread(path)
        if image is not None and min(image.shape[:2]) >= 120:
            yield image


def collect_pictures(folder):
    os.makedirs(folder, exist_ok=True)
    count = 0
    for kind, images in (('photo', photographs()), ('plot', plots())):
        for image in images:
            split = 'v' if random.random() < VALIDATION_SHARE else 't'
            path = os.path.join(folder, f'{split}_{kind}_{count:04d}.jpg')
            cv2.imwrite(path, shrink(image, MAX_SIDE), [cv2.IMWRITE_JPEG_QUALITY, 88])
            count += 1
            if count > MAX_PICTURES:
                return count
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--out', required=True)
    out = parser.parse_args().out
    random.seed(SEED)
    os.makedirs(out, exist_ok=True)
    text = collect_text()
    with open(os.path.join(out, 'text.json'), 'w', encoding='utf-8') as f:
        json.dump(text, f, ensure_ascii=False)
    print(' '.join(f'{language} {len(found)}' for language, found in text.items()))
    print('pictures', collect_pictures(os.path.join(out, 'pic')))


if __name__ == '__main__':
    main()
