"""Labels of manuals: headings by the outline, running lines by repetition, paragraphs only where they are whole."""
import os
import sys
import unittest

import numpy as np

MANUALS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'manuals')
sys.path.insert(0, MANUALS)
from labelling import label
from label_manuals import masks
from pdftext import Line, Page


def line(x0, base, x1, text, size=10.0):
    words = text.split()
    step = (x1 - x0) / len(words)
    return Line(x0, base - size, x1, base, text, [(x0 + i * step, x0 + (i + 1) * step - 2, w) for i, w in enumerate(words)], size, base)


def paragraph(first, count, left=100, right=400, indent=0, last=250):
    rows = [line(left + (indent if i == 0 else 0), first + 12 * i, right, 'seven words are in this full line') for i in range(count - 1)]
    return rows + [line(left, first + 12 * (count - 1), last, 'and the end of it.')]


def page(number, *lines):
    return Page(600, 800, [line(100, 40, 200, f'{number} The running title'), *lines, line(300, 780, 310, str(number))])


class LabelTest(unittest.TestCase):
    def setUp(self):
        head = [line(100, 160, 112, '2.1', 14), line(125, 160, 250, 'What it does', 14)]
        self.pages = [page(n, *paragraph(115, 3), *head, *paragraph(190, 4), *paragraph(238, 3, indent=15)) for n in range(1, 6)]

    def labels(self, destinations=(), titles=('What it does',), number=2):
        found = label(self.pages, {n: list(destinations) for n in range(5)}, {n: list(titles) for n in range(5)})[number]
        return sorted((name, [round(v) for v in box]) for name, box in found)

    def test_running_lines_heading_with_its_number_and_whole_paragraphs(self):
        self.assertEqual(self.labels(), [
            ('Page-footer', [300, 770, 310, 780]), ('Page-header', [100, 30, 200, 40]), ('Section-header', [100, 146, 250, 160]),
            ('Text', [100, 105, 400, 139]), ('Text', [100, 180, 400, 226]), ('Text', [100, 228, 400, 262])])

    def test_a_paragraph_that_something_may_belong_to_is_left_out(self):
        for p in self.pages:
            p.lines.insert(-1, line(130, 274, 390, 'a line that nobody knows here'))
            p.lines[-3] = line(100, 262, 400, 'the last line of the paragraph is full')
        self.assertNotIn(('Text', [100, 228, 400, 262]), self.labels())

    def test_items_by_their_destinations_and_bullets(self):
        for p in self.pages:
            p.lines[-1:-1] = [line(100, 300, 350, '1. first item'), line(134, 312, 330, 'goes on'), line(100, 340, 300, '• second item')]
        found = self.labels([('Item', 95, 285)])
        self.assertIn(('List-item', [100, 330, 300, 340]), found)
        self.assertTrue(any(name == 'List-item' and box[1] == 290 for name, box in found))

    def test_caption_needs_a_float_on_its_page(self):
        for p in self.pages:
            p.lines.insert(-1, line(100, 400, 300, 'Figure 3: what it shows', 9))
        caption = ('Caption', [100, 391, 300, 400])
        self.assertIn(caption, self.labels([('figure', 100, 300)]))
        self.assertNotIn(caption, self.labels())


class MaskTest(unittest.TestCase):
    def test_ink_outside_the_boxes_is_masked(self):
        gray = np.full((300, 300), 255, np.uint8)
        gray[50:60, 40:90] = 0
        gray[200:210, 40:90] = 0
        hidden, share = masks(gray, [(9, 40, 50, 90, 60)])
        self.assertEqual(len(hidden), 1)
        _, x0, y0, x1, y1 = hidden[0]
        self.assertTrue(x0 < 40 and y0 < 200 and x1 > 90 and y1 > 210)
        self.assertAlmostEqual(share, 0.5, places=1)


if __name__ == '__main__':
    unittest.main()
