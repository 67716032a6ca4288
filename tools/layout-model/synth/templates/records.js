'use strict';
// Records: minutes, CVs, receipts, official forms, sheets of figures.
const { int, real, chance, pick, times, em } = require('../random');
const { P, columnWidth } = require('../style');
const { words, escape, capital, titleCase, phrase, titled, para, date, name, number, word } = require('../text');
const { block, heading, paragraph, list, tableFigure } = require('../blocks');
const { table, fieldTable } = require('../tables');
const { picture, logo } = require('../pictures');
const { body, frame, furniture } = require('../furniture');

const headFont = () => `'${P.font.head}'`;

const blank = w => `<span style="display:inline-block;border-bottom:1px solid #444;width:${w | 0}px">&nbsp;</span>`;

const title = (text, css = '') =>
  block('Title', text, `font:bold ${em(1.3, 2.1)}/1.2 ${headFont()};color:${P.headColour};margin-bottom:.6em;${css}`);

/** Minutes of a meeting: who was there, numbered points, what was resolved. */
function minutes() {
  const label = pick(['Action: ', 'Resolved: ', 'Decision – ', 'Vote: ']),
    centred = chance(0.4);
  let html =
    title(escape(titleCase(words(int(2, 6)))), `text-align:${centred ? 'center' : 'left'}`) +
    block(
      'Text',
      `${escape(date())}, ${int(8, 18)}:${pick(['00', '15', '30'])}${chance(0.5) ? '<br>' + titled(2, 4) : ''}`,
      `text-align:${centred ? 'center' : 'left'};margin-bottom:1em`,
    );
  const people = n => times(n, name).join(', ');
  html += chance(0.6)
    ? block('Text', `<b>${phrase(1, 1)}:</b> ${people(int(3, 9))}`, 'margin-bottom:.4em') +
      block('Text', `<b>${phrase(1, 2)}:</b> ${people(int(1, 3))}`, 'margin-bottom:1em')
    : table(columnWidth(), { columns: int(2, 3), rows: int(2, 5) });
  const point = i =>
    block(
      'Section-header',
      `${i + 1}.${pick(['&ensp;', '&emsp;', ' '])}${phrase(1, 6)}`,
      `${P.heads[1].css}break-after:avoid`,
    ) +
    times(int(1, 3), () => paragraph(true, 60, 420)).join('') +
    (chance(0.3) ? block('Text', `<b>${label}</b>${para(30, 140)}`, 'margin:.3em 0 .6em;text-indent:0') : '') +
    (chance(0.25) ? list() : '') +
    (chance(0.08) ? tableFigure(columnWidth()) : '');
  return furniture({ header: 0.4, footer: 0.7 }) + body(frame(html + times(14, point).join('')));
}

/** A curriculum vitae: heads with rules, dates at the side of what was done. */
function vitae() {
  const W = columnWidth(),
    side = real(70, 130) | 0,
    ruled = chance(0.5),
    after = chance(0.3),
    column = chance(0.3);
  P.size = real(10, 13);
  const head = () =>
    block(
      'Section-header',
      escape(chance(0.3) ? words(int(1, 3)).toUpperCase() : capital(words(int(1, 3)))),
      `${P.heads[0].css}${ruled ? `border-bottom:1px solid ${P.accent};` : ''}break-after:avoid`,
    );
  const span = () => `${int(1990, 2010)}–${pick([int(2011, 2025), ''])}`;
  const entry = () => {
    const what = block(
      'Text',
      `<b>${titled(1, 4)}</b>, <i>${titled(1, 3)}</i>${chance(0.6) ? '<br>' + para(40, 200) : ''}`,
      'line-height:1.3;text-indent:0',
    );
    const points = chance(0.35) ? list() : '';
    const when = block('Text', span(), `width:${side}px;flex:none;font-size:.95em;${after ? 'text-align:right' : ''}`);
    const told = `<div style="flex:1;min-width:0">${what}${points}</div>`;
    return `<div style="display:flex;gap:12px;margin-bottom:.6em;break-inside:avoid">${after ? told + when : when + told}</div>`;
  };
  const part = () =>
    head() + (chance(0.75) ? times(int(1, 4), entry).join('') : chance(0.5) ? list() : paragraph(true, 60, 260));
  const contact = `${int(1, 99)} ${titled(1, 2, 'en')}<br>${word()}@${word()}.org<br>+${int(1, 99)} ${int(100, 999)} ${int(1000, 9999)}`;
  const photo = chance(0.3) ? `<div style="flex:none">${picture(int(70, 110), int(90, 130), 'photo')}</div>` : '';
  const top = `<div style="display:flex;gap:18px;justify-content:space-between;margin-bottom:1em">
    <div>${title(name(), `font-size:${em(1.8, 2.8)}`)}
    ${chance(0.5) ? block('Text', phrase(2, 5)) : ''}</div>
    ${block('Text', contact, 'font-size:.9em;line-height:1.3;text-align:right')}${photo}</div>`;
  if (!column) return furniture({ header: 0.1, footer: 0.4 }) + body(top + frame(times(8, part).join('')));
  const aside = `<div class="clip" style="width:${(W * 0.3) | 0}px;flex:none;overflow:hidden;background:${chance(0.5) ? P.dark + ';color:#fff' : P.tint + ';color:#111'};padding:12px;box-sizing:border-box">
    ${times(4, () => head() + (chance(0.5) ? list() : block('Text', para(30, 120), 'text-indent:0'))).join('')}</div>`;
  return (
    furniture({ header: 0.05, footer: 0.3 }) +
    body(
      `${top}
        <div style="display:flex;gap:18px;flex:1;min-height:0">${aside}
        <div style="flex:1;min-width:0;min-height:0;display:flex">
        ${frame(times(8, part).join(''))}</div></div>`,
    )
  );
}

