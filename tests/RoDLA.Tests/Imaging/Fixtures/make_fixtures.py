"""Makes the pictures beside this file with Pillow, OpenCV, libtiff's tools and qpdf, and the pixels they stand for (*.ppm).

Run: /usr/bin/python3 make_fixtures.py   (Debian: python3-pil python3-opencv python3-numpy libtiff-tools qpdf)
"""
import os
import struct
import subprocess
import zlib

import cv2
import numpy as np
from PIL import Image, ImageOps

os.chdir(os.path.dirname(os.path.abspath(__file__)))
W, H = 48, 32


def page():
    """A small page with no symmetry: a gradient, a red, a green and a blue block, black bars."""
    y, x = np.mgrid[0:H, 0:W]
    rgb = np.stack([40 + 4 * x, 60 + 5 * y, 250 - 2 * x - 2 * y], axis=2).clip(0, 255).astype(np.uint8)
    rgb[2:10, 2:14] = (220, 30, 20)
    rgb[2:10, 30:46] = (20, 180, 40)
    rgb[20:30, 2:8] = (10, 40, 230)
    rgb[14:16, 10:40] = 0
    rgb[22:24, 20:36] = 255
    return rgb


def ppm(name, rgb):
    with open(name + '.ppm', 'wb') as f:
        f.write(b'P6\n%d %d\n255\n' % (rgb.shape[1], rgb.shape[0]) + np.ascontiguousarray(rgb).tobytes())


def decoded(name):
    """Reference of a lossy file: what Pillow's decoder makes of it."""
    ppm(os.path.splitext(name)[0], np.asarray(Image.open(name).convert('RGB')))


def linear_profile():
    """An ICC v2 matrix profile with the primaries of sRGB and no gamma, so that the conversion is a textbook formula."""
    def xyz(*v):
        return b'XYZ \0\0\0\0' + b''.join(struct.pack('>i', round(c * 65536)) for c in v)
    tags = [
        (b'desc', b'desc\0\0\0\0' + struct.pack('>I', 7) + b'linear\0' + b'\0' * 78),
        (b'cprt', b'text\0\0\0\0none\0'),
        (b'wtpt', xyz(0.9642, 1.0, 0.8249)),
        (b'rXYZ', xyz(0.43607, 0.22249, 0.01392)),
        (b'gXYZ', xyz(0.38515, 0.71687, 0.09708)),
        (b'bXYZ', xyz(0.14307, 0.06061, 0.71410)),
        (b'rTRC', b'curv\0\0\0\0' + struct.pack('>I', 0)),
        (b'gTRC', b'curv\0\0\0\0' + struct.pack('>I', 0)),
        (b'bTRC', b'curv\0\0\0\0' + struct.pack('>I', 0)),
    ]
    table, data, at = b'', b'', 128 + 4 + 12 * len(tags)
    for sig, body in tags:
        body += b'\0' * (-len(body) % 4)
        table += sig + struct.pack('>II', at + len(data), len(body))
        data += body
    size = at + len(data)
    head = struct.pack('>I4sI4s4s4s', size, b'\0' * 4, 0x02400000, b'mntr', b'RGB ', b'XYZ ')
    head += struct.pack('>6H', 2026, 1, 1, 0, 0, 0) + b'acsp' + b'\0' * 28 + struct.pack('>3i', 63190, 65536, 54061)
    return head.ljust(128, b'\0') + struct.pack('>I', len(tags)) + table + data


def jpegs(rgb):
    image = Image.fromarray(rgb)
    image.save('jpeg-baseline.jpg', quality=92, subsampling=0)
    image.save('jpeg-progressive.jpg', quality=92, subsampling=0, progressive=True)
    image.convert('L').save('jpeg-grey.jpg', quality=92)
    for name in ('jpeg-baseline.jpg', 'jpeg-progressive.jpg', 'jpeg-grey.jpg'):
        decoded(name)
    # Pillow stores CMYK as Adobe does, inverted; so do all programs, whatever the standard says.
    inks = np.zeros((H, W, 4), np.uint8)
    for i in range(4):
        inks[:, 8 + 8 * i:16 + 8 * i, i] = 255
    inks[16:, 40:] = (0, 255, 255, 0)
    Image.fromarray(inks, 'CMYK').save('jpeg-cmyk.jpg', quality=98, subsampling=0)
    # A smooth larger picture for DCT scaling: 203 x 150, neither side a multiple of 8.
    y, x = np.mgrid[0:150, 0:203]
    smooth = np.stack([x, y, 255 - x], axis=2).astype(np.uint8)
    Image.fromarray(smooth).save('jpeg-smooth.jpg', quality=95, subsampling=0)
    for value in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = value
        image.save(f'exif-{value}.jpg', quality=92, subsampling=0, exif=exif)
        ppm(f'exif-{value}', np.asarray(ImageOps.exif_transpose(Image.open(f'exif-{value}.jpg'))))


