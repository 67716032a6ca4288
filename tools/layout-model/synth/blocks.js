'use strict';
// Labelled blocks of flowing text: headings, paragraphs, lists, captions, figures, footnotes and the like.
const { int, real, chance, pick, times, weighted, em } = require('./random');
const { P } = require('./style');
const { words, escape, capital, titleCase, phrase, titled, para, name, url } = require('./text');
const formulas = require('./formulas');
const { picture } = require('./pictures');
const { table } = require('./tables');

/** A labelled element. */
const block = (label, html, css = '') => `<div data-l="${label}" style="${css}">${html}</div>`;
const startSide = () => (P.rtl ? 'right' : 'left');
const endSide = () => (P.rtl ? 'left' : 'right');

function sectionNumber(level) {
  P.section[level]++;
  for (let i = level + 1; i < 3; i++) P.section[i] = 0;
  if (!P.numbered) return '';
  if (P.numbered === 2 && level === 0) return ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'][P.section[0] % 7] + '. ';
  return (
    P.section.slice(0, level + 1).join('.') +
    (P.numbered === 3 ? '.' : '') +
    pick([' &nbsp;', '&ensp;', '&emsp;', '&emsp;&ensp;'])
  );
}

function heading(level) {
  const style = P.heads[level],
    no = sectionNumber(level);
  let text = capital(words(int(1, level ? 7 : 5)));
  if (style.upper) text = text.toUpperCase();
  else if (style.title) text = titleCase(text);
  return block(
    'Section-header',
    no + escape(text) + (style.colon ? ':' : ''),
    style.css + 'break-after:avoid;break-inside:avoid;',
  );
}

const paragraph = (first, low = 150, high = 900) =>
  block('Text', para(low, high), P.paragraph + (first || !P.indent ? 'text-indent:0' : ''));

/** Prose that a careless eye takes for list items: set in, quoted, or hanging. */
function quotation() {
  const inset = em(1, 4),
    css = pick([
      `margin:.6em ${inset} .6em ${inset};`,
      `margin:.4em 0 .4em 0;padding-${startSide()}:${inset};`,
      `margin:.4em 0;padding-${startSide()}:2em;text-indent:-2em;`,
    ]);
  return times(int(1, 3), () =>
    block(
      'Text',
      para(80, 500),
      `${css}text-align:${P.align};${chance(0.25) ? 'font-style:italic;' : ''}${chance(0.3) ? 'font-size:.92em;' : ''}`,
    ),
  ).join('');
}

const BULLETS = ['•', '•', '–', '▪', '■', '○', '➢', '*', '1.', '(1)', 'a)', '[1]', 'i.', '✓', '(a)'];
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii'];

function bullet(kind, i) {
  const letter = String.fromCharCode(97 + i);
  return (
    {
      '1.': `${i + 1}.`,
      '(1)': `(${i + 1})`,
      'a)': `${letter})`,
      '(a)': `(${letter})`,
      '[1]': `[${i + 1}]`,
      'i.': `${ROMAN[i]}.`,
    }[kind] || kind
  );
}

function list(depth = 0) {
  const kind = pick(BULLETS),
    low = pick([15, 30, 60]),
    high = pick([70, 160, 320]),
    gap = pick([0, 0.15, 0.35, 0.7]);
  const inset = (real(0, 2) + depth * 1.5).toFixed(1),
    colour = chance(0.2) ? P.accent : 'inherit',
    hang = kind.length > 1 ? 1.9 : 1.3;
  const html = times(int(2, 8), i => {
    const mark = `<span style="position:absolute;${startSide()}:0;color:${colour};text-indent:0">${bullet(kind, i)}</span>`;
    const item = block(
      'List-item',
      mark + para(low, high),
      `position:relative;text-indent:0;padding-${startSide()}:${hang}em;text-align:${P.align};` +
        `margin:${gap}em 0;margin-${startSide()}:${inset}em`,
    );
    return item + (depth < 1 && chance(0.1) ? list(depth + 1) : '');
  });
  return `<div style="margin:${P.gap}em 0">${html.join('')}</div>`;
}

/** A bibliography; its entries are List-item, as DocLayNet has them. */
function references(n) {
  const kind = pick(['[1]', '[1]', 'hanging', '1.']),
    size = em(0.75, 0.95);
  const entry = i => {
    const mark =
      kind === 'hanging'
        ? ''
        : `<span style="position:absolute;left:0;text-indent:0">${kind === '1.' ? `${i + 1}.` : `[${i + 1}]`}</span>`;
    const authors = `${name()}, ${name()}${chance(0.4) ? ' and ' + name() : ''}. ${int(1980, 2024)}. `;
    const source = `<i>${titled(2, 5, 'en')}</i>, ${int(1, 90)}(${int(1, 12)}):${int(1, 500)}–${int(501, 900)}.`;
    const css =
      kind === 'hanging'
        ? 'padding-left:1.5em;text-indent:-1.5em'
        : `padding-left:${kind === '1.' ? 1.6 : 2.1}em;text-indent:0`;
    return block(
      'List-item',
      `${mark}${authors}${phrase(4, 12, 'en')}. ${source}`,
      `position:relative;text-align:${P.align};margin:${em(0.02, 0.3)} 0;${css}`,
    );
  };
  return `<div style="font-size:${size};line-height:1.2" dir="ltr">${times(n, entry).join('')}</div>`;
}

