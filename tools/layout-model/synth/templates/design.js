'use strict';
// Designed pages: magazines, slides, covers and brochures.
const { int, real, chance, pick, times, weighted, em, palette } = require('../random');
const { P, columnWidth } = require('../style');
const { words, escape, capital, titleCase, phrase, titled, para, name, date } = require('../text');
const { block, heading, paragraph, list, formula, figure, tableFigure, callout, flow } = require('../blocks');
const { picture, logo } = require('../pictures');
const { body, frame, furniture } = require('../furniture');

function magazine() {
  const n = int(2, 4),
    gap = int(12, 22),
    W = columnWidth(),
    w = (W - gap * (n - 1)) / n;
  P.size = real(8.5, 11);
  P.align = chance(0.6) ? 'justify' : 'left';
  let top = chance(0.5) ? picture(W, P.H * real(0.15, 0.4), 'photo') : '';
  if (chance(0.75)) {
    top += block(
      chance(0.5) ? 'Title' : 'Section-header',
      phrase(2, 9),
      `font:bold ${em(2, 4, 1)}/1.08 '${P.font.head}';margin:.3em 0 .3em;color:${P.headColour}`,
    );
    if (chance(0.5)) top += block('Text', para(60, 240), 'font-size:1.3em;line-height:1.3;margin-bottom:.6em');
    if (chance(0.5)) top += block('Text', `By ${name()}`, 'font-weight:bold;margin-bottom:.6em');
  }
  const columns = frame(
    flow(w, { p: 7, h2: 0.8, fig: 0.55, call: 0.15, quote: 0.15 }, 34, { high: 600, kind: 'photo' }),
    n,
    gap,
    '',
    chance(0.25) ? 'column-rule:1px solid #aaa;' : '',
  );
  return (
    furniture({ header: 0.5, footer: 0.7 }) +
    body(
      top +
        columns +
        (chance(0.2) ? `<div style="margin-top:.8em">${figure(W, { height: 0.4, kind: 'photo' })}</div>` : ''),
    )
  );
}

function slideTitlePage() {
  return body(`<div style="margin:auto;text-align:${pick(['center', 'left'])};width:100%">
${block('Title', titled(3, 8), `font:bold ${em(1.8, 2.8, 1)}/1.15 '${P.font.head}';color:${P.headColour};margin-bottom:.6em`)}
${chance(0.7) ? block(chance(0.5) ? 'Section-header' : 'Text', phrase(2, 7), 'margin-bottom:.6em') : ''}
${block('Text', `${name()}<br>${date()}`, 'font-size:.7em')}</div>`);
}

function slide() {
  Object.assign(P, {
    left: int(30, 70),
    top: int(24, 50),
    bottom: int(34, 50),
    size: real(14, 22),
    leading: real(1.15, 1.5),
    gap: 0.4,
  });
  P.right = P.left;
  const W = columnWidth();
  if (chance(0.15)) Object.assign(P, { background: P.dark, colour: '#fff', headColour: '#fff' });
  let decoration = chance(0.4)
    ? `<div style="position:absolute;left:0;top:${chance(0.5) ? 0 : P.H - 14}px;width:100%;height:${int(6, 14)}px;
      background:${P.accent}"></div>`
    : '';
  if (chance(0.3))
    decoration += `<div style="position:absolute;right:14px;
      ${chance(0.5) ? 'top:8px' : 'bottom:6px'}">${logo(int(40, 90), int(18, 28))}</div>`;
  if (chance(0.12)) return decoration + furniture({ header: 0.05, footer: 0.5 }) + slideTitlePage();
  const banded = chance(0.15),
    gap = int(20, 40),
    w = (W - gap) / 2,
    height = P.H - P.top - P.bottom - 60;
  const look = banded
    ? `color:#fff;background:${P.dark};padding:.25em .5em;margin:0 -1em .6em;`
    : `color:${P.headColour};margin-bottom:.6em;`;
  const title = block(
    chance(0.75) ? 'Section-header' : 'Title',
    phrase(2, 8),
    `font:${chance(0.7) ? 'bold' : ''} ${em(1.3, 1.9)}/1.15 '${P.font.head}';
      ${look}text-align:${chance(0.75) ? 'left' : 'center'}`,
  );
  const clip = html =>
    `<div class="clip" style="flex:1;overflow:hidden;min-height:0;min-width:0;height:${height}px"><div style="height:100%;
      columns:1;column-fill:auto;font-size:${em(0.72, 1)}">${html}</div></div>`;
  const panel = width =>
    clip(
      {
        list: () => list() + (chance(0.4) ? list() : ''),
        figure: () => figure(width, { height: height / width, caption: 0.3 }),
        table: () => tableFigure(width),
        text: () =>
          times(int(1, 3), () => (chance(0.4) ? heading(1) : '') + paragraph(true, 60, 260)).join('') +
          (chance(0.3) ? formula() : ''),
      }[weighted({ list: 3, figure: 3, table: 1, text: 1.2 })](),
    );
  const panels = chance(0.45) ? panel(W) : `<div style="display:flex;gap:${gap}px">${panel(w)}${panel(w)}</div>`;
  return decoration + furniture({ header: 0.05, footer: 0.65 }) + body(title + panels);
}