def pngs(rgb):
    image = Image.fromarray(rgb)
    image.save('png-rgb.png')
    image.convert('L').save('png-grey.png')
    ppm('png-grey', np.asarray(image.convert('L').convert('RGB')))
    palette = image.quantize(32)
    palette.save('png-palette.png')
    ppm('png-palette', np.asarray(palette.convert('RGB')))
    palette.save('png-palette-trns.png', transparency=3)
    shown = np.asarray(palette.convert('RGB')).copy()
    shown[np.asarray(palette) == 3] = 255
    ppm('png-palette-trns', shown)
    bilevel = image.convert('L').point(lambda v: 255 if v > 120 else 0).convert('1')
    bilevel.save('png-bilevel.png')
    ppm('bilevel', np.asarray(bilevel.convert('RGB')))
    wide = rgb.astype(np.uint16) * 257
    cv2.imwrite('png-rgb16.png', wide[:, :, ::-1])
    cv2.imwrite('png-grey16.png', wide[:, :, 1])
    ppm('png-grey16', np.repeat(rgb[:, :, 1:2], 3, axis=2))
    alpha = np.clip(np.mgrid[0:H, 0:W][1] * 6, 0, 255).astype(np.uint8)
    on_white = (rgb * (alpha[:, :, None] / 255.0) + 255.0 * (1 - alpha[:, :, None] / 255.0)).round().astype(np.uint8)
    ppm('alpha', on_white)
    Image.fromarray(np.dstack([rgb, alpha])).save('png-rgba.png')
    cv2.imwrite('png-rgba16.png', np.dstack([wide[:, :, ::-1], alpha.astype(np.uint16) * 257]))
    grey = np.asarray(image.convert('L'))
    Image.fromarray(np.dstack([grey, alpha]), 'LA').save('png-grey-alpha.png')
    on_white = (grey * (alpha / 255.0) + 255.0 * (1 - alpha / 255.0)).round().astype(np.uint8)
    ppm('grey-alpha', np.repeat(on_white[:, :, None], 3, axis=2))
    image.save('png-trns.png', transparency=(220, 30, 20))
    keyed = rgb.copy()
    keyed[(rgb == (220, 30, 20)).all(axis=2)] = 255
    ppm('png-trns', keyed)
    open('png-interlaced.png', 'wb').write(adam7(rgb))
    image.save('png-icc.png', icc_profile=linear_profile())
    light = rgb / 255.0
    srgb = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    ppm('png-icc', (srgb * 255).round().astype(np.uint8))
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save('png-exif-6.png', exif=exif)


def adam7(rgb):
    """An interlaced PNG, written by hand since Pillow cannot."""
    def chunk(kind, body):
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))
    rows = b''
    for y0, x0, dy, dx in ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)):
        for row in rgb[y0::dy, x0::dx]:
            rows += b'\0' + np.ascontiguousarray(row).tobytes()
    head = struct.pack('>IIBBBBB', W, H, 8, 2, 0, 0, 1)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b'')


