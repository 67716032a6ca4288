// A page in a cell: what was found on the perturbed page, and what should have been.
import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { colorOf } from '../colors.js';
import { decimal, plural } from '../format.js';
import { openFrame } from '../page-frame.js';
import { createPageView } from '../page-view.js';
import { nameOf } from './cell-panel.js';

const GROUPS = [
  ['found', 'Found', (d) => d.isDetection && d.is_matched],
  ['wrong', 'Found, but not labelled so', (d) => d.isDetection && !d.is_matched],
  ['missed', 'Missed', (d) => !d.isDetection && !d.is_matched],
];

/**
 * Opens a page of a cell.
 * @param pages The pages of the cell, in the order in which they are gone through.
 */
export function openCellPage(jobId, cell, pages, index) {
  const view = createPageView({
    label: 'Page in the cell',
    tip: (box) => [h('strong', {}, h('span', { class: 'dot', style: { '--c': box.color } }), box.name), h('div', { class: 'muted' }, box.note)],
  });
  const groups = h('div', { class: 'stack' });

  async function show(key, frame) {
    const page = pages.find((p) => p.index === key);
    frame.title(page.image, nameOf(cell));
    const path = `/api/robustness/${jobId}/images/${key}/cells/${cell}`;
    const [data, url] = await Promise.all([request(path), frame.pictures.url(`${path}/picture`)]);
    if (!frame.isShown(key)) return;
    frame.title(page.image, `${nameOf(cell)} · F1 ${decimal(data.f1)} · ${plural(data.truths.length, 'element')}`);
    const all = [...data.detections.map((d) => ({ ...d, isDetection: true })), ...data.truths];
    view.setPage({ url, width: data.width, height: data.height, alt: `${page.image}, ${nameOf(cell)}` });
    const boxes = GROUPS.flatMap(([kind, title, belongs]) => all.filter(belongs).map((d, i) => ({
      ...d.bbox, id: `${kind}-${i}`, name: d.class_name, kind: kind === 'found' ? undefined : 'dashed', group: kind,
      label: kind === 'missed' ? `${d.class_name} missed` : `${d.class_name} ${decimal(d.confidence)}`, color: colorOf(d.class_name),
      note: kind === 'missed' ? title : `${title}, confidence ${decimal(d.confidence)}`,
    })));
    view.setBoxes(boxes, { labels: true });
    replace(groups, GROUPS.map(([kind, title]) => group(title, boxes.filter((box) => box.group === kind))));
  }

  function group(title, boxes) {
    return h('section', {}, h('h3', { class: 'group-title' }, `${title} (${boxes.length})`), h('ul', {}, boxes.map((box) => h('li', {}, h('button', {
      type: 'button', class: 'found', onclick: () => view.reveal(box.id), onpointerenter: () => view.highlight(box.id), onpointerleave: () => view.highlight(null),
    }, h('span', { class: 'dot', style: { '--c': box.color } }), h('span', { class: 'grow' }, box.name), box.confidence !== undefined && h('span', { class: 'muted num' }, decimal(box.confidence)))))));
  }

  openFrame({
    body: h('div', { class: 'page-dialog-body' }, view.element, h('aside', { 'aria-label': 'Elements' }, groups)),
    neighbour: (key, by) => pages[pages.findIndex((p) => p.index === key) + by]?.index ?? null,
    show,
    onclose: () => view.destroy(),
  }, index);
}
