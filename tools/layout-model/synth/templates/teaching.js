'use strict';
// Pages to learn from: textbooks, work sheets, lecture notes, recipes, and pages in two languages.
const { int, real, chance, pick, times, weighted, em } = require('../random');
const { P, columnWidth } = require('../style');
const fonts = require('../fonts');
const { words, escape, phrase, para } = require('../text');
const {
  block,
  heading,
  paragraph,
  list,
  formula,
  figure,
  tableFigure,
  callout,
  footnotes,
  flow,
} = require('../blocks');
const { table } = require('../tables');
const { picture } = require('../pictures');
const { body, frame, furniture } = require('../furniture');

const headFont = () => `'${P.font.head}'`;

const blank = w => `<span style="display:inline-block;border-bottom:1px solid #444;width:${w | 0}px">&nbsp;</span>`;

/** A school book: a main column, notes and small figures in the margin, boxed examples, exercises. */
function textbook() {
  const W = columnWidth(),
    gap = int(16, 30),
    side = W * real(0.2, 0.3),
    main = W - side - gap,
    left = chance(0.5);
  P.math = chance(0.5) ? pick(['tex', 'mathml']) : '';
  const mark = pick([`color:${P.accent}`, 'font-weight:bold', 'font-style:italic', '']);
  const margin = times(int(2, 6), () =>
    pick([
      () => block('Text', para(30, 160), `font-size:.8em;line-height:1.25;${mark};margin-bottom:1em;text-indent:0`),
      () => `<div style="font-size:.95em">${figure(side, { caption: 0.9 })}</div>`,
      () =>
        block('Section-header', phrase(1, 3), `font:bold .9em ${headFont()};color:${P.accent};margin:.8em 0 .3em`) +
        block('Text', para(30, 160), 'font-size:.8em;line-height:1.25;margin-bottom:1em;text-indent:0'),
      () => `<div style="height:${int(20, 140)}px"></div>`,
    ])(),
  ).join('');
  const example = () =>
    `<div style="break-inside:avoid;margin:1em 0;padding:.7em .9em;${pick([`background:${P.tint};color:#111`, `border:1px solid ${P.accent}`, `border-left:4px solid ${P.accent}`])}">` +
    block(
      'Section-header',
      `${pick(['Example', 'Activity', 'Beispiel', 'Exercise', 'Box'])} ${int(1, 9)}.${int(1, 20)}`,
      `font:bold 1em ${headFont()};margin-bottom:.3em`,
    ) +
    `${paragraph(true, 60, 300)}${P.math && chance(0.6) ? formula() : ''}${chance(0.4) ? paragraph(true, 40, 200) : ''}</div>`;
  const exercises = () =>
    times(int(3, 8), i =>
      block(
        'List-item',
        `<b>${i + 1}</b>${pick(['.', ' ', ')'])} ${para(40, 220)}`,
        `margin:.35em 0;padding-left:1.6em;text-indent:-1.6em;text-align:${P.align}`,
      ),
    ).join('');
  const mix = { p: 4, h1: 0.7, h2: 0.7, list: 0.4, fig: 0.5, tab: 0.3, eq: P.math ? 1.2 : 0, run: 0.4 };
  const text =
    flow(main, mix, 3) +
    example() +
    flow(main, mix, 5) +
    (chance(0.4) ? heading(1) + exercises() : '') +
    flow(main, mix, 6) +
    example();
  const notes = `<div class="clip" style="width:${side | 0}px;flex:none;overflow:hidden">
    <div style="height:100%;columns:1;column-fill:auto">${margin}</div></div>`;
  const wide = `<div style="flex:1;min-width:0;min-height:0;display:flex">${frame(text)}</div>`;
  return (
    furniture({ header: 0.6, footer: 0.6 }) +
    body(`<div style="display:flex;gap:${gap}px;flex:1;min-height:0">${left ? notes + wide : wide + notes}</div>`)
  );
}