def tiffs(rgb):
    image = Image.fromarray(rgb)
    image.save('tiff-lzw.tif', compression='tiff_lzw')
    image.save('tiff-deflate.tif', compression='tiff_adobe_deflate')
    bilevel = image.convert('L').point(lambda v: 255 if v > 120 else 0).convert('1')
    bilevel.save('tiff-g4.tif', compression='group4')
    bilevel.save('tiff-bilevel.tif')
    bits = np.packbits(np.asarray(bilevel) == 0, axis=1)
    open('tiff-white-is-zero.tif', 'wb').write(bilevel_tiff(bits, photometric=0))
    subprocess.run(['tiffcp', '-t', '-w', '16', '-l', '16', '-c', 'lzw', 'tiff-lzw.tif', 'tiff-tiled.tif'], check=True)
    subprocess.run(['tiffcp', '-8', 'tiff-lzw.tif', 'tiff-big.tif'], check=True)
    subprocess.run(['tiffcp', '-B', 'tiff-lzw.tif', 'tiff-big-endian.tif'], check=True)
    cv2.imwrite('tiff-rgb16.tif', rgb[:, :, ::-1].astype(np.uint16) * 257)
    second = image.convert('L').resize((20, 40))
    image.save('tiff-pages.tif', save_all=True, append_images=[second, bilevel], compression='tiff_lzw')
    ppm('tiff-page-2', np.asarray(second.convert('RGB')))
    inks = np.zeros((H, W, 4), np.uint8)
    for i in range(4):
        inks[:, 8 + 8 * i:16 + 8 * i, i] = 255
    inks[16:, 40:] = (0, 255, 255, 0)
    Image.fromarray(inks, 'CMYK').save('tiff-cmyk.tif', compression='tiff_lzw')
    image.save('tiff-orientation-8.tif', compression='tiff_lzw', tiffinfo={274: 8})
    Image.fromarray(np.dstack([rgb, np.full((H, W), 255, np.uint8)])).save('tiff-rgba.tif', compression='tiff_lzw')


def bilevel_tiff(bits, photometric):
    """An uncompressed 1-bit TIFF with the photometric interpretation given."""
    data = bits.tobytes()
    entries = [(256, 3, W), (257, 3, H), (258, 3, 1), (259, 3, 1), (262, 3, photometric), (273, 4, 8), (277, 3, 1), (278, 3, H), (279, 4, len(data))]
    body = struct.pack('<2sHI', b'II', 42, 8 + len(data)) + data + struct.pack('<H', len(entries))
    for tag, kind, value in entries:
        body += struct.pack('<HHII', tag, kind, 1, value)
    return body + struct.pack('<I', 0)


def others(rgb):
    image = Image.fromarray(rgb)
    image.save('webp-lossless.webp', lossless=True)
    image.save('webp-lossy.webp', quality=90)
    decoded('webp-lossy.webp')
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save('webp-exif-6.webp', lossless=True, exif=exif)
    palette = image.quantize(64)
    palette.save('gif-frames.gif', save_all=True, append_images=[palette.transpose(Image.Transpose.ROTATE_180)], duration=100)
    ppm('gif-frames', np.asarray(palette.convert('RGB')))


def bmps(rgb):
    image = Image.fromarray(rgb)
    cv2.imwrite('bmp-24.bmp', rgb[:, :, ::-1])
    palette = image.quantize(64)
    palette.save('bmp-8.bmp')
    ppm('bmp-8', np.asarray(palette.convert('RGB')))
    image.convert('L').point(lambda v: 255 if v > 120 else 0).convert('1').save('bmp-1.bmp')
    few = image.quantize(16, dither=Image.Dither.NONE)
    index, colours = np.asarray(few), np.asarray(few.getpalette()[:48], np.uint8).reshape(16, 3)
    ppm('bmp-16-colours', colours[index])
    table = b''.join(bytes((b, g, r, 0)) for r, g, b in colours)
    core = b''.join(bytes((b, g, r)) for r, g, b in colours)
    nibbles = [bytes((row[0::2] << 4) | row[1::2]) for row in index[::-1]]
    open('bmp-4.bmp', 'wb').write(bmp(4, 0, table, b''.join(nibbles), colours=16))
    head = struct.pack('<IHHHH', 12, W, H, 1, 4)
    open('bmp-os2-4.bmp', 'wb').write(bmp_file(head, core, b''.join(nibbles)))
    open('bmp-rle8.bmp', 'wb').write(bmp(8, 1, table, run_lengths(index[::-1], 8), colours=16))
    open('bmp-rle4.bmp', 'wb').write(bmp(4, 2, table, run_lengths(index[::-1], 4), colours=16))
    five = (rgb >> 3).astype(np.uint16)
    ppm('bmp-555', np.round(five * 255 / 31).astype(np.uint8))
    packed = (five[:, :, 0] << 10) | (five[:, :, 1] << 5) | five[:, :, 2]
    open('bmp-555.bmp', 'wb').write(bmp(16, 0, b'', packed[::-1].astype('<u2').tobytes()))
    six = (rgb[:, :, 1] >> 2).astype(np.uint16)
    packed = (five[:, :, 0] << 11) | (six << 5) | five[:, :, 2]
    masks = struct.pack('<3I', 0xF800, 0x07E0, 0x001F)
    open('bmp-565.bmp', 'wb').write(bmp(16, 3, masks, packed[::-1].astype('<u2').tobytes()))
    shown = np.round(five * 255 / 31).astype(np.uint8)
    shown[:, :, 1] = np.round(six * 255 / 63)
    ppm('bmp-565', shown)
    four = np.dstack([rgb[:, :, ::-1], np.zeros((H, W), np.uint8)])
    open('bmp-32-top-down.bmp', 'wb').write(bmp(32, 0, b'', four.tobytes(), height=-H))
    alpha = np.clip(np.mgrid[0:H, 0:W][1] * 6, 0, 255).astype(np.uint8)
    four = np.dstack([rgb[:, :, ::-1], alpha])[::-1]
    v5 = struct.pack('<IiiHHIIiiII', 124, W, H, 1, 32, 3, 0, 2835, 2835, 0, 0)
    v5 += struct.pack('<4I', 0xFF0000, 0xFF00, 0xFF, 0xFF000000) + b'BGRs' + b'\0' * 64
    open('bmp-alpha.bmp', 'wb').write(bmp_file(v5, b'', np.ascontiguousarray(four).tobytes()))


