"""The documents of TeX Live's documentation packages that are under a free licence."""
import glob
import gzip
import os
import random
import re

FREE = {'lppl', 'lppl1', 'lppl1.2', 'lppl1.3', 'gpl', 'gpl1', 'gpl2', 'gpl3', 'lgpl', 'lgpl2.1', 'pd', 'bsd', 'bsd2', 'bsd3', 'mit', 'apache2',
        'artistic', 'artistic2', 'knuth', 'fdl', 'other-free', 'ofl', 'cc-by-1', 'cc-by-3', 'cc-by-4', 'cc-by-sa-3', 'cc-by-sa-4', 'cc0'}


def licences(paths):
    """The lists that the packages bring (usr/share/doc/texlive-*-doc/Licenses.gz) -> {package: licence}"""
    found = {}
    for path in paths:
        with gzip.open(path, 'rt', encoding='utf-8', errors='replace') as f:
            for line in f:
                match = re.match(r'^([\w.+-]+): (\S+)$', line.strip())
                if match:
                    found[match.group(1)] = match.group(2)
    return found


def free_documents(root, known, extension, only=None, seed=1):
    """-> [(package, path)] of the free documents, in a random order: a run that is stopped early has seen all kinds."""
    found = []
    for path in sorted(glob.glob(os.path.join(root, f'usr/share/doc/texlive-doc/*/*/**/*.{extension}'), recursive=True)):
        package = path.split('/texlive-doc/')[1].split('/')[1]
        if known.get(package) in FREE and (not only or only in path):
            found.append((package, path))
    random.Random(seed).shuffle(found)
    return found
