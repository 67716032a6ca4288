'use strict';
// Technical and learned pages: code, theses, data sheets, dense notes, lists of contents.
const { int, real, chance, pick, times, weighted, em } = require('../random');
const { P, columnWidth, setParagraphs } = require('../style');
const { words, escape, capital, titleCase, phrase, titled, para, date, name, word, url } = require('../text');
const {
  block,
  heading,
  paragraph,
  list,
  references,
  caption,
  figure,
  tableFigure,
  callout,
  footnotes,
  flow,
} = require('../blocks');
const { table, contents } = require('../tables');
const { picture, logo } = require('../pictures');
const { body, frame, row, furniture, abstract } = require('../furniture');

const headFont = () => `'${P.font.head}'`;

/** Source code of some language, perhaps with the lines counted; DocLayNet calls it Text. */
function source(low, high) {
  const coloured = chance(0.5),
    counted = chance(0.3),
    dark = chance(0.12);
  const paint = (hue, html) =>
    coloured ? `<span style="color:hsl(${hue},70%,${dark ? 70 : 38}%)">${html}</span>` : html;
  const token = () => word().slice(0, 10);
  let depth = 0;
  const make = () => {
    const pad = '&nbsp;'.repeat(depth * pick([2, 4]));
    return (
      pad +
      pick([
        () =>
          `${paint(210, pick(['if', 'for', 'while', 'switch']))} (${token()} ${pick(['&lt;', '==', '!='])} ${int(0, 99)}) {`,
        () => `${token()}.${token()}(${token()}, ${paint(30, `"${token()}"`)});`,
        () => `${paint(210, pick(['int', 'var', 'const', 'let', 'def']))} ${token()} = ${token()}[${int(0, 20)}];`,
        () => paint(120, `${pick(['//', '#', '--', '/*'])} ${escape(words(int(2, 7), 'en'))}`),
        () => `${paint(210, 'return')} ${token()};`,
        () => `$ ${token()} --${token()} ${token()}.${pick(['txt', 'conf', 'py'])}`,
        () => '&nbsp;',
        () => `&lt;${token()} ${token()}="${token()}"&gt;`,
      ])()
    );
  };
  const lines = times(int(low, high), i => {
    const html = make();
    if (html.endsWith('{')) depth = Math.min(4, depth + 1);
    else if (depth && chance(0.3)) depth--;
    return (counted ? `<span style="color:#888">${String(i + 1).padStart(2, '0')}</span>&nbsp;&nbsp;` : '') + html;
  });
  const skin = dark
    ? 'background:#222;color:#eee;padding:.6em;'
    : pick([
        '',
        '',
        'background:#f4f4f4;color:#000;padding:.6em;',
        'border:1px solid #bbb;padding:.5em;',
        'border-top:1px solid #000;border-bottom:1px solid #000;padding:.3em 0;',
        `padding-left:${int(1, 3)}em;`,
      ]);
  return `<div style="break-inside:avoid;margin:.8em 0;${skin}">
    ${block('Text', lines.join('<br>'), `font:${em(0.74, 0.95)}/${real(1.15, 1.45).toFixed(2)} '${P.font.mono}';text-indent:0;text-align:left;overflow:hidden;white-space:nowrap`)}</div>`;
}

const sourceFigure = () => {
  const text = chance(0.4)
    ? `<div style="margin:.3em 0">
      ${block('Caption', `${pick(['Listing', 'Example', 'Program'])} ${int(1, 9)}.${int(1, 9)}${pick(['.', ':'])} ${phrase(2, 7)}`, `font-size:${em(0.85, 1)};text-indent:0;text-align:${P.caption.align}`)}</div>`
    : '';
  return chance(0.5) ? text + source(4, 18) : source(4, 18) + text;
};