/** A display formula; its number belongs to the box, and may stand in the margin. */
function formula() {
  const margin = P.math === 'tex' && chance(0.08) ? `margin-${endSide()}:-2.2em;` : '',
    side = chance(0.07) ? startSide() : endSide();
  const number = chance(0.55)
    ? `<span class="eqno" style="position:absolute;${side}:0;top:50%;transform:translateY(-50%)">` +
      `(${chance(0.3) ? int(1, 5) + '.' : ''}${chance(0.04) ? 'A' : ''}${int(1, 40)}${chance(0.04) ? 'a' : ''})</span>`
    : '';
  return (
    `<div data-l="Formula" style="position:relative;break-inside:avoid;text-align:${P.formulaAlign};margin:${em(0.3, 1.1)} 0;
      text-indent:0;${margin}` +
    `${P.formulaAlign === 'left' ? 'padding-left:2em;' : ''}font-size:${P.math === 'tex' ? '1em' : em(0.95, 1.2)}">` +
    `${formulas.display(P.math)}${number}</div>`
  );
}

const LABELS = {
  zh: { table: ['表'], figure: ['图'] },
  ja: { table: ['表'], figure: ['図'] },
  ko: { table: ['표'], figure: ['그림'] },
  other: {
    table: ['Table', 'Table', 'TABLE', 'Tab.', 'Tabelle', 'Tableau'],
    figure: ['Figure', 'Figure', 'Figure', 'Fig.', 'FIG.', 'Abb.', 'Exhibit', 'Chart', 'Photo'],
  },
};

function caption(kind) {
  const style = P.caption,
    label = pick((LABELS[P.language] || LABELS.other)[kind]);
  const chapter = chance(0.3) ? int(1, 9) + pick(['.', '.', '-']) : '';
  const no = `${label} ${chapter}${kind === 'table' && chance(0.15) ? pick(['I', 'II', 'III', 'IV', 'V']) : int(1, 20)}`;
  const lead = style.numbered ? `<span style="${style.label}">${no}${pick(['.', ':', '', ' –', '|'])}</span> ` : '';
  const high = style.short && chance(0.8) ? pick([25, 50, 70]) : pick([50, 120, 420]);
  return block(
    'Caption',
    lead + (lead && chance(0.07) ? '' : para(15, high)),
    `font-size:${style.size || em(0.72, 0.98)};line-height:1.22;text-indent:0;` +
      `text-align:${style.align};${style.css}${chance(0.15) ? `font-family:'${P.font.head}';` : ''}`,
  );
}

/** Two to four pictures in a row, each with a small caption of its own, or with a mere letter. */
function subfigures(w, height, kind) {
  const n = int(2, w > 400 ? 4 : 2),
    gap = int(6, 16),
    each = (w - gap * (n - 1)) / n,
    lettered = chance(0.4);
  const cell = i => {
    const letter = `(${String.fromCharCode(97 + i)})`;
    const below = block(
      lettered ? '' : 'Caption',
      lettered ? letter : `${letter} ${phrase(1, 5)}`,
      'font-size:.8em;line-height:1.2;text-align:center;text-indent:0;margin-top:.3em',
    );
    return `<div style="width:${each | 0}px">${picture(each, height, kind)}${below}</div>`;
  };
  return `<div style="display:flex;gap:${gap}px">${times(n, cell).join('')}</div>`;
}

/** A picture and mostly a caption. options: height (factor), kind, caption (chance of one) */
function figure(w, options = {}) {
  const width = w * (chance(0.6) ? 1 : real(0.45, 0.95)),
    height = Math.min(width * real(0.35, 0.95) * (options.height || 1), P.H * 0.45);
  const several = w > 200 && chance(0.12);
  const shown = several
    ? subfigures(w, height * 0.6, options.kind)
    : `<div style="width:${width | 0}px;
      margin:${P.formulaAlign === 'left' && chance(0.4) ? '0' : '0 auto'}">${picture(width, height, options.kind)}</div>`;
  const text = chance(options.caption ?? 0.85)
    ? `<div style="margin:${em(0.2, 0.9)} ${chance(0.2) ? '2em' : '0'}">${caption('figure')}</div>`
    : '';
  return `<div style="break-inside:avoid;
    margin:${em(0.6, 1.8, 1)} 0">${P.caption.figureAbove ? text + shown : shown + text}</div>`;
}

/** A table with, mostly, a caption and sometimes a note. */
function tableFigure(w) {
  const text = chance(0.75) ? `<div style="margin:${em(0.2, 0.8)} 0">${caption('table')}</div>` : '';
  const note = chance(0.2)
    ? block(
        'Footnote',
        pick(['* ', 'Note: ', 'Source: ', '<sup>a</sup> ']) + para(15, 90),
        'font-size:.75em;line-height:1.2;text-indent:0;margin-top:.2em',
      )
    : '';
  const shown = table(w);
  return `<div style="break-inside:avoid;
    margin:${em(0.6, 1.8, 1)} 0">${P.caption.tableAbove ? text + shown + note : shown + note + text}</div>`;
}

