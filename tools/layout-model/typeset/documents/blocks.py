"""Lists, code, algorithms and references; the writer of a document."""
import random

from .floats import Floats
from .maths import Maths
from .words import Words, chance

LISTING = ['frame=single', 'frame=lines', 'numbers=left', 'language=Python', 'language=C', 'basicstyle=\\ttfamily\\footnotesize',
           'backgroundcolor=\\color{gray!10}', 'keywordstyle=\\color{blue}', 'basicstyle=\\ttfamily']
VARIABLES = ['count', 'value', 'node', 'items', 'total', 'result', 'index']


class Writer(Words, Maths, Floats):
    """Texts and blocks of one document."""

    def __init__(self, assets, language, name, option):
        self.sentences, self.pictures = assets['text'][language], assets['pictures']
        self.language, self.name, self.options = language, name, option
        self.math = True
        self.citation = random.randint(0, 1)
        self.inline_share = random.choice([0.03, 0.15, 0.5])
        self.units = 0.0
        self.float_place = random.choice(['t', 'htbp', '!ht', 'tb'])
        self.caption_below_table = chance(0.25)
        self.picture_kinds = random.choice([('photo', 'plot'), ('plot', 'chart'), ('chart', 'plot', 'photo', 'diagram')])

    def items(self, depth=0):
        kinds = ['itemize', 'itemize', 'enumerate', 'itemize' if 'conference' in self.options else 'description']
        kind, long, out = random.choice(kinds), chance(0.4), []
        for _ in range(random.randint(2, 6 if depth == 0 else 3)):
            label = f'[{self.words(1, 3)}]' if kind == 'description' else ''
            content = self.text(1, 4) if long else self.words(3, 14) + random.choice(['', '.', ';'])
            out.append(f'\\item{label} {content}')
            self.units += 1
            if depth < 2 and chance(0.1):
                out.append(self.items(depth + 1))
            elif self.math and chance(0.04):
                out.append(self.formula(True))
        return '\n'.join([f'\\begin{{{kind}}}', *out, f'\\end{{{kind}}}'])

    def code(self):
        lines = []
        for _ in range(random.choice([random.randint(1, 4), random.randint(3, 14), random.randint(10, 24)])):
            name = random.choice(VARIABLES)
            lines.append('  ' * random.randint(0, 3) + random.choice([
                f'{name} = {name} + {random.randint(1, 9)}', f'for {name} in range({random.randint(2, 99)}):', f'if ({name} > 0) {{',
                'return ' + name, f'print({name})', '}', f'# {name} of all', f'int {name}[] = {{1, 2, 3}};', '']))
        lines[0] = lines[0] or 'begin'
        lines[-1] = lines[-1] or 'end'
        self.units += len(lines)
        if chance(0.4):
            options = ','.join(random.sample(LISTING, 2))
            caption = f',caption={{{self.words(2, 7)}}}' if chance(0.3) else ''
            return f'\\begin{{lstlisting}}[{options}{caption}]\n' + '\n'.join(lines) + '\n\\end{lstlisting}'
        style = random.choice(['', '', '\\lytsmall'])
        return f'{{{style}\\begin{{verbatim}}\n' + '\n'.join(lines) + '\n\\end{verbatim}}'

    def algorithm(self):
        """Pseudo code with its caption above, between rules."""
        steps = []
        for i in range(1, random.randint(4, 13)):
            step = random.choice(['$x \\leftarrow x + {}$', '\\textbf{{for}} $i = 1$ \\textbf{{to}} ${}$ \\textbf{{do}}', '\\textbf{{return}} $y_{}$',
                                  '\\textbf{{if}} $x > {}$ \\textbf{{then}}', '\\textbf{{end for}}']).format(random.randint(1, 9))
            words = f' \\hfill\\textit{{{self.words(2, 4)}}}' if chance(0.15) else ''
            steps.append(f'{i}: \\hspace{{{random.randint(0, 3)}em}}{step}{words}')
        self.units += len(steps) + 3
        head = f'{{\\lytnew{{Caption}}\\noindent\\textbf{{Algorithm {random.randint(1, 9)}}} {self.words(2, 8)}\\par}}'
        body = '{\\lytnew{Code}\\noindent ' + '\\\\\n'.join(steps) + '\\par}'
        return (f'\\begin{{figure}}[{self.float_place}]\n\\lytrule\n{head}\\lytrule\n{body}\\lytrule\n\\end{{figure}}')

    def references(self, n):
        out = ['\\begin{thebibliography}{99}']
        for i in range(n):
            authors = ', '.join(self.person(True) for _ in range(random.randint(1, 4)))
            pages = f'{random.randint(1, 90)}({random.randint(1, 12)}):{random.randint(1, 400)}--{random.randint(401, 900)}'
            out.append(f'\\bibitem{{r{i}}} {authors}. {self.words(4, 12)}. \\emph{{{self.words(2, 4)}}}, {pages}, {random.randint(1970, 2024)}.')
        self.units += 2 * n
        return '\n'.join(out + ['\\end{thebibliography}'])
