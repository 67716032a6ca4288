// An image with both results side by side. Both pages move together.
import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { decimal } from '../format.js';
import { openFrame } from '../page-frame.js';
import { createPageView } from '../page-view.js';
import { BOX_COLORS, OUTCOMES } from './outcomes.js';

const labelOf = Object.fromEntries(OUTCOMES.map(([name, label]) => [name, label]));

/**
 * Opens the pair.
 * @param comparison `jobs`: ids of both; `images`: those of the comparison.
 */
export function openPair({ jobs, images }, index) {
  const views = ['First result', 'Second result'].map((label, side) => createPageView({
    label,
    onview: (view) => views[1 - side].setView(view),
    tip: (box) => [h('strong', {}, h('span', { class: 'dot', style: { '--c': box.color } }), box.name), h('div', { class: 'muted' }, box.note)],
  }));
  const list = h('ul', {});

  async function show(key, frame) {
    const image = images[key];
    frame.title(image.filename, '');
    const sides = await Promise.all(jobs.map(async (job, side) => {
      const file = image.file_ids[side];
      const [{ data }, url] = await Promise.all([
        request(`/api/v1/jobs/${job}/results`, { query: { file_id: file } }),
        frame.pictures.url(`/api/v1/files/${file}/annotated?job_id=${job}&boxes=false`),
      ]);
      return { result: data.results[0], url };
    }));
    if (!frame.isShown(key)) return;
    frame.title(image.filename, OUTCOMES.map(([name, label]) => `${label} ${image.summary[name]}`).join(' · '));
    sides.forEach(({ result, url }, side) => {
      const { width, height } = result;
      views[side].setPage({ url, width, height, alt: `${image.filename}, ${['first', 'second'][side]} result` });
      views[side].setBoxes(result.detections.map((d, i) => boxOf(d, i, image.changes, ['first', 'second'][side])), { labels: true });
    });
    replace(list, image.changes.map((change) => changeRow(change, sides)),
      image.changes.length === 0 && h('li', { class: 'muted small' }, 'Every detection is the same in both.'));
  }

  function changeRow({ outcome, first, second, iou }, sides) {
    const highlight = (isOn) => [first, second].forEach((found, side) => {
      const at = found ? sides[side].result.detections.findIndex((d) => isSame(d, found)) : -1;
      views[side].highlight(isOn && at >= 0 ? String(at) : null);
    });
    const name = outcome === 'class_changed' ? `${first.class_name} → ${second.class_name}` : (first ?? second).class_name;
    return h('li', {}, h('button', {
      type: 'button', class: 'found', onpointerenter: () => highlight(true), onpointerleave: () => highlight(false), onfocus: () => highlight(true), onblur: () => highlight(false),
    }, h('span', { class: 'dot', style: { '--c': BOX_COLORS[outcome] } }), h('span', { class: 'grow' }, `${labelOf[outcome]}: ${name}`), iou !== null && h('span', { class: 'muted num' }, decimal(iou))));
  }

  openFrame({
    body: h('div', { class: 'page-dialog-body pair' }, views.map((view) => view.element), h('aside', { 'aria-label': 'Changes' }, list)),
    neighbour: (key, by) => images[key + by] ? key + by : null,
    show,
    onclose: () => views.forEach((view) => view.destroy()),
  }, index);
}

function boxOf(found, index, changes, side) {
  const change = changes.find((c) => c[side] && isSame(found, c[side]));
  const outcome = change?.outcome ?? 'matched';
  const { x_min: x1, y_min: y1, x_max: x2, y_max: y2 } = found.bbox;
  return {
    id: String(index), x1, y1, x2, y2, name: found.class_name, color: BOX_COLORS[outcome], order: found.reading_order,
    // What stayed the same needs no words.
    label: outcome === 'matched' ? '' : `${found.class_name} ${decimal(found.confidence)}`, note: `${labelOf[outcome]}, confidence ${decimal(found.confidence)}`,
  };
}

const isSame = (a, b) => a.class_name === b.class_name && a.bbox.x_min === b.bbox.x_min && a.bbox.y_min === b.bbox.y_min
  && a.bbox.x_max === b.bbox.x_max && a.bbox.y_max === b.bbox.y_max;
