'use strict';
// Patents and pleadings.
const { int, real, chance, pick, times, em, palette } = require('../random');
const { P, columnWidth, setParagraphs } = require('../style');
const { words, escape, titleCase, titled, para, date, name } = require('../text');
const { block, paragraph, quotation, formula, footnotes } = require('../blocks');
const { table } = require('../tables');
const { svg, diagram } = require('../charts');
const { body, frame, row, furniture } = require('../furniture');

const headFont = () => `'${P.font.head}'`;

/** Line art of a patent, with numerals and leaders around it. */
function drawing(w, h) {
  const numerals = times(
    int(3, 9),
    () =>
      `<text x="${real(0.03, 0.93) * w}" y="${real(0.05, 0.97) * h}" font-size="13" font-family="Liberation Sans">${int(10, 240)}</text>`,
  );
  if (chance(0.4)) return diagram(w, h);
  const shade = palette();
  const parts = times(int(4, 14), i =>
    pick([
      () =>
        `<rect x="${real(0.05, 0.6) * w}" y="${real(0.05, 0.6) * h}" width="${real(0.1, 0.35) * w}" height="${real(0.08, 0.35) * h}" fill="none" stroke="#000" stroke-width="1.3"/>`,
      () =>
        `<circle cx="${real(0.15, 0.85) * w}" cy="${real(0.15, 0.85) * h}" r="${real(8, 60)}" fill="none" stroke="${chance(0.9) ? '#000' : shade(i)}"/>`,
      () =>
        `<path d="M${real(0, w)} ${real(0, h)}Q${real(0, w)} ${real(0, h)} ${real(0, w)} ${real(0, h)}" fill="none" stroke="#000"/>`,
    ])(),
  );
  return svg(w, h, parts.concat(numerals).join(''));
}

/** A patent: bibliographic front, drawings, or columns of text with the lines counted between them. */
function patent() {
  Object.assign(P, {
    background: '#fff',
    colour: '#000',
    headColour: 'inherit',
    align: 'justify',
    indent: 1.2,
    gap: 0,
    size: real(10, 12.5),
    leading: real(1.1, 1.35),
  });
  Object.assign(P, { left: int(60, 90), right: int(60, 90), top: int(70, 100), bottom: int(40, 80), numbered: 0 });
  setParagraphs();
  const no = `US ${int(4, 11)},${int(100, 999)},${int(100, 999)} ${pick(['B1', 'B2', 'A'])}`,
    W = columnWidth(),
    gap = 36,
    w = (W - gap) / 2;
  const runs = (left, middle, right) =>
    `<div style="position:absolute;left:${P.left}px;right:${P.right}px;top:${(P.top * 0.5) | 0}px;display:flex;justify-content:space-between;font-weight:bold">${[left, middle, right].map(t => `<div data-l="Page-header">${t}</div>`).join('')}</div>`;
  if (chance(0.25)) {
    const code = (n, html) => block('Text', `(${n})&ensp;${html}`, 'margin-bottom:.7em;text-indent:0;text-align:left');
    const left =
      code(54, `<b>${escape(words(int(4, 9)).toUpperCase())}</b>`) +
      code(75, `Inventor: <b>${name()}</b>, ${titled(1, 2, 'en')}`) +
      code(73, titled(2, 4, 'en')) +
      code(21, `Appl. No.: ${int(10, 17)}/${int(100, 999)},${int(100, 999)}`) +
      code(22, date()) +
      table(w, { columns: 3, rows: int(3, 8), style: 'plain' });
    const right =
      block('Section-header', pick(['ABSTRACT', 'Abstract']), 'text-align:center;font-weight:bold;margin-bottom:.5em') +
      block('Text', para(300, 900), 'text-indent:0;text-align:justify') +
      `<div style="margin-top:1.2em">${drawing(w, P.H * real(0.2, 0.35))}</div>`;
    const head = `<div style="display:flex;justify-content:space-between;border-bottom:2px solid #000;padding-bottom:.5em;margin-bottom:1em">
      ${block('Title', pick(['United States Patent', 'Patent Application Publication', 'European Patent Specification']), 'font-weight:bold;font-size:1.5em;line-height:1.2')}
      ${block('Text', `<b>(10) ${no}</b><br>(45) ${escape(date())}`)}</div>`;
    return body(head + row(gap, [frame(left), frame(right)]));
  }
  if (chance(0.25)) {
    const n = int(1, 3);
    const sheets = times(
      n,
      i =>
        `<div style="margin-bottom:14px">${drawing(W, (P.H * 0.74) / n - 40)}
          ${block('Caption', `FIG. ${i + 1 + int(0, 8)}${chance(0.3) ? pick(['A', 'B']) : ''}`, `font:${pick(['bold', 'italic', ''])} 1.4em/1.2 ${headFont()};text-align:center;margin-top:.4em`)}</div>`,
    );
    return (
      runs('U.S. Patent', escape(date()), `Sheet ${int(1, 9)} of ${int(9, 20)} &emsp; ${no}`) + body(sheets.join(''))
    );
  }
  const numbers = chance(0.7)
    ? `<div style="position:absolute;left:${(P.W / 2 - 12) | 0}px;width:24px;text-align:center;top:${P.top}px;line-height:${(P.size * P.leading).toFixed(2)}px;font-size:.9em">
      ${times(60, i => ((i + 1) % 5 ? '' : i + 1))
        .map(t => t + '<br>')
        .join('')}</div>`
    : '';
  const centred = () =>
    block(
      'Section-header',
      escape(words(int(1, 6)).toUpperCase()),
      `text-align:center;margin:.8em 0;${chance(0.4) ? 'font-weight:bold' : ''};break-after:avoid;text-indent:0`,
    );
  const claims = () =>
    times(int(5, 12), i =>
      block('List-item', `<b>${i + 1}</b>. ${para(120, 600)}`, 'text-indent:1.2em;text-align:justify'),
    ).join('');
  const text = () =>
    times(
      6,
      () => centred() + times(int(2, 5), () => paragraph(false, 200, 900)).join('') + (chance(0.15) ? formula() : ''),
    ).join('');
  const inside = chance(0.25)
    ? times(2, () => paragraph(false, 200, 600)).join('') +
      block('Text', 'What is claimed is:', 'margin:.8em 0 .4em;text-indent:1.2em') +
      claims()
    : text();
  return runs(int(1, 30), no, int(1, 30)) + numbers + body(frame(inside, 2, gap));
}

