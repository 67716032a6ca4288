'use strict';
// Everything that is labelled Picture: photos, plots, line art, logos, signatures, screenshots and groups of them.
const { int, real, random, chance, pick, times, weighted, hsl, palette } = require('./random');
const { words, sentence, escape, capital } = require('./text');
const { svg, chart, diagram } = require('./charts');

let files = { photo: [], plot: [] };

/** Picture files by kind, as URLs. */
function use(list) {
  files = { photo: list.filter(f => f.includes('_photo_')), plot: list.filter(f => f.includes('_plot_')) };
}

const image = (w, h, kind) =>
  `<img data-l="Picture" src="${pick(files[kind])}" style="display:block;width:${w}px;height:${h}px;object-fit:cover">`;

const ART = {
  curves: (w, h, c, at) =>
    times(
      int(8, 60),
      i =>
        `<path d="M${at()}C${at()} ${at()} ${at()}" fill="none" stroke="${chance(0.6) ? '#222' : c(i)}" stroke-width="${real(0.4, 2)}"/>`,
    ).join(''),
  blobs: (w, h, c, at) =>
    `<rect width="${w}" height="${h}" fill="${c(9)}"/>` +
    times(
      int(5, 25),
      i => `<path d="M${at()}C${at()} ${at()} ${at()}Z" fill="${c(i)}" opacity="${real(0.3, 1).toFixed(2)}"/>`,
    ).join(''),
  gradient: (w, h, c) =>
    `<defs><linearGradient id="g" x1="0" x2="1" y1="0" y2="1"><stop offset="0" stop-color="${c(1)}"/>` +
    `<stop offset=".6" stop-color="${c(4)}"/>` +
    `<stop offset="1" stop-color="${c(7)}"/></linearGradient><filter id="n">` +
    `<feTurbulence type="fractalNoise" baseFrequency="${real(0.01, 0.3).toFixed(3)}" numOctaves="3" ` +
    `seed="${int(1, 999)}"/><feBlend in2="SourceGraphic" mode="multiply"/></filter></defs>` +
    `<rect width="${w}" height="${h}" fill="url(#g)" filter="url(#n)"/>`,
  mosaic(w, h) {
    const n = int(4, 14),
      m = int(3, 10);
    return times(n, i =>
      times(
        m,
        j =>
          `<rect x="${(w * i) / n}" y="${(h * j) / m}" width="${w / n + 0.5}" height="${h / m + 0.5}" ` +
          `fill="${hsl(int(0, 360), int(0, 70), int(15, 90))}"/>`,
      ).join(''),
    ).join('');
  },
  micrograph: (w, h, c) =>
    `<rect width="${w}" height="${h}" fill="#${pick(['111', '222', '101830', '301010'])}"/>` +
    times(
      int(20, 120),
      i =>
        `<circle cx="${random() * w}" cy="${random() * h}" r="${real(1, 9)}" fill="${c(i)}" opacity="${real(0.2, 0.9)}"/>`,
    ).join(''),
};

function art(w, h) {
  const at = () => `${(random() * w).toFixed(0)} ${(random() * h).toFixed(0)}`;
  return svg(w, h, ART[pick(Object.keys(ART))](w, h, palette(), at));
}

function logo(w, h) {
  const c = palette();
  const mark = pick([
    () => `<circle cx="${h / 2}" cy="${h / 2}" r="${h * 0.42}" fill="${c(0)}"/>`,
    () => `<path d="M${h * 0.1} ${h * 0.9}L${h * 0.5} ${h * 0.1}L${h * 0.9} ${h * 0.9}z" fill="${c(1)}"/>`,
    () => `<rect x="2" y="2" width="${h - 4}" height="${h - 4}" rx="${h * 0.2}" fill="${c(2)}"/>`,
    () =>
      `<circle cx="${h / 2}" cy="${h / 2}" r="${h * 0.38}" fill="none" stroke="${c(0)}" stroke-width="${h * 0.15}"/>`,
  ])();
  const text =
    w > h * 1.5
      ? `<text x="${h * 1.1}" y="${h * 0.68}" font-size="${h * 0.55}" font-weight="bold" fill="${c(0)}" ` +
        `textLength="${w - h * 1.15}" lengthAdjust="spacingAndGlyphs">${escape(capital(words(1, 'en').slice(0, 9)))}</text>`
      : '';
  return svg(w, h, mark + text);
}

const signature = (w, h) =>
  svg(
    w,
    h,
    `<path d="M4 ${h * 0.6}${times(
      int(4, 9),
      i =>
        `C${(i * w) / 9} ${random() * h} ${((i + 1) * w) / 9} ${random() * h} ` +
        `${((i + 0.8) * w) / 9} ${h * real(0.3, 0.7)}`,
    ).join('')}" fill="none" stroke="${pick(['#114', '#000', '#229'])}" stroke-width="1.6"/>`,
  );

/** A window of a program. */
function screenshot(w, h) {
  const fields = times(
    int(2, 6),
    () =>
      `${escape(words(2))}: <span style="border:1px solid #aaa;padding:0 ${int(8, 50)}px;background:#fafafa">&nbsp;</span><br>`,
  ).join('');
  return `<div data-l="Picture" data-box="1" style="width:${w}px;height:${h}px;box-sizing:border-box;border:1px solid #777;
    background:#fff;color:#000;overflow:hidden;
font:${real(6, 9).toFixed(1)}px 'DejaVu Sans'"><div style="background:${palette()(0)};color:#fff;
padding:2px 5px">${escape(words(2))} <span style="float:right">✕</span></div>
<div style="display:flex"><div style="width:28%;background:#eee;padding:4px;
height:${h}px">${times(int(4, 12), () => escape(words(1))).join('<br>')}</div>
<div style="padding:5px;flex:1">${fields}<p>${escape(sentence())}</p><button style="font-size:8px">OK</button></div></div></div>`;
}

/** Several pictures side by side as one. */
function group(w, h) {
  const n = int(2, 4),
    gap = 4,
    each = (w - gap * (n - 1)) / n;
  const parts = times(
    n,
    () => `<div>${pick([chart, plotOrPhoto, art, plotOrPhoto])(each, h).replace('data-l="Picture"', '')}</div>`,
  );
  return `<div data-l="Picture" style="display:flex;gap:${gap}px;width:${w}px">${parts.join('')}</div>`;
}

const plotOrPhoto = (w, h) => image(w, h, chance(0.6) ? 'photo' : 'plot');

const MAKERS = {
  photo: (w, h) => image(w, h, 'photo'),
  plot: (w, h) => image(w, h, 'plot'),
  chart,
  diagram,
  art,
  screenshot,
  group,
};

/** One picture of w x h pixels; kind 'photo' mostly photographs, 'plot' those of scientific papers. */
function picture(w, h, kind) {
  w = Math.max(30, w | 0);
  h = Math.max(24, h | 0);
  if (kind === 'photo' && chance(0.75)) return image(w, h, 'photo');
  const weights =
    kind === 'plot'
      ? { plot: 3, chart: 4, diagram: 1.5, art: 0.6, group: 1, photo: 0.4 }
      : { photo: 3, plot: 2, chart: 3, diagram: 1.5, art: 1.4, screenshot: 0.8, group: 0.9 };
  return MAKERS[weighted(weights)](w, h);
}

module.exports = { use, picture, logo, signature };
