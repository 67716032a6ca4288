'use strict';
// Drawn figures: charts of several kinds and box-and-arrow diagrams, as SVG.
const { int, real, random, chance, pick, times, hsl, palette } = require('./random');
const { P } = require('./style');
const { words, escape } = require('./text');

const svg = (w, h, inner, background) =>
  `<svg data-l="Picture" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" ` +
  `style="display:block;${background ? 'background:' + background : ''}" font-family="${P.font.picture}">${inner}</svg>`;

const label = (x, y, text, size, anchor = 'middle') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size.toFixed(1)}" ` +
  `text-anchor="${anchor}" fill="#333">${escape(text)}</text>`;

// Each kind draws into the plot area {x, y, w, h} with colours c, n marks.
const KINDS = {
  bar(a, c, n) {
    const groups = int(1, 3);
    return times(n, i =>
      times(groups, g => {
        const h = a.h * real(0.1, 0.95);
        const x = a.x + (a.w * (i + 0.15 + (g * 0.7) / groups)) / n;
        const w = ((a.w / n) * 0.7) / groups;
        return `<rect x="${x}" y="${a.y + a.h - h}" width="${w}" height="${h}" fill="${c(g)}"/>`;
      }).join(''),
    ).join('');
  },
  hbar: (a, c, n) =>
    times(
      n,
      i =>
        `<rect x="${a.x}" y="${a.y + (a.h * (i + 0.2)) / n}" width="${a.w * random()}" height="${(a.h / n) * 0.6}" fill="${c(0)}"/>`,
    ).join(''),
  line: (a, c) =>
    curves(
      a,
      (d, k) =>
        `<path d="${d}" fill="none" stroke="${c(k)}" stroke-width="${real(0.8, 2)}"${chance(0.2) ? ' stroke-dasharray="4 3"' : ''}/>`,
    ),
  area: (a, c) =>
    curves(a, (d, k) => `<path d="${d}L${a.x + a.w} ${a.y + a.h}L${a.x} ${a.y + a.h}Z" fill="${c(k)}" opacity=".6"/>`),
  scatter: (a, c) =>
    times(
      int(20, 150),
      () =>
        `<circle cx="${a.x + a.w * random()}" cy="${a.y + (a.h * (random() + random())) / 2}" r="${real(1, 3)}" ` +
        `fill="${c(int(0, 2))}" opacity=".7"/>`,
    ).join(''),
  box: (a, c, n) =>
    times(n, i => {
      const x = a.x + (a.w * (i + 0.25)) / n,
        y = a.y + a.h * real(0.1, 0.5),
        q = a.h * real(0.1, 0.35),
        w = (a.w / n) * 0.5;
      return (
        `<rect x="${x}" y="${y}" width="${w}" height="${q}" fill="${c(1)}" stroke="#333"/>` +
        `<path d="M${x} ${y + q / 2}h${w}M${x + w / 2} ${y}v-${a.h * 0.08}M${x + w / 2} ${y + q}v${a.h * 0.08}" stroke="#333"/>`
      );
    }).join(''),
  heat(a, c, n) {
    const rows = int(4, 9);
    return times(n, i =>
      times(
        rows,
        j =>
          `<rect x="${a.x + (a.w * i) / n}" y="${a.y + (a.h * j) / rows}" width="${a.w / n + 0.3}" ` +
          `height="${a.h / rows + 0.3}" fill="${hsl(int(0, 60), 70, real(20, 90))}"/>`,
      ).join(''),
    ).join('');
  },
};

function curves(a, draw) {
  return times(int(1, 5), k => {
    const steps = int(6, 60);
    let y = real(0.2, 0.8),
      d = '';
    for (let i = 0; i <= steps; i++) {
      y = Math.min(0.97, Math.max(0.02, y + real(-0.12, 0.12)));
      d += `${i ? 'L' : 'M'}${(a.x + (a.w * i) / steps).toFixed(1)} ${(a.y + a.h * y).toFixed(1)}`;
    }
    return draw(d, k);
  }).join('');
}

function pie(w, h, top, c, size) {
  const n = int(3, 7),
    r = Math.min(w, h) * 0.42,
    cx = w * real(0.35, 0.6),
    cy = top + (h - top) / 2;
  let a = random() * 6,
    s = '';
  for (let i = 0; i < n; i++) {
    const b = a + (6.283 / n) * real(0.5, 1.4),
      m = (a + b) / 2;
    const at = angle => `${cx + r * Math.cos(angle)} ${cy + r * Math.sin(angle)}`;
    s += `<path d="M${cx} ${cy}L${at(a)}A${r} ${r} 0 0 1 ${at(b)}Z" fill="${c(i)}" stroke="#fff"/>`;
    s += label(cx + r * 1.15 * Math.cos(m), cy + r * 1.15 * Math.sin(m), int(2, 50) + '%', size);
    a = b;
  }
  return s;
}