/** Coloured shapes behind the text: decoration, so without a label. */
function shapes() {
  const c = palette(),
    shade = i => c(i),
    at = () => int(-10, 100);
  const one = i =>
    pick([
      () =>
        `<div style="position:absolute;left:${at()}%;top:${at()}%;width:${int(15, 90)}%;height:${int(8, 60)}%;
          background:${shade(i)};opacity:${real(0.3, 1).toFixed(2)}"></div>`,
      () =>
        `<div style="position:absolute;left:${at()}%;top:${at()}%;width:${int(100, 500)}px;height:${int(100, 500)}px;
          border-radius:50%;background:${shade(i)};opacity:${real(0.2, 0.9).toFixed(2)}"></div>`,
      () =>
        `<div style="position:absolute;inset:0;background:${shade(i)};
          clip-path:polygon(${times(int(3, 5), () => `${int(0, 100)}% ${int(0, 100)}%`).join(',')})"></div>`,
      () =>
        `<div style="position:absolute;inset:0;
          background:linear-gradient(${int(0, 360)}deg,${shade(i)},${shade(i + 3)} ${int(30, 70)}%,transparent)"></div>`,
      () =>
        `<div style="position:absolute;left:0;right:0;top:${int(0, 90)}%;height:${int(4, 200)}px;background:${shade(i)}"></div>`,
    ])();
  return times(int(1, 4), one).join('');
}

