"""Labels of a manual's pages where they can be trusted.

Section-header: lines whose letters are those of an entry of the outline on that page. Page-header and Page-footer: what
stands at the same height on several pages, numbers apart. Footnote: from its destination on, in smaller print. List-item:
from the destination of an item to the next, while the lines keep its indentation. Caption: "Figure 3" and its like on a page
that has a float's destination. Title: the largest lines of the first page. Text: runs of full lines in the size of the body.
All other ink is masked: nobody says what it is.
"""
import collections
import re

CAPTION = re.compile(r'^(Figure|Fig\.|Table|Tab\.|Abbildung|Abb\.|Tabelle|Tableau|Figura|Tabla|Tabela|Listing|Algorithm)\s*[\dIVX][\d.]*\b')
EDGE = 0.13             # share of the page above and below in which heads and feet stand
SAME = 2.5              # points
REPEATED = 3            # pages
LARGE = 1.12            # against the body: no running head
NUMBER = re.compile(r'^[\dA-Z§][\d.]*$')
BULLETS = set('•–—-*◦▪‣▸►○●■□✓➢➤·')
MARK = re.compile(r'^(\W|\(?[\dA-Za-z]{1,3}[.)])\s')
DOTS = re.compile(r'\. ?\. ?\.')                    # leaders of a table of contents
NOT_LETTERS = re.compile(r'[\W\d_]+')


def letters(text):
    return NOT_LETTERS.sub('', text).lower()


def height(line):
    return line.size


def pattern(line):
    return re.sub(r'\b([ivxlcdm]+|\d+)\b', '#', line.text.lower()).strip()


def union(lines):
    return [min(l.x0 for l in lines), min(l.y0 for l in lines), max(l.x1 for l in lines), max(l.y1 for l in lines)]


def body_of(pages):
    """Height of the commonest lines, and the usual distance of two lines in their heights' size."""
    sizes, steps = collections.Counter(), collections.Counter()
    for page in pages:
        for a, b in zip(page.lines, page.lines[1:]):
            sizes[round(height(a), 1)] += len(a.text)
            step = b.base - a.base
            if 5 < step < 40 and abs(a.x0 - b.x0) < 2:
                steps[round(step * 2) / 2] += 1
    return (sizes.most_common(1)[0][0] if sizes else 10.0), (steps.most_common(1)[0][0] if steps else 12.0)


def furniture(pages, body):
    """-> {page: {line index: label}}; what is larger than the body is a heading at the head of its page."""
    seen = collections.defaultdict(set)
    rows = []
    for number, page in enumerate(pages):
        for i, line in enumerate(page.lines):
            top, bottom = line.y1 < EDGE * page.height, line.y0 > (1 - EDGE) * page.height
            if (top or bottom) and height(line) < LARGE * body:
                key = pattern(line) if re.search(r'\w|#', pattern(line)) else None
                rows.append((number, i, 'Page-header' if top else 'Page-footer', key, round(line.y1 / SAME)))
                if key:
                    seen[(key, round(line.y1 / SAME))].add(number)
    heights = collections.defaultdict(set)              # where something repeated stands: running titles change from page to page
    for (_, y), numbers in seen.items():
        if len(numbers) >= REPEATED:
            heights[y] |= numbers
    found = collections.defaultdict(dict)
    for number, i, label, key, y in rows:
        if any(len(heights.get(y + d, ())) >= REPEATED for d in (-1, 0, 1)):
            found[number][i] = label
    return found


