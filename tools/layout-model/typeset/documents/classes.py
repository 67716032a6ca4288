"""The document classes: options, kind of front matter, trait; how often each is taken; which are kept for validation."""
import random

from .words import chance

GENERAL = ('article', 'extarticle', 'report', 'book', 'scrartcl', 'scrreprt', 'scrbook')
SPECS = {
    'article': (['10pt', '11pt', '12pt', '10pt,twocolumn', '11pt,twocolumn', '9pt'], 'standard', 'article'),
    'extarticle': (['8pt,twocolumn', '9pt,twocolumn', '9pt', '14pt'], 'standard', 'article'),
    'report': (['10pt', '11pt,twoside', '12pt'], 'standard', 'book'),
    'book': (['10pt', '11pt,oneside'], 'standard', 'book'),
    'scrartcl': (['10pt', '11pt,parskip=half', 'twocolumn,10pt'], 'standard', 'article'),
    'scrreprt': (['10pt', '11pt,parskip=full'], 'standard', 'book'),
    'scrbook': (['10pt', '11pt,headsepline'], 'standard', 'book'),
    'memoir': (['10pt,a4paper', '11pt,oneside', '12pt,article'], 'standard', 'book'),
    'amsart': (['10pt', '11pt,reqno', '12pt,a4paper'], 'ams', 'article'),
    'amsproc': (['10pt'], 'ams', 'article'),
    'IEEEtran': (['journal,twocolumn', 'conference,twocolumn', 'journal,onecolumn,11pt', 'technote,twocolumn'], 'ieee', 'article'),
    'revtex4-2': (['aps,prl,twocolumn,nofootinbib', 'aps,prd,twocolumn,nofootinbib', 'aps,pra,preprint,nofootinbib',
                   'aip,jcp,reprint,twocolumn,nofootinbib'], 'revtex', 'article'),
    'elsarticle': (['preprint,12pt', '1p', '3p', '5p,twocolumn', 'review,12pt'], 'elsarticle', 'article'),
    'acmart': (['acmsmall,nonacm', 'sigconf,nonacm,twocolumn', 'sigplan,nonacm,twocolumn', 'manuscript,nonacm', 'acmlarge,nonacm'],
               'acm', 'article'),
    'aastex631': (['twocolumn', 'manuscript', 'preprint'], 'aastex', 'article'),
    'mnras': (['twocolumn', 'onecolumn'], 'mnras', 'article'),
    'llncs': ([''], 'llncs', 'article'),
    'apa7': (['man', 'jou,twocolumn', 'doc'], 'apa', 'article'),
    'jmlr': ([''], 'jmlr', 'article'),
    'cas-dc': (['a4paper,twocolumn'], 'cas', 'article'),
    'cas-sc': (['a4paper'], 'cas', 'article'),
    'paper': (['10pt', '11pt,twocolumn'], 'standard', 'article'),
    'spie': ([''], 'standard', 'article'),
    'IEEEconf': (['twocolumn'], 'standard', 'article'),
    'jacow': (['a4paper,twocolumn'], 'standard', 'article'),
    'ltugboat': (['twocolumn'], 'standard', 'article'),
    'achemso': (['journal=jacsat,manuscript=article'], 'standard', 'article'),
    'ijmart': ([''], 'ams', 'article'),
    'amsbook': (['10pt', '11pt'], 'ams', 'book'),
    'aomart': ([''], 'ams', 'article'),
    'einfart': ([''], 'standard', 'article'),
    'hitec': (['11pt', '12pt'], 'standard', 'article'),
    'artikel1': (['10pt', '11pt,twocolumn'], 'standard', 'article'),
    'artikel3': (['10pt', '11pt'], 'standard', 'article'),
    'boek3': (['10pt', '11pt'], 'standard', 'book'),
    'asaetr': (['twocolumn'], 'standard', 'article'),
    'ltxdoc': (['', '11pt,a4paper'], 'standard', 'article'),
    'jura': ([''], 'standard', 'article'),
    'exam': (['11pt', '12pt,addpoints'], 'standard', 'exam'),
    'beamer': (['', 'aspectratio=169', 'handout'], 'beamer', 'beamer'),
    'letter': (['11pt', '12pt,a4paper'], 'none', 'letter'),
    'scrlttr2': ([''], 'none', 'letter'),
    'moderncv': (['11pt,a4paper', '10pt'], 'cv', 'cv'),
}
# How often, for those that are wanted more: journals with two columns fill few pages.
WEIGHTS = {'article': 8, 'IEEEtran': 6, 'revtex4-2': 5, 'elsarticle': 5, 'acmart': 4, 'aastex631': 2, 'llncs': 2, 'amsart': 3, 'beamer': 2,
           'cas-dc': 3, 'extarticle': 2, 'jura': 0.5, 'einfart': 0.5, 'ltxdoc': 0.5, 'apa7': 2, 'moderncv': 0.7, 'letter': 0.5}