/** A programmer's manual: much code between short texts, entries under their signatures. */
function listing() {
  const W = columnWidth(),
    n = chance(0.85) ? 1 : 2,
    gap = 26,
    w = (W - gap * (n - 1)) / n;
  P.size = real(10, 13);
  const signature = () =>
    block(
      'Section-header',
      `${word()}${chance(0.5) ? '.' + word() : ''}(${times(int(0, 3), word).join(', ')})`,
      `font:bold ${em(1, 1.2)}/1.25 '${chance(0.7) ? P.font.mono : P.font.head}';text-indent:0;text-align:left;margin:1em 0 .35em;color:${P.headColour};break-after:avoid`,
    );
  const entry = () =>
    signature() +
    paragraph(true, 60, 300) +
    (chance(0.4) ? tableFigure(w) : chance(0.4) ? list() : '') +
    (chance(0.4) ? source(2, 7) : '');
  const api = chance(0.35);
  const parts = times(14, () =>
    ({
      code: sourceFigure,
      p: () => paragraph(true, 60, 420),
      h: () => heading(int(0, 2)) + paragraph(true, 60, 300),
      entry,
      list: () => list(),
      call: callout,
    })[weighted({ code: 4, p: 4, h: 1.8, entry: api ? 4 : 0.3, list: 0.7, call: 0.4 })](),
  );
  return furniture({ header: 0.6, footer: 0.7 }) + body(frame(parts.join(''), n, gap));
}

/** A page of a thesis: wide leading, captions as large as the text, chapter openings, formulas, notes. */
function thesis() {
  Object.assign(P, {
    leading: real(1.4, 2),
    size: real(12, 15),
    align: chance(0.8) ? 'justify' : 'left',
    background: '#fff',
  });
  Object.assign(P, {
    left: (P.W * real(0.12, 0.18)) | 0,
    right: (P.W * real(0.1, 0.15)) | 0,
    top: (P.H * real(0.08, 0.12)) | 0,
    bottom: (P.H * real(0.08, 0.12)) | 0,
  });
  Object.assign(P, {
    numbered: pick([1, 1, 3]),
    math: chance(0.5) ? pick(['tex', 'tex', 'mathml']) : '',
    cite: int(0, 3),
  });
  setParagraphs();
  Object.assign(P.caption, {
    numbered: true,
    size: pick(['1em', '1em', '.92em']),
    align: pick(['left', 'center', 'center', 'justify']),
    tableAbove: chance(0.7),
  });
  const W = columnWidth();
  const mix = { p: 4, h1: 0.6, h2: 0.9, fig: 0.8, tab: 0.5, eq: P.math ? 1.4 : 0, list: 0.35, quote: 0.15, code: 0.08 };
  const opening = chance(0.2)
    ? `<div style="height:${int(20, 120)}px"></div>` +
      block(
        'Title',
        `${chance(0.6) ? `Chapter ${int(1, 9)}<br>` : ''}${phrase(1, 5)}`,
        `font:${chance(0.7) ? 'bold ' : ''}${em(1.6, 2.3)}/1.35 ${headFont()};margin-bottom:1.2em;text-align:${pick(['left', 'left', 'center', 'right'])}`,
      )
    : '';
  return (
    furniture({ header: 0.5, footer: 0.75 }) +
    body(opening + frame(flow(W, mix, 18)) + (chance(0.45) ? footnotes() : ''))
  );
}

