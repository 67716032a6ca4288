'use strict';
// Printed matter: gazettes, newsletters, catalogues, posters, and text over pictures.
const { int, real, chance, pick, times, em } = require('../random');
const { P, columnWidth, setParagraphs } = require('../style');
const { words, escape, capital, titleCase, phrase, titled, para, date, name, number } = require('../text');
const { block, paragraph, list, caption, figure, tableFigure, flow } = require('../blocks');
const { table } = require('../tables');
const { picture, logo } = require('../pictures');
const { body, frame, furniture } = require('../furniture');

const headFont = () => `'${P.font.head}'`;

const shout = html => (chance(0.3) ? html.toUpperCase() : html);

/** A notice: a small head in the width of a column, often a byline or a dateline, short paragraphs. */
function notice(w, centred) {
  const size = em(1.05, 1.9),
    italic = chance(0.15) ? 'italic ' : '';
  const head = block(
    'Section-header',
    escape(shout(capital(words(int(1, 7))))),
    `font:${italic}${chance(0.85) ? 'bold ' : ''}${size}/1.12 ${headFont()};text-align:${centred ? 'center' : 'left'};` +
      `margin:${em(0.5, 1.1)} 0 ${em(0.15, 0.4)};text-indent:0;break-after:avoid;break-inside:avoid;hyphens:none`,
  );
  const by = chance(0.25)
    ? block(
        'Text',
        pick([`By ${name()}`, `${name()}, ${titled(1, 3)}`, escape(date())]),
        'font-size:.88em;font-style:italic;margin-bottom:.3em;text-indent:0',
      )
    : '';
  const dateline = chance(0.3) ? `<b>${escape(words(1).toUpperCase())}</b> — ` : '';
  const text = [block('Text', dateline + para(80, 420), P.paragraph + 'text-indent:0')].concat(
    times(int(0, 4), () => paragraph(false, 60, 380)),
  );
  const shot = chance(0.22) ? figure(w, { kind: 'photo', caption: 0.8 }) : '';
  const rule = chance(0.2) ? `<div style="width:30%;margin:.7em auto;border-top:1px solid #777"></div>` : '';
  return (chance(0.4) ? shot + head + by : head + by + shot) + text.join('') + rule;
}

/** A gazette: notices run on from column to column over the whole sheet, without any grid. */
function gazette() {
  const n = int(3, 6),
    gap = int(10, 18);
  Object.assign(P, {
    size: real(7.8, 10.5),
    leading: real(1.08, 1.3),
    gap: chance(0.7) ? 0 : 0.3,
    indent: chance(0.7) ? 1 : 0,
  });
  Object.assign(P, {
    left: int(26, 60),
    top: int(36, 70),
    bottom: int(30, 60),
    align: chance(0.85) ? 'justify' : 'left',
  });
  P.right = P.left;
  setParagraphs();
  const W = columnWidth(),
    w = (W - gap * (n - 1)) / n,
    centred = chance(0.5);
  let top = '';
  if (chance(0.3))
    top =
      `<div style="display:flex;align-items:center;gap:14px;border-bottom:${int(1, 4)}px double #222;padding-bottom:6px;margin-bottom:8px">` +
      (chance(0.5) ? logo(int(44, 90), int(36, 56)) : '') +
      block(
        'Title',
        titled(1, 3, 'en'),
        `font:bold ${em(2.6, 4.2, 1)}/1.1 ${headFont()};flex:1;white-space:nowrap;overflow:hidden`,
      ) +
      `${block(chance(0.5) ? 'Page-header' : 'Text', `${escape(date())}<br>${escape(words(2))}`, 'font-size:.95em;text-align:right')}</div>`;
  else if (chance(0.4))
    top =
      block(
        'Section-header',
        phrase(3, 9),
        `font:bold ${em(2.4, 4, 1)}/1.08 ${headFont()};margin-bottom:.25em;text-align:${centred ? 'center' : 'left'}`,
      ) +
      (chance(0.5) ? block('Text', phrase(8, 18), 'font-size:1.35em;line-height:1.25;margin-bottom:.6em') : '') +
      (chance(0.5)
        ? `<div style="margin-bottom:.6em">${figure(W * real(0.6, 1), { kind: 'photo', height: 0.6 })}</div>`
        : '');
  const rule = chance(0.5) ? 'column-rule:1px solid #aaa;' : '';
  return (
    furniture({ header: 0.6, footer: 0.4 }) +
    body(top + frame(times(16, () => notice(w, centred)).join(''), n, gap, '', rule))
  );
}

