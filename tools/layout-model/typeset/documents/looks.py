"""Looks of whole kinds of documents that the general classes lack: technical reports with headings in the margin, biomedical journals."""
import random

from .words import chance

COLOURS = ['black', 'black', 'blue!60!black', 'teal!70!black', 'red!60!black', 'gray!70!black']


def heads(style, spread, left=''):
    """Lines for the three levels of headings; `left` moves them out of the column."""
    return ''.join(
        f'\\titleformat{{\\{name}}}{{{style}{size}}}{{\\the{name}}}{{{gap}em}}{{}}\\titlespacing*{{\\{name}}}{{{left or "0pt"}}}{{{before}}}{{{after}}}'
        for name, size, gap, before, after in (
            ('section', random.choice(['\\LARGE', '\\Large', '\\large']), 1, spread, '1ex'),
            ('subsection', random.choice(['\\large', '\\normalsize']), 0.7, spread, '.8ex'),
            ('subsubsection', '\\normalsize', 0.7, '1ex', '.4ex')))


def report(w):
    """Sans serif, the text indented, headings at the left margin, the title of the chapter in the foot."""
    hang = random.choice([0, 1.5, 3, 4.2])
    font = random.choice(['\\renewcommand\\familydefault{\\sfdefault}', '\\renewcommand\\familydefault{\\sfdefault}', ''])
    early = [f'\\usepackage[{random.choice(["a4paper", "letterpaper"])},left={hang + random.uniform(1.6, 3):.1f}cm,'
             f'right={random.uniform(1.6, 3):.1f}cm,vmargin={random.uniform(2, 3):.1f}cm]{{geometry}}',
             font, '\\usepackage{parskip,titlesec,fancyhdr}',
             heads('\\bfseries' + random.choice(['\\sffamily', '']) + f'\\color{{{random.choice(COLOURS)}}}', '3ex', f'-{hang}cm'),
             f'\\usepackage[font={{small,{random.choice(["it", "sf", "bf"])}}},singlelinecheck=false,labelsep=quad]{{caption}}']
    foot = random.choice([f'\\fancyfoot[L]{{\\textbf{{\\thepage}}\\quad {w.words(2, 8)}}}', f'\\fancyfoot[R]{{{w.words(2, 6)}\\quad\\textbf{{\\thepage}}}}',
                          f'\\fancyfoot[L]{{{w.words(2, 5)}}}\\fancyfoot[R]{{\\thepage}}'])
    return early, [f'\\pagestyle{{fancy}}\\fancyhf{{}}\\renewcommand\\headrulewidth{{0pt}}\\fancyfootoffset[L]{{{hang}cm}}{foot}']


def biomedical(w):
    """Headings without numbers, captions with a bold label, often a wide left margin; the journal in the running head."""
    left = 1.8 if 'twocolumn' in w.options else random.choice([2, 4.5, 6])
    early = [f'\\usepackage[{random.choice(["a4paper", "letterpaper"])},left={left}cm,right=1.8cm,top=2.4cm,bottom=2.2cm]{{geometry}}',
             '\\setcounter{secnumdepth}{0}\\usepackage{titlesec,fancyhdr}',
             heads('\\bfseries' + random.choice(['\\sffamily', '']) + f'\\color{{{random.choice(COLOURS)}}}', '2ex'),
             f'\\usepackage[font={random.choice(["footnotesize", "small"])},labelfont=bf,labelsep={random.choice(["period", "space", "newline"])},'
             'singlelinecheck=false]{caption}']
    head = random.choice([f'\\fancyhead[L]{{\\emph{{{w.words(2, 4)}}} {random.randint(2001, 2024)}, {random.randint(1, 40)}:{random.randint(1, 900)}}}',
                          f'\\fancyhead[L]{{{w.person()} et al.}}\\fancyhead[R]{{{w.words(2, 6)}}}'])
    foot = random.choice(['\\fancyfoot[R]{\\thepage}', f'\\fancyfoot[L]{{{w.words(2, 5)}}}\\fancyfoot[R]{{\\thepage}}',
                          '\\fancyfoot[C]{Page \\thepage{} of 12}'])
    return early, [f'\\pagestyle{{fancy}}\\fancyhf{{}}{head}{foot}' + ('' if chance(0.5) else '\\renewcommand\\headrulewidth{0pt}')]


def look(w):
    """-> lines before and lines after the beginning of a document, or None for none of these."""
    draw = random.random()
    if draw < 0.18 and 'twocolumn' not in w.options:
        return report(w)
    return biomedical(w) if draw < 0.4 else None
