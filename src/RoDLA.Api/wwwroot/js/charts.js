// Small charts as SVG. A pointer shows the values; a screen reader gets a sentence, or a table.
import { h, svg } from './dom.js';

/**
 * A line over time, with a filled area below it; missing values leave gaps.
 * @param label What it shows, for screen readers.
 * @param values Numbers and nulls.
 * @param least Top of the scale when all values are below it.
 * @param describe Text of the value at an index, for the pointer.
 */
export function lineChart({ label, values, least = 0, describe }) {
  const [width, height] = [240, 56];
  const most = Math.max(least, ...values.filter((v) => v !== null)) || 1;
  const x = (i) => values.length > 1 ? i / (values.length - 1) * width : width;
  const y = (v) => height - 1.5 - v / most * (height - 6);
  const runs = [];
  values.forEach((v, i) => {
    if (v === null) return;
    if (i === 0 || values[i - 1] === null) runs.push([]);
    runs.at(-1).push([x(i), y(v)]);
  });
  const path = (run) => run.map(([px, py], i) => `${i ? 'L' : 'M'}${px.toFixed(1)} ${py.toFixed(1)}`).join('');
  const area = (run) => `${path(run)}L${run.at(-1)[0].toFixed(1)} ${height}L${run[0][0].toFixed(1)} ${height}Z`;
  const marker = svg('line', { class: 'chart-marker', y1: 0, y2: height, x1: -9, x2: -9 });
  const readout = h('span', { class: 'chart-readout', 'aria-hidden': 'true' });
  const drawing = svg('svg', { class: 'line-chart', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    svg('path', { class: 'chart-area', d: runs.map(area).join('') }),
    svg('path', { class: 'chart-line', d: runs.map(path).join('') }),
    marker);
  const mark = (at, text) => {
    marker.setAttribute('x1', at);
    marker.setAttribute('x2', at);
    readout.textContent = text;
  };
  onIndex(drawing, values.length, (i) => i === null ? mark(-9, '') : mark(x(i), describe(i)));
  return h('div', { class: 'line-frame' }, drawing, readout);
}

/**
 * Horizontal bars with their names and values.
 * @param bars Of each `name`, `value`, `text`, and where it has one `color`.
 * @param most Value of a full bar.
 */
export function barChart({ title, bars, most = Math.max(0, ...bars.map((bar) => bar.value)) || 1 }) {
  return h('section', { class: 'card chart-card' }, h('h2', {}, title),
    h('table', { class: 'bars' }, h('tbody', {}, bars.map(({ name, value, text, color }) => h('tr', {},
      h('th', { scope: 'row' }, name),
      h('td', { class: 'bar-cell', 'aria-hidden': 'true' }, svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none' },
        svg('rect', { class: 'chart-bar', height: 10, width: Math.max(.6, value / most * 100), ...(color && { style: { fill: color } }) }))),
      h('td', { class: 'num' }, text))))));
}

/**
 * A column for each of many values, such as the images of a job.
 * @param summary What it shows in a sentence.
 * @param describe Text of the value at an index, for the pointer.
 */
export function columnChart({ title, summary, values, describe }) {
  const [width, height] = [600, 90];
  const most = Math.max(0, ...values.filter((v) => v !== null)) || 1;
  const step = width / Math.max(1, values.length);
  const column = (v, i) => {
    const tall = v === null ? 0 : Math.max(1, v / most * (height - 2));
    return `M${(i * step).toFixed(2)} ${height}v${(-tall).toFixed(1)}h${(step * (step > 3 ? .8 : 1)).toFixed(2)}v${tall.toFixed(1)}z`;
  };
  const drawing = svg('svg', { class: 'columns', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${title}: ${summary}` },
    svg('path', { class: 'chart-bar', d: values.map(column).join('') }));
  const note = h('p', { class: 'muted small' }, summary);
  onIndex(drawing, values.length, (i) => { note.textContent = i === null ? summary : describe(i); });
  return h('section', { class: 'card chart-card' }, h('h2', {}, title), drawing, note);
}

/** Calls `show` with the index below the pointer, and with null when it leaves. */
function onIndex(drawing, count, show) {
  drawing.addEventListener('pointermove', (event) => {
    const { left, width } = drawing.getBoundingClientRect();
    show(Math.min(count - 1, Math.max(0, Math.floor((event.clientX - left) / width * count))));
  });
  drawing.addEventListener('pointerleave', () => show(null));
}