/** A club's or firm's letter of news: a coloured head, a narrow column of boxes and a wide one of stories. */
function newsletter() {
  P.size = real(9.5, 12.5);
  const W = columnWidth(),
    gap = int(16, 28),
    side = W * real(0.24, 0.34),
    wide = W - side - gap,
    onDark = chance(0.6);
  const mast =
    `<div style="margin:0 -${chance(0.5) ? P.left : 0}px 14px;padding:12px ${P.left}px;` +
    `${onDark ? `background:${P.dark};color:#fff` : `border-bottom:3px solid ${P.accent}`}">` +
    block('Title', titled(1, 4), `font:bold ${em(2.2, 3.4, 1)}/1.1 ${headFont()}`) +
    `${block(chance(0.5) ? 'Text' : 'Page-header', `${escape(words(2))} | ${escape(date())}`, 'font-size:.85em;margin-top:.3em')}</div>`;
  const panel = () => {
    const inside = pick([
      () =>
        times(int(3, 6), () =>
          block('List-item', `${phrase(2, 5)} <b>${int(2, 12)}</b>`, 'margin:.25em 0;text-indent:0'),
        ).join(''),
      () => times(int(1, 2), () => paragraph(true, 60, 260)).join(''),
      () => list(),
      () => figure(side - 24, { kind: 'photo' }),
      () => block('Text', `“${para(50, 140)}”`, `font:italic 1.3em/1.3 ${headFont()};color:${P.accent}`),
    ])();
    const head = chance(0.75)
      ? block('Section-header', phrase(1, 4), `font:bold 1.1em ${headFont()};margin-bottom:.4em;break-after:avoid`)
      : '';
    const skin = pick([
      `background:${P.tint};color:#111;`,
      `border:1px solid ${P.accent};`,
      `border-top:3px solid ${P.accent};`,
      '',
    ]);
    return `<div style="${skin}padding:10px;margin-bottom:12px;break-inside:avoid">${head}${inside}</div>`;
  };
  const n = chance(0.4) ? 2 : 1;
  const stories = times(5, () => {
    const head = block(
      'Section-header',
      phrase(2, 8),
      `font:bold ${em(1.3, 2)}/1.15 ${headFont()};color:${P.headColour};margin:.4em 0 .35em;break-after:avoid`,
    );
    return (
      head +
      flow((wide - 16 * (n - 1)) / n, { p: 6, h2: 0.5, fig: 0.5, list: 0.3 }, int(2, 4), { kind: 'photo', high: 500 })
    );
  }).join('');
  const aside = `<div style="width:${side | 0}px;flex:none;display:flex;min-height:0">${frame(times(6, panel).join(''))}</div>`;
  const main = `<div style="flex:1;min-width:0;min-height:0;display:flex">${frame(stories, n, 16)}</div>`;
  const columns = `<div style="display:flex;gap:${gap}px;flex:1;min-height:0">${chance(0.5) ? aside + main : main + aside}</div>`;
  return furniture({ header: 0.1, footer: 0.6 }) + body((chance(0.6) ? mast : '') + columns);
}

/** Goods in a grid: picture, name, a few lines, a price or a small table. */
function catalogue() {
  const n = int(2, 4),
    gap = int(12, 24),
    W = columnWidth(),
    w = (W - gap * (n - 1)) / n,
    framed = chance(0.4),
    aside = chance(0.3),
    named = chance(0.7),
    inner = framed ? w - 18 : w;
  P.size = real(8.5, 11.5);
  const height = inner * real(0.45, 0.95);
  const item = () => {
    const shot = picture(aside ? inner * 0.4 : inner, aside ? inner * 0.4 : height, 'photo');
    const title = named
      ? block(
          'Section-header',
          phrase(1, 4),
          `font:bold ${em(1, 1.25)}/1.2 ${headFont()};color:${P.headColour};margin:.3em 0 .2em`,
        )
      : '';
    const words_ = block(
      'Text',
      (named ? '' : `<b>${phrase(1, 3)}</b> `) + para(40, 200),
      'line-height:1.25;text-indent:0',
    );
    const price = chance(0.5)
      ? block(
          'Text',
          pick(['$', '€', '£', 'No. ']) + number().replace(/[^0-9.,]/g, '') + int(0, 9),
          'font-weight:bold;margin-top:.25em',
        )
      : '';
    const extra = chance(0.2)
      ? `<div style="margin-top:.4em">${table(aside ? inner * 0.55 : inner, { columns: 2, rows: int(2, 4) })}</div>`
      : '';
    const text = title + words_ + price + extra;
    const inside = aside
      ? `<div style="display:flex;gap:8px">${shot}<div style="flex:1;min-width:0">${text}</div></div>`
      : shot + text;
    return `<div style="width:${inner | 0}px;break-inside:avoid;margin-bottom:${gap}px;${framed ? 'border:1px solid #bbb;padding:8px;' : ''}">${inside}</div>`;
  };
  const top = chance(0.6)
    ? block(
        chance(0.4) ? 'Title' : 'Section-header',
        phrase(1, 5),
        `font:bold ${em(1.8, 3)}/1.15 ${headFont()};color:${P.headColour};margin-bottom:.5em`,
      ) + (chance(0.4) ? paragraph(true, 60, 260) : '')
    : '';
  return furniture({ header: 0.4, footer: 0.7 }) + body(top + frame(times(n * 7, item).join(''), n, gap));
}

