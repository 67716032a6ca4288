"""Text lines, destinations and outline of a PDF file, by Poppler's tools."""
import collections
import html
import re
import statistics
import subprocess

# Points from the upper left corner; words as (x0, x1, text); size and base are the medians of the words' heights and lower edges:
# a word in another font changes the extent of its line.
Line = collections.namedtuple('Line', 'x0 y0 x1 y1 text words size base')
Page = collections.namedtuple('Page', 'width height lines')
NUMBERS = r'"(-?[\d.]+)"'
BOX = re.compile(f'xMin={NUMBERS} yMin={NUMBERS} xMax={NUMBERS} yMax={NUMBERS}')


def run(*command):
    done = subprocess.run(command, capture_output=True, timeout=120)
    return done.stdout.decode('utf-8', 'replace') if done.returncode == 0 else ''


def pages(path):
    """-> [Page]; lines in the order of the page, those of one baseline joined only where Poppler does."""
    out, words = [], []
    for row in run('pdftotext', '-bbox-layout', path, '-').splitlines():
        row = row.strip()
        if row.startswith('<page '):
            width, height = re.search(f'width={NUMBERS} height={NUMBERS}', row).groups()
            out.append(Page(float(width), float(height), []))
        elif row.startswith('<line '):
            words = []
        elif row.startswith('<word '):
            text = re.search('>(.*?)(</word>|$)', row).group(1)            # a word can hold a line break
            if BOX.search(row) and text.strip():
                words.append((BOX.search(row).groups(), html.unescape(text)))
        elif row.startswith('</line>') and words:
            boxes = [tuple(map(float, box)) for box, _ in words]
            text = ' '.join(word for _, word in words)
            out[-1].lines.append(Line(min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes),
                                      text, [(b[0], b[2], word) for b, (_, word) in zip(boxes, words)],
                                      statistics.median_low([b[3] - b[1] for b in boxes]), statistics.median_low([b[3] for b in boxes])))
    return out


def destinations(path, heights):
    """-> {page from 0: [(kind, x, y)]}, y from the upper edge; a kind is the name before its numbers."""
    found = collections.defaultdict(list)
    for row in run('pdfinfo', '-dests', path).splitlines():
        match = re.match(r'\s*(\d+) \[ XYZ\s+(-?[\d.]+)\s+(-?[\d.]+)\s+\S+\s*\] "(.*)"', row)
        if match and 0 < int(match.group(1)) <= len(heights):
            page = int(match.group(1)) - 1
            kind = re.split(r'[.*]', match.group(4))[0]
            found[page].append((kind, float(match.group(2)), heights[page] - float(match.group(3))))
    for entries in found.values():
        entries.sort(key=lambda entry: entry[2])
    return found


def outline(path):
    """-> {page from 0: [title]}"""
    found = collections.defaultdict(list)
    text = run('pdftohtml', '-xml', '-i', '-stdout', path)
    if '<outline>' in text:
        for page, title in re.findall(r'<item page="(\d+)">(.*?)</item>', text[text.index('<outline>'):]):
            found[int(page) - 1].append(html.unescape(re.sub('<[^>]+>', '', title)))
    return found
