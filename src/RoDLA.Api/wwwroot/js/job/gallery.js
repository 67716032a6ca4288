import { h, replace } from '../dom.js';
import { percent, plural } from '../format.js';
import { Pictures } from '../picture.js';
import { titleOf } from './image-list.js';

const PER_STEP = 48;
const ORDERS = {
  order: ['As sent', (a, b) => a.index - b.index],
  most: ['Most elements', (a, b) => b.detections_count - a.detections_count],
  least: ['Lowest confidence', (a, b) => (a.average_confidence ?? 0) - (b.average_confidence ?? 0)],
};

/**
 * The results of a job as small pictures.
 * @param job A Job.
 * @param open Opens the result of an image.
 */
export function gallery(job, open) {
  let pictures = new Pictures();
  let shown = '';
  let most = PER_STEP;
  const grid = h('ul', { class: 'gallery' });
  const order = h('select', { 'aria-label': 'Order of the results', onchange: () => draw(true) },
    Object.entries(ORDERS).map(([name, [label]]) => h('option', { value: name }, label)));
  const more = h('button', { type: 'button', class: 'btn', onclick: () => { most += PER_STEP; draw(true); } });
  const none = h('p', { class: 'empty' }, 'No image has a result yet.');
  const head = h('div', { class: 'row gallery-head' }, h('label', { class: 'row small' }, h('span', { class: 'muted' }, 'Order'), order));

  /** Draws what is missing; all anew when the order changed. */
  function draw(isNew = false) {
    const done = job.images.filter((image) => image.status === 'success').sort(ORDERS[order.value][1]);
    const state = done.slice(0, most).map((image) => image.index).join();
    none.hidden = done.length > 0;
    head.hidden = done.length === 0;
    more.hidden = done.length <= most;
    more.textContent = `Show ${plural(Math.min(PER_STEP, done.length - most), 'more', 'more')}`;
    if (state === shown) return;
    if (isNew || !state.startsWith(shown)) {
      pictures.close();
      pictures = new Pictures();
      replace(grid);
    }
    grid.append(...done.slice(grid.childElementCount, most).map(tile));
    shown = state;
  }

  function tile(image) {
    return h('li', {}, h('button', { type: 'button', class: 'tile', onclick: () => open(image.index) },
      h('span', { class: 'tile-picture' }, pictures.img(`/api/v1/files/${image.file_id}/thumbnail`, { alt: '' })),
      h('span', { class: 'truncate tile-name' }, titleOf(image)),
      h('span', { class: 'muted small' }, `${plural(image.detections_count, 'element')} · ${percent(image.average_confidence, 0)}`)));
  }

  return { element: h('div', { class: 'stack' }, head, none, grid, more), draw, close: () => pictures.close() };
}