/** A sheet for a class: name and date, tasks in cells with room for the answers, things to match or to fill in. */
function worksheet() {
  const W = columnWidth();
  P.math = chance(0.4) ? pick(['tex', 'mathml']) : '';
  const line = () => `<div style="border-bottom:1px solid #888;height:${int(18, 30)}px"></div>`;
  const lines = () => times(int(1, 4), line).join('');
  let n = 0;
  const label = () => pick([`${++n}.`, `${++n})`, `${String.fromCharCode(96 + ((n % 26) + 1))})`]);
  const cell = w =>
    `<div style="width:${w | 0}px;break-inside:avoid;margin-bottom:1em">
      ${block('List-item', `<b>${label()}</b> ${para(15, 160)}`, 'text-indent:0')}${pick([
        lines,
        () => `<div style="height:${int(30, 110)}px;border:1px solid #999;margin-top:.4em"></div>`,
        () => (P.math ? formula() : lines()),
        () => `<div style="margin-top:.5em">
      ${picture(w * 0.8, int(60, 140))}</div>`,
      ])()}</div>`;
  const grid = () => {
    const k = int(2, 3);
    return `<div style="display:flex;flex-wrap:wrap;gap:${int(12, 26)}px">${times(k * int(1, 3), () => cell(W / k - 30)).join('')}</div>`;
  };
  const gaps = () =>
    times(int(3, 7), () =>
      block(
        'List-item',
        `${label()} ${escape(words(int(2, 5)))} ${blank(int(50, 120))} ${escape(words(int(2, 6)))}.`,
        'margin:.6em 0;text-indent:0',
      ),
    ).join('');
  const match = () => table(W * real(0.6, 1), { columns: int(2, 3), rows: int(3, 7), style: pick(['full', 'plain']) });
  const bank = () =>
    `<div style="border:1.5px solid ${P.accent};border-radius:8px;padding:.5em 1em;margin:.6em 0">
      ${block('Text', times(int(4, 9), () => escape(words(1))).join(' &emsp; '), 'text-align:center')}</div>`;
  const task = i =>
    block(
      chance(0.7) ? 'Section-header' : 'Text',
      `${pick(['Task', 'Activity', 'Part', 'Aufgabe'])} ${i + 1}${pick([':', '.', ''])} ${phrase(1, 6)}`,
      `${P.heads[1].css}break-after:avoid`,
    ) +
    (chance(0.6) ? paragraph(true, 30, 160) : '') +
    pick([grid, gaps, match, () => bank() + gaps(), () => figure(W * 0.7, { caption: 0.3 }) + gaps()])();
  const top =
    (chance(0.7)
      ? block(
          chance(0.5) ? 'Text' : 'Page-header',
          `Name: ${blank(W * 0.3)} &emsp; Date: ${blank(W * 0.15)}`,
          'margin-bottom:.8em',
        )
      : '') +
    (chance(0.7)
      ? block(
          'Title',
          phrase(2, 6),
          `font:bold ${em(1.3, 2.1)}/1.2 ${headFont()};color:${P.headColour};margin-bottom:.6em;text-align:${pick(['left', 'center'])}`,
        )
      : '');
  return furniture({ header: 0.3, footer: 0.6 }) + body(top + frame(times(5, task).join('')));
}

/** Notes of a lecture: short displays in bold and plain, statements under run-in heads, lone short heads. */
function lecture() {
  P.math = chance(0.7) ? 'tex' : 'mathml';
  if (!P.cjk && !P.rtl && chance(0.6)) P.font.body = P.font.heldOut ? P.font.body : pick(fonts.TEX);
  Object.assign(P, { background: '#fff', colour: '#000', size: real(11, 15), leading: real(1.1, 1.5) });
  const n = chance(0.75) ? 1 : 2,
    gap = 26,
    w = (columnWidth() - gap * (n - 1)) / n;
  const weight = () => (chance(0.25) ? 'font-weight:bold;' : '');
  const shown = () => `<div style="${weight()}">${times(int(1, 3), formula).join('')}</div>`;
  const lead = () =>
    pick(['font-weight:bold', 'font-variant:small-caps', 'font-style:italic', 'text-decoration:underline']);
  const statement = () =>
    block(
      'Text',
      `<span style="${lead()}">${pick(['Theorem', 'Lemma', 'Definition', 'Proof', 'Example', 'Remark', 'Solution', 'Note'])}${chance(0.7) ? ` ${int(1, 9)}.${int(1, 30)}` : ''}${pick(['.', ':', ''])}</span> ${para(40, 400)}`,
      `${P.paragraph}text-indent:0;${chance(0.3) ? 'font-style:italic;' : ''}`,
    );
  const lone = () =>
    block('Section-header', phrase(1, 2), `${P.heads[int(0, 2)].css}break-after:avoid`) +
    (chance(0.7) ? paragraph(true, 60, 400) : statement());
  const short = () => block('Text', para(10, 60), P.paragraph + 'text-indent:0');
  const parts = times(n * 16, () =>
    ({
      eq: shown,
      st: statement,
      lone,
      short,
      p: () => paragraph(false, 60, 500),
      head: () => heading(int(0, 1)) + paragraph(true, 60, 300),
      list: () => list(),
      fig: () => figure(w, { kind: 'plot' }),
    })[weighted({ eq: 4, st: 2, lone: 0.8, short: 1.5, p: 2, head: 0.6, list: 0.3, fig: 0.3 })](),
  );
  return (
    furniture({ header: 0.4, footer: 0.7 }) + body(frame(parts.join(''), n, gap) + (chance(0.2) ? footnotes() : ''))
  );
}

