"""One document: class, language, fonts, packages and content."""
import random
import re

from . import bodies
from .blocks import Writer
from .classes import GENERAL, SPECS, WEIGHTS, front, names_of
from .languages import BABEL, CYRILLIC_SANS, LANGUAGES, LATIN_FONTS, SPECIAL, SPECIAL_FONTS, SPECIAL_PACKAGES, WIDE_FONTS
from .looks import look
from .words import NAMES, SURNAMES, chance

PACKAGES = r'''\usepackage{layoutboxes}
%s
\usepackage{amsmath,graphicx,booktabs,longtable,array,xcolor}
\ifdefined\mathbb\else\usepackage{amssymb}\fi
\providecommand\square{\vbox{\hrule\hbox{\vrule\kern5pt\vbox{\kern5pt}\vrule}\hrule}}
\emergencystretch=2em
\newsavebox\lytsave
\newcommand\lytfit[1]{\sbox\lytsave{#1}\ifdim\wd\lytsave>\linewidth
  {\lytnew{TableBox}\hbox{\resizebox{\linewidth}{!}{\usebox\lytsave}}}\else\usebox\lytsave\fi}
\newcommand\lytrule{\par\noindent\rule{\linewidth}{.5pt}\par\noindent}
\newcommand\lytsmall{\footnotesize}
\newtheorem{lyttheorem}{Theorem}\newtheorem{lytlemma}{Lemma}\newtheorem{lytdefinition}{Definition}\newtheorem{lytremark}{Remark}
'''
OWN_FONTS = ('acmart', 'beamer', 'moderncv', 'ijmart', 'jacow')
OWN_MATHS = ('acmart', 'revtex4-2', 'cas-sc', 'cas-dc')
PAPERS = ['a4paper', 'letterpaper', 'b5paper', 'a5paper', 'legalpaper']
TITLES = [r'\bfseries\sffamily', r'\scshape\centering', r'\itshape\large', r'\color{blue!60!black}\bfseries\Large', r'\bfseries\filcenter',
          r'\bfseries\normalsize', r'\bfseries\MakeUppercase']
CAPTIONS = ['labelfont=bf', 'font=small,labelfont=bf', 'font=footnotesize,labelsep=period', 'labelfont=sc,font=it',
            'singlelinecheck=false,font=small', 'labelfont={bf,color=blue},font=sf', 'font=small,labelsep=newline,singlelinecheck=false']
LISTS = [r'\setlist{nosep}', r'\setlist[itemize]{label=--}', r'\setlist[enumerate]{label=(\alph*)}', r'\setlist{leftmargin=*}',
         r'\setlist[enumerate]{label=[\arabic*]}', r'\setlist[itemize]{label=$\blacktriangleright$}']
CHAPTERS = ['default', 'section', 'hangnum', 'bringhurst', 'ell', 'veelo']
THEMES = ['default', 'Madrid', 'Warsaw', 'Berlin', 'CambridgeUS', 'Boadilla', 'Singapore', 'Goettingen', 'Pittsburgh', 'Malmoe', 'Rochester',
          'AnnArbor']


def fonts(name, language):
    """Preamble lines for the fonts and the language."""
    if language in SPECIAL:
        return [SPECIAL_PACKAGES[language] % random.choice(SPECIAL_FONTS[language])]
    lines = []
    font, maths = random.choice(WIDE_FONTS if language == 'ru' else random.choice([LATIN_FONTS, LATIN_FONTS, WIDE_FONTS]))
    own = name in OWN_FONTS or language != 'ru' and chance(0.45)
    if font and (language == 'ru' or not own):
        with_maths = maths and chance(0.7) and name not in OWN_MATHS
        lines.append(f'\\usepackage{"" if with_maths else "[no-math]"}{{fontspec}}{font}{CYRILLIC_SANS if language == "ru" else ""}')
        if with_maths:
            lines.append(f'\\usepackage{{amsmath}}\\usepackage{{unicode-math}}\\setmathfont{{{maths}}}')
    if language in BABEL and language != 'en':
        lines.append(f'\\usepackage[{BABEL[language]}]{{babel}}')
    return lines


