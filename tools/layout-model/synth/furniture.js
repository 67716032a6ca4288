'use strict';
// What surrounds the text: frames and columns, running heads and feet, title blocks and abstracts.
const { int, real, chance, pick, times, em } = require('./random');
const { P } = require('./style');
const { words, escape, capital, titleCase, phrase, titled, para, date, name, word } = require('./text');
const { block } = require('./blocks');

/** The text area of the page, a column of flex items. */
const body = html =>
  `<div style="position:absolute;left:${P.left}px;right:${P.right}px;top:${P.top}px;bottom:${P.bottom}px;display:flex;
    flex-direction:column">${html}</div>`;

/** A box of n columns that takes the height left; what overflows is hidden by whole columns, so that no line is cut. */
const frame = (html, n = 1, gap = 40, css = '', rule = '') =>
  `<div class="clip" style="overflow:hidden;flex:1;min-height:0;min-width:0;${css}">` +
  `<div style="height:100%;columns:${n};column-gap:${gap}px;column-fill:auto;${rule}">${html}</div></div>`;

/** Independent columns side by side. */
const row = (gap, columns) =>
  `<div style="display:flex;gap:${gap}px;flex:1;min-height:0">` +
  columns
    .map(html => `<div style="flex:1;min-width:0;display:flex;flex-direction:column;min-height:0">${html}</div>`)
    .join('') +
  '</div>';

/** The words of a running head. */
const running = () =>
  pick([
    () => titled(2, 7),
    () => titled(2, 7),
    () => escape(words(int(2, 6)).toUpperCase()),
    () => date(),
    () => name(),
    () => `${titled(3, 3)} ${int(1990, 2025)}, ${int(1, 40)}:${int(1, 300)}`,
    () => `https://doi.org/10.${int(1000, 9999)}/${word()}.${int(100, 9999)}`,
    () => `© ${int(1995, 2025)} ${titled(2, 2)}`,
    () => 'Confidential',
    () => `<span style="font-variant:small-caps">${titled(2, 5)}</span>`,
    () => `<i>${phrase(2, 5)}</i>`,
  ])();

function pageNumber() {
  const n = chance(0.5) ? int(1, 400) : int(1, 30);
  return pick([
    `${n}`,
    `${n}`,
    `${n}`,
    `${n}`,
    `- ${n} -`,
    `Page ${n}`,
    `Page ${n} of ${n + int(1, 90)}`,
    `${n} / ${n + int(1, 40)}`,
    `${String.fromCharCode(65 + int(0, 5))}-${n}`,
  ]);
}

/** A line of items in the upper or lower margin. */
function band(label, atTop, items) {
  const filled = chance(0.06),
    margin = atTop ? P.top : P.bottom,
    side = atTop ? 'top' : 'bottom',
    inner = atTop ? 'bottom' : 'top';
  const colour = filled ? '#fff' : chance(0.25) ? '#777' : chance(0.1) ? P.accent : 'inherit';
  const place = filled
    ? `left:0;right:0;padding:0 ${P.right}px 0 ${P.left}px;background:${P.dark};`
    : `left:${P.left}px;right:${P.right}px;`;
  const rule = chance(0.3)
    ? `border-${inner}:${chance(0.8) ? 1 : 2}px solid ${chance(0.5) ? '#000' : P.accent};padding-${inner}:3px;`
    : '';
  const justify = items.length === 1 ? pick(['center', 'flex-end', 'flex-start', 'center']) : 'space-between';
  const look = chance(0.15) ? 'italic' : chance(0.1) ? 'bold' : '';
  const font = `${look} ${(P.size * real(0.65, 0.98)).toFixed(1)}px '${chance(0.4) ? P.font.head : P.font.body}'`;
  return (
    `<div style="position:absolute;${place}${side}:${(margin * real(0.25, 0.75) - 6).toFixed(0)}px;display:flex;
      align-items:baseline;justify-content:${justify};` +
    `font:${font};color:${colour};
      ${rule}">${items.map(html => `<div data-l="${label}" style="max-width:60%">${html}</div>`).join('')}</div>`
  );
}

/** The stamp that preprints carry down the left edge. */
const stamp = () =>
  `<div data-l="Page-header" data-box="1" style="position:absolute;left:${int(8, 24)}px;top:${(P.H * real(0.25, 0.4)) | 0}px;
    writing-mode:vertical-rl;` +
  `transform:rotate(180deg);color:#777;
    font:${int(14, 19)}px 'Liberation Serif'">arXiv:${int(1000, 2412)}.${int(10000, 20000)}v${int(1, 4)} ` +
  `[cs.${pick(['LG', 'CV', 'CL', 'DS'])}] ${date()}</div>`;

/** Line numbers of a manuscript: no class of their own, so unlabelled. */
const lineNumbers = () =>
  `<div style="position:absolute;left:${Math.max(4, P.left - 34)}px;top:${P.top}px;
    font:8px/${(P.size * P.leading).toFixed(1)}px 'Liberation Sans';` +
  `color:#888;text-align:right;width:20px;height:${P.H - P.top - P.bottom}px;
    overflow:hidden">${times(70, i => i + 1).join('<br>')}</div>`;