/** A slip from a till, narrow and all of one font. */
function receipt() {
  if (chance(0.7)) [P.W, P.H] = [int(380, 520), int(640, 980)];
  Object.assign(P, {
    left: int(18, 46),
    top: int(20, 50),
    bottom: int(20, 50),
    size: real(11, 15),
    leading: real(1.1, 1.45),
  });
  P.right = P.left;
  P.font.body = P.font.head = P.cjk || P.rtl ? P.font.body : chance(0.7) ? P.font.mono : P.font.body;
  const W = columnWidth(),
    rule = chance(0.6)
      ? `<div style="border-top:1px dashed #444;margin:.6em 0"></div>`
      : '<div style="height:.8em"></div>';
  const centre = (label, html, css = '') => block(label, html, `text-align:center;margin:.2em 0;${css}`);
  const line = (left, right) =>
    `<tr><td style="padding:.1em 0">${left}</td><td style="padding:.1em 0;text-align:right">${right}</td></tr>`;
  const rows = (n, make) =>
    `<table data-l="Table" style="width:${W}px;border-collapse:collapse">${times(n, make).join('')}</table>`;
  const price = () => (int(1, 9000) / 100).toFixed(2);
  return body(
    (chance(0.5)
      ? `<div style="display:flex;justify-content:center;margin-bottom:.6em">${logo(int(60, 150), int(30, 50))}</div>`
      : '') +
      centre(chance(0.7) ? 'Title' : 'Text', titled(1, 3), `font:bold ${em(1.2, 1.8)}/1.2 ${headFont()}`) +
      centre('Text', `${int(1, 99)} ${titled(1, 2)}<br>Tel. ${int(100, 999)} ${int(1000, 9999)}`) +
      rule +
      block('Text', `${escape(date())} ${int(8, 20)}:${int(10, 59)}<br>No. ${int(1000, 99999)}`) +
      rule +
      rows(int(2, 12), () => line(`${int(1, 4)} ${escape(words(int(1, 2))).slice(0, 22)}`, price())) +
      rule +
      rows(int(2, 4), () => line(`<b>${escape(words(1)).slice(0, 16)}</b>`, `<b>${price()}</b>`)) +
      rule +
      (chance(0.7) ? block('Text', para(40, 200), 'text-align:center') : '') +
      (chance(0.6) ? centre('Text', pick(['Thank you!', '*** THANK YOU ***', 'Danke', 'Merci', 'Gracias'])) : ''),
  );
}

