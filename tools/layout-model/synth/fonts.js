'use strict';
// Font families of the Debian packages that setup.sh installs, by kind and by language.
const { pick, chance } = require('./random');

const SERIF = [
  'Liberation Serif',
  'Liberation Serif',
  'Tinos',
  'TeX Gyre Termes',
  'Nimbus Roman',
  'TeX Gyre Pagella',
  'TeX Gyre Schola',
  'TeX Gyre Bonum',
  'CMU Serif',
  'Latin Modern Roman',
  'Latin Modern Roman',
  'Linux Libertine O',
  'EB Garamond',
  'Charis SIL',
  'DejaVu Serif',
  'PT Serif',
  'Noto Serif',
  'Old Standard TT',
  'GFS Didot',
  'STIX',
  'Caladea',
  'C059',
  'Goudy Bookletter 1911',
  'FreeSerif',
  'Junicode Two Beta',
];
const SANS = [
  'Liberation Sans',
  'Liberation Sans',
  'Arimo',
  'Carlito',
  'Carlito',
  'Roboto',
  'Noto Sans',
  'DejaVu Sans',
  'Inter',
  'Nimbus Sans',
  'TeX Gyre Heros',
  'PT Sans',
  'Cantarell',
  'URW Gothic',
  'CMU Sans Serif',
  'Linux Biolinum O',
  'Roboto Condensed',
  'Liberation Sans Narrow',
  'Quicksand',
  'PT Sans Narrow',
  'Nimbus Sans Narrow',
];
const MONO = [
  'Liberation Mono',
  'DejaVu Sans Mono',
  'Courier Prime',
  'Nimbus Mono PS',
  'Hack',
  'Inconsolata',
  'Cousine',
  'CMU Typewriter Text',
  'FreeMono',
  'JetBrains Mono',
];
const DISPLAY = [
  'Bebas Neue',
  'League Spartan',
  'Yanone Kaffeesatz',
  'Comfortaa',
  'Play',
  'TeX Gyre Adventor',
  'URW Bookman',
  'TeX Gyre Chorus',
];
const TEX = [
  'Latin Modern Roman',
  'CMU Serif',
  'CMU Serif',
  'Latin Modern Roman',
  'Nimbus Roman',
  'TeX Gyre Termes',
  'TeX Gyre Pagella',
];
const MATH = ['Latin Modern Math', 'STIX Math', 'DejaVu Math TeX Gyre', 'Latin Modern Math'];

// Held out of training: half of the validation pages in Latin script are set in these.
const HELD_OUT_SERIF = ['Vollkorn', 'Cardo', 'P052', 'Gentium Basic'];
const HELD_OUT_SANS = ['Lato', 'Open Sans', 'FreeSans', 'Open Sans Condensed'];

const BY_LANGUAGE = {
  zh: ['Noto Sans CJK SC', 'Noto Serif CJK SC', 'WenQuanYi Zen Hei', 'AR PL UMing CN', 'AR PL UKai CN'],
  ja: ['Noto Sans CJK JP', 'Noto Serif CJK JP', 'IPAPGothic', 'IPAPMincho', 'VL PGothic'],
  ko: ['Noto Sans CJK KR', 'Noto Serif CJK KR', 'NanumGothic', 'NanumMyeongjo'],
  ar: ['Amiri', 'Noto Naskh Arabic', 'Noto Kufi Arabic', 'DejaVu Sans'],
  he: ['Noto Sans Hebrew', 'Noto Serif Hebrew', 'FreeSans'],
  hi: ['Noto Sans Devanagari', 'Noto Serif Devanagari'],
};

// Families with Cyrillic, Greek and the accents of Vietnamese and Czech.
const WIDE = new Set([
  'DejaVu Sans',
  'DejaVu Serif',
  'Liberation Serif',
  'Liberation Sans',
  'Noto Sans',
  'Noto Serif',
  'PT Serif',
  'PT Sans',
  'FreeSerif',
  'Linux Libertine O',
  'Roboto',
  'Arimo',
  'Tinos',
  'EB Garamond',
  'Inter',
]);

/** Body and heading family of a page. */
function choose(language, split) {
  if (BY_LANGUAGE[language]) return { body: pick(BY_LANGUAGE[language]), head: pick(BY_LANGUAGE[language]) };
  const heldOut = split === 'val' && chance(0.5);
  const wide = ['ru', 'el', 'vi', 'cs', 'ro'].includes(language);
  const usable = list => (wide && !heldOut ? list.filter(family => WIDE.has(family)) : list);
  const serif = usable(heldOut ? HELD_OUT_SERIF : SERIF);
  const sans = usable(heldOut ? HELD_OUT_SANS : SANS);
  const body = pick(chance(0.58) ? serif : sans);
  let head = chance(0.5) ? body : pick(chance(0.35) ? serif : sans);
  if (chance(0.06) && !wide && !heldOut) head = pick(DISPLAY);
  return { body, head, heldOut };
}

module.exports = { SERIF, SANS, MONO, TEX, MATH, choose };
