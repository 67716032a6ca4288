#!/usr/bin/python3
"""Random documents in real document classes, with elements marked for layoutboxes.sty.

    generate.py --assets ASSETS --out FOLDER --documents 20 [--seed N] [--split train|val] [--class NAME] [--language xx] [--each]

ASSETS is what prepare.py writes. Writes FOLDER/CLASS-SEED.tex (and a .toc where one is needed: one run of LuaLaTeX is enough for
every document). The split val has the classes of documents/classes.py that are never trained on, and pictures of its own.
"""
import argparse
import glob
import json
import os
import re

from documents.classes import SPECS, names_of
from documents.document import document
from documents.languages import BABEL, LANGUAGES, SPECIAL

# Characters that no text font here has.
STRANGE = re.compile(r'[\x00-\x1f\x7f-\x9f\ufffd\U00010000-\U0010ffff\u2190-\u2bff\u3400-\ufeff]')
SEEDS = 100003


def load(folder, split='train'):
    """-> {'text': {language: sentences}, 'pictures': {kind: paths}}"""
    with open(os.path.join(folder, 'text.json'), encoding='utf-8') as f:
        corpus = json.load(f)
    text, pictures = {}, {}
    for language in [*BABEL, *SPECIAL]:
        plain = [re.sub(r'\s+', ' ', s) for s in corpus.get(language, []) if len(s) > 20 and s[0].isalpha()]
        text[language] = [s for s in plain if language in SPECIAL or not STRANGE.search(s)]
    for path in sorted(glob.glob(os.path.join(os.path.abspath(folder), 'pic', f'{split[0]}_*.jpg'))):
        pictures.setdefault(os.path.basename(path).split('_')[1], []).append(path)
    return {'text': text, 'pictures': pictures}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--assets', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--documents', type=int, default=20)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--split', choices=['train', 'val'], default='train')
    parser.add_argument('--class', dest='name', choices=list(SPECS))
    parser.add_argument('--language', choices=[*LANGUAGES, *SPECIAL])
    parser.add_argument('--each', action='store_true', help='one document of every class of the split')
    options = parser.parse_args()
    assets = load(options.assets, options.split)
    os.makedirs(options.out, exist_ok=True)
    names = names_of(options.split) if options.each else [options.name] * options.documents
    for i, wanted in enumerate(names):
        seed = options.seed * SEEDS + i
        name, files = document(assets, seed, wanted, options.language, options.split)
        for extension, content in files.items():
            with open(os.path.join(options.out, f'{name}-{seed}.{extension}'), 'w', encoding='utf-8') as f:
                f.write(content)


if __name__ == '__main__':
    main()