/** A form of an office: dark bars, counted fields, boxes to tick, instructions in small print. */
function officialForm() {
  const W = columnWidth(),
    ink = chance(0.5) ? '#000' : P.dark;
  P.size = real(8.5, 12);
  const bar = i =>
    block(
      'Section-header',
      `${pick(['Part', 'Section', 'Abschnitt', 'Box'])} ${pick([i + 1, 'ABCDEF'[i % 6]])}${pick(['.', ' –', ':'])} ${phrase(1, 6)}`,
      `background:${ink};color:#fff;font:bold 1.05em/1.3 ${headFont()};padding:.2em .5em;margin:.8em 0 .3em`,
    );
  const plain = () =>
    block(
      'Section-header',
      phrase(1, 5),
      `font:bold 1.1em/1.3 ${headFont()};border-bottom:1px solid #000;margin:.9em 0 .4em`,
    );
  const ticks = () =>
    times(int(2, 5), () =>
      block('List-item', `${pick(['☐', '□', '☑'])} ${para(10, 90)}`, 'margin:.2em 0;text-indent:0'),
    ).join('');
  const counted = () =>
    times(int(2, 6), i =>
      block(
        'Text',
        `<b>${i + 1}${pick(['', 'a', '.'])}</b>&ensp;${phrase(2, 9)} ${blank(W * real(0.1, 0.4))}`,
        'margin:.45em 0;text-indent:0',
      ),
    ).join('');
  const pair = () =>
    `<div style="display:flex;gap:20px">${times(2, () => `<div style="flex:1">${ticks()}</div>`).join('')}</div>`;
  const small = () => block('Text', para(150, 500), 'font-size:.8em;line-height:1.2;text-indent:0;margin:.4em 0');
  const parts = times(
    7,
    i =>
      (chance(0.6) ? bar(i) : plain()) +
      times(int(1, 2), () =>
        pick([
          () => fieldTable(W),
          counted,
          ticks,
          pair,
          small,
          () => table(W, { wide: 1, style: 'full', rows: int(2, 6) }),
        ])(),
      ).join(''),
  );
  const head =
    `<div style="display:flex;gap:14px;border-bottom:2px solid #000;padding-bottom:6px;margin-bottom:6px;align-items:center">` +
    `${chance(0.5) ? logo(int(40, 60), int(36, 56)) : block('Text', `Form <b>${int(10, 9999)}</b><br>${escape(date())}`, 'font-size:.85em')}` +
    `${block('Title', escape(titleCase(words(int(2, 7)))), `font:bold ${em(1.3, 1.9)}/1.15 ${headFont()};flex:1;text-align:center`)}` +
    `${block('Text', `No. ${int(1000, 99999)}`, 'font-size:.8em')}</div>`;
  return furniture({ header: 0.15, footer: 0.8 }) + body(head + (chance(0.6) ? small() : '') + frame(parts.join('')));
}

/** Sheets of figures: wide tables, accounts with indented lines, notes under them. */
function figuresSheet() {
  if (chance(0.35)) [P.W, P.H] = [P.H, P.W];
  Object.assign(P, { left: int(36, 80), size: real(9, 13) });
  P.right = P.left;
  const W = columnWidth(),
    years = int(2, 5);
  const account = () => {
    const cells = bold =>
      times(
        years,
        () =>
          `<td style="text-align:right;padding:.12em .3em;${bold ? 'border-top:1px solid #000;' : ''}">${chance(0.08) ? '–' : number()}</td>`,
      ).join('');
    const lines = times(int(8, 26), i => {
      const bold = i && chance(0.15),
        inset = bold ? 0 : pick([0, 1, 1, 2]);
      return `<tr style="${bold ? 'font-weight:bold' : ''}"><td style="padding:.12em .3em .12em ${inset}em">${phrase(1, 5)}${chance(0.1) ? ':' : ''}</td>${cells(bold)}</tr>`;
    });
    const head = `<tr style="font-weight:bold"><td></td>
      ${times(years, i => `<td style="text-align:right;padding:.2em .3em;border-bottom:1px solid #000">${2024 - i}</td>`).join('')}</tr>`;
    return `<table data-l="Table" style="width:${W}px;border-collapse:collapse;font-size:${em(0.85, 1)};line-height:1.25;text-indent:0;hyphens:none">${head}${lines.join('')}</table>`;
  };
  const notes = () =>
    times(int(1, 4), i =>
      block(
        'Footnote',
        `${pick([`<sup>${i + 1}</sup> `, `(${i + 1}) `, `${'*†‡§'[i]} `, 'Note: '])}${para(30, 200)}`,
        'font-size:.78em;line-height:1.25;text-indent:0;margin-top:.2em',
      ),
    ).join('');
  const part = () =>
    (chance(0.5) ? heading(int(0, 1)) : '') +
    (chance(0.4) ? paragraph(true, 60, 300) : '') +
    `<div style="break-inside:avoid;margin-bottom:1em">${chance(0.5) ? account() + notes() : tableFigure(W)}</div>`;
  const top = chance(0.5)
    ? block(
        chance(0.4) ? 'Title' : 'Section-header',
        phrase(2, 7),
        `font:bold ${em(1.2, 1.8)}/1.2 ${headFont()};margin-bottom:.5em;color:${P.headColour};text-align:${pick(['left', 'center'])}`,
      )
    : '';
  return furniture({ header: 0.5, footer: 0.7 }) + body(top + frame(times(5, part).join('')));
}

module.exports = { minutes, vitae, receipt, officialForm, figuresSheet };
