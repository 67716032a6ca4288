"""What follows the front matter: sections, exercises, slides, letters, entries of a life."""
import random

from .words import chance

LEVELS = ['chapter', 'section', 'subsection', 'subsubsection', 'paragraph']
ADDRESS = '\\\\ Street 1\\\\ City'


def heading(w, level, starred):
    return f'\\{LEVELS[level]}{"*" if starred else ""}{{{w.words(1, 7 if level < 4 else 3)}}}'


def contents(w, levels):
    """A .toc file, so that one run of TeX is enough."""
    lines, page, number = [], 1, [0, 0]
    for _ in range(random.randint(8, 30)):
        if number[0] == 0 or chance(0.35):
            number = [number[0] + 1, 0]
            level, label = levels[0], str(number[0])
        else:
            number[1] += 1
            level, label = levels[1], f'{number[0]}.{number[1]}'
        page += random.randint(0, 5)
        lines.append(f'\\contentsline {{{level}}}{{\\numberline {{{label}}}{w.words(2, 8)}}}{{{page}}}{{}}%')
    return '\n'.join(lines) + '\n'


def with_text(w, narrow):
    """A formula between the words that lead to it and those that go on."""
    if chance(0.8):
        lead = f'{w.text(1, 3)} {random.choice(["", "where"])}'
        rest = random.choice(['', '', f'where {w.inline()} {w.text(1, 2)}', w.text(1, 2), f'for all {w.words(1, 4)}.'])
        return f'{lead}\n{w.formula(narrow)}\n{rest}\n'
    return f'{w.text(1, 1)}{w.formula(narrow)}\n{w.words(2, 5)} {w.formula(narrow)}\n'


def body(w, trait, length, narrow):
    starred, first, deepest = chance(0.25), 0 if trait == 'book' else 1, random.choice([2, 3, 4])
    kinds = {'text': 30, 'heading': 9, 'items': random.choice([1, 3, 6]), 'formula': random.choice([0, 4, 14, 24]),
             'figure': random.choice([2, 5, 8]), 'table': random.choice([2, 4, 6]), 'code': random.choice([0, 0, 2, 4]),
             'algorithm': random.choice([0, 0, 1]), 'theorem': random.choice([0, 0, 4]), 'quote': 0.6,
             'statement': random.choice([0, 0, 2]), 'longtable': 0 if narrow else 0.6, 'short': 2.5, 'run_in': random.choice([0, 0, 3, 6])}
    out, last, breaks = [heading(w, first, starred)], 'heading', random.choice([0, 0, 0.1, 0.4])
    if first == 0:
        out += [w.text(), heading(w, 1, starred)]
    while w.units < length:
        kind = random.choices(list(kinds), list(kinds.values()))[0]
        if last == 'heading' and kind in ('heading', 'longtable'):
            kind = 'text'
        last = kind
        if kind == 'text':
            out.append(w.text() + '\n')
        elif kind == 'short':
            out.append(w.words(3, 9) + random.choice([':', '.', '']) + '\n')
        elif kind == 'heading':
            levels = range(first, deepest + 1)
            level = random.choices(levels, [0.6 if first == i == 0 else 5 - i for i in levels])[0]
            out.append(('\\clearpage\n' if chance(breaks) and level < 3 else '') + heading(w, level, starred))
            w.units += 3
        elif kind == 'formula':
            out.append(with_text(w, narrow))
        elif kind == 'quote':
            out.append(f'\\begin{{quote}}{w.text(1, 3, False)}\\end{{quote}}')
        elif kind == 'longtable':
            out.append(w.tabular(random.randint(3, 5), random.randint(10, 60), long=True))
        elif kind in ('figure', 'table'):
            out.append(getattr(w, kind)(narrow) + '\n')
        else:
            out.append(getattr(w, kind)() + '\n')
    return out


def exam(w, length):
    out = ['\\begin{questions}']
    while w.units < length:
        out.append(f'\\question[{random.randint(1, 9)}] {w.text(1, 3, False)}')
        if chance(0.4):
            parts = ''.join(f'\\part {w.words(4, 15)}?' for _ in range(random.randint(2, 4)))
            out.append(f'\\begin{{parts}}{parts}\\end{{parts}}')
        elif chance(0.4):
            out.append('\\begin{choices}' + ''.join(f'\\choice {w.words(1, 6)}' for _ in range(4)) + '\\end{choices}')
        if chance(0.3):
            out.append(w.formula(False))
        w.units += 4
        if chance(0.3):
            out.append(f'\\vspace{{{random.randint(1, 4)}cm}}')
    return out + ['\\end{questions}']


def frames(w, count):
    def plain():
        return f'\\begin{{center}}\\lytpicture{{{w.picture(0.6, 0.55)}}}\\end{{center}}'

    def short():
        return '\\begin{itemize}' + ''.join(f'\\item {w.words(1, 9)}' for _ in range(random.randint(2, 5))) + '\\end{itemize}'

    def columns():
        column = '\\begin{{column}}{{.48\\textwidth}}{}\\end{{column}}'.format
        return f'\\begin{{columns}}{column(short())}{column(plain())}\\end{{columns}}'

    kinds = {
        'items': lambda: w.items(1) if chance(0.4) else short(), 'text': lambda: w.text(1, 3, chance(0.3)), 'figure': plain,
        'table': lambda: '\\begin{center}\\small ' + w.tabular(random.randint(2, 4), random.randint(2, 6)) + '\\end{center}',
        'formula': lambda: w.text(1, 1) + w.formula(True), 'columns': columns}
    out = []
    for _ in range(count):
        content = random.choice(list(kinds.values()))()
        out.append(f'\\begin{{frame}}\n\\frametitle{{\\lyttag{{Section-header}}{{{w.words(1, 6)}}}}}\n{content}\n\\end{{frame}}')
    return out


def letters(w, name):
    out = []
    for _ in range(6):
        text = '\n\n'.join(w.text(2, 6, False) for _ in range(random.randint(2, 5)))
        subject, end = '', f'\\ps{{{w.words(3, 9)}}}'
        if name == 'scrlttr2':
            subject, end = f'\\setkomavar{{subject}}{{\\lyttag{{Section-header}}{{{w.words(2, 6)}}}}}', ''
        out.append(f'{subject}\\begin{{letter}}{{{w.person()}{ADDRESS}}}\\opening{{Dear Reader,}}\n{text}\n\\closing{{Regards}}{end}\\end{{letter}}')
    return out


def vitae(w):
    def entry():
        years = f'{random.randint(1990, 2015)}--{random.randint(2016, 2024)}'
        return f'\\cventry{{{years}}}{{{w.words(1, 4)}}}{{{w.words(1, 3)}}}{{City}}{{}}{{{w.text(1, 2, False)}}}'

    kinds = [entry, lambda: f'\\cvitem{{{w.words(1, 1)}}}{{{w.words(3, 12)}}}', lambda: f'\\cvlistitem{{{w.words(3, 12)}}}']
    out = ['{\\lytfront\\makecvtitle}']
    for _ in range(random.randint(6, 12)):
        out.append(f'\\section{{{w.words(1, 3)}}}')
        out += [random.choice(kinds)() for _ in range(random.randint(2, 5))]
    return out
