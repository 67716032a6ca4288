"""Figures and tables with their captions."""
import random

from .words import chance

AXES = {'line': 'mark=*', 'bar': 'fill', 'scatter': 'only marks', 'area': 'fill,opacity=.5'}
SHAPES = ['draw', 'draw,rounded corners', 'draw,fill=blue!15', 'draw,circle,inner sep=1pt,fill=orange!20']
RULES = {'booktabs': (r'\toprule', r'\midrule', r'\bottomrule', ''), 'grid': (r'\hline',) * 4, 'plain': ('',) * 4,
         'hlines': (r'\hline\hline', r'\hline', r'\hline\hline', ''), 'stripes': (r'\hline', r'\hline', r'\hline', '')}
STYLES = ['booktabs', 'booktabs', 'grid', 'hlines', 'plain', 'stripes']


class Floats:
    def caption(self, low=1, high=3):
        draw = random.random()
        if draw < 0.4:
            text = self.words(3, 12) + '.'
        elif draw < 0.9:
            text = self.text(low, high, False)
        else:
            text = self.text(3, 7, False)
        return f'\\caption{{{text}}}'

    # --- figures
    def chart(self, width):
        kind, n, plots = random.choice(list(AXES)), random.randint(4, 12), []
        for _ in range(random.randint(1, 4)):
            points = ' '.join(f'({x},{random.uniform(0, 10):.2f})' for x in range(n))
            close = ' \\closedcycle' if kind == 'area' else ''
            plots.append(f'\\addplot+[{AXES[kind]}] coordinates {{{points}}}{close};')
        legend = '\\legend{' + ','.join(random.choice('ABCDEFG') for _ in plots) + '}' if chance(0.5) else ''
        options = ('ybar,bar width=3pt,' if kind == 'bar' else '') + ('grid=major,' if chance(0.4) else '')
        options += (f'width={width},height={random.uniform(3, 5.5):.1f}cm,xlabel={{{self.words(1, 2)}}},ylabel={{{self.words(1, 2)}}},'
                    'tick label style={font=\\tiny},label style={font=\\scriptsize}')
        return f'\\begin{{tikzpicture}}\\begin{{axis}}[{options}]{"".join(plots)}{legend}\\end{{axis}}\\end{{tikzpicture}}'

    def diagram(self):
        n, rows, out = random.randint(2, 4), random.choice([1, 1, 2, 3]), []
        for r in range(rows):
            for i in range(n):
                y = -1.3 * r + (random.choice([0, 0, 1, -1]) if rows == 1 else 0)
                out.append(f'\\node[{random.choice(SHAPES)},font=\\scriptsize,minimum height=6mm] (n{r}{i}) at ({i * 2.1},{y}) '
                           f'{{{self.label(1, 1, 8)}}};')
            out += [f'\\draw[->] (n{r}{i}) -- (n{r}{i + 1});' for i in range(n - 1)]
            if r:
                out += [f'\\draw[->] (n{r - 1}{i}) -- (n{r}{i});' for i in range(n) if chance(0.5)]
        return '\\begin{tikzpicture}[scale=.8]' + ''.join(out) + '\\end{tikzpicture}'

    def picture(self, share, height=0.4):
        width = f'{share:.2f}\\linewidth'
        kind = random.choice(self.picture_kinds)
        if kind == 'chart':
            return self.chart(width)
        if kind == 'diagram':
            return self.diagram()
        return f'\\includegraphics[width={width},height={height}\\textheight,keepaspectratio]{{{random.choice(self.pictures[kind])}}}'

    def panels(self):
        """Two to four panels with captions of their own, (a), (b): one Picture."""
        count = random.choice([2, 2, 3, 4])
        share = {2: 0.45, 3: 0.3, 4: 0.45}[count]
        out = []
        for i in range(count):
            note = f'({"abcd"[i]})' + (f' {self.words(1, 5)}' if chance(0.6) else '')
            out.append(f'\\begin{{minipage}}{{{share}\\linewidth}}\\centering {self.picture(0.9, 0.25)}\\\\ '
                       f'{{\\footnotesize {note}}}\\end{{minipage}}')
        if count == 4:
            out = [out[0] + '\\hfill ' + out[1], out[2] + '\\hfill ' + out[3]]
            return '\\lytpicture{\\parbox{\\linewidth}{' + '\\\\[4pt] '.join(out) + '}}'
        return '\\lytpicture{' + '\\hspace{.02\\linewidth}'.join(out) + '}'

    def figure(self, narrow):
        star = '*' if narrow and chance(0.25) else ''
        place = 't' if star else self.float_place
        self.units += 14
        kind = random.choices(['one', 'row', 'panels', 'side', 'large'], [7, 1.5, 2, 0.5, 0.5])[0]
        if kind == 'large' and (star or not narrow):
            body = f'\\lytpicture{{{self.picture(1, 0.8)}}}'
        elif kind in ('one', 'large') or narrow and not star and kind == 'side':
            body = f'\\lytpicture{{{self.picture(random.uniform(0.5, 1) if narrow else random.uniform(0.35, 0.9))}}}'
        elif kind == 'row':
            body = '\\lytpicture{' + '\\hspace{1em}'.join(self.picture(0.42) for _ in range(2)) + '}'
        elif kind == 'panels':
            body = self.panels()
        else:
            return (f'\\begin{{figure{star}}}[{place}]\n\\begin{{minipage}}[c]{{.5\\linewidth}}\\lytpicture{{{self.picture(0.95)}}}'
                    f'\\end{{minipage}}\\hfill\\begin{{minipage}}[c]{{.42\\linewidth}}{self.caption()}\\end{{minipage}}\n\\end{{figure{star}}}')
        return f'\\begin{{figure{star}}}[{place}]\n\\centering\n{body}\n{self.caption()}\n\\end{{figure{star}}}'

    # --- tables
    def number(self):
        return random.choice([lambda: f'{random.uniform(0, 100):.2f}', lambda: str(random.randint(0, 5000)),
                              lambda: f'${random.uniform(0, 9):.2f} \\pm {random.random():.2f}$', lambda: f'{random.uniform(0, 100):.1f}\\%'])

    def cell(self):
        return random.choice([lambda: f'{random.uniform(0, 100):.{random.randint(0, 3)}f}', lambda: str(random.randint(0, 5000)),
                              lambda: self.label(1, 2, 16), lambda: f'{random.random():.2f}\\,(0.0{random.randint(1, 9)})', lambda: '--'])()

    def tabular(self, columns, rows, long=False, wide_cells=False):
        style = random.choice(STYLES)
        top, middle, bottom, between = RULES[style]
        bar = '|' if style == 'grid' else ''
        makers = [lambda: self.label(1, 2, 18)] + [random.choice([self.number(), self.number(), self.cell]) for _ in range(columns - 1)]
        alignment = ['l'] + [random.choice('lcrc') for _ in range(columns - 1)]
        if wide_cells:
            makers[-1] = lambda: self.words(4, 12)
            alignment = ['l'] * (columns - 1) + [f'p{{{random.uniform(0.25, 0.4):.2f}\\linewidth}}']
        cells = [self.label(1, 1, 12) for _ in range(columns)]
        bold = chance(0.6)
        head = ' & '.join(f'\\textbf{{{c}}}' if bold else c for c in cells) + ' \\\\'
        if columns > 3 and chance(0.25):
            rule = f'\\cmidrule{{2-{columns}}} ' if style == 'booktabs' else ''
            head = f'& \\multicolumn{{{columns - 1}}}{{c{bar}}}{{{self.words(1, 3)}}} \\\\ {rule}{head}'
        body, groups = [], rows > 6 and chance(0.2)
        for i in range(rows):
            if groups and i % 4 == 0:
                body.append(f'\\multicolumn{{{columns}}}{{{bar}l{bar}}}{{\\emph{{{self.words(1, 3)}}}}} \\\\')
            colour = '\\rowcolor{gray!15}' if style == 'stripes' and i % 2 else ''
            body.append(colour + ' & '.join(m() for m in makers) + ' \\\\' + (between if i < rows - 1 else ''))
        self.units += rows + 2
        name = 'longtable' if long else 'tabular'
        caption = self.caption() + '\\\\\n' if long else ''
        inner = f'{caption}{top} {head} {middle}\n' + '\n'.join(body) + f'\n{bottom}'
        return (f'\\begin{{lytelement}}{{Table}}\\begin{{{name}}}{{{bar}{bar.join(alignment)}{bar}}}\n{inner}\n'
                f'\\end{{{name}}}\\end{{lytelement}}')

    def table(self, narrow):
        star = '*' if narrow and chance(0.35) else ''
        room = narrow and not star
        columns = random.randint(2, 4 if room else 9)
        rows = random.randint(2, 12) if chance(0.8) else random.randint(12, 30)
        tabular = self.tabular(columns, rows, wide_cells=columns < 4 and chance(0.25))
        small = rows > 14
        size = random.choice(['\\small', '\\footnotesize', '\\scriptsize'] if room or small else ['', '\\small', '\\footnotesize'])
        if room or columns > 5:
            tabular = tabular.replace('\\begin{tabular}', '\\lytfit{\\begin{tabular}').replace('\\end{tabular}', '\\end{tabular}}')
        note = ''
        if chance(0.15):
            note = f'\n\n\\smallskip{{\\footnotesize\\lytnew{{Footnote}}\\textsuperscript{{a}} {self.words(4, 14)}.\\par}}'
        parts = [self.caption(1, 2), f'{{{size}{tabular}}}{note}']
        if self.caption_below_table:
            parts.reverse()
        place = 't' if star else self.float_place
        return f'\\begin{{table{star}}}[{place}]\n\\centering\n' + '\n\n\\medskip\n'.join(parts) + f'\n\\end{{table{star}}}'
