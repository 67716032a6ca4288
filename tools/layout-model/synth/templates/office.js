'use strict';
// Papers of offices: reports, manuals, statutes, letters, invoices, forms and plain prose.
const { int, real, chance, pick, times, em } = require('../random');
const { P, columnWidth } = require('../style');
const { words, escape, phrase, titled, titleCase, para, number, date, name } = require('../text');
const { block, heading, paragraph, quotation, list, footnotes, flow } = require('../blocks');
const { table, fieldTable, contents } = require('../tables');
const { logo, signature } = require('../pictures');
const { body, frame, furniture, titleBlock } = require('../furniture');

const clipped = html =>
  `<div class="clip" style="flex:1;overflow:hidden;min-height:0"><div style="height:100%;columns:1;
    column-fill:auto">${html}</div></div>`;

function report() {
  const n = chance(0.75) ? 1 : 2,
    gap = int(18, 34),
    W = columnWidth(),
    w = (W - gap * (n - 1)) / n;
  const mix = { p: 4.6, h1: 0.9, h2: 0.9, list: 0.8, fig: 0.75, tab: 0.9, call: 0.3, run: 0.2, code: 0.05, quote: 0.2 };
  let top = '';
  if (chance(0.18)) top = titleBlock(1.3);
  else if (chance(0.15))
    top = `<div style="display:flex;justify-content:space-between;margin-bottom:1.2em">${logo(int(60, 150), int(24, 48))}</div>`;
  if (chance(0.16)) {
    const sideWidth = W * real(0.22, 0.33);
    const aside =
      `<div class="clip" style="width:${sideWidth}px;background:${chance(0.6) ? P.tint + ';color:#111' : 'none'};padding:10px;
        box-sizing:border-box;font-size:.88em;overflow:hidden;flex:none">` +
      `<div style="height:100%;columns:1;
        column-fill:auto">${flow(sideWidth - 20, { p: 3, h2: 1, list: 0.5, fig: 0.4 }, 10, { high: 300 })}</div></div>`;
    const main = `<div style="flex:1;display:flex;flex-direction:column;min-height:0;
      min-width:0">${frame(flow(W - sideWidth - gap, mix, 14))}</div>`;
    return (
      furniture() +
      body(
        `${top}<div style="display:flex;gap:${gap}px;flex:1;min-height:0">${chance(0.5) ? aside + main : main + aside}</div>`,
      )
    );
  }
  return furniture() + body(top + frame(flow(w, mix, 24), n, gap) + (chance(0.22) ? footnotes() : ''));
}

function manual() {
  const W = columnWidth(),
    offset = chance(0.3) ? W * real(0.1, 0.28) : 0,
    n = offset || chance(0.7) ? 1 : 2,
    gap = 24,
    w = (W - offset - gap * (n - 1)) / n;
  P.numbered = P.numbered || 1;
  const chapter = chance(0.15)
    ? block(
        'Section-header',
        `Chapter ${int(1, 20)} &nbsp;${phrase(1, 5)}`,
        `font:bold 2em/1.2 '${P.font.head}';margin:.5em 0 1em;color:${P.headColour}`,
      )
    : '';
  const mix = { p: 3.4, h1: 0.7, h2: 1.3, list: 1.5, fig: 0.7, tab: 0.8, code: 0.6, call: 0.5, run: 0.3, quote: 0.15 };
  return (
    furniture({ header: 0.8, footer: 0.9 }) +
    body(
      `${chapter}<div style="flex:1;min-height:0;display:flex;
        padding-left:${offset | 0}px">${frame(flow(w, mix, 26, { high: 450 }), n, gap)}</div>`,
    )
  );
}

function law() {
  P.numbered = 3;
  const n = chance(0.7) ? 1 : 2;
  const mix = { p: 4.5, h1: 0.8, h2: 0.5, list: 1.5, run: 1, quote: 0.5 };
  return (
    furniture() +
    body(
      (chance(0.25) ? titleBlock() : '') +
        frame(flow(columnWidth() / n, mix, 24), n, 26) +
        (chance(0.4) ? footnotes() : ''),
    )
  );
}

/** Running prose with hardly anything else: what must not be taken for lists, headers or footers. */
function prose() {
  const n = chance(0.7) ? 1 : 2,
    gap = int(18, 30),
    w = (columnWidth() - gap * (n - 1)) / n;
  const mix = { p: 8, quote: chance(0.5) ? 1.5 : 0.3, h1: 0.3, h2: 0.3, run: 0.3, list: 0.12, fig: 0.1 };
  const title = chance(0.2) ? titleBlock(0.9) : '';
  return (
    furniture({ header: 0.5, footer: 0.6 }) +
    body(
      title +
        frame(flow(w, mix, 20, { low: pick([30, 120]), high: pick([250, 600, 1100]) }), n, gap) +
        (chance(0.35) ? footnotes() : ''),
    )
  );
}

function toc() {
  const head = chance(0.85)
    ? block(
        'Section-header',
        pick(['Contents', 'Table of Contents', 'CONTENTS', 'Index']),
        `font:bold 1.6em '${P.font.head}';margin-bottom:1em;text-align:${pick(['left', 'center'])};color:${P.headColour}`,
      )
    : '';
  return furniture() + body(head + contents() + (chance(0.2) ? paragraph(true, 60, 300) : ''));
}

const address = n => times(n, () => titled(1, 4, 'en')).join('<br>');