class PageLabels:
    """Labels of one page; every line is used once."""

    def __init__(self, page, body, pitch, running, destinations, titles, first):
        self.page, self.body, self.pitch = page, body, pitch
        self.destinations, self.titles, self.first = destinations, titles, first
        self.free = dict(enumerate(page.lines))
        self.found = []
        for i, label in running.items():
            self.take(label, [i])

    def take(self, label, indices):
        self.found.append((label, union([self.free.pop(i) for i in indices])))

    def near(self, x, y, reach):
        """Index of the first free line below a destination, in its column."""
        rows = [(line.y0, i) for i, line in self.free.items() if y - 2 < (line.y0 + line.y1) / 2 < y + reach and line.x0 - 60 < x < line.x1]
        return min(rows)[1] if rows else None

    def following(self, i, test, step):
        """Indices from line i on: each next line of the column stands within `step` points and passes the test."""
        chosen, last = [i], self.free[i]
        while True:
            below = [(line.base - last.base, j) for j, line in self.free.items()
                     if j not in chosen and 3 < line.base - last.base < step and line.x0 < last.x1 and line.x1 > last.x0]
            if not below or not test(self.free[min(below)[1]]):
                return chosen
            chosen.append(min(below)[1])
            last = self.free[chosen[-1]]

    def headings(self):
        for title in self.titles:
            wanted = letters(title)
            if len(wanted) < 3:
                continue
            for i in sorted(self.free):
                lines, text = [i], letters(self.free[i].text)
                while wanted.startswith(text) and text and len(text) < len(wanted) and lines[-1] + 1 in self.free:
                    lines.append(lines[-1] + 1)
                    text += letters(self.free[lines[-1]].text)
                if text == wanted:
                    self.take('Section-header', self.numbers(lines[0]) + lines)
                    break

    def numbers(self, i):
        """The number of a heading, which stands apart from it."""
        line = self.free[i]
        return [j for j, other in self.free.items() if abs(other.base - line.base) < SAME and NUMBER.match(other.text)
                and 0 < line.x0 - other.x1 < 3 * line.size]

    def title(self):
        rows = [i for i, line in self.free.items() if line.y1 < 0.5 * self.page.height]
        if not self.first or not rows:
            return
        largest = max(height(self.free[i]) for i in rows)
        chosen = [i for i in rows if height(self.free[i]) > 0.93 * largest]
        if largest > 1.3 * self.body and len(chosen) < 4:
            self.take('Title', chosen)

    def footnotes(self):
        marks = [(x, y) for kind, x, y in self.destinations if kind == 'Hfootnote']
        for k, (x, y) in enumerate(marks):
            i = self.near(x, y, 16)
            end = marks[k + 1][1] if k + 1 < len(marks) and marks[k + 1][1] > y + 2 else self.page.height
            if i is not None and self.free[i].y0 > 0.4 * self.page.height:
                self.take('Footnote', self.following(i, lambda line: line.y1 < end + 4 and height(line) < 1.05 * self.body, 1.2 * self.pitch))

    def items(self):
        marks = [(x, y) for kind, x, y in self.destinations if kind in ('Item', 'cite')]
        marks += [(line.x0, line.y0) for line in self.free.values() if line.words[0][2] in BULLETS and len(line.words) > 1]
        marks.sort(key=lambda mark: mark[1])
        for k, (x, y) in enumerate(marks):
            i = self.near(x, y, 22)
            if i is None:
                continue
            line, i = self.free[i], [i]
            i += [j for j, other in self.free.items() if abs(other.base - line.base) < SAME and 0 < other.x0 - line.x1 < 40]
            end = min([v for _, v in marks[k + 1:] if v > y + 2] + [self.page.height])
            text = self.free[i[-1]].x0 if len(i) > 1 else line.words[1][0] if len(line.words) > 1 else line.x0     # after the mark
            hanging = lambda l: l.y0 < end - 2 and abs(l.x0 - text) < 4 and height(l) < 1.3 * self.body
            self.take('List-item', i[:-1] + self.following(i[-1], hanging, 1.25 * self.pitch))

    def captions(self):
        if not any(kind in ('figure', 'table', 'lstlisting', 'algorithm') for kind, _, _ in self.destinations):
            return
        for i in sorted(self.free):
            if i in self.free and CAPTION.match(self.free[i].text):
                size = height(self.free[i])
                self.take('Caption', self.following(i, lambda line: abs(height(line) - size) < 0.8, 1.12 * self.pitch))

    def paragraphs(self):
        """Paragraphs of lines that fill their column, begun by an indent or a gap and ended by a short line or a gap."""
        lines = list(self.page.lines)
        usual = [line for line in self.free.values() if self.is_body(line) and len(line.words) > 4]
        edges = collections.Counter((round(line.x0), round(line.x1)) for line in usual)
        columns = [edge for edge, count in edges.most_common(3) if count >= 3 and edge[1] - edge[0] > 120]
        for left, right in columns:
            rows = sorted((line.base, i) for i, line in self.free.items() if left - 2 < line.x0 < left + 32 and line.x1 < right + 4)
            runs = []
            for _, i in rows:
                line, last = self.free[i], self.free[runs[-1][-1]] if runs else None
                if last is not None and 3 < line.base - last.base < 1.2 * self.pitch and last.x1 > right - 4 and abs(line.x0 - left) < 3:
                    runs[-1].append(i)
                else:
                    runs.append([i])
            for run in runs:
                if self.is_whole(run, left, right, lines):
                    self.take('Text', run)

    def is_body(self, line):
        return abs(line.size - self.body) < 0.1 * self.body

    def is_whole(self, run, left, right, lines):
        """Whether nothing near says that the run is a part of something else."""
        first, last = self.free[run[0]], self.free[run[-1]]
        if MARK.match(first.text) or any(not self.is_body(self.free[i]) or DOTS.search(self.free[i].text) for i in run) or len(run) < 2 and first.x1 < right - 40:
            return False
        if len(run) > 1 and any(self.free[i].x1 < right - 4 for i in run[:-1]):
            return False
        for other in lines:
            if other.x1 < left or other.x0 > right or other in (first, last):
                continue
            above, below = first.base - other.base, other.base - last.base
            if 1 < above < 1.25 * self.pitch and other.x1 > right - 4 or 1 < below < 1.25 * self.pitch and last.x1 > right - 4:
                return False                                    # no short line between: the neighbour may belong to it
            if 1 < below < 1.25 * self.pitch and len(run) < 2 and other.x0 > left + 6 and first.x0 < left + 3:
                return False                                    # a hanging paragraph
            if abs(other.base - first.base) < 2 and other.x1 <= first.x0 and first.x0 - other.x1 < 30:
                return False                                    # a mark before the first line: an item
        return True

    def run(self):
        self.headings()
        self.title()
        self.footnotes()
        self.captions()
        self.items()
        self.paragraphs()
        return self.found


def label(pages, destinations, outline):
    """-> for every page [(label, [x0, y0, x1, y1])] in points."""
    body, pitch = body_of(pages)
    running = furniture(pages, body)
    return [PageLabels(page, body, pitch, running[n], destinations[n], outline[n], n == 0).run() for n, page in enumerate(pages)]