function recipe() {
  const W = columnWidth(),
    gap = int(18, 34),
    side = W * real(0.28, 0.4);
  const plain = chance(0.5);
  const things = times(int(5, 14), () =>
    block(
      'List-item',
      `${plain ? '' : pick(['• ', '– ', '☐ '])}${int(1, 500)} ${pick(['g', 'ml', 'cups', 'tbsp', ''])} ${escape(words(int(1, 4)))}`,
      'margin:.15em 0;text-indent:0;text-align:left',
    ),
  ).join('');
  const steps = times(int(3, 9), i =>
    block(
      'List-item',
      `<b>${i + 1}${pick(['.', ''])}</b> ${para(60, 320)}`,
      `margin:.5em 0;text-indent:0;text-align:${P.align}`,
    ),
  ).join('');
  const sub = title => block('Section-header', title, `${P.heads[1].css}break-after:avoid`);
  const title = block(
    'Title',
    phrase(2, 6),
    `font:bold ${em(1.8, 3)}/1.15 ${headFont()};color:${P.headColour};margin-bottom:.3em`,
  );
  const shot = chance(0.7) ? `<div style="margin:.6em 0">${picture(W, P.H * real(0.15, 0.35), 'photo')}</div>` : '';
  const intro = chance(0.7) ? paragraph(true, 80, 350) : '';
  const left = `<div style="width:${side | 0}px;flex:none;${chance(0.4) ? `background:${P.tint};color:#111;padding:10px;` : ''}">
    ${sub(phrase(1, 2))}${things}</div>`;
  const right = `<div style="flex:1;min-width:0;min-height:0;display:flex">
    ${frame(sub(phrase(1, 2)) + steps + (chance(0.5) ? callout() : '') + (chance(0.3) ? tableFigure(W - side - gap) : ''))}</div>`;
  return (
    furniture({ header: 0.3, footer: 0.6 }) +
    body(
      (chance(0.5) ? title + intro + shot : shot + title + intro) +
        `<div style="display:flex;gap:${gap}px;flex:1;min-height:0;align-items:stretch">${left}${right}</div>`,
    )
  );
}

/** The same matter in two languages, side by side or in turn. */
function bilingual() {
  const first = P.language,
    others = P.rtl ? [first] : ['en', 'de', 'fr', 'zh', 'ja', 'ko', 'ru', 'es', 'el'].filter(l => l !== first),
    second = pick(others),
    gap = int(16, 34),
    families = { [second]: fonts.choose(second, P.split).body, [first]: P.font.body };
  const say = (language, make) => {
    const former = P.language;
    P.language = language;
    const html = `<div style="font-family:'${families[language]}','Noto Sans CJK SC','DejaVu Sans'">${make()}</div>`;
    P.language = former;
    return html;
  };
  const kinds = { p: 5, h: 1.2, list: 0.6 };
  const part = kind =>
    ({
      p: () => block('Text', para(120, 500), `${P.paragraph}text-indent:0;margin-bottom:.7em`),
      h: () => block('Section-header', phrase(1, 5), `${P.heads[1].css}break-after:avoid`),
      list: () => list(),
    })[kind]();
  if (chance(0.3)) {
    const rows = times(9, () => weighted({ p: 5, h: 1 })).map(
      kind => say(first, () => part(kind)) + say(second, () => part(kind)),
    );
    return furniture() + body(frame(rows.join('')));
  }
  const plan = times(12, () => weighted(kinds));
  const column = language =>
    `<div style="flex:1;min-width:0;min-height:0;display:flex">${frame(say(language, () => plan.map(kind => part(kind)).join('')))}</div>`;
  const rule = chance(0.3) ? `<div style="width:1px;background:#999"></div>` : '';
  const top = chance(0.3)
    ? block('Title', phrase(2, 7), `font:bold ${em(1.4, 2.2)}/1.2 ${headFont()};text-align:center;margin-bottom:.8em`)
    : '';
  return (
    furniture() +
    body(
      `${top}
        <div style="display:flex;gap:${(gap / (rule ? 2 : 1)) | 0}px;flex:1;min-height:0">${column(first)}${rule}${column(second)}</div>` +
        (chance(0.3) ? footnotes() : ''),
    )
  );
}

module.exports = { textbook, worksheet, lecture, recipe, bilingual };