function letterhead() {
  const sender = chance(0.5)
    ? block(
        chance(0.5) ? 'Text' : 'Page-header',
        `${titled(3, 3, 'en')}<br>${int(1, 900)} ${titled(2, 2, 'en')}<br>Tel. ${int(100, 999)}-${int(1000, 9999)}`,
        'font-size:.8em;line-height:1.3;text-align:right',
      )
    : '';
  return `<div style="display:flex;justify-content:${pick(['flex-start', 'flex-end', 'space-between', 'center'])};
    margin-bottom:1.2em">${logo(int(40, 170), int(26, 52))}${sender}</div>`;
}

function letter() {
  let html = chance(0.6) ? letterhead() : '';
  html +=
    block('Text', address(int(3, 5)), `margin:${em(0.5, 3, 1)} 0 1.5em;line-height:1.3`) +
    block('Text', date(), `text-align:${pick(['left', 'right'])};margin-bottom:1.6em`);
  if (chance(0.5))
    html += block(
      chance(0.5) ? 'Section-header' : 'Text',
      pick(['Re: ', 'Subject: ', '']) + phrase(3, 8),
      'font-weight:bold;margin-bottom:1em',
    );
  html +=
    block('Text', `${pick(['Dear ', 'To ', 'Sehr geehrte '])}${name()},`, 'margin-bottom:.9em') +
    times(int(1, 5), () => paragraph(true, 120, 700)).join('');
  if (chance(0.25)) html += list();
  if (chance(0.12)) html += table(columnWidth() * 0.8);
  html += block(
    'Text',
    pick(['Sincerely,', 'Yours faithfully,', 'Best regards,', 'Mit freundlichen Grüßen']),
    'margin:1.2em 0 .6em',
  );
  html += chance(0.6) ? signature(int(90, 170), int(26, 50)) : '<div style="height:2em"></div>';
  html += block('Text', `${name()}<br>${titled(2, 2, 'en')}`, 'margin-top:.6em');
  if (chance(0.2)) html += block('Text', `cc: ${name()}`, 'margin-top:1em;font-size:.85em');
  return furniture({ header: 0.15, footer: 0.55 }) + body(clipped(html));
}

function invoice() {
  const W = columnWidth(),
    pairs = n => times(n, () => `${phrase(1, 2)}: ${pick([number, date])()}`).join('<br>');
  const kinds = ['INVOICE', 'Invoice', 'RECHNUNG', 'Facture', 'QUOTATION', 'Purchase Order', 'Statement', 'RECEIPT'];
  const split = (left, right, margin) =>
    `<div style="display:flex;justify-content:space-between;align-items:flex-start;
      margin-bottom:${margin}em">${left}${right}</div>`;
  let html = split(
    logo(int(70, 170), int(30, 60)),
    block('Title', pick(kinds), `font:bold ${em(1.5, 2.6, 1)} '${P.font.head}';color:${P.headColour}`),
    1.4,
  );
  html += split(
    block('Text', address(int(3, 5)), 'line-height:1.35'),
    block('Text', pairs(int(2, 6)), 'line-height:1.35;text-align:right'),
    1.6,
  );
  if (chance(0.3)) html += table(W, { wide: 1, rows: 1, columns: int(3, 5), shaded: 1 }) + '<br>';
  html += table(W, {
    wide: 1,
    rows: int(1, 16),
    columns: int(3, 7),
    shaded: 1,
    style: pick(['full', 'zebra', 'lines', 'book']),
  });
  const totals = chance(0.6)
    ? table(W * 0.38, { columns: 2, rows: int(2, 4), wide: 1, style: pick(['plain', 'full', 'lines']) })
    : block('Text', pairs(3), 'text-align:right');
  html += `<div style="display:flex;justify-content:flex-end;margin-top:1em">${totals}</div>`;
  html +=
    `<div style="margin-top:1.6em">${chance(0.6) ? heading(1) : ''}` +
    `${times(int(1, 3), () => paragraph(true, 60, 260)).join('')}${chance(0.25) ? list() : ''}</div>`;
  return furniture({ header: 0.1, footer: 0.6 }) + body(html);
}

function form() {
  const W = columnWidth(),
    title = (chance(0.4) ? s => s.toUpperCase() : titleCase)(words(int(2, 6)));
  const blank = () =>
    `<span style="display:inline-block;border-bottom:1px solid #444;
      width:${int(80, (W * 0.6) | 0)}px">&nbsp;${chance(0.3) ? escape(words(2)) : ''}</span>`;
  const sections = [
    () => fieldTable(W),
    () => times(int(2, 6), () => block('Text', `${phrase(1, 3)}: ${blank()}`, 'margin:.5em 0')).join(''),
    () =>
      times(int(2, 6), () =>
        block('List-item', `${pick(['☐', '☐', '☑', '□', '○'])} ${para(15, 120)}`, 'margin:.3em 0;text-indent:0'),
      ).join(''),
    () => paragraph(true, 80, 300) + (chance(0.3) ? quotation() : ''),
  ];
  let html = chance(0.4) ? `<div style="margin-bottom:.8em">${logo(int(40, 120), int(28, 50))}</div>` : '';
  html += block(
    'Title',
    escape(title),
    `font:bold ${em(1.3, 2, 1)} '${P.font.head}';text-align:${pick(['left', 'center'])};margin-bottom:.8em;color:${P.headColour}`,
  );
  if (chance(0.6)) html += paragraph(true, 60, 300);
  html += times(int(1, 5), () => heading(int(0, 1)) + pick(sections)()).join('');
  if (chance(0.5))
    html += `<div style="display:flex;gap:40px;
      margin-top:2em">${times(2, () => block('Text', phrase(1, 2), 'flex:1;border-top:1px solid #333;font-size:.8em')).join('')}</div>`;
  return furniture({ header: 0.35, footer: 0.6 }) + body(clipped(html));
}

module.exports = { report, manual, law, prose, toc, letter, invoice, form };
