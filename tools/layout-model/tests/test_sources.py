"""Real documents typeset again: where the marks go in, what is left out, and one document from its source to labels where LuaLaTeX is installed."""
import gzip
import os
import random
import shutil
import sys
import tempfile
import unittest

MANUALS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'manuals')
sys.path.insert(0, MANUALS)
from label_manuals import CLASSES
from sources import free_documents, licences
from typeset_manuals import marked, pages_of, sized, typeset

SOURCE = r'''% \documentclass{beamer} was here before
\documentclass[a4paper,
  11pt]{article}[2020/01/01]
\usepackage{graphicx}
\title{What it is called}\author{An Author}\date{}
\begin{document}
\maketitle
\section{A section}
A paragraph before the table.
\begin{table}[ht]\centering
\begin{tabular}{ll}\hline First & Second \\ one & two \\ three & four \\\hline\end{tabular}
\caption{What the table shows.}\end{table}
\begin{picture}(100,60)\put(0,0){\line(5,3){100}}\put(0,60){\line(5,-3){100}}\end{picture}
\begin{verbatim}
some code
\end{verbatim}
\begin{itemize}\item First item.\item Second item.\end{itemize}
\end{document}
'''


class MarkTest(unittest.TestCase):
    def test_marks_are_loaded_after_the_class(self):
        self.assertIn('11pt]{article}[2020/01/01]\\RequirePackage{layoutsource}\n', marked(SOURCE))

    def test_slides_classes_for_validation_and_postscript_are_left_out(self):
        for text in (r'\documentclass{beamer}', r'\documentclass[a4paper]{mnras}', r'\documentclass{article}\usepackage{pstricks}', r'\input{plain}'):
            self.assertIsNone(marked(text), text)

    def test_tables_and_pictures_within_a_line_are_no_elements(self):
        pieces = [(1, 'Table', 0, 100, 50, 110), (1, 'Table', 0, 112, 50, 122), (2, 'Picture', 0, 200, 50, 260), (3, 'Text', 0, 300, 50, 310)]
        self.assertEqual([p[0] for p in sized(pieces)], [2, 3])


class FreeDocumentsTest(unittest.TestCase):
    def test_only_documents_under_a_free_licence(self):
        with tempfile.TemporaryDirectory() as root:
            for package in ('free', 'closed', 'unknown'):
                folder = os.path.join(root, 'usr/share/doc/texlive-doc/latex', package)
                os.makedirs(folder)
                open(os.path.join(folder, 'a.tex'), 'w').close()
            path = os.path.join(root, 'Licenses.gz')
            with gzip.open(path, 'wt') as f:
                f.write('free: lppl1.3\nclosed: nocommercial\n')
            found = free_documents(root, licences([path]), 'tex')
        self.assertEqual([package for package, _ in found], ['free'])


@unittest.skipUnless(shutil.which('lualatex') and shutil.which('pdftoppm'), 'needs LuaLaTeX and pdftoppm')
class WholeChainTest(unittest.TestCase):
    def test_from_source_to_labels(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'manual.tex')
            with open(path, 'w', encoding='utf-8') as f:
                f.write(SOURCE)
            work = os.path.join(folder, 'work')
            os.makedirs(work)
            self.assertTrue(typeset(path, work))
            (_, boxes, hidden, number), = pages_of(work, 5, random.Random(1))
        names = [CLASSES[box[0]] for box in boxes]
        self.assertEqual({name: names.count(name) for name in set(names)}, {
            'Title': 1, 'Section-header': 1, 'Table': 1, 'Caption': 1, 'Picture': 1, 'List-item': 2, 'Page-footer': 1, 'Text': 3})
        self.assertEqual((hidden, number), ([], 1))


if __name__ == '__main__':
    unittest.main()