def running_heads(w):
    return '\\pagestyle{fancy}\\fancyhf{}' + random.choice([
        r'\fancyhead[L]{\leftmark}\fancyhead[R]{\thepage}', f'\\fancyhead[C]{{{w.words(2, 6)}}}\\fancyfoot[C]{{\\thepage}}',
        f'\\fancyfoot[L]{{{w.words(1, 5)}}}\\fancyfoot[R]{{\\thepage}}', r'\fancyhead[L]{\nouppercase\rightmark}\fancyfoot[C]{-- \thepage{} --}',
        f'\\fancyfoot[C]{{Page \\thepage{{}} of {random.randint(12, 300)}}}', r'\fancyhead[R]{\thepage}', r'\fancyfoot[R]{\thepage}',
        f'\\fancyhead[L]{{{w.words(2, 5)}}}\\fancyhead[R]{{{w.words(1, 3)}}}\\fancyfoot[L]{{{w.words(2, 8)}}}\\fancyfoot[R]{{\\thepage}}',
    ]) + random.choice(['', '\\renewcommand\\headrulewidth{0pt}', '\\renewcommand\\footrulewidth{.4pt}'])


def variety(name, trait, w):
    """Page size, heads, titles, captions, lists and spacing of the general classes -> lines before, lines after the beginning."""
    early, late = [], []
    koma = 'scr' in name
    whole = None if koma or trait == 'book' or w.language in SPECIAL else look(w)
    if whole:
        return whole
    if chance(0.6):
        margins = f'hmargin={random.uniform(1.2, 3.5):.1f}cm,vmargin={random.uniform(1.6, 3.2):.1f}cm'
        early.append(f'\\usepackage[{random.choice(PAPERS)},{margins}]{{geometry}}')
    if not koma and chance(0.5):
        early.append('\\usepackage{fancyhdr}')
        late.append(running_heads(w))
    else:
        late.append(random.choice(['\\pagestyle{headings}', '\\pagestyle{plain}', '\\pagestyle{empty}', '']))
    if not koma and chance(0.35):
        style, dot = random.choice(TITLES), random.choice(['', '.'])
        line = (f'\\usepackage{{titlesec}}\\titleformat{{\\section}}{{{style}}}{{\\thesection{dot}}}{{.6em}}{{}}'
                f'\\titleformat{{\\subsection}}{{{style}\\normalsize}}{{\\thesubsection}}{{.6em}}{{}}')
        if trait == 'book':
            line += f'\\titleformat{{\\chapter}}[display]{{{style}\\huge}}{{\\chaptername\\ \\thechapter}}{{10pt}}{{}}'
        early.append(line.replace('\\MakeUppercase\\normalsize', '\\normalsize').replace('\\MakeUppercase\\huge', '\\huge'))
    if chance(0.4):
        early.append(f'\\usepackage[{random.choice(CAPTIONS)}]{{caption}}')
    if not koma and chance(0.3):
        early.append('\\usepackage{parskip}')
    if chance(0.3):
        early.append('\\usepackage{amssymb}\\usepackage{enumitem}' + random.choice(LISTS))
    if chance(0.25):
        late.append(f'\\linespread{{{random.choice([1.1, 1.25, 1.5, 1.8])}}}\\selectfont')
    if chance(0.04):
        early.append('\\usepackage{lineno}\\linenumbers')
    return early, late


def class_lines(name, w):
    """What single classes ask for -> lines before, lines after the beginning."""
    if name.startswith('cas-'):
        return ['\\usepackage[numbers]{natbib}'], []
    if name == 'acmart':
        return ['\\makeatletter\\def\\@ACM@checkaffil{}\\makeatother'], []
    if name == 'memoir':
        style = random.choice(['headings', 'ruled', 'plain', 'companion'])
        return [], [f'\\chapterstyle{{{random.choice(CHAPTERS)}}}\\pagestyle{{{style}}}']
    if name == 'moderncv':
        style, colour = random.choice(['classic', 'casual', 'banking', 'oldstyle']), random.choice(['blue', 'red', 'black'])
        look = f'\\moderncvstyle{{{style}}}\\moderncvcolor{{{colour}}}'
        return [f'{look}\\name{{{random.choice(NAMES)}}}{{{random.choice(SURNAMES)}}}\\title{{{w.words(1, 3)}}}'
                '\\address{Street 1}{City}{}\\email{a@example.org}'], []
    if name == 'beamer':
        colour = random.choice(['default', 'beaver', 'dolphin', 'seahorse', 'crane', 'rose'])
        return [f'\\usetheme{{{random.choice(THEMES)}}}\\usecolortheme{{{colour}}}'], []
    if name == 'exam':
        return [], ['\\pagestyle{headandfoot}\\header{%s}{}{%s}\\footer{}{Page \\thepage}{}' % (w.words(1, 3), w.words(1, 2))]
    return [], []