# Never trained on.
HELD_OUT = ('mnras', 'jacow', 'scrreprt', 'jmlr', 'paper', 'hitec', 'cas-sc', 'amsbook')


def names_of(split):
    return [n for n in SPECS if (n in HELD_OUT) == (split == 'val')]


def authors(w, people):
    """The author line of the standard classes."""
    if chance(0.5) and w.name not in ('einfart', 'hitec'):
        return ' \\and '.join(f'{p} \\\\ {w.affiliation()}' if chance(0.6) else p for p in people)
    return ', '.join(people) + (f' \\\\ \\small {w.affiliation()}' if chance(0.6) else '')


def front(kind, w):
    """-> what stands before and what stands after the beginning of the document."""
    title = f'\\title{{\\lyttitle{{{w.words(3, 14)}}}}}'
    people = [w.person() for _ in range(random.randint(1, 4))]
    abstract = f'\\begin{{abstract}}\n{w.abstract()}\n\\end{{abstract}}'
    words = [w.words(1, 2) for _ in range(4)]
    keywords, separated = ', '.join(words), ' \\sep '.join(words)
    thanks = f'\\thanks{{{w.text(1, 1, False)}}}' if chance(0.4) else ''
    maketitle = '{\\lytfront\\maketitle}\n'
    each = lambda pattern: ''.join(pattern.replace('PERSON', p).replace('PLACE', w.affiliation()) for p in people)
    if kind == 'standard':
        return (f'{title}\\author{{{authors(w, people)}{thanks}}}' + random.choice(['', '\\date{}', '\\date{May 2021}']),
                maketitle + (abstract if chance(0.7) and w.has_abstract else ''))
    if kind == 'ams':
        names = each('\\author{PERSON}\\address{PLACE}\\email{a@example.org}')
        subject = f'\\subjclass[2020]{{Primary 11A0{random.randint(1, 9)}}}\\keywords{{{keywords}}}'
        return title + names + subject, f'{abstract}\n{maketitle}'
    if kind == 'ieee':
        author = ', '.join(people) + thanks
        if 'conference' in w.options:
            author = ' \\and '.join(f'\\IEEEauthorblockN{{{p}}}\\IEEEauthorblockA{{{w.affiliation()}\\\\ City}}' for p in people)
        return (f'{title}\\author{{{author}}}\\markboth{{{w.words(3, 7)}}}{{{w.words(3, 7)}}}',
                f'{maketitle}{abstract}\n\\begin{{IEEEkeywords}}{keywords}\\end{{IEEEkeywords}}')
    if kind == 'revtex':
        names = each('\\author{PERSON}\\affiliation{PLACE}')
        return '', f'{title}{names}\\date{{\\today}}\n{abstract}\n{maketitle}'
    if kind == 'elsarticle':
        names = each('\\author{PERSON}') + f'\\address{{{w.affiliation()}}}'
        return '', (f'{{\\lytfront\\abstracttitle{{\\lyttag{{Section-header}}{{Abstract}}}}\\begin{{frontmatter}}{title}{names}\n{abstract}\n'
                    f'\\begin{{keyword}}{separated}\\end{{keyword}}\\end{{frontmatter}}}}')
    if kind == 'acm':
        names = each('\\author{PERSON}\\affiliation{\\institution{PLACE}\\city{City}\\country{Country}}\\email{a@example.org}')
        return '\\settopmatter{printacmref=false}', f'{title}{names}\n{abstract}\n\\keywords{{{keywords}}}\n{maketitle}'
    if kind == 'aastex':
        return '', title + each('\\author{PERSON}\\affiliation{PLACE}') + f'\n{abstract}\n\\keywords{{{keywords}}}'
    if kind == 'mnras':
        return (f'\\title[{w.words(2, 4)}]{{\\lyttitle{{{w.words(4, 12)}}}}}\\author[{people[0]}]{{{", ".join(people)}\\\\ {w.affiliation()}}}',
                f'{maketitle}{abstract}\n\\begin{{keywords}}{keywords}\\end{{keywords}}')
    if kind == 'llncs':
        author = ' \\and '.join(people)
        return f'{title}\\author{{{author}}}\\institute{{{w.affiliation()}}}', maketitle + abstract
    if kind == 'apa':
        head = f'\\affiliation{{{w.affiliation()}}}\\leftheader{{{people[0].split()[-1]}}}\\abstract{{{w.text(3, 7, False)}}}'
        return f'{title}\\shorttitle{{{w.words(2, 4)}}}\\author{{{people[0]}}}{head}\\keywords{{{keywords}}}', maketitle
    if kind == 'jmlr':
        return f'{title}\\author{{\\Name{{{people[0]}}}\\Email{{a@example.org}}\\\\ \\addr {w.affiliation()}}}', maketitle + abstract
    if kind == 'cas':
        names = each('\\author[1]{PERSON}') + f'\\affiliation[1]{{organization={{{w.affiliation()}}}}}'
        return '', f'{title}{names}\n{abstract}\n\\begin{{keywords}}{separated}\\end{{keywords}}\n{maketitle}'
    return '', ''