/** A pleading: counted lines, wide leading, a box of parties, centred heads. */
function filing() {
  Object.assign(P, {
    left: int(96, 130),
    right: int(50, 90),
    leading: real(1.5, 2.2),
    indent: real(2, 4),
    gap: 0,
    size: real(12, 15),
    background: '#fff',
    align: chance(0.7) ? 'left' : 'justify',
  });
  if (P.rtl) [P.left, P.right] = [P.right, P.left];
  setParagraphs();
  const pitch = real(24, 34),
    counted = !P.rtl && chance(0.55);
  const margin = counted
    ? `<div style="position:absolute;left:${P.left - 52}px;width:30px;text-align:right;top:${P.top}px;height:${P.H - P.top - P.bottom}px;overflow:hidden;line-height:${pitch}px">
      ${times(28, i => i + 1).join('<br>')}</div>` +
      (chance(0.7)
        ? `<div style="position:absolute;left:${P.left - 12}px;top:0;bottom:0;border-left:3px double #000"></div>`
        : '')
    : '';
  const head = () =>
    block(
      'Section-header',
      escape(chance(0.5) ? words(int(1, 6)).toUpperCase() : titleCase(words(int(1, 6)))),
      `text-align:center;font-weight:bold;${chance(0.3) ? 'text-decoration:underline;' : ''}text-indent:0;margin:.3em 0;line-height:1.3;break-after:avoid`,
    );
  const numbered = i => block('Text', `${i}.&emsp;${para(120, 600)}`, P.paragraph);
  let n = int(1, 60);
  const parts = times(14, () =>
    pick([
      head,
      () => paragraph(false, 200, 800),
      () => numbered(n++),
      () => numbered(n++),
      () => paragraph(false, 200, 800),
      () => `<div style="line-height:1.2">${quotation()}</div>`,
    ])(),
  );
  let top = '';
  if (chance(0.35)) {
    const party = () =>
      block(
        'Text',
        `${escape(words(int(1, 3)).toUpperCase())},<br>&emsp;&emsp;${pick(['Plaintiff', 'Defendant', 'Appellant'])},`,
        'margin-bottom:.6em',
      );
    top =
      block(
        chance(0.6) ? 'Title' : 'Section-header',
        `${escape(words(int(3, 5), 'en').toUpperCase())}<br>${escape(words(int(2, 4), 'en').toUpperCase())}`,
        `text-align:center;font-weight:bold;font-size:${em(1, 1.25)};line-height:1.3;margin-bottom:1em`,
      ) +
      `<div style="display:flex;line-height:1.3;margin-bottom:1.2em">
        <div style="flex:1;border-right:1px solid #000;border-bottom:1px solid #000;padding:.5em">${party()}
        ${block('Text', 'v.', 'margin-bottom:.6em')}${party()}</div>
        <div style="flex:1;padding:.5em 1em">
        ${block('Text', `Case No. ${int(1, 9)}:${int(10, 25)}-cv-${int(100, 9999)}`, 'margin-bottom:1em')}
        ${block('Text', `<b>${escape(words(int(3, 7)).toUpperCase())}</b>`)}</div></div>`;
  }
  return (
    margin +
    furniture({ header: 0.2, footer: 0.9 }) +
    body(top + frame(parts.join('')) + (chance(0.4) ? footnotes() : ''))
  );
}

module.exports = { patent, filing };
