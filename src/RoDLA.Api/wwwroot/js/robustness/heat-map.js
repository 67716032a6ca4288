import { h, replace } from '../dom.js';
import { decimal, words } from '../format.js';

const STEPS = 8;

/** Loss of the clean value at which a cell is hottest. */
const MOST_LOSS = 0.5;

/**
 * The cells of an evaluation: a row for each perturbation, a column for each degree. The more of the clean value is lost, the hotter.
 * @param onopen Gets the name of a cell, such as 'rotation:2'.
 * @returns `element`; `show({ cells, images, metric, selected })`: of each cell `cell`, `images` (done) and `value`.
 */
export function heatMap(onopen) {
  const table = h('table', { class: 'heat-map' });
  const legend = h('div', { class: 'heat-legend small muted' },
    h('span', {}, 'nothing lost'), h('span', { class: 'heat-scale', 'aria-hidden': 'true' }, Array.from({ length: STEPS }, (_, i) => h('span', { class: `heat-${i}` }))), h('span', {}, `${100 * MOST_LOSS} % or more`));

  function show({ cells, images, metric, selected }) {
    const byName = new Map(cells.map((cell) => [cell.cell, cell]));
    const clean = byName.get('clean');
    const types = [...new Set(cells.map(({ cell }) => cell.split(':')[0]))].filter((type) => type !== 'clean');
    const degrees = [...new Set(cells.map(({ cell }) => cell.split(':')[1]).filter(Boolean))].sort();
    const focused = table.contains(document.activeElement) ? document.activeElement.dataset.cell : null;
    const button = (cell, what) => cellButton(cell, what, { clean, images, metric, isSelected: cell.cell === selected, onopen });
    replace(table,
      h('caption', { class: 'visually-hidden' }, `${metric} by perturbation and degree`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Perturbation')), degrees.map((d) => h('th', { scope: 'col' }, `Degree ${d}`)), degrees.length > 1 && h('th', { scope: 'col' }, 'Mean'))),
      h('tbody', {},
        h('tr', {}, h('th', { scope: 'row' }, 'Clean'), h('td', { colspan: degrees.length || 1 }, button(clean, 'Clean pages'))),
        types.map((type) => {
          const row = degrees.map((degree) => byName.get(`${type}:${degree}`));
          const known = row.filter((cell) => cell && cell.value !== null).map((cell) => cell.value);
          return h('tr', {}, h('th', { scope: 'row' }, words(type)),
            row.map((cell, i) => h('td', {}, cell && button(cell, `${words(type)}, degree ${degrees[i]}`))),
            degrees.length > 1 && h('td', { class: 'heat-mean num' }, known.length > 0 ? decimal(known.reduce((a, b) => a + b, 0) / known.length) : ''));
        })));
    if (focused) table.querySelector(`[data-cell="${focused}"]`)?.focus();
  }

  return { element: h('div', { class: 'stack' }, h('div', { class: 'heat-frame' }, table), legend), show };
}

function cellButton(cell, what, { clean, images, metric, isSelected, onopen }) {
  const isDone = cell.value !== null;
  const text = isDone ? `${what}: ${metric} ${decimal(cell.value)}` : `${what}: not begun`;
  const progress = cell.images < images ? `, ${cell.images} of ${images} images` : '';
  return h('button', {
    type: 'button', class: `heat-cell num ${isDone ? `heat-${heatOf(cell.value, clean.value)}` : 'heat-none'}`, disabled: !isDone,
    dataset: { cell: cell.cell }, 'aria-label': text + progress, title: text + progress, 'aria-pressed': String(isSelected), onclick: () => onopen(cell.cell),
  }, isDone ? decimal(cell.value) : '·', cell.images > 0 && cell.images < images && h('span', { class: 'heat-progress', style: { width: `${100 * cell.images / images}%` } }));
}

/** Step of the scale of colours: 0 for no loss. */
function heatOf(value, clean) {
  if (!clean) return 0;
  const loss = Math.max(0, (clean - value) / clean);
  return Math.min(STEPS - 1, Math.floor(loss / MOST_LOSS * STEPS));
}
