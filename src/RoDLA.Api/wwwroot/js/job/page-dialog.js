// A result: the page with its boxes, and its elements beside it.
import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { colorOf } from '../colors.js';
import { decimal, duration, percent, plural } from '../format.js';
import { openFrame } from '../page-frame.js';
import { createPageView } from '../page-view.js';
import { titleOf } from './image-list.js';

/** Opens the result of an image of a job. */
export function openPage(job, index) {
  const list = h('ol', { class: 'found-list' });
  const view = createPageView({
    label: 'Page with its elements',
    onselect: (box) => mark(box?.id),
    tip: (box) => [h('strong', {}, dot(box.color), box.name), h('div', { class: 'muted' }, `Confidence ${decimal(box.score)}`)],
  });

  function neighbour(key, by) {
    let i = key + by;
    while (job.images[i] && job.images[i].status !== 'success') i += by;
    return job.images[i] ? i : null;
  }

  async function show(key, frame) {
    const image = job.images[key];
    frame.title(titleOf(image), '');
    const path = `/api/v1/files/${image.file_id}/annotated?job_id=${job.id}&boxes=false`;
    const [report, url] = await Promise.all([request(`/api/batch-job/${job.id}/results/${key}`), frame.pictures.url(path)]);
    if (!frame.isShown(key)) return;
    const { width, height } = report.image_info;
    frame.title(titleOf(image), [
      plural(report.all_detections.length, 'element'), `${width} × ${height} pixels`, `mean confidence ${percent(image.average_confidence, 0)}`,
      image.processing_time !== undefined && duration(1000 * image.processing_time),
    ].filter(Boolean).join(' · '));
    const boxes = report.all_detections.map((d, i) => ({
      id: String(i), x1: d.bbox.x1, y1: d.bbox.y1, x2: d.bbox.x2, y2: d.bbox.y2,
      name: d.class_name, label: `${d.class_name} ${decimal(d.confidence)}`, color: colorOf(d.class_name), score: d.confidence, order: d.reading_order,
    }));
    view.setPage({ url, width, height, alt: `The page ${titleOf(image)}` });
    view.setBoxes(boxes, { labels: true });
    replace(list, [...boxes].sort((a, b) => a.order - b.order).map(row));
  }

  function row(box) {
    return h('li', { dataset: { id: box.id } }, h('button', {
      type: 'button', class: 'found', onclick: () => { view.reveal(box.id); mark(box.id); },
      onpointerenter: () => view.highlight(box.id), onpointerleave: () => view.highlight(null),
    }, dot(box.color), h('span', { class: 'grow' }, box.name), h('span', { class: 'muted num' }, decimal(box.score))));
  }

  function mark(id) {
    for (const item of list.children) {
      const isChosen = item.dataset.id === id;
      item.classList.toggle('on', isChosen);
      if (isChosen) item.scrollIntoView({ block: 'nearest' });
    }
  }

  openFrame({
    body: h('div', { class: 'page-dialog-body' }, view.element, h('aside', { 'aria-label': 'Elements' }, list)),
    neighbour, show, onclose: () => view.destroy(),
  }, index);
}

const dot = (color) => h('span', { class: 'dot', style: { '--c': color } });
