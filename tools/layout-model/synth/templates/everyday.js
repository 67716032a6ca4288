'use strict';
// Pages that are met every day: long slips, forms whose cells are text, plates, bare tables, prose with a number alone, notes by hand.
const { int, real, chance, pick, times, em } = require('../random');
const { P, columnWidth, setParagraphs } = require('../style');
const { words, escape, capital, phrase, titled, para, date, name, number } = require('../text');
const { block, heading, paragraph, list, caption, tableFigure } = require('../blocks');
const { table } = require('../tables');
const { picture, logo } = require('../pictures');
const { body, frame, furniture } = require('../furniture');

const HANDS = ['DkgHandwriting', 'Breip', 'Rufscript', 'femkeklaver'];
const headFont = () => `'${P.font.head}'`;
const centre = (label, html, css = '') => block(label, html, `text-align:center;margin:.25em 0;text-indent:0;${css}`);

/** A long slip: three to four times as high as wide. */
function slip() {
  P.W = int(300, 380);
  P.H = (P.W * real(2.4, 4)) | 0;
  Object.assign(P, { left: int(12, 30), top: int(14, 40), bottom: int(14, 40), size: real(10, 13), leading: real(1.1, 1.4) });
  P.right = P.left;
  P.font.body = P.font.head = P.cjk || P.rtl ? P.font.body : chance(0.7) ? P.font.mono : P.font.body;
  const W = columnWidth(),
    price = () => (int(1, 9000) / 100).toFixed(2),
    rule = pick(['<div style="border-top:1px dashed #444;margin:.6em 0"></div>', '<div style="height:1em"></div>']);
  const rows = (n, bold) =>
    `<table data-l="Table" style="width:${W}px;border-collapse:collapse;text-indent:0">${times(
      n,
      () =>
        `<tr style="${bold ? 'font-weight:bold' : ''}"><td>${escape(words(int(1, 3))).slice(0, 24)}</td>
          <td style="text-align:right">${price()}</td></tr>`,
    ).join('')}</table>`;
  const part = () =>
    pick([
      () => rows(int(3, 14), false),
      () => rows(int(1, 3), true),
      () => block('Text', para(40, 220), 'text-indent:0'),
      () => centre('Section-header', phrase(1, 3), `font:bold 1.1em/1.3 ${headFont()}`),
      () => `<div style="display:flex;justify-content:center">${logo(int(80, 160), int(26, 50))}</div>`,
      () => centre('Text', `${escape(date())} ${int(8, 20)}:${int(10, 59)}<br>${int(100000, 999999)}`),
    ])();
  const top =
    (chance(0.5) ? `<div style="display:flex;justify-content:center">${logo(int(80, 160), int(30, 60))}</div>` : '') +
    centre('Title', titled(1, 3), `font:bold ${em(1.2, 1.7)}/1.2 ${headFont()}`) +
    centre('Text', `${int(1, 99)} ${titled(1, 2)}<br>Tel. ${int(100, 999)} ${int(1000, 9999)}`);
  return body(frame(top + times(16, () => rule + part()).join('')));
}

/** A form of ruled cells in which labels and answers are Text, as annotators of forms often have it. */
function cellForm() {
  P.size = real(9, 12);
  const W = columnWidth();
  const cell = () =>
    `<div style="flex:1;border:1px solid #333;padding:.3em .5em;min-height:${em(2.2, 3.6)}">` +
    block('Text', phrase(1, 4), 'font-size:.75em;line-height:1.2;text-indent:0') +
    (chance(0.55) ? block('Text', pick([name, date, number, () => phrase(1, 4)])(), 'text-indent:0;margin-top:.2em') : '') +
    '</div>';
  const line = () => `<div style="display:flex;width:${W}px">${times(int(1, 4), cell).join('')}</div>`;
  const part = () =>
    block('Section-header', phrase(1, 5), `font:bold 1.1em/1.3 ${headFont()};margin:.9em 0 .3em`) +
    times(int(2, 6), line).join('') +
    (chance(0.4) ? block('Text', para(60, 300), 'font-size:.85em;line-height:1.25;margin:.4em 0;text-indent:0') : '');
  const title = block('Title', titled(2, 6), `font:bold ${em(1.4, 2)}/1.2 ${headFont()};margin-bottom:.6em`);
  return furniture({ header: 0.2, footer: 0.7 }) + body(title + frame(times(6, part).join('')));
}

/** A figure that fills the page, its caption under it. */
function plate() {
  const W = columnWidth(),
    high = (P.H - P.top - P.bottom) * real(0.6, 0.88);
  const shown = picture(W * real(0.8, 1), high, pick(['photo', 'plot', undefined]));
  const text = chance(0.9) ? `<div style="margin-top:.8em">${caption('figure')}</div>` : '';
  return furniture({ header: 0.5, footer: 0.7 }) + body(`<div style="margin:0 auto">${shown}</div>${text}`);
}

/** Tables without any rule between paragraphs. */
function bareTables() {
  const W = columnWidth();
  const bare = () => `<div style="break-inside:avoid;margin:1em 0">${table(W, { style: 'plain', rows: int(3, 16) })}</div>`;
  const part = () => (chance(0.4) ? heading(int(0, 2)) : '') + paragraph(true, 80, 500) + (chance(0.7) ? bare() : tableFigure(W));
  return furniture() + body(frame(times(7, part).join('')));
}

/** Prose and nothing else but the number of the page. */
function numberAlone() {
  const where = pick(['top', 'bottom', 'bottom', 'bottom']),
    side = pick(['center', 'left', 'right']),
    n = int(1, 700),
    shown = pick([`${n}`, `${n}`, `– ${n} –`, `[${n}]`, `${n}.`]);
  P.indent = real(1, 2);
  P.gap = 0;
  setParagraphs();
  const foot = `<div data-l="Page-${where === 'top' ? 'header' : 'footer'}" style="position:absolute;${where}:${(P[where] * real(0.3, 0.6)) | 0}px;
    left:${P.left}px;right:${P.right}px;text-align:${side};font-size:${em(0.8, 1)}">${shown}</div>`;
  return foot + body(frame(times(12, i => paragraph(i === 0, 200, 1200)).join('')));
}

/** Notes in a hand, with lists and heads that are underlined. */
function notes() {
  if (!P.cjk && !P.rtl) P.font.body = P.font.head = pick(HANDS);
  Object.assign(P, { size: real(15, 21), leading: real(1.2, 1.6), align: 'left', colour: pick(['#123', '#000', '#114', '#333']) });
  setParagraphs();
  const ruled = chance(0.4)
    ? `<div style="position:absolute;inset:0;background:repeating-linear-gradient(#fff0 0 ${P.size * P.leading - 1}px,#bcd ${P.size * P.leading - 1}px
        ${P.size * P.leading}px)"></div>`
    : '';
  const part = () =>
    pick([
      () => paragraph(true, 40, 400),
      () => list(),
      () => block('Section-header', escape(capital(words(int(1, 4)))), 'text-decoration:underline;margin:.6em 0 .3em;text-indent:0'),
    ])();
  const head = chance(0.5) ? block('Title', titled(1, 5), `font-size:${em(1.3, 1.8)};margin-bottom:.5em;text-indent:0`) : '';
  return ruled + body(head + frame(times(9, part).join('')));
}

module.exports = { slip, cellForm, plate, bareTables, numberAlone, notes };
