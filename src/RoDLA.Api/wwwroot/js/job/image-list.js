import { h } from '../dom.js';
import { duration, plural } from '../format.js';
import { Rows } from '../rows.js';
import { stateChip } from './state-chip.js';

const FILTERS = [['all', 'All'], ['pending', 'Queued'], ['processing', 'Processing'], ['success', 'Done'], ['failed', 'Failed'], ['cancelled', 'Cancelled']];

/** The name of an image, with its page for all but the first. */
export const titleOf = (image) => image.page > 1 ? `${image.image}, page ${image.page}` : image.image;

/**
 * The images of a job with their states, and a filter by state above them.
 * @param job A Job.
 * @param on `open(index)` opens the result of an image, `retry(index)` retries a failed one.
 */
export function imageList(job, on) {
  const list = h('ul', { class: 'image-list', 'aria-label': 'Images of the job', dataset: { filter: 'all' } });
  const rows = new Rows(list, (index) => makeRow(job, index, on));
  const filters = FILTERS.map(([state, label]) => {
    const count = h('span', { class: 'num' });
    return { state, count, button: h('button', { type: 'button', 'aria-pressed': String(state === 'all'), onclick: () => choose(state) }, label, ' ', count) };
  });

  function choose(chosen) {
    list.dataset.filter = chosen;
    filters.forEach(({ state, button }) => button.setAttribute('aria-pressed', String(state === chosen)));
  }

  function update() {
    const counts = { ...job.counts, all: job.images.length };
    for (const { state, button, count } of filters) {
      count.textContent = counts[state];
      button.hidden = state !== 'all' && counts[state] === 0 && list.dataset.filter !== state;
    }
    rows.resize(job.images.length);
    rows.update(job.changed);
  }

  return {
    element: h('div', { class: 'stack' },
      h('div', { class: 'segments filters', role: 'group', 'aria-label': 'Images by state' }, filters.map(({ button }) => button)), list),
    update,
    close: () => rows.close(),
  };
}

function makeRow(job, index, on) {
  const chip = stateChip();
  const name = h('span', { class: 'image-name truncate' });
  const detail = h('span', { class: 'image-detail muted small' });
  const open = h('button', { type: 'button', class: 'btn quiet small', onclick: () => on.open(index) }, 'Open');
  const retry = h('button', { type: 'button', class: 'btn quiet small', onclick: () => on.retry(index) }, 'Retry');
  const element = h('li', {}, chip.element, name, detail, h('span', { class: 'row-actions' }, open, retry));
  let shown = null;

  function update() {
    const image = job.images[index];
    if (image === shown) return;
    shown = image;
    const text = titleOf(image);
    element.dataset.state = image.status;
    chip.show(image.status);
    name.textContent = text;
    name.title = text;
    detail.textContent = describe(image);
    open.hidden = image.status !== 'success';
    open.setAttribute('aria-label', `Open ${text}`);
    retry.hidden = image.status !== 'failed';
    retry.setAttribute('aria-label', `Retry ${text}`);
  }

  update();
  return { element, update };
}

function describe(image) {
  if (image.status === 'failed') return image.error ?? '';
  if (image.status === 'pending' && image.attempts > 0) return `Attempt ${image.attempts + 1} follows`;
  if (image.status !== 'success') return '';
  const time = image.processing_time === undefined ? null : duration(1000 * image.processing_time);
  const count = image.detections_count === undefined ? null : plural(image.detections_count, 'element');
  return [count, image.cached ? 'from the cache' : time].filter(Boolean).join(' · ');
}