/** Title pages, half of them with text straight on shapes or on a photograph. */
function cover() {
  const loud = chance(0.6),
    light = !loud || chance(0.4),
    card = !loud || chance(0.3),
    photo = chance(0.45);
  const background = chance(0.45) ? P.dark : chance(0.3) ? P.tint : 'none',
    ink = card ? '#111' : background === P.dark || !light ? '#fff' : '#111';
  const backdrop = `<div style="position:absolute;inset:0;overflow:hidden;
    background:${!card && ink === '#fff' && background !== P.dark ? P.dark : background}">${loud ? shapes() : ''}</div>`;
  const image = photo
    ? `<div style="position:absolute;left:${chance(0.7) ? 0 : int(0, (P.W * 0.3) | 0)}px;
      top:${int(0, (P.H * 0.6) | 0)}px">${picture(P.W * (chance(0.7) ? 1 : real(0.4, 0.7)), P.H * real(0.2, 0.5), 'photo')}</div>`
    : '';
  const align = pick(['left', 'left', 'center', 'right']),
    shadow = ink === '#fff' && !card ? 'text-shadow:0 0 6px #000;' : '';
  let title = titleCase(words(int(1, 9)));
  if (chance(0.25)) title = title.toUpperCase();
  let html = block('Title', escape(title), `font:${chance(0.75) ? 'bold ' : ''}${em(2, 4.4, 1)}/1.12 '${P.font.head}'`);
  if (chance(0.7))
    html += block(chance(0.5) ? 'Section-header' : 'Text', phrase(3, 9), 'font-size:1.4em;margin:.5em 0');
  if (chance(0.25)) html += block('Text', para(80, 300), 'margin:1em 0');
  html += block('Text', (chance(0.5) ? `${name()}<br>` : '') + date(), 'margin-top:1em');
  const skin = card ? `background:${chance(0.6) ? '#fff' : '#fffc'};padding:14px;` : '';
  const place = `<div style="margin-top:${(P.H * real(0.08, 0.45)) | 0}px;text-align:${align};position:relative;color:${ink};
    ${skin}${shadow}">${html}</div>`;
  const foot = chance(0.4)
    ? `<div style="position:absolute;left:0;right:0;bottom:${int(0, 40)}px;text-align:${align};color:${ink};
      ${shadow}">${block(chance(0.5) ? 'Text' : 'Page-footer', `${titled(2, 4)}${chance(0.5) ? '<br>' + titled(2, 5) : ''}`)}</div>`
    : '';
  return (
    backdrop +
    image +
    body(`<div>${chance(0.75) ? logo(int(60, 160), int(30, 60)) : ''}</div>${place}${foot}`) +
    (chance(0.2) ? furniture({ header: 0, footer: 1 }) : '')
  );
}

/** A leaflet: a grid of panels, some coloured, with short texts, pictures and lists. */
function brochure() {
  const columns = int(2, 3),
    gap = int(10, 22),
    W = columnWidth(),
    w = (W - gap * (columns - 1)) / columns;
  P.size = real(9, 13);
  const panel = () => {
    const skin = pick([
      '',
      '',
      `background:${P.tint};color:#111;padding:10px;`,
      `background:${P.dark};color:#fff;padding:10px;`,
      `border:1px solid ${P.accent};padding:9px;`,
    ]);
    const inner = skin ? w - 20 : w;
    const parts = times(int(1, 3), () => weighted({ text: 3, figure: 1.6, list: 0.8, title: 0.8, call: 0.2 }))
      .map(kind =>
        ({
          text: () =>
            (chance(0.6) ? heading(int(0, 2)) : '') + times(int(1, 2), () => paragraph(true, 60, 350)).join(''),
          figure: () => figure(inner, { kind: 'photo', caption: 0.4 }),
          list: () => list(),
          call: callout,
          title: () =>
            block('Section-header', phrase(1, 6), `font:bold ${em(1.4, 2.4)}/1.1 '${P.font.head}';margin:.2em 0 .5em`),
        })[kind](),
      )
      .join('');
    return `<div style="${skin}margin-bottom:${gap}px;break-inside:avoid;box-sizing:border-box">${parts}</div>`;
  };
  const head = chance(0.7)
    ? block(
        'Title',
        escape(capital(words(int(1, 6)))),
        `font:bold ${em(2, 3.6, 1)}/1.1 '${P.font.head}';color:${P.headColour};margin-bottom:.5em;
          text-align:${pick(['left', 'center'])}`,
      )
    : '';
  const banner = chance(0.35)
    ? `<div style="margin-bottom:.8em">${picture(W, P.H * real(0.12, 0.3), 'photo')}</div>`
    : '';
  const backdrop = chance(0.3)
    ? `<div style="position:absolute;left:0;right:0;top:0;height:${int(20, 120)}px;background:${P.tint}"></div>`
    : '';
  return (
    backdrop +
    furniture({ header: 0.2, footer: 0.5 }) +
    body((chance(0.5) ? banner + head : head + banner) + frame(times(7, panel).join(''), columns, gap))
  );
}

module.exports = { magazine, slide, cover, brochure };