/** A sheet that describes a part: a band with its name, features beside a picture, tables of ratings, small notes. */
function datasheet() {
  P.size = real(9, 12);
  const W = columnWidth(),
    gap = int(16, 28),
    w = (W - gap) / 2;
  const band =
    `<div style="display:flex;justify-content:space-between;align-items:flex-end;border-bottom:${int(1, 4)}px solid ${P.accent};padding-bottom:6px;margin-bottom:12px">` +
    `<div>
      ${block('Title', `${escape(words(1, 'en').toUpperCase().slice(0, 8))}-${int(10, 9999)} ${titled(1, 4)}`, `font:bold ${em(1.5, 2.3)}/1.15 ${headFont()};color:${P.headColour}`)}` +
    `${chance(0.6) ? block('Text', phrase(3, 8), 'font-size:1.1em;margin-top:.2em') : ''}</div>${logo(int(60, 130), int(26, 44))}</div>`;
  const sub = () =>
    block(
      'Section-header',
      escape(chance(0.4) ? words(int(1, 3)).toUpperCase() : capital(words(int(1, 3)))),
      `font:bold 1.15em/1.25 ${headFont()};color:${P.accent};margin:.7em 0 .3em;break-after:avoid`,
    );
  const notes = () =>
    times(int(1, 3), i =>
      block(
        'Footnote',
        `${pick([`${i + 1}. `, `(${i + 1}) `, `<sup>${i + 1}</sup>`])}${para(20, 130)}`,
        'font-size:.78em;line-height:1.2;text-indent:0;margin-top:.15em',
      ),
    ).join('');
  const front = chance(0.4);
  const top = front
    ? band +
      `<div style="display:flex;gap:${gap}px">${`<div style="flex:1;min-width:0">
        ${sub()}${list()}</div>`}
        <div style="width:${w | 0}px">
        ${picture(w, int(120, 240), pick(['photo', 'plot']))}${chance(0.5) ? caption('figure') : ''}</div></div>`
    : '';
  const part = () =>
    sub() +
    (chance(0.4) ? paragraph(true, 50, 250) : '') +
    pick([
      () =>
        `<div style="break-inside:avoid">
          ${table(front ? w : W, { wide: 1, style: pick(['full', 'zebra', 'lines']), shaded: 1 })}${chance(0.5) ? notes() : ''}</div>`,
      () => figure(front ? w : W * 0.7, { kind: 'plot' }),
      () => list(),
      () => paragraph(true, 100, 400),
    ])();
  return (
    furniture({ header: front ? 0.1 : 0.7, footer: 0.9 }) +
    body(top + frame(times(8, part).join(''), front ? 2 : 1, gap))
  );
}

/** Learned prose over long notes in any script, the notes in one or two columns. */
function scholia() {
  Object.assign(P, { indent: real(1, 2.2), gap: 0 });
  setParagraphs();
  const size = em(0.7, 0.9),
    first = int(1, 200),
    hanging = chance(0.3),
    kind = pick(['sup', 'sup', 'plain', 'dot', 'bracket']);
  const mark = i =>
    ({ sup: `<sup>${first + i}</sup> `, plain: `${first + i} `, dot: `${first + i}. `, bracket: `(${first + i}) ` })[
      kind
    ];
  const note = i =>
    block(
      'Footnote',
      mark(i) + (chance(0.1) ? url() : para(30, pick([120, 300, 700]))),
      `text-align:${P.align};margin:.12em 0;${hanging ? `padding-${P.rtl ? 'right' : 'left'}:1.6em;text-indent:-1.6em` : `text-indent:${chance(0.3) ? '1em' : 0}`}`,
    );
  const notes = times(int(2, 8), note).join('');
  const share = real(0.12, 0.4);
  const foot =
    `<div style="margin-top:.8em;font-size:${size};line-height:${P.cjk ? 1.4 : 1.22};height:${(P.H * share) | 0}px;display:flex;flex-direction:column">` +
    `${chance(0.7) ? `<div style="border-top:1px solid #333;width:${pick([25, 35, 100])}%;margin-bottom:.4em"></div>` : ''}
      ${frame(notes, chance(0.2) ? 2 : 1, 20)}</div>`;
  const mix = { p: 9, quote: 0.7, h1: 0.25, h2: 0.3, fig: 0.06 };
  return furniture({ header: 0.7, footer: 0.5 }) + body(frame(flow(columnWidth(), mix, 14)) + foot);
}

