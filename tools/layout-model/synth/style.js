'use strict';
// The style of the current page: one object, filled anew for every page, that all blocks read.
const fonts = require('./fonts');
const { int, real, chance, pick, times, em, weighted, hsl } = require('./random');

const P = {};

const LANGUAGES = {
  en: 11,
  de: 1.2,
  fr: 1.2,
  es: 0.8,
  it: 0.5,
  pt: 0.4,
  nl: 0.3,
  sv: 0.2,
  ru: 0.6,
  el: 0.3,
  vi: 0.3,
  cs: 0.3,
  ro: 0.2,
  zh: 1.3,
  ja: 1,
  ko: 0.7,
  ar: 0.9,
  he: 0.3,
  hi: 0.3,
};

/** Kinds of pages that are met in few languages, or on the contrary in all. */
const OWN_LANGUAGES = {
  tex: { en: 12, de: 0.4, fr: 0.6, es: 0.3 },
  scholia: { en: 3, de: 1, fr: 1, ru: 1.5, el: 0.5, zh: 2, ja: 2, ko: 2.5, ar: 1.5, he: 0.5 },
  bulletin: { en: 5, de: 0.7, fr: 0.7, ru: 0.8, zh: 1.2, ja: 1.2, ko: 2.5, ar: 0.5 },
  patent: { en: 9, de: 1, fr: 0.6, zh: 0.6, ja: 0.6 },
};

function pageSize(template) {
  if (template === 'slide') return chance(0.6) ? [960, 540] : [960, 720];
  if (chance(0.05)) return [1123, 794];
  if (weighted({ a4: 5, other: 5.2 }) === 'a4') return [794, 1123];
  return chance(0.8) ? [816, 1056] : [620, int(860, 990)];
}

/** Three levels of headings. The levels of one page are related, the pages are not. */
function headingStyles() {
  const scale = real(1, 1.4);
  const bold = chance(0.75);
  const start = P.rtl ? 'right' : 'left';
  const align = chance(0.8) ? start : 'center';
  const look = pick(['', '', '', 'font-variant:small-caps;', 'letter-spacing:.06em;']);
  return times(3, level => {
    const italic = (level === 2 && chance(0.4)) || chance(0.08) ? 'italic ' : '';
    const weight = bold || chance(0.3) ? 'bold ' : '';
    const size = Math.max(chance(0.2) ? 0.92 : 1, scale * (1.35 - 0.16 * level)).toFixed(2);
    const rule = level === 0 && chance(0.1) ? `border-bottom:1px solid ${P.accent};` : '';
    const band = level < 2 && chance(0.04) ? `background:${P.dark};color:#fff;padding:.15em .5em;` : '';
    return {
      upper: chance(level === 0 ? 0.22 : 0.08),
      title: chance(0.3),
      colon: level > 0 && chance(0.08),
      css:
        `font:${italic}${weight}${size}em/1.2 '${P.font.head}';${level === 0 ? look : ''}` +
        `text-align:${level === 0 || chance(0.3) ? align : start};color:${P.headColour};` +
        `margin:${em(0.6, 1.5)} 0 ${em(0.15, 0.7)};text-indent:0;${rule}${band}`,
    };
  });
}

/** Fill the style for a page of `template`. */
function newPage(template, split) {
  for (const key of Object.keys(P)) delete P[key];
  const language = weighted(OWN_LANGUAGES[template] || LANGUAGES);
  const [W, H] = pageSize(template);
  const cjk = ['zh', 'ja', 'ko'].includes(language);
  const hue = int(0, 359);
  const margin = real(0.05, 0.15);
  const chosen = fonts.choose(language, split);
  Object.assign(P, {
    template,
    split,
    language,
    W,
    H,
    cjk,
    rtl: language === 'ar' || language === 'he',
    size: cjk ? real(11, 16) : real(10, chance(0.2) ? 18 : 14.5),
    leading: cjk ? real(1.4, 2) : chance(0.12) ? real(1.6, 2.1) : real(1.08, 1.5),
    left: (W * margin) | 0,
    right: (W * (chance(0.8) ? margin : real(0.05, 0.15))) | 0,
    top: (H * real(0.05, 0.11)) | 0,
    bottom: (H * real(0.05, 0.11)) | 0,
    font: { ...chosen, mono: pick(fonts.MONO), picture: pick(fonts.SANS) },
    accent: hsl(hue, int(40, 90), int(25, 50)),
    dark: hsl(hue, int(30, 80), int(15, 32)),
    tint: hsl(hue, int(10, 60), int(88, 96)),
    zebra: hsl(chance(0.5) ? 0 : hue, chance(0.5) ? 0 : 40, int(88, 96)),
    background: chance(0.86) ? '#fff' : hsl(int(20, 60), int(5, 40), int(90, 98)),
    colour: chance(0.75) ? '#000' : pick(['#222', '#333', '#123', '#444']),
    align: chance(0.62) ? 'justify' : 'left',
    numbered: chance(0.5) ? int(1, 3) : 0,
    section: [int(0, 6), int(0, 5), int(0, 4)],
    cite: chance(0.3) ? int(1, 3) : 0,
    math: '',
    formulaAlign: chance(0.85) ? 'center' : 'left',
    cellAlign: pick(['top', 'middle', 'middle']),
    caption: {
      numbered: chance(0.85),
      short: chance(0.35),
      align: pick(['left', 'center', 'center', 'justify']),
      label: pick([
        '',
        'font-weight:bold',
        'font-variant:small-caps',
        'font-style:italic',
        'font-weight:bold;font-style:italic',
      ]),
      css: chance(0.2) ? 'font-style:italic;' : '',
      tableAbove: chance(0.75),
      figureAbove: chance(0.07),
    },
  });
  if (P.rtl && P.align === 'left') P.align = 'right';
  P.indent = chance(0.45) ? real(1, 2.4) : 0;
  P.gap = P.indent ? (chance(0.8) ? 0 : real(0, 0.5)) : real(0.35, 1.1);
  P.headColour = chance(0.6) ? 'inherit' : P.accent;
  setParagraphs();
  P.heads = headingStyles();
}

/** Recompute what follows from indent, gap and align. */
function setParagraphs() {
  P.paragraph = `margin:0 0 ${P.gap.toFixed(2)}em;text-indent:${P.indent.toFixed(1)}em;text-align:${P.align};`;
}

function css() {
  return `*{box-sizing:content-box}html,body{margin:0}
body{position:relative;width:${P.W}px;height:${P.H}px;overflow:hidden;background:${P.background};color:${P.colour};
font-family:'${P.font.body}','Noto Sans CJK SC','DejaVu Sans';font-size:${P.size.toFixed(2)}px;
line-height:${P.leading.toFixed(2)};
hyphens:${chance(0.6) ? 'auto' : 'manual'};orphans:2;widows:2}
code{font-family:'${P.font.mono}'}a{color:${chance(0.5) ? '#00c' : P.accent}}math{font-family:'${pick(fonts.MATH)}'}
sup{line-height:0;font-size:.7em}[data-l]{text-wrap:wrap}table{margin-bottom:.5em}
.katex{font-size:${P.template === 'tex' ? '1.03' : '1.1'}em!important}.katex-display{margin:0!important}`;
}

const columnWidth = () => P.W - P.left - P.right;

module.exports = { P, newPage, setParagraphs, css, columnWidth };