/** Running heads and feet. options: header, footer (chances), stamp, lines (whether they may occur) */
function furniture(options = {}) {
  const hasHeader = chance(options.header ?? 0.6),
    hasFooter = chance(options.footer ?? 0.7),
    numberAbove = hasHeader && (!hasFooter || chance(0.3));
  const add = (items, item) => (chance(0.5) ? [...items, item] : [item, ...items]);
  let html = '';
  if (hasHeader) {
    let items = [running()];
    if (numberAbove) items = chance(0.15) ? [pageNumber()] : add(items, pageNumber());
    else if (chance(0.3)) items.push(running());
    html += band('Page-header', true, chance(0.08) ? [...items, running()] : items);
  }
  if (hasFooter) {
    let items = numberAbove && chance(0.5) ? [running()] : [pageNumber()];
    if (chance(0.4)) items = add(items, running());
    html += band('Page-footer', false, chance(0.08) ? [...items, running()] : items);
  }
  if (options.stamp && chance(0.15)) html += stamp();
  if (options.lines && chance(0.06)) html += lineNumbers();
  return html;
}

function affiliations(align) {
  const lines = times(int(1, 3), i => `<sup>${i + 1}</sup>${titled(3, 7, 'en')}`).join(chance(0.5) ? '<br>' : ', ');
  return block(
    'Text',
    lines,
    `text-align:${align};font-size:.82em;line-height:1.25;margin-bottom:.5em;${chance(0.3) ? 'font-style:italic;' : ''}`,
  );
}

function authors(align) {
  if (align === 'center' && chance(0.35)) {
    const author = () =>
      block(
        'Text',
        `${name()}<br><i>${titled(2, 4, 'en')}</i><br>${word()}@${word()}.edu`,
        'text-align:center;font-size:.9em',
      );
    return times(
      int(1, 2),
      () =>
        `<div style="display:flex;justify-content:space-around;margin-bottom:.6em">${times(int(2, 3), author).join('')}</div>`,
    ).join('');
  }
  const names = times(int(1, 5), () => name() + (chance(0.5) ? `<sup>${int(1, 4)}</sup>` : '')).join(', ');
  return (
    block(
      'Text',
      names,
      `text-align:${align};margin-bottom:.3em;
        ${chance(0.3) ? 'font-weight:bold;' : ''}${chance(0.15) ? 'font-variant:small-caps;' : ''}`,
    ) + (chance(0.8) ? affiliations(align) : '')
  );
}

/** Title, authors and affiliations at the head of a paper or report. */
function titleBlock(scale = 1) {
  const align = chance(0.65) ? 'center' : 'left',
    italic = chance(0.07) ? 'italic ' : '';
  const kinds = ['RESEARCH ARTICLE', 'Original Article', 'REVIEW', 'Open Access', 'TECHNICAL REPORT', 'White paper'];
  let title = (chance(0.5) ? titleCase : capital)(words(int(3, 13)));
  if (chance(0.12)) title = title.toUpperCase();
  let html = chance(0.2)
    ? block(
        'Text',
        escape(pick(kinds)),
        `font:bold .8em '${P.font.head}';text-align:${align};margin-bottom:.6em;color:${P.accent}`,
      )
    : '';
  html += block(
    'Title',
    escape(title),
    `font:${italic}${chance(0.65) ? 'bold ' : ''}${em(1.25, 2.5 * scale)}/1.18 '${P.font.head}';text-align:${align};
      color:${P.headColour};` +
      `margin:0 0 ${em(0.3, 0.9)};text-indent:0;${chance(0.06) ? 'font-variant:small-caps;' : ''}`,
  );
  if (chance(0.2))
    html += block(
      chance(0.5) ? 'Section-header' : 'Text',
      phrase(3, 9),
      `font-size:1.2em;text-align:${align};margin-bottom:.7em`,
    );
  if (chance(0.9)) html += authors(align);
  if (chance(0.25))
    html += block(
      'Text',
      chance(0.6) ? `Received ${date()}; accepted ${date()}` : `(Dated: ${date()})`,
      `text-align:${align};font-size:.85em;margin-bottom:.5em`,
    );
  return html;
}

function abstract() {
  const kind = pick(['headed', 'bold', 'italic', 'bare']),
    inset = pick([0, 0, 1.5, 3]);
  const head =
    kind === 'headed'
      ? block(
          'Section-header',
          pick(['Abstract', 'ABSTRACT', 'Summary', 'A b s t r a c t', 'Abstract.']),
          `${chance(0.8) ? 'font-weight:bold;' : 'font-variant:small-caps;'}text-align:${pick(['center', 'center', 'left'])};
            margin-bottom:.4em`,
        )
      : '';
  const lead = { bold: '<b>Abstract.</b> ', italic: '<i>Abstract—</i>' }[kind] || '';
  const keys = chance(0.5)
    ? block(
        'Text',
        `<b>${pick(['Keywords', 'Key words', 'PACS', 'Index Terms', 'JEL'])}:</b> ` +
          escape(times(int(3, 6), () => words(int(1, 2))).join(', ')),
        'margin-top:.5em;text-indent:0',
      )
    : '';
  return (
    `<div style="margin:.8em ${inset}em 1.1em;font-size:${em(0.84, 1)};${
      chance(0.1)
        ? `background:${P.tint};padding:.8em;
      color:#111;`
        : ''
    }">${head}` +
    `${block(
      'Text',
      lead + para(350, 1300),
      `${P.paragraph}text-indent:0;
      ${chance(0.15) ? 'font-style:italic' : ''}`,
    )}${keys}</div>`
  );
}

module.exports = { body, frame, row, furniture, titleBlock, abstract };