def article(name, trait, w, opening, narrow, early, files):
    """Content of articles and books."""
    length, general = random.randint(250, 420), name in GENERAL
    w.units, content = 0, [opening]
    if general and chance(0.4 if trait == 'book' else 0.12):
        content.append('\\tableofcontents')
        files['toc'] = bodies.contents(w, ('chapter', 'section') if trait == 'book' else ('section', 'subsection'))
    if general and not narrow and chance(0.1):
        early.append('\\usepackage{multicol}')
        kept = [b for b in bodies.body(w, trait, length, False) if 'longtable' not in b and '{figure' not in b and '{table' not in b]
        content += ['\\begin{multicols}{2}'] + kept + ['\\end{multicols}']
    else:
        content += bodies.body(w, trait, length, narrow)
    if chance(0.5):
        content.append(w.references(random.choice([random.randint(3, 12), random.randint(6, 24)])))
    return content


def document(assets, seed, name=None, language=None, split='train'):
    """-> name of the class, {extension: content of the file}"""
    random.seed(seed)
    names = names_of(split)
    name = name or random.choices(names, [WEIGHTS.get(n, 1) for n in names])[0]
    options, kind, trait = SPECS[name]
    option = random.choice(options)
    languages = {**LANGUAGES, **SPECIAL} if name in GENERAL else {'en': 1} if name == 'jacow' else LANGUAGES
    language = language or random.choices(list(languages), list(languages.values()))[0]
    w = Writer(assets, language, name, option)
    w.has_abstract = name not in ('book', 'scrbook', 'boek3', 'exam')
    narrow = 'twocolumn' in option or 'conference' in option
    early, late = fonts(name, language), []
    for lines in (variety(name, trait, w) if name in GENERAL else ([], []), class_lines(name, w)):
        early = (lines[0] + early) if name == 'moderncv' else early + lines[0]
        late += lines[1]
    preamble, opening = front(kind, w)
    files = {}
    if trait == 'beamer':
        content = ['\\begin{frame}{\\lytfront\\titlepage}\\end{frame}'] + bodies.frames(w, random.randint(6, 10))
        preamble = f'\\title{{\\lyttitle{{{w.words(2, 7)}}}}}\\author{{{w.person()}}}\\institute{{{w.affiliation()}}}'
    elif trait == 'exam':
        content = [opening] + bodies.exam(w, random.randint(150, 250))
    elif trait == 'letter':
        content, sender = bodies.letters(w, name), w.person()
        preamble = f'\\address{{Street 1\\\\ City}}\\signature{{{sender}}}'
        if name != 'letter':
            preamble = f'\\setkomavar{{fromname}}{{{sender}}}\\setkomavar{{fromaddress}}{{Street 1\\\\City}}'
    elif trait == 'cv':
        content = bodies.vitae(w)
    else:
        content = article(name, trait, w, opening, narrow, early, files)
    head = (f'\\RequirePackage{{luatex85}}\\PassOptionsToPackage{{table}}{{xcolor}}\n\\documentclass[{option}]{{{name}}}\n'
            + PACKAGES % '\n'.join(early))
    if any('tikzpicture' in block for block in content):
        head += '\\usepackage{tikz}\n'
    if any('{axis}' in block for block in content):
        head += '\\usepackage{pgfplots}\\pgfplotsset{compat=1.16}\n'
    if any('{lstlisting}' in block for block in content):
        head += '\\usepackage{listings}\\lstset{columns=fullflexible,basicstyle=\\ttfamily\\small,numberstyle=\\tiny}\n'
    if name == 'mnras':                                     # prints a float's place
        content = [re.sub(r'\\begin\{(figure|table)(\*?)\}\[[^]]*\]', r'\\begin{\1\2}', block) for block in content]
    files['tex'] = (f'{head}\\ifdefined\\setcitestyle\\setcitestyle{{numbers}}\\fi\n{preamble}\n\\begin{{document}}\n' + '\n'.join(late) + '\n'
                    + '\n\n'.join(content) + '\n\\end{document}\n')
    return name, files
