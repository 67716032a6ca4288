"""Languages, their weights, and the fonts that have their letters."""

BABEL = {'en': 'english', 'de': 'ngerman', 'fr': 'french', 'es': 'spanish,es-noshorthands', 'ru': 'russian', 'it': 'italian',
         'pt': 'portuguese', 'nl': 'dutch'}
LANGUAGES = {'en': 62, 'de': 8, 'fr': 8, 'es': 7, 'ru': 5, 'it': 4, 'pt': 4, 'nl': 3}
SPECIAL = {'zh': 3, 'ja': 3, 'ar': 2, 'he': 2}                  # with the general classes only

ARABIC = r'\usepackage[bidi=basic,layout=sectioning.lists.tabular,english,main=%s,provide=*]{babel}\babelfont{rm}{%%s}'
JAPANESE = r'\usepackage{luatexja-fontspec}\setmainjfont{Noto %%s CJK %s}\setsansjfont{Noto Sans CJK %s}'
SPECIAL_PACKAGES = {'zh': JAPANESE % ('SC', 'SC'), 'ja': JAPANESE % ('JP', 'JP'), 'ar': ARABIC % 'arabic', 'he': ARABIC % 'hebrew'}
SPECIAL_FONTS = {'zh': ['Serif', 'Sans'], 'ja': ['Serif', 'Sans'], 'ar': ['Amiri'], 'he': ['FreeSerif', 'DejaVu Sans']}

GYRE = 'Extension=.otf,UprightFont=*-regular,BoldFont=*-bold,ItalicFont=*-italic,BoldItalicFont=*-bolditalic'
OTF = 'Extension=.otf,UprightFont=*-Regular,BoldFont=*-Bold,ItalicFont=*-Italic,BoldItalicFont=*-BoldItalic'


def files(name, pattern):
    return f'\\setmainfont{{{name}}}[{pattern}]'


# Text font, and mathematics or None for Computer Modern.
LATIN_FONTS = [
    ('', None), ('', None), ('', None),
    (files('texgyretermes', GYRE), 'texgyretermes-math.otf'),
    (files('texgyrepagella', GYRE), 'texgyrepagella-math.otf'),
    (files('texgyreschola', GYRE), 'texgyreschola-math.otf'),
    (files('texgyrebonum', GYRE), 'texgyrebonum-math.otf'),
    (files('texgyreheros', GYRE), None),
]
# These have Cyrillic letters too.
WIDE_FONTS = [
    (files('LibertinusSerif', OTF), 'LibertinusMath-Regular.otf'),
    (files('STIXTwoText', OTF), 'STIXTwoMath-Regular.otf'),
    (r'\setmainfont{FreeSerif}', None),
    (r'\setmainfont{Liberation Serif}', None),
    (r'\setmainfont{Liberation Sans}', None),
    (r'\setmainfont{DejaVu Sans}[Scale=.88]', None),
    (r'\setmainfont{Noto Serif}[Scale=.92]', None),
]
CYRILLIC_SANS = r'\setsansfont{DejaVu Sans}[Scale=.88]\setmonofont{DejaVu Sans Mono}[Scale=.85]'
