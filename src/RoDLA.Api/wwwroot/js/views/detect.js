// The view that finds the layout of a page.
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { announce, fail } from '../notices.js';
import { colorOf } from '../colors.js';
import { decimal, plural } from '../format.js';
import { currentDocument, openDocument } from '../document.js';
import { acceptFiles, createPicker, openButton } from '../picker.js';
import { createPageView } from '../page-view.js';
import { above, detect, exactFrom, listModels, USUAL_THRESHOLD } from '../detection.js';
import { createResults } from '../detect/results.js';

export const title = 'Detect';

const WEAKEST = 0.02;

/** What the user chose; it stays while the page is open. */
const chosen = { threshold: USUAL_THRESHOLD, weaker: false, hidden: new Set(), labels: false, order: false };

export function mount(root) {
  const stopFiles = acceptFiles(root, open);
  let workspace = null;
  if (currentDocument()) start(); else welcome();

  function open(file) {
    openDocument(file);
    start();
  }

  function welcome() {
    replace(root, createPicker({
      title: 'See how a page is laid out',
      text: 'Titles, text, lists, tables, pictures, formulas: every element of a scan, a photograph or a PDF, with its box, its order and how sure the model is.',
      onfile: open,
    }));
  }

  function start() {
    workspace?.destroy();
    workspace = createWorkspace(currentDocument(), open);
    replace(root, workspace.element);
  }

  return () => { stopFiles(); workspace?.destroy(); };
}

function createWorkspace(document, onfile) {
  const stop = new AbortController();
  let answer = null;
  let least = USUAL_THRESHOLD / 2;
  let selected = null;

  const view = createPageView({
    label: `Page of ${document.name}. Plus and minus zoom, arrows move, n and p choose the next and previous element.`,
    onselect: (box) => { selected = box?.id ?? null; results.markSelected(selected); },
    tip: ({ detection: d }) => [h('strong', {}, h('span', { class: 'dot', style: { '--c': colorOf(d.class_name) } }), d.class_name, h('span', { class: 'num' }, decimal(d.confidence))),
      d.text && h('p', {}, d.text.slice(0, 160))],
  });
  const results = createResults({
    threshold: (value) => { chosen.threshold = value; draw(); },
    weaker: (isOn) => { chosen.weaker = isOn; chosen.threshold = Math.max(chosen.threshold, isOn ? WEAKEST : least); run(); },
    hide: (hidden) => { chosen.hidden = hidden; draw(); },
    select: (id) => { selected = id; view.reveal(id); results.markSelected(id); },
    highlight: view.highlight,
  });
  const busy = h('div', { class: 'busy-line' });
  const element = h('div', { class: 'work' },
    h('h1', { class: 'visually-hidden' }, title),
    h('div', { class: 'work-bar' },
      h('strong', { class: 'truncate grow', title: document.name }, document.name),
      toggle('tag', 'Labels', 'labels'), toggle('order', 'Reading order', 'order'), openButton(onfile)),
    busy,
    h('div', { class: 'work-stage' }, view.element),
    h('aside', { class: 'work-panel' }, results.element));

  function toggle(name, label, option) {
    return h('button', {
      class: 'btn small', type: 'button', 'aria-pressed': String(chosen[option]),
      onclick: (e) => { chosen[option] = !chosen[option]; e.currentTarget.setAttribute('aria-pressed', String(chosen[option])); draw(); },
    }, icon(name), h('span', {}, label));
  }

  async function run() {
    busy.classList.add('on');
    try {
      const [picture, models] = await Promise.all([document.picture(), listModels()]);
      if (stop.signal.aborted) return;
      least = exactFrom(models, []);
      view.setPage({ ...picture, alt: '' });
      answer = await detect(document, [['score_thr', String(chosen.weaker ? WEAKEST : least)]]);
      if (stop.signal.aborted) return;
      view.setPage({ ...picture, width: answer.image_info.width, height: answer.image_info.height, alt: '' });
      draw();
      announce(`${plural(shownDetections().length, 'element')} found`);
    } catch (error) {
      fail(error);
    } finally {
      busy.classList.remove('on');
    }
  }

  const shownDetections = () => answer ? above(answer.all_detections, chosen.threshold) : [];

  function draw() {
    const detections = shownDetections();
    view.setBoxes(detections.filter((d) => !chosen.hidden.has(d.class_name)).map((d) => ({
      id: d.id, ...corners(d.bbox), label: `${d.class_name} ${decimal(d.confidence)}`, color: colorOf(d.class_name), order: d.order, detection: d,
    })), { labels: chosen.labels, order: chosen.order });
    results.show({ ...chosen, detections, least: chosen.weaker ? WEAKEST : least, answer, selected });
  }

  draw();
  run();
  return { element, destroy: () => { stop.abort(); view.destroy(); } };
}

const corners = ({ x1, y1, x2, y2 }) => ({ x1, y1, x2, y2 });
