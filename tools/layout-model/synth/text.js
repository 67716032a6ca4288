'use strict';
// Words, sentences and paragraphs from the collected texts.
const { int, real, random, chance, pick } = require('./random');
const { P } = require('./style');
const formulas = require('./formulas');

let TEXT = {};
const use = texts => {
  TEXT = texts;
};

const escape = s => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const capital = s => s.charAt(0).toUpperCase() + s.slice(1);
const titleCase = s => s.replace(/(^|\s)(\S)/g, (_, space, letter) => space + letter.toUpperCase());
const sentence = (language = P.language) => pick(TEXT[language]);
const spaceless = language => language === 'zh' || language === 'ja';

/** A phrase of n words; where words are not spaced, of 2.4 characters a word. */
function words(n, language = P.language) {
  if (spaceless(language)) {
    const length = Math.round(n * 2.4);
    let s = '';
    while (s.length < length) s += sentence(language).replace(/[。！？\s]/g, '');
    const start = int(0, s.length - length);
    return s.slice(start, start + length).replace(/^[，、,.;:)）]/, '');
  }
  let list = sentence(language).split(' ');
  while (list.length < n) list = list.concat(sentence(language).split(' '));
  const start = int(0, list.length - n);
  return list
    .slice(start, start + n)
    .join(' ')
    .replace(/[.,;:()“”"]+$/g, '')
    .replace(/^[,.;:)]+/, '');
}

const phrase = (low, high, language) => escape(capital(words(int(low, high), language)));
const titled = (low, high, language) => escape(titleCase(words(int(low, high), language)));

function citation() {
  if (P.cite === 1) return ` [${int(1, 60)}${chance(0.3) ? ', ' + int(1, 60) : ''}]`;
  if (P.cite === 2) return `<sup>${int(1, 60)}</sup>`;
  return ` (${capital(words(1, 'en').toLowerCase())} et al., ${int(1990, 2024)})`;
}

/** Citations, emphasis, links and mathematics inside escaped text. */
function decorate(html) {
  if (P.cite && chance(0.35))
    html = html.replace(/([a-z]{4,})([.,] )/g, (all, word, end) => (chance(0.25) ? word + citation() + end : all));
  if (chance(0.2)) {
    const tag = pick(['b', 'i', 'u', 'code', 'a', 'i']);
    html = html.replace(/ ([^ &;<>]+ [^ &;<>]+)(?= )/g, (all, two) =>
      chance(0.06) ? ` <${tag}>${two}</${tag}>` : all,
    );
  }
  const often = P.math === 'tex' ? 0.035 : 0.012;
  if (P.math) html = html.replace(/ ([a-z]{3,6})(?= )/g, all => (chance(often) ? ` ${formulas.inline(P.math)}` : all));
  return html;
}

/** A paragraph of about low..high characters. */
function para(low, high) {
  const wanted = real(low, high);
  let s = '';
  while (s.length < wanted) s += (s && !spaceless(P.language) ? ' ' : '') + sentence();
  if (s.length > wanted * 1.4) s = s.slice(0, wanted | 0);
  return decorate(escape(s));
}

const number = () =>
  pick([
    () => String(int(0, 99)),
    () => (random() * 10 ** int(0, 3)).toFixed(int(0, 3)),
    () => int(1000, 999999).toLocaleString('en-US'),
    () => (random() * 100).toFixed(1) + '%',
    () => '$' + int(10, 99999).toLocaleString('en-US'),
    () => `(${int(1, 999)})`,
    () => '—',
    () => `${real(0, 9).toFixed(2)} ± ${real(0, 1).toFixed(2)}`,
  ])();

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'October'];
const date = () =>
  pick([
    () => `${int(1, 28)} ${pick(MONTHS)} ${int(1985, 2025)}`,
    () => `${int(1985, 2025)}-0${int(1, 9)}-${int(10, 28)}`,
    () => `${int(1, 12)}/${int(1, 28)}/${int(1985, 2025)}`,
  ])();

const bare = language =>
  words(1, language)
    .toLowerCase()
    .replace(/[^a-zà-ü]/g, '');
const name = () =>
  `${capital(bare('en') || 'anna')} ${pick(['J.', 'M.', '', 'A. B.'])} ` +
  capital(bare(pick(['de', 'fr', 'es', 'it', 'en'])) || 'smith');
const word = () => words(1, 'en').toLowerCase().replace(/\W/g, '') || 'page';
const url = () =>
  `https://${pick(['www.', '', 'doi.'])}${word()}.${pick(['org', 'com', 'edu', 'de'])}/${word()}${chance(0.5) ? '/' + word() : ''}`;

module.exports = {
  use,
  escape,
  capital,
  titleCase,
  sentence,
  words,
  phrase,
  titled,
  para,
  number,
  date,
  name,
  word,
  url,
};
