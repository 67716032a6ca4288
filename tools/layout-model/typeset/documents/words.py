"""Words, sentences and paragraphs of a document."""
import random

ESCAPES = {'"': "''", '#': r'\#', '$': r'\$', '%': r'\%', '&': r'\&', '^': r'\^{}', '~': r'\textasciitilde{}', '_': r'\_',
           '{': r'\{', '}': r'\}', '\\': r'\textbackslash{}'}
NAMES = ('Anna Ben Clara David Elena Farid Grace Hiro Ines Jan Karim Lucia Mei Nils Olga Pedro Quinn Rosa Sven Tara Umar Vera Wei Yuki '
         'Zoe').split()
SURNAMES = ('Abel Berger Costa Dubois Evans Fischer Garcia Huang Ito Jensen Kowalski Lopez Meyer Novak Okafor Petrov Rossi Schmidt Tanaka '
            'Ueda Vogel Weber Xu Young Zhang').split()
INLINE = [r'$x_{%d}$', r'$\alpha = %d$', r'$O(n^{%d})$', r'$f(x) = x^{%d} + 1$', r'$\frac{a}{%d}$', r'$\sum_{i=1}^{%d} x_i$',
          r'$\mathcal{L}_{%d}$', r'$p < 0.0%d$', r'$\mathbf{w}^\top \mathbf{x}_{%d}$', r'$k \ge %d$', r'$\lambda_{%d}\in\mathbb{R}$',
          r'$\|u\|_{L^{%d}} \le C$', r'$(x, y) \mapsto x^{%d}y$']
HEADS = ['Data availability', 'Funding', 'Acknowledgments', 'Author contributions', 'Conflict of interest', 'Remark', 'Notation',
         'Step 1', 'Assumptions', 'Case 2', 'Ethics', 'Results', 'Implementation', 'Baselines']

STATEMENTS = ['Competing interests', 'Authors\' contributions', 'Acknowledgements', 'Funding', 'Availability of data and materials', 'Consent for publication',
              'Abbreviations', 'Supporting information', 'Disclosure', 'Open access', 'Author details', 'Received']
ABSTRACT_PARTS = [['Background', 'Methods', 'Results', 'Conclusions'], ['Objective', 'Methods', 'Results', 'Conclusion'],
                  ['Introduction', 'Aims', 'Findings', 'Interpretation'], ['Purpose', 'Results']]


def chance(p):
    return random.random() < p


class Words:
    """Texts out of the sentences of a corpus."""

    language = 'en'
    sentences = ()
    units = 0.0                                             # about lines written so far
    inline_share = 0.12                                     # sentences with a formula in them
    citation = 0                                            # numbers, or names and years

    def sentence(self):
        return ''.join(ESCAPES.get(c, c) for c in random.choice(self.sentences))

    def words(self, low, high):
        if self.language in ('zh', 'ja'):
            return self.sentence()[:2 * random.randint(low, high)].rstrip('。、，（(「')
        n, out = random.randint(low, high), []
        while len(out) < n:
            out += self.sentence().split()
        text = ' '.join(out[:n]).rstrip('.,;:!?').translate({ord(c): None for c in '"[]*'}) or 'Note'
        if text.count('(') != text.count(')'):
            text = text.replace('(', '').replace(')', '')
        return text[:1].upper() + text[1:]

    def label(self, low, high, room):
        text = self.words(low, high)
        return 'Item' if '\\' in text else text[:room]

    def inline(self):
        if not self.math or not chance(self.inline_share):
            return ''
        return ' ' + random.choice(INLINE) % random.randint(1, 9)

    def cite(self):
        number = random.randint(1, 60)
        if chance(0.35):
            return random.choice(['(Fig. %d)', '(Table %d)', 'in Sec. %d', '(see Figure %d)', 'of Eq. (%d)']) % random.randint(1, 12)
        if self.citation:
            names = random.choice(['{0}', '{0} and {1}', '{0} et al.']).format(*random.sample(SURNAMES, 2))
            return random.choice(['({}, {})', '{} ({})', '[{} {}]']).format(names, random.randint(1975, 2025))
        return random.choice([f'[{number}]', f'[{number}]', f'[{number}, {number + 3}]', f'[{number}--{number + 4}]',
                              f'\\textsuperscript{{{number}}}'])

    def text(self, low=1, high=8, notes=True):
        out = []
        for _ in range(random.randint(low, high)):
            s = self.sentence()
            draw = random.random()
            if draw < 0.05:
                s = f'\\textbf{{{s}}}' if chance(0.3) else f'\\emph{{{s}}}'
            elif draw < 0.3 and s[-1] in '.!?':
                s = s[:-1] + ' ' + self.cite() + s[-1:]
            elif notes and draw < 0.325:
                s += f'\\footnote{{{self.text(1, 2, False)}}}'
            out.append(s + self.inline())
        self.units += sum(len(s) for s in out) / 80
        return ' '.join(out)

    def run_in(self):
        """A bold or italic head that begins its paragraph, as \\paragraph does it."""
        head = random.choice(HEADS) if self.language == 'en' and chance(0.5) else self.words(1, 5)
        style = random.choice([r'\textbf', r'\textbf', r'\emph', r'\textsc', r'\textbf'])
        return f'\\noindent\\lyttag{{Section-header}}{{{style}{{{head}{random.choice([".", ":", "", "."])}}}}} {self.text(1, 6)}'

    def statement(self):
        """One of the short sections at the end of a paper: a heading and a line or two."""
        return f'\\subsection*{{{random.choice(STATEMENTS)}}}\n{self.text(1, 1, False)}'

    def abstract(self):
        """The text of an abstract; some have parts with run-in heads."""
        if self.language != 'en' or chance(0.75):
            return self.text(3, 9, False)
        heads = random.choice(ABSTRACT_PARTS)
        joint = random.choice(['\n\n', '\n\n\\noindent', ' '])
        if joint == ' ':
            return ' '.join(f'\\textbf{{{head}:}} {self.text(1, 3, False)}' for head in heads)
        return joint.join(f'\\lyttag{{Section-header}}{{\\textbf{{{head}:}}}} {self.text(1, 3, False)}' for head in heads)

    def person(self, short=False):
        first = random.choice(NAMES)
        return f'{first[0]}. {random.choice(SURNAMES)}' if short else f'{first} {random.choice(SURNAMES)}'

    def affiliation(self):
        kind = random.choice(['Department of ', 'Institute for ', 'Faculty of ', 'Laboratory of '])
        return kind + self.words(1, 2) + ', University of ' + random.choice(SURNAMES)