/** A poster of a congress: a broad head, columns of panels with heads on coloured bars. */
function poster() {
  if (chance(0.6))
    [P.W, P.H] = pick([
      [1123, 794],
      [1100, 850],
      [1000, 700],
    ]);
  Object.assign(P, { left: int(16, 40), top: int(14, 34), bottom: int(14, 34), size: real(8, 11.5) });
  P.right = P.left;
  P.math = chance(0.3) ? 'tex' : '';
  const n = P.W > P.H ? int(3, 4) : int(2, 3),
    gap = int(10, 22),
    W = columnWidth(),
    w = (W - gap * (n - 1)) / n - 20,
    bar = chance(0.6),
    framed = chance(0.5),
    band = chance(0.6);
  const head =
    `<div style="${band ? `background:${P.dark};color:#fff;padding:14px;` : ''}margin-bottom:12px;text-align:${pick(['center', 'left'])}">` +
    block('Title', titled(4, 12), `font:bold ${em(2, 3)}/1.12 ${headFont()}`) +
    block('Text', times(int(1, 4), name).join(', '), 'font-size:1.2em;margin-top:.35em') +
    `${chance(0.6) ? block('Text', titled(3, 8, 'en'), 'font-style:italic;margin-top:.2em') : ''}</div>`;
  const panel = () => {
    const look = bar
      ? `background:${P.accent};color:#fff;padding:.2em .5em;`
      : `color:${P.accent};border-bottom:2px solid ${P.accent};`;
    const title = block(
      'Section-header',
      escape(shout(capital(words(int(1, 3))))),
      `font:bold 1.3em/1.25 ${headFont()};${look}margin-bottom:.4em;break-after:avoid`,
    );
    const inside = flow(w, { p: 3, list: 1.6, fig: 1.4, tab: 0.4, eq: P.math ? 0.6 : 0 }, int(1, 3), {
      high: 350,
      kind: 'plot',
    });
    return `<div style="${framed ? `border:1px solid ${P.accent};` : ''}padding:8px;margin-bottom:${gap}px">${title}${inside}</div>`;
  };
  return body(head + frame(times(10, panel).join(''), n, gap)) + furniture({ header: 0, footer: 0.15 });
}

/** Photographs and maps under panels of text. */
function overlay() {
  const W = P.W,
    high = P.H * real(0.35, 1),
    top = chance(0.6) ? 0 : P.H - high;
  const backdrop = `<div style="position:absolute;left:0;top:${top | 0}px">${picture(W, high, 'photo')}</div>`;
  const skins = [
    'background:#fff;color:#111;',
    `background:${P.dark};color:#fff;`,
    `background:${P.tint};color:#111;`,
    'background:#fffd;color:#111;',
  ];
  const n = int(1, 3),
    gap = int(14, 30),
    each = (columnWidth() - gap * (n - 1)) / n;
  const panel = () => {
    const head = chance(0.8)
      ? block('Section-header', phrase(1, 5), `font:bold ${em(1.2, 1.8)}/1.15 ${headFont()};margin-bottom:.4em`)
      : '';
    const inside = pick([
      () => paragraph(true, 60, 400),
      () => times(2, () => paragraph(true, 60, 260)).join(''),
      () => list(),
      () => tableFigure(each - 30),
    ])();
    return `<div style="${pick(skins)}padding:14px;box-sizing:border-box;width:${each | 0}px;margin-top:${int(0, 60)}px;position:relative">${head}${inside}</div>`;
  };
  const title = chance(0.7)
    ? block(
        'Title',
        escape(shout(titleCase(words(int(1, 6))))),
        `font:bold ${em(2, 3.6, 1)}/1.12 ${headFont()};${pick(skins)}padding:.2em .4em;display:inline-block;position:relative;margin-bottom:.5em`,
      )
    : '';
  const text =
    chance(0.4) && top === 0 && high < P.H * 0.8
      ? `<div style="margin-top:${int(0, 30)}px">${caption('figure')}</div>`
      : '';
  const clip = html => `<div class="clip" style="overflow:hidden;flex:1;min-height:0">${html}</div>`;
  return (
    backdrop +
    body(
      clip(
        `<div style="height:${(P.H * real(0.02, 0.3)) | 0}px"></div>${title}
          <div style="display:flex;gap:${gap}px;align-items:flex-start">
          ${times(n, panel).join('')}</div>${text}`,
      ),
    )
  );
}

module.exports = { gazette, newsletter, catalogue, poster, overlay };