/** Contents on a title page, in two columns, or lists of figures and tables after one another. */
function contentsPage() {
  const kind = pick(['title', 'lists', 'columns', 'summary']);
  const head = text => block('Section-header', text, `${P.heads[0].css}`);
  const entry = css =>
    `<div style="display:flex;align-items:baseline;${css}"><span>${phrase(2, 8).slice(0, 70)}</span><span style="flex:1;overflow:hidden;white-space:nowrap;margin:0 .4em;color:#888">${chance(0.5) ? '. '.repeat(150) : ''}</span><span>${int(1, 300)}</span></div>`;
  const listing_ = n =>
    `<div data-l="Table" style="margin-bottom:1.4em;line-height:${real(1.25, 1.8).toFixed(2)};text-indent:0">
      ${times(n, () => entry('')).join('')}</div>`;
  if (kind === 'title') {
    const top =
      block(
        'Title',
        phrase(3, 10),
        `font:bold ${em(1.5, 2.4)}/1.2 ${headFont()};text-align:center;margin-bottom:.6em`,
      ) +
      block('Text', times(int(1, 3), name).join(', '), 'text-align:center;margin-bottom:.4em') +
      (chance(0.5) ? block('Text', escape(date()), 'text-align:center') : '');
    return (
      furniture() +
      body(top + (chance(0.6) ? abstract() : '') + (chance(0.8) ? head('Contents') : '') + listing_(int(6, 16)))
    );
  }
  if (kind === 'lists')
    return (
      furniture() +
      body(
        head(pick(['List of Figures', 'Figures', 'Contents'])) +
          listing_(int(4, 16)) +
          head(pick(['List of Tables', 'Tables', 'Appendices'])) +
          listing_(int(3, 12)),
      )
    );
  if (kind === 'columns')
    return (
      furniture() +
      body(
        (chance(0.7) ? head('Contents') : '') +
          row(
            int(20, 40),
            times(2, () => frame(listing_(int(14, 30)))),
          ),
      )
    );
  return (
    furniture() +
    body(
      `${chance(0.6) ? picture(columnWidth(), P.H * 0.2, 'photo') : ''}<div style="height:1em"></div>${head('Contents')}${contents()}`,
    )
  );
}

/** Minute headings that begin a paragraph's line, set in another face, over dense text. */
function bulletin() {
  const n = int(1, 3),
    gap = int(16, 26);
  Object.assign(P, { size: P.cjk ? real(10, 14) : real(9.5, 12.5), leading: real(1.1, 1.5), gap: 0.25 });
  setParagraphs();
  const style = pick([
    'font-weight:bold',
    'font-style:italic',
    'font-variant:small-caps',
    `color:${P.accent};font-weight:bold`,
    'text-decoration:underline',
    'letter-spacing:.08em',
  ]);
  const mark = pick(['', '', '◆ ', '■ ', '1. ', '§ ', '【']);
  const lone = i =>
    block(
      'Section-header',
      `${mark === '1. ' ? `${i + 1}. ` : mark}${escape(titleCase(words(int(1, 4))))}${mark === '【' ? '】' : chance(0.2) ? ':' : ''}`,
      `${style};font-size:${pick([1, 1, 1.08])}em;margin:.6em 0 .2em;text-indent:0;text-align:${chance(0.15) ? 'center' : P.rtl ? 'right' : 'left'};break-after:avoid`,
    );
  const parts = times(
    n * 12,
    i => lone(i) + times(int(1, 3), k => paragraph(!k, 120, 700)).join('') + (chance(0.12) ? list() : ''),
  );
  const tail = chance(0.25) ? references(int(4, 9)) : '';
  const top = chance(0.3)
    ? block('Title', titled(2, 8), `font:bold ${em(1.4, 2)}/1.2 ${headFont()};margin-bottom:.7em`)
    : '';
  return (
    furniture({ header: 0.6, footer: 0.6 }) +
    body(top + frame(parts.join('') + tail, n, gap) + (chance(0.25) ? footnotes() : ''))
  );
}

module.exports = { listing, thesis, datasheet, scholia, contentsPage, bulletin };
