'use strict';
// Papers: journals of all kinds in any language, and preprints as LaTeX sets them.
const { int, real, chance, pick, times, weighted, em } = require('../random');
const { P, columnWidth, setParagraphs } = require('../style');
const fonts = require('../fonts');
const { para, titled, name, date, word, titleCase, capital, words, escape } = require('../text');
const { block, figure, tableFigure, footnotes, flow, references } = require('../blocks');
const { body, frame, row, furniture, titleBlock, abstract } = require('../furniture');

function paper() {
  const n = +weighted({ 1: 2, 2: 5, 3: 0.4 }),
    gap = int(14, 30),
    W = columnWidth(),
    w = (W - gap * (n - 1)) / n;
  P.math = chance(0.5) ? pick(['tex', 'mathml']) : '';
  P.cite = int(0, 3);
  const mix = {
    p: 5,
    run: 0.3,
    h1: 0.7,
    h2: 0.7,
    list: chance(0.4) ? 0.4 : 0.1,
    eq: P.math ? 1.3 : 0.1,
    fig: 0.55,
    tab: 0.4,
    ref: chance(0.25) ? 1 : 0.03,
    quote: 0.08,
  };
  let top = '';
  if (chance(0.3)) {
    P.top = Math.max(P.top, 60);
    top = titleBlock() + (chance(0.85) ? abstract() : '');
  } else if (chance(0.3))
    top = `<div style="margin-bottom:1em">${chance(0.6) ? figure(W, { height: 0.6 }) : tableFigure(W)}</div>`;
  if (chance(0.1)) Object.assign(mix, { ref: 6, p: 0.6 });
  const rule = chance(0.08) ? 'column-rule:1px solid #999;' : '';
  const columns =
    chance(0.35) && n > 1
      ? row(
          gap,
          times(n, () => frame((chance(0.3) ? figure(w) : '') + flow(w, mix, 14)) + (chance(0.45) ? footnotes() : '')),
        )
      : frame(flow(w, mix, 26), n, gap, '', rule) +
        (chance(0.3) ? `<div style="width:${n > 1 && chance(0.6) ? w : W}px">${footnotes()}</div>` : '');
  return furniture({ stamp: 1, lines: 1 }) + body(top + columns);
}

/** Heading styles of the usual LaTeX classes: plain article, REVTeX, AMS, IEEE and LNCS. */
function texHeadings() {
  const font = chance(0.85) ? P.font.body : P.font.head;
  const make = (css, extra = {}) => ({
    upper: false,
    title: false,
    colon: false,
    ...extra,
    css: `font-family:'${font}';line-height:1.2;text-indent:0;${css}`,
  });
  const gap = `margin:${em(0.8, 1.5)} 0 ${em(0.3, 0.8)};`;
  const kinds = {
    article: () => [
      make(`font-weight:bold;font-size:1.35em;${gap}`),
      make(`font-weight:bold;font-size:1.15em;${gap}`),
      make(`font-weight:bold;${gap}`),
    ],
    revtex: () => [
      make(`font-weight:bold;text-align:center;${gap}`, { upper: true }),
      make(`font-weight:bold;text-align:center;${gap}`),
      make(`font-style:italic;text-align:center;${gap}`),
    ],
    ams: () => [
      make(`font-variant:small-caps;text-align:center;${gap}`),
      make(`font-weight:bold;${gap}`),
      make(`font-style:italic;${gap}`),
    ],
    ieee: () => [
      make(`font-variant:small-caps;text-align:center;${gap}`),
      make(`font-style:italic;${gap}`, { title: true }),
      make(`font-style:italic;${gap}`),
    ],
    journal: () => [
      make(`font-weight:bold;font-size:1.05em;${gap}`, { upper: true }),
      make(`font-weight:bold;${gap}`),
      make(`font-style:italic;${gap}`),
    ],
  };
  P.heads = kinds[pick(Object.keys(kinds))]();
  P.numbered = pick([1, 1, 2, 3, 3, 0]);
}

function texTitle() {
  const align = chance(0.88) ? 'center' : 'left';
  let title = (chance(0.5) ? titleCase : capital)(words(int(4, 14)));
  if (chance(0.1)) title = title.toUpperCase();
  const line = (html, css) => block('Text', html, `text-align:${align};text-indent:0;${css}`);
  let html = block(
    'Title',
    escape(title),
    `font:${chance(0.5) ? 'bold ' : ''}${em(1.15, 1.9)}/1.2 '${P.font.body}';text-align:${align};
      margin:${em(0, 1.5)} ${pick([0, 1, 2])}em ${em(0.4, 1.2)}`,
  );
  const groups = times(
    int(1, 3),
    () =>
      line(
        times(
          int(1, 4),
          () => name() + (chance(0.6) ? `<sup>${pick(['1', '2', '∗', 'a', '1,2', '†'])}</sup>` : ''),
        ).join(', '),
        `margin-bottom:.3em;${chance(0.2) ? 'font-variant:small-caps;' : ''}`,
      ) +
      line(
        `${titled(3, 6, 'en')}, ${titled(2, 4, 'en')}${chance(0.3) ? `<br>${word()}@${word()}.edu` : ''}`,
        `font-size:.9em;margin-bottom:.6em;${chance(0.6) ? 'font-style:italic;' : ''}`,
      ),
  );
  html += groups.join('');
  if (chance(0.4)) html += line(chance(0.5) ? date() : `(Dated: ${date()})`, 'margin:.4em 0;font-size:.95em');
  return html + abstract();
}

