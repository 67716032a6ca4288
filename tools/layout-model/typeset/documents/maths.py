"""Formulas and theorems."""
import random

from .words import chance

ATOMS = ['x', 'y', 'a_{i}', 'b_{j}', r'\alpha', r'\beta', r'\theta_{k}', 'f(x)', 'g(t)', r'\lambda', r'\mathbf{v}', 'n', '2', r'\pi', 'X_{t}',
         r'\hat{y}', 'e^{-x}', r'\sigma^{2}', r'\Gamma', r'\nabla u', r'\|x\|', r'\mathcal{H}', r'\psi', r'\rho_{0}']
RELATIONS = ['=', r'\le', r'\approx', r'\ge', r'\sim', '<', r'\in', ':=', r'\to', r'\equiv']
KINDS = {'equation': 7, 'display': 7, 'align': 3, 'gather': 1, 'cases': 1, 'matrix': 1, 'multline': 0.6, 'eqnarray': 0.4, 'split': 1,
         'words': 1, 'tagged': 0.6}


class Maths:
    def term(self, deep=2):
        if deep == 0 or chance(0.3):
            return random.choice(ATOMS)
        t = lambda: self.term(deep - 1)
        return random.choice([
            lambda: f'{t()} + {t()}', lambda: f'{t()} - {t()}', lambda: f'\\frac{{{t()}}}{{{t()}}}', lambda: f'\\sqrt{{{t()}}}',
            lambda: f'\\left( {t()} \\right)^{{2}}', lambda: f'\\sum_{{i=1}}^{{n}} {t()}', lambda: f'\\int_{{0}}^{{1}} {t()} \\, dx',
            lambda: f'\\prod_{{k}} {t()}', lambda: f'{t()} \\cdot {t()}', lambda: f'\\log {t()}', lambda: f'\\max_{{x \\in X}} {t()}',
            lambda: f'\\lim_{{n \\to \\infty}} {t()}', lambda: f'\\partial_t {random.choice(ATOMS)}', lambda: f'\\mathbb{{E}}[{t()}]',
            lambda: f'\\left\\{{ {t()} : {t()} \\right\\}}', lambda: f'\\langle {t()}, {t()} \\rangle'])()

    def side(self, deep, narrow):
        """One side of a relation; a chain of terms where the line has room."""
        count = 1 if narrow else random.choices([1, 2, 3], [5, 3, 1])[0]
        return random.choice([' + ', ' - ', ' \\, ']).join(self.term(deep) for _ in range(count))

    def formula(self, narrow):
        self.units += 3
        deep = random.choice([0, 1, 1]) if narrow else random.choice([0, 1, 2, 2])
        t = lambda: self.side(deep, narrow)
        relation = random.choice(RELATIONS) if chance(0.4) else '='
        kind = random.choices(list(KINDS), list(KINDS.values()))[0]
        star = '*' if chance(0.4) else ''
        end = random.choice(['', '.', ',', ''])
        if kind == 'equation':
            return f'\\begin{{equation{star}}}\n{t()} {relation} {t()}{end}\n\\end{{equation{star}}}'
        if kind == 'display':
            return f'\\[ {t()} {relation} {t()}{end} \\]'
        if kind == 'tagged':
            return f'\\[ {t()} {relation} {t()}{end} \\tag{{{random.choice(["A", "*", "P", "1a", "H1"])}}} \\]'
        if kind == 'words':
            joint = random.choice(['and', 'if', 'for all', 'where', 'with'])
            return f'\\[ {self.term(1)} {relation} {self.term(0)} \\quad\\text{{{joint}}}\\quad {self.term(0)} > 0{end} \\]'
        if kind in ('align', 'gather', 'eqnarray'):
            row = {'gather': lambda: f'{t()} = {t()}', 'align': lambda: f'{self.term(1)} &= {t()}',
                   'eqnarray': lambda: f'{self.term(1)} &=& {t()}'}[kind]
            rows = [row() for _ in range(random.choices([2, 3, 4, 6], [5, 3, 2, 1])[0])]
            return f'\\begin{{{kind}{star}}}\n' + ' \\\\\n'.join(rows) + f'\n\\end{{{kind}{star}}}'
        if kind == 'split':
            return ('\\begin{equation}\\begin{split}\n' + f'{self.term(1)} &= {t()} \\\\ &\\quad + {t()}\n'
                    '\\end{split}\\end{equation}')
        if kind == 'multline':
            return f'\\begin{{multline{star}}}\n{t()} = {t()} \\\\ + {t()}\n\\end{{multline{star}}}'
        if kind == 'cases':
            inner = f'{self.term(1)} & x > 0, \\\\ {self.term(0)} & \\text{{else}}'
            return f'\\begin{{equation{star}}}\nf(x) = \\begin{{cases}} {inner} \\end{{cases}}\n\\end{{equation{star}}}'
        n = random.randint(2, 3)
        body = ' \\\\ '.join(' & '.join(self.term(0) for _ in range(n)) for _ in range(n))
        return f'\\[ {self.term(0)} = \\begin{{pmatrix}} {body} \\end{{pmatrix}} \\]'

    def theorem(self):
        kind = random.choice(['theorem', 'lemma', 'definition', 'remark'])
        proof = f'\n\n\\emph{{Proof.}} {self.text(1, 4)}\\hfill$\\square$' if chance(0.4) else ''
        inner = '\n' + self.formula(True) if chance(0.3) else ''
        return f'\\begin{{lyt{kind}}}\n{self.text(1, 3, False)}{inner}\n\\end{{lyt{kind}}}{proof}'