function code() {
  const line = () =>
    '&nbsp;'.repeat(2 * int(0, 4)) +
    escape(
      words(int(1, 5), 'en')
        .toLowerCase()
        .replace(/ /g, pick(['_', '.', ' = ', '('])),
    ) +
    pick([';', '()', ' {', '', ' }']);
  return block(
    'Text',
    times(int(3, 12), line).join('<br>'),
    `font:${em(0.75, 0.9)}/1.25 '${P.font.mono}';text-indent:0;text-align:left;margin:.8em 0;break-inside:avoid;` +
      `overflow:hidden;white-space:nowrap;
        ${chance(0.5) ? 'background:#f3f3f3;padding:.5em;color:#000;' : ''}${chance(0.3) ? 'border:1px solid #bbb;padding:.4em;' : ''}`,
  );
}

function callout() {
  const frame = pick([
    `background:${P.tint};color:#111;`,
    `border:1px solid ${P.accent};`,
    `border-left:4px solid ${P.accent};background:${P.tint};color:#111;`,
    `background:${P.dark};color:#fff;`,
  ]);
  const title = chance(0.5)
    ? block('Section-header', phrase(1, 4), `font-weight:bold;font-family:'${P.font.head}';margin-bottom:.3em`)
    : '';
  return `<div style="break-inside:avoid;margin:1em 0;padding:.7em .9em;
    ${frame}">${title}${times(int(1, 2), () => paragraph(true, 60, 350)).join('')}${chance(0.15) ? list() : ''}</div>`;
}

/** A run-in paragraph: "Theorem 2. ...", "Remark." or a bold lead. */
function runIn() {
  const lead =
    P.math === 'tex' && chance(0.7)
      ? `${pick(['Theorem', 'Lemma', 'Proof', 'Definition', 'Remark', 'Corollary'])}` +
        (chance(0.8) ? ` ${int(1, 9)}${chance(0.4) ? '.' + int(1, 20) : ''}` : '')
      : phrase(1, 3);
  return block('Text', `<b>${lead}.</b> ${para(100, 600)}`, P.paragraph + (chance(0.3) ? 'font-style:italic;' : ''));
}

function footnotes() {
  const rule = chance(0.65)
    ? `<div style="border-top:1px solid #333;width:${int(20, 50)}%;margin-bottom:.4em"></div>`
    : '';
  const kind = pick(['number', 'number', 'number', 'plain', 'symbol', 'bracket']),
    first = int(1, 40);
  const mark = i =>
    ({
      number: `<sup>${first + i}</sup>`,
      plain: `${first + i} `,
      symbol: `<sup>${'*†‡§'[i]}</sup>`,
      bracket: `[${first + i}] `,
    })[kind];
  const note = i =>
    block(
      'Footnote',
      mark(i) + (chance(0.5) ? ' ' : '') + (chance(0.15) ? url() : para(25, pick([60, 260]))),
      `text-indent:${chance(0.4) ? '1em' : 0};text-align:${P.align};margin:.1em 0`,
    );
  return `<div style="margin-top:.8em;font-size:${em(0.68, 0.88)};
    line-height:1.2">${rule}${times(int(1, 4), note).join('')}</div>`;
}

/**
 * A run of blocks for a column w pixels wide.
 * mix: weights of p, h1, h2, list, eq, fig, tab, code, call, run, ref, quote; options: kind (of pictures), low and high (paragraphs)
 */
function flow(w, mix, n = 40, options = {}) {
  const make = {
    p: last => paragraph(last !== 'p', options.low || 120, options.high || 900),
    list: () => list(),
    fig: () => figure(w, { kind: options.kind }),
    tab: () => tableFigure(w),
    eq: () =>
      formula() +
      (chance(0.15) ? formula() : '') +
      (chance(0.6) ? block('Text', para(40, 400), P.paragraph + 'text-indent:0') : ''),
    code,
    call: callout,
    run: runIn,
    ref: () => references(int(4, 12)),
    quote: quotation,
  };
  let html = chance(0.35) ? paragraph(true, 60, 400) : '',
    last = '';
  for (let i = 0; i < n; i++) {
    let kind = weighted(mix);
    if (kind[0] === 'h' && last[0] === 'h') kind = 'p';
    if (kind === 'h1' || kind === 'h2')
      html +=
        heading(kind === 'h1' ? 0 : int(1, 2)) +
        (chance(0.06) ? heading(1) : '') +
        paragraph(true, options.low, options.high);
    else html += make[kind](last);
    last = kind;
  }
  return html;
}

module.exports = {
  block,
  heading,
  paragraph,
  quotation,
  list,
  references,
  formula,
  caption,
  figure,
  tableFigure,
  code,
  callout,
  footnotes,
  flow,
};