/** A page of a preprint: Computer Modern, numbered display formulas, booktabs tables, floats at the top. */
function tex() {
  const n = chance(0.5) ? 1 : 2,
    gap = int(16, 26),
    inset = n === 1 ? real(0.11, 0.2) : real(0.07, 0.11);
  P.font.body = P.font.heldOut ? P.font.body : pick(fonts.TEX);
  P.math = 'tex';
  P.cite = int(0, 3);
  Object.assign(P, {
    left: (P.W * inset) | 0,
    right: (P.W * inset) | 0,
    align: chance(0.93) ? 'justify' : 'left',
    background: '#fff',
    colour: '#000',
    headColour: 'inherit',
  });
  Object.assign(P, {
    size: n === 2 ? real(10.5, 13) : real(11.5, 15),
    leading: chance(0.12) ? real(1.6, 2.2) : real(1.12, 1.32),
    indent: chance(0.85) ? real(1, 1.8) : 0,
  });
  P.gap = P.indent ? 0 : real(0.4, 0.9);
  setParagraphs();
  texHeadings();
  Object.assign(P.caption, {
    numbered: true,
    css: '',
    label: pick(['', '', 'font-weight:bold', 'font-variant:small-caps']),
    size: pick(['1em', '1em', '.92em', '.85em']), // article sets captions as large as the text
    short: chance(0.2),
    tableAbove: chance(0.5),
  });
  const W = columnWidth(),
    w = (W - gap * (n - 1)) / n,
    dense = chance(0.4);
  const mix = {
    p: 4,
    eq: dense ? 3.2 : 1.2,
    h1: 0.35,
    h2: 0.4,
    run: 0.7,
    list: 0.12,
    fig: 0.25,
    tab: 0.15,
    quote: 0.04,
  };
  if (chance(0.1)) Object.assign(mix, { ref: 9, p: 0.4, eq: 0.1, run: 0 });
  let top = '';
  if (chance(0.2)) top = texTitle();
  else if (chance(0.35))
    top = `<div style="margin-bottom:.8em">${chance(0.7) ? figure(W, { height: 0.6, kind: 'plot' }) : tableFigure(W)}</div>`;
  const tail = chance(0.08) ? block('Section-header', 'References', P.heads[0].css) + references(20) : '';
  const make = () => flow(w, mix, n === 2 ? 16 : 22, { kind: 'plot', high: pick([400, 900]) }) + tail;
  const columns =
    n === 2 && chance(0.6)
      ? row(
          gap,
          times(
            2,
            () =>
              frame((chance(0.35) ? (chance(0.7) ? figure(w, { kind: 'plot' }) : tableFigure(w)) : '') + make()) +
              (chance(0.25) ? footnotes() : ''),
          ),
        )
      : frame(make(), n, gap) + (chance(0.3) ? `<div style="width:${w}px">${footnotes()}</div>` : '');
  const kind = pick(['foot', 'foot', 'foot', 'head', 'both']);
  return (
    furniture({ stamp: top && 1, lines: 1, header: kind === 'foot' ? 0.05 : 1, footer: kind === 'head' ? 0.1 : 1 }) +
    body(top + columns)
  );
}

/** A chapter page of a monograph or a novel. */
function book() {
  Object.assign(P, {
    left: (P.W * real(0.1, 0.19)) | 0,
    top: (P.H * real(0.07, 0.13)) | 0,
    bottom: (P.H * real(0.07, 0.15)) | 0,
  });
  P.right = P.left;
  if (chance(0.75)) {
    Object.assign(P, { indent: 1.4, gap: 0 });
    setParagraphs();
  }
  P.math = chance(0.2) ? 'tex' : '';
  const drop = chance(0.5) ? `CHAPTER ${pick(['I', 'II', 'IV', 'X', '12', '3'])}<br>` : '';
  const opening = chance(0.18)
    ? `<div style="height:${int(30, 160)}px"></div>` +
      block(
        'Section-header',
        drop + escape(capital(words(int(2, 6)))),
        `font:${chance(0.3) ? 'italic ' : ''}${em(1.3, 2.2)}/1.3 '${P.font.head}';text-align:${chance(0.8) ? 'center' : 'left'};
          margin-bottom:1.4em;${chance(0.2) ? 'font-variant:small-caps;' : ''}`,
      )
    : '';
  const first =
    opening && chance(0.3)
      ? block(
          'Text',
          `<span style="float:${P.rtl ? 'right' : 'left'};font-size:3.2em;line-height:.85;
            padding-right:.08em">${escape(capital(words(1)).slice(0, 1))}</span>${para(300, 700)}`,
          P.paragraph + 'text-indent:0',
        )
      : '';
  const mix = { p: 9, h1: 0.12, h2: 0.2, list: 0.12, fig: 0.12, eq: P.math ? 1.5 : 0, quote: 0.3 };
  return (
    furniture({ header: 0.75, footer: 0.45 }) +
    body(opening + frame(first + flow(columnWidth(), mix, 16)) + (chance(0.4) ? footnotes() : ''))
  );
}

module.exports = { paper, tex, book };
