"""Typeset pages: documents by seeds, pieces to boxes, ink; and one document from its source to the labels where LuaLaTeX is installed."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy as np

TYPESET = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'typeset')
sys.path.insert(0, TYPESET)
from boxes import fragments
from documents.classes import HELD_OUT, SPECS, names_of
from documents.document import document
from ink import ink_of, loose_ink, shrink

SENTENCES = ['The first sentence tells what the page is about.', 'Another one follows with 50 % more & a # sign.',
             'Boxes are measured in points, and the paper in pixels.', 'What remains is written in a third paragraph.']
ASSETS = {'text': {language: SENTENCES for language in ('en', 'de', 'fr', 'es', 'ru', 'it', 'pt', 'nl', 'zh', 'ja', 'ar', 'he')},
          'pictures': {'photo': ['/nowhere/photo.jpg'], 'plot': ['/nowhere/plot.jpg']}}


class DocumentTest(unittest.TestCase):
    def test_same_seed_same_document(self):
        self.assertEqual(document(ASSETS, 7), document(ASSETS, 7))
        self.assertNotEqual(document(ASSETS, 7)[1]['tex'], document(ASSETS, 8)[1]['tex'])

    def test_every_class_can_be_written(self):
        for name in SPECS:
            source = document(ASSETS, 3, name)[1]['tex']
            self.assertIn(f'{{{name}}}\n', source)
            self.assertEqual(source.count('\\begin{document}'), 1)

    def test_classes_for_validation_are_never_trained_on(self):
        self.assertFalse(set(names_of('train')) & set(HELD_OUT))
        self.assertEqual(set(names_of('val')), set(HELD_OUT))
        self.assertGreaterEqual(len(SPECS), 40)
        for seed in range(40):
            self.assertNotIn(document(ASSETS, seed)[0], HELD_OUT)


    def test_looks_leave_two_columns_without_hanging_headings(self):
        seen = set()
        for seed in range(60):
            source = document(ASSETS, seed, 'article', 'en')[1]['tex']
            hanging = 'fancyfootoffset' in source
            self.assertFalse(hanging and 'twocolumn]{article}' in source)
            seen |= {'report'} if hanging else {'biomedical'} if '{secnumdepth}{0}' in source else set()
        self.assertEqual(seen, {'report', 'biomedical'})


class FragmentsTest(unittest.TestCase):
    def test_next_column_begins_a_new_box(self):
        pieces = [(1, 'Text', 50, 700, 150, 710), (1, 'Text', 50, 712, 150, 722), (1, 'Text', 200, 100, 300, 110)]
        self.assertEqual(fragments(pieces), [('Text', [50, 700, 150, 722]), ('Text', [200, 100, 300, 110])])

    def test_display_cuts_its_paragraph(self):
        pieces = [(1, 'Text', 50, 100, 150, 110), (2, 'Formula', 80, 120, 120, 135), (1, 'Text', 50, 145, 150, 155)]
        self.assertEqual([label for label, _ in fragments(pieces)], ['Text', 'Formula', 'Text'])

    def test_furniture_splits_at_wide_gaps(self):
        pieces = [(1, 'Page-header', 50, 30, 120, 40), (1, 'Page-header', 122, 30, 150, 40), (1, 'Page-header', 400, 30, 410, 40)]
        self.assertEqual(sorted(box for _, box in fragments(pieces)), [[50, 30, 150, 40], [400, 30, 410, 40]])

    def test_abstract_is_a_heading_where_it_stands_alone(self):
        alone = [(1, 'Abstract', 80, 100, 120, 110), (2, 'Text', 50, 115, 150, 125)]
        beside = [(1, 'Abstract', 50, 100, 90, 110), (2, 'Text', 95, 100, 150, 110)]
        self.assertEqual([label for label, _ in fragments(alone)], ['Section-header', 'Text'])
        self.assertEqual([label for label, _ in fragments(beside)], ['Text'])

    def test_whole_tables_and_code_count_as_table_and_text(self):
        pieces = [(1, 'TableBox', 50, 100, 150, 110), (2, 'Code', 50, 200, 150, 230)]
        self.assertEqual([label for label, _ in fragments(pieces)], ['Table', 'Text'])


class InkTest(unittest.TestCase):
    def setUp(self):
        self.gray = np.full((200, 300), 255, np.uint8)
        self.gray[50:60, 40:90] = 0

    def test_box_shrinks_to_its_ink(self):
        self.assertEqual([int(v) for v in shrink(ink_of(self.gray), [30, 40, 100, 70])], [40, 50, 90, 60])
        self.assertIsNone(shrink(ink_of(self.gray), [100, 100, 120, 120]))

    def test_ink_outside_the_boxes(self):
        ink = ink_of(self.gray)
        self.assertEqual(loose_ink(ink, [(40, 50, 90, 60)]), 0)
        self.assertGreater(loose_ink(ink, []), 0.9)


@unittest.skipUnless(shutil.which('lualatex') and shutil.which('pdftoppm'), 'needs LuaLaTeX and pdftoppm')
class WholeChainTest(unittest.TestCase):
    SOURCE = r'''\documentclass{article}
\usepackage{layoutboxes}
\begin{document}
{\lytfront\title{\lyttitle{A title}}\author{An Author}\date{}\maketitle}
\section{A section}
A paragraph before the formula.
\[ x = y + 1 \]
\begin{itemize}\item First item.\item Second item.\end{itemize}
A note.\footnote{The text of the note.}
\end{document}
'''

    def test_from_source_to_labels(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, 'article-1.tex'), 'w', encoding='utf-8') as f:
                f.write(self.SOURCE)
            subprocess.run([os.path.join(TYPESET, 'build.sh'), folder, '1'], check=True)
            out = os.path.join(folder, 'out')
            subprocess.run([sys.executable, os.path.join(TYPESET, 'convert.py'), '--out', out, os.path.join(folder, 'article-1.pdf')],
                           check=True, capture_output=True)
            with open(os.path.join(out, 'labels.0.jsonl'), encoding='utf-8') as f:
                page = json.loads(f.readline())
        names = ['Caption', 'Footnote', 'Formula', 'List-item', 'Page-footer', 'Page-header', 'Picture', 'Section-header', 'Table', 'Text', 'Title']
        found = [names[box[0]] for box in page['boxes']]
        self.assertEqual({name: found.count(name) for name in set(found)},
                         {'Title': 1, 'Section-header': 1, 'Formula': 1, 'List-item': 2, 'Footnote': 1, 'Page-footer': 1, 'Text': 3})


if __name__ == '__main__':
    unittest.main()
