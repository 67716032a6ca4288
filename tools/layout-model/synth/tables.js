'use strict';
// Tables in several styles, and tables of contents, which DocLayNet labels Table too.
const { int, chance, pick, times, weighted, em, hsl } = require('./random');
const { P } = require('./style');
const { words, sentence, escape, capital, phrase, number } = require('./text');

const HEAVY = '1.4px solid #000';

/** Borders of a cell by the table's style. */
function borders(style, colour, place) {
  const line = side => `border-${side}:1px solid ${colour};`;
  if (style === 'full') return `border:1px solid ${colour};`;
  if (style === 'book')
    return (
      (place.firstRow ? `border-top:${HEAVY};` : '') +
      (place.head ? line('bottom') : '') +
      (place.lastRow ? `border-bottom:${HEAVY};` : '')
    );
  if (style === 'vertical') return (place.head ? line('bottom') : '') + (place.column ? line('left') : '');
  if (style === 'lines') return place.head ? '' : line('bottom');
  return '';
}

function headRows(look, columns, options) {
  const rows = chance(0.9) ? int(1, chance(0.15) ? 2 : 1) : 0;
  const shaded = look.style === 'zebra' || look.style === 'lines' || (look.style === 'full' && options.shaded);
  const shade = shaded ? `background:${look.shade};color:${look.dark ? '#fff' : '#000'};` : '';
  let html = '';
  for (let r = 0; r < rows; r++) {
    html += '<tr>';
    for (let i = 0; i < columns; i++) {
      const span = r === 0 && rows === 2 && i && i + 1 < columns && chance(0.5) ? 2 : 1;
      html +=
        `<th colspan="${span}" style="padding:${look.padding};text-align:${look.aligns[i]};
          font-weight:${look.bold ? 'bold' : 'normal'};` +
        `${borders(look.style, look.line, { head: true, firstRow: r === 0, column: i })}${shade}">${phrase(1, 2)}</th>`;
      i += span - 1;
    }
    html += '</tr>';
  }
  return html;
}

/** A table w pixels wide. options: style, columns, rows, wide (fill the width), shaded (head of a ruled table) */
function table(w, options = {}) {
  const style = options.style || weighted({ full: 2.2, book: 2.5, zebra: 1.6, plain: 1.4, lines: 1.6, vertical: 0.6 });
  const columns = options.columns || int(2, w > 420 ? 8 : 5),
    rows = options.rows || int(2, chance(0.2) ? 22 : 10);
  const shadeLight = int(25, 92),
    long = chance(0.25);
  const worded = times(columns, i => (i === 0 ? chance(0.85) : chance(long ? 0.5 : 0.25)));
  const look = {
    style,
    padding: `${em(0.05, 0.5)} ${em(0.2, 0.8)}`,
    line: pick(['#000', '#444', '#999', '#ccc']),
    bold: chance(0.8),
    shade: hsl(int(0, 359), chance(0.4) ? 0 : int(10, 60), shadeLight),
    dark: shadeLight < 60,
    aligns: worded.map(isWord => (isWord ? 'left' : pick(['right', 'center', 'right']))),
  };
  const cell = i =>
    !worded[i] ? number() : long && i && chance(0.6) ? escape(sentence().slice(0, int(20, 110))) : phrase(1, i ? 3 : 4);
  let html = headRows(look, columns, options);
  for (let r = 0; r < rows; r++) {
    if (r < rows - 1 && chance(0.05)) {
      html += `<tr><td colspan="${columns}" style="padding:${look.padding};font-weight:bold;
        ${style === 'full' ? `border:1px solid ${look.line}` : ''}">${phrase(1, 4)}</td></tr>`;
      continue;
    }
    const shade = style === 'zebra' && r % 2 ? `background:${P.zebra};` : '';
    html +=
      '<tr>' +
      times(
        columns,
        i =>
          `<td style="padding:${look.padding};text-align:${look.aligns[i]};vertical-align:${P.cellAlign};` +
          `${borders(style, look.line, { lastRow: r === rows - 1, column: i })}${shade}">${chance(0.06) ? '' : cell(i)}</td>`,
      ).join('') +
      '</tr>';
  }
  const bounded = style !== 'plain' && style !== 'vertical'; // without an outer rule the box is the text's
  const width =
    chance(0.65) || options.wide
      ? `width:${w}px;`
      : `max-width:${w}px;margin-${chance(0.75) ? 'left:auto;margin-right' : 'right'}:auto;`;
  return (
    `<table data-l="Table" ${bounded ? 'data-box="1"' : ''} style="border-collapse:collapse;font-size:${em(0.72, 0.98)};
      line-height:1.25;${width}` +
    `${chance(0.3) ? `font-family:'${P.font.head}';` : ''}text-indent:0;hyphens:none">${html}</table>`
  );
}

/** Ruled boxes with a small label in each, as on forms. */
function fieldTable(w) {
  const rows = times(int(2, 7), () => {
    const cells = int(1, 3);
    return (
      '<tr>' +
      times(
        cells,
        () =>
          `<td colspan="${6 / cells}" style="border:1px solid #333;padding:.25em .4em;height:${em(1.6, 2.8, 1)};
            vertical-align:top">` + `${phrase(1, 3)}${chance(0.4) ? `<br><b>${escape(words(2))}</b>` : ''}</td>`,
      ).join('') +
      '</tr>'
    );
  });
  return `<table data-l="Table" data-box="1" style="width:${w}px;border-collapse:collapse;font-size:.82em;
    margin:.6em 0">${rows.join('')}</table>`;
}

function contents() {
  const levels = int(1, 3),
    dots = chance(0.6);
  const row = () => {
    const level = int(1, levels),
      number_ = level === 1 ? int(1, 9) : `${int(1, 9)}.${int(1, 12)}`;
    return `<div style="display:flex;align-items:baseline;padding-left:${(level - 1) * 1.4}em;
      ${level === 1 && levels > 1 ? 'font-weight:bold;margin-top:.4em' : ''}">
<span style="white-space:nowrap">${number_} &nbsp;${escape(capital(words(int(1, 5))).slice(0, 46))}</span>
<span style="flex:1;overflow:hidden;white-space:nowrap;margin:0 .3em;
${dots ? '' : 'color:transparent'}">${'. '.repeat(200)}</span><span>${int(1, 300)}</span></div>`;
  };
  return `<div data-l="Table">${times(int(8, 34), row).join('')}</div>`;
}

module.exports = { table, fieldTable, contents };