function axes(a, w, h, n, size) {
  const grid = chance(0.6),
    frame = chance(0.35),
    ticks = int(3, 7),
    unit = pick([1, 1, 5, 10, 20]);
  let s = '';
  for (let i = 0; i <= ticks; i++) {
    const y = a.y + a.h - (a.h * i) / ticks;
    if (grid) s += `<path d="M${a.x} ${y}h${a.w}" stroke="#ccc" stroke-width=".6"/>`;
    s += label(a.x - 4, y + 3, String(i * unit), size, 'end');
  }
  s += `<path d="M${a.x} ${a.y}V${a.y + a.h}H${a.x + a.w}${frame ? `V${a.y}H${a.x}` : ''}" fill="none" stroke="#333"/>`;
  for (let i = 0; i < n; i++)
    s += label(
      a.x + (a.w * (i + 0.5)) / n,
      a.y + a.h + size + 3,
      chance(0.5) ? String(2000 + i) : words(1).slice(0, 8),
      size,
    );
  if (chance(0.5)) s += label(a.x + a.w / 2, h - 3, words(2), size);
  if (chance(0.4))
    s += `<text transform="translate(8 ${a.y + a.h / 2}) rotate(-90)" font-size="${size}" text-anchor="middle">${escape(words(2))}</text>`;
  return s;
}

function chart(w, h) {
  const c = palette(),
    size = real(6, 10),
    top = chance(0.45) ? 20 : 8,
    kind = pick(['bar', 'bar', 'line', 'line', 'scatter', 'pie', 'hbar', 'area', 'box', 'heat']);
  const left = int(24, 46),
    bottom = int(18, 34),
    a = { x: left, y: top, w: w - left - 8, h: h - bottom - top },
    n = int(4, 12);
  let s = top > 10 ? label(w / 2, 13, words(int(2, 5)), size * 1.2) : '';
  s += kind === 'pie' ? pie(w, h, top, c, size) : KINDS[kind](a, c, n) + axes(a, w, h, n, size);
  if (chance(0.4)) {
    const x = a.x + a.w * real(0.1, 0.7);
    s += times(
      int(2, 4),
      i =>
        `<rect x="${x}" y="${top + 6 + i * 11}" width="9" height="6" fill="${c(i)}"/>` +
        label(x + 13, top + 12 + i * 11, words(1).slice(0, 10), size, 'start'),
    ).join('');
  }
  return svg(w, h, s, chance(0.15) ? '#f4f4f4' : '');
}

function diagram(w, h) {
  const n = int(3, 9),
    columns = int(2, 4),
    rows = Math.ceil(n / columns),
    c = palette(),
    filled = chance(0.6),
    round = pick([0, 0, 5, 12]),
    size = real(6, 10);
  const cellW = w / columns,
    cellH = h / rows,
    boxes = [];
  let s = '';
  for (let i = 0; i < n; i++) {
    const bw = cellW * real(0.55, 0.8),
      bh = Math.min(cellH * real(0.4, 0.7), 60);
    const x = (i % columns) * cellW + (cellW - bw) / 2,
      y = Math.floor(i / columns) * cellH + (cellH - bh) / 2,
      cx = x + bw / 2,
      cy = y + bh / 2;
    boxes.push({ cx, cy, w: bw, h: bh });
    s += chance(0.15)
      ? `<ellipse cx="${cx}" cy="${cy}" rx="${bw / 2}" ry="${bh / 2}" fill="${filled ? c(i) : '#fff'}" stroke="#333"/>`
      : `<rect x="${x}" y="${y}" width="${bw}" height="${bh}" rx="${round}" ` +
        `fill="${filled ? hsl(i * 50, 50, 85) : '#fff'}" stroke="${filled ? c(i) : '#222'}"/>`;
    s += times(int(1, 2), k => label(cx, cy + k * (size + 1), words(int(1, 2)).slice(0, 16), size)).join('');
  }
  for (let i = 1; i < n; i++) {
    const p = boxes[i - 1],
      q = boxes[i];
    const path =
      i % columns
        ? `M${p.cx + p.w / 2} ${p.cy}L${q.cx - q.w / 2} ${q.cy}`
        : `M${p.cx} ${p.cy + p.h / 2}L${q.cx} ${q.cy - q.h / 2}`;
    s += `<path d="${path}" stroke="#333" fill="none" marker-end="url(#m)"/>`;
  }
  return svg(
    w,
    h,
    '<defs><marker id="m" markerWidth="7" markerHeight="7" refX="6" refY="3" orient="auto"><path d="M0 0L7 3L0 6z"/></marker></defs>' +
      s,
  );
}

module.exports = { svg, chart, diagram };
