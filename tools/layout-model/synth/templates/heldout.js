'use strict';
// Templates that no training page uses: they tell how the detector does on layouts it never saw.
const { int, real, chance, pick, times, em } = require('../random');
const { P, columnWidth } = require('../style');
const { escape, titleCase, words, phrase, para, date, name } = require('../text');
const { block, formula, figure, flow } = require('../blocks');
const { body, frame, furniture, titleBlock } = require('../furniture');

/** One article over `columns` columns of a newspaper. */
function article(width, columns, gap) {
  const w = (width - gap * (columns - 1)) / columns;
  const head = block(
    'Section-header',
    phrase(3, 8),
    `font:bold ${em(1.3, 3.2, 1)}/1.1 '${P.font.head}';margin:.4em 0 .3em`,
  );
  const by = chance(0.4) ? block('Text', `By ${name().toUpperCase()}`, 'font-size:.85em;margin-bottom:.3em') : '';
  const text = flow(w, { p: 9, h2: 0.2, fig: 0.15 }, 24, { low: 60, high: 350, kind: 'photo' });
  return head + by + frame((chance(0.5) ? figure(w, { kind: 'photo' }) : '') + text, columns, gap);
}

function news() {
  const n = int(4, 6),
    gap = int(9, 14);
  Object.assign(P, {
    left: int(22, 44),
    top: int(30, 60),
    bottom: int(24, 50),
    size: real(7.6, 9.2),
    align: 'justify',
    gap: 0,
  });
  P.right = P.left;
  const W = columnWidth(),
    w = (W - gap * (n - 1)) / n;
  let html = chance(0.35)
    ? block(
        'Title',
        escape(titleCase(words(int(2, 3), 'en'))),
        `font:bold ${em(3, 4.6, 1)}/1.1 '${P.font.head}';text-align:center;border-bottom:2px solid #000;margin-bottom:.2em;
          white-space:nowrap;overflow:hidden`,
      ) +
      block(
        'Page-header',
        `${date()} &nbsp; No. ${int(1, 9000)}`,
        'text-align:center;font-size:.9em;border-bottom:1px solid #000;padding:2px 0',
      )
    : '';
  for (let rows = int(2, 3); rows > 0; rows--) {
    const first = int(2, n - 1),
      spans = chance(0.25) ? [n] : [first, n - first];
    const cells = spans.map(
      (span, i) =>
        `<div style="width:${(w * span + gap * (span - 1)).toFixed(0)}px;display:flex;flex-direction:column;min-height:0;` +
        `${i ? 'border-left:1px solid #999;padding-left:5px' : ''}">${article(w * span + gap * (span - 1) - 8, span, gap)}</div>`,
    );
    html += `<div style="display:flex;gap:${gap + 4}px;flex:${real(0.7, 1.4).toFixed(2)};min-height:0;
      ${rows > 1 ? 'border-bottom:1px solid #555;padding-bottom:5px;' : ''}">${cells.join('')}</div>`;
  }
  return furniture({ header: 0.4, footer: 0.25 }) + body(html);
}

function exam() {
  const n = chance(0.6) ? 1 : 2,
    w = (columnWidth() - (n - 1) * 24) / n;
  P.math = pick(['tex', 'mathml']);
  let html = '';
  for (let q = 1; q < 20; q++) {
    html += block(
      'List-item',
      `<b>${pick(['', 'Q', 'Question '])}${q}.</b> ${para(60, 320)}`,
      'margin:1em 0 .3em;text-indent:0',
    );
    if (chance(0.35)) html += formula();
    if (chance(0.2)) html += figure(w * 0.7, { caption: 0.3 });
    if (chance(0.5))
      html += times(4, i =>
        block('List-item', `(${'ABCD'[i]}) ${para(8, 70)}`, 'margin:.1em 0 .1em 1.6em;text-indent:0'),
      ).join('');
    else if (chance(0.4)) html += `<div style="height:${int(20, 80)}px"></div>`;
  }
  return furniture() + body((chance(0.3) ? titleBlock(0.8) : '') + frame(html, n, 24));
}

module.exports = { news, exam };