def bmp(bits, compression, table, rows, height=H, colours=0):
    head = struct.pack('<IiiHHIIiiII', 40, W, height, 1, bits, compression, len(rows), 2835, 2835, colours, 0)
    return bmp_file(head, table, rows)


def bmp_file(head, table, rows):
    start = 14 + len(head) + len(table)
    return struct.pack('<2sIHHI', b'BM', start + len(rows), 0, 0, start) + head + table + rows


def run_lengths(index, bits):
    """Runs where a colour repeats, literals where it does not; background 0 at a row's end is left to the end-of-row escape."""
    out = b''
    for row in index:
        x = 0
        while x < W:
            run = 1
            while x + run < W and row[x + run] == row[x] and run < 255:
                run += 1
            if run > 2 or W - x < 3:
                value = int(row[x]) if bits == 8 else int(row[x]) * 17
                out += bytes((run, value))
                x += run
                continue
            count = 3
            while x + count + 2 < W and not row[x + count] == row[x + count + 1] == row[x + count + 2] and count < 250:
                count += 1
            part = [int(v) for v in row[x:x + count]]
            body = bytes(part) if bits == 8 else bytes((p << 4) | q for p, q in zip(part[0::2], part[1::2] + [0]))
            out += bytes((0, count)) + body + b'\0' * (len(body) % 2)
            x += count
        out += b'\0\0'
    return out + b'\0\1'


def pdfs():
    """A page that asks for a password to be read, and one that asks for it only to be changed."""
    objects = [b'<< /Type /Catalog /Pages 2 0 R >>', b'<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
               b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 144 72] /Resources << >> >>']
    body, offsets = b'%PDF-1.4\n', []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b'%d 0 obj\n%s\nendobj\n' % (number, content)
    table = b'xref\n0 4\n0000000000 65535 f \n' + b''.join(b'%010d 00000 n \n' % o for o in offsets)
    body += table + b'trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % len(body)
    open('plain.pdf', 'wb').write(body)
    for name, user in (('pdf-encrypted.pdf', 'secret'), ('pdf-owner-password.pdf', '')):
        subprocess.run(['qpdf', '--static-id', '--allow-weak-crypto', '--encrypt', user, 'owner', '128', '--', 'plain.pdf', name], check=True)
    os.remove('plain.pdf')


if __name__ == '__main__':
    base = page()
    ppm('page', base)
    jpegs(base)
    pngs(base)
    tiffs(base)
    others(base)
    bmps(base)
    pdfs()
    ppm('page-turned-6', np.rot90(base, -1))
    ppm('page-turned-8', np.rot90(base, 1))
