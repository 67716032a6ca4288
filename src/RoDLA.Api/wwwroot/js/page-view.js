// A page with boxes: zoom, pan, hover, choose. By mouse (wheel, drag, double click), touch (drag, pinch) and keyboard.
import { h, svg, replace } from './dom.js';
import { icon } from './icons.js';
import { decimal } from './format.js';
import { drawBoxes, drawOrder } from './page-boxes.js';
import { gestures } from './page-gestures.js';
import { createDivider } from './page-divider.js';

const MOST = 8;
const STEP = 1.25;
const MARGIN = 32;

/**
 * Makes a view of one page.
 * @param options `label`: what it shows, for screen readers; `onselect(box or null)`; `onhover(box or null)`; `tip(box)`: children of the
 *   tip that follows the pointer; `onview(view)`: zoom and place changed by the user, for views side by side.
 * @returns
 *   `element`;
 *   `setPage({ url, width, height, alt })`: the picture, and the size in whose pixels boxes are given; keeps the zoom when the size stays;
 *   `setBefore({ url, width, height })`: another picture below a divider that the user moves, in the middle of the page; null for none;
 *   `setBoxes(boxes, { labels, order })`: each box `{ id, x1, y1, x2, y2, label, color, order, kind }`; `kind: 'dashed'` marks one that is
 *     not there; `labels` and `order` (of reading) say what is drawn with them;
 *   `select(id)`, `highlight(id)`: null for none; `reveal(id)`: also moves it into view;
 *   `view()`, `setView(view)`: zoom and place; `fit()`; `zoomBy(factor)`; `destroy()`.
 */
export function createPageView(options = {}) {
  const image = h('img', { alt: '', draggable: false });
  const layer = svg('svg', { 'aria-hidden': 'true' });
  const divider = createDivider();
  const sheet = h('div', { class: 'pv-sheet', hidden: true }, image, divider.before, layer, divider.handle);
  const tip = h('div', { class: 'pv-tip', hidden: true });
  const zoomText = h('span', { class: 'zoom', 'aria-live': 'off' });
  const tools = h(
    'div',
    { class: 'pv-tools', role: 'toolbar', 'aria-label': 'Zoom' },
    tool('minus', 'Zoom out', () => zoomBy(1 / STEP)),
    zoomText,
    tool('plus', 'Zoom in', () => zoomBy(STEP)),
    tool('fit', 'Fit the page', fit),
  );
  const element = h('div', { class: 'pv', tabindex: '0', role: 'group', 'aria-label': options.label ?? 'Page' }, sheet, tip, tools);

  let page = { width: 1, height: 1 };
  let view = { scale: 1, x: 0, y: 0 };
  let isFitted = true;
  let boxes = [];
  let drawn = new Map();
  let shown = { labels: false, order: false };
  let selected = null;
  let hovered = null;

  const resized = new ResizeObserver(() => (isFitted ? fit() : place()));
  resized.observe(element);
  const stop = gestures(element, {
    panBy: (dx, dy) => move(view.scale, view.x + dx, view.y + dy),
    zoomAt: (factor, x, y) => zoomBy(factor, x, y),
    isFitted: () => isFitted,
  });
  element.addEventListener('keydown', onKey);
  element.addEventListener('dblclick', (e) => e.target.closest('.pv-tools') || zoomBy(2, ...local(e)));
  layer.addEventListener('pointermove', (e) => hover(boxAt(e), e));
  layer.addEventListener('pointerleave', () => hover(null));
  element.addEventListener('pv-click', (e) => choose(boxAt(e.detail)));

  function setPage({ url, width, height, alt }) {
    const isSame = page.width === width && page.height === height && !sheet.hidden;
    page = { width, height };
    image.src = url;
    image.alt = alt ?? '';
    sheet.hidden = false;
    Object.assign(sheet.style, { width: `${width}px`, height: `${height}px` });
    layer.setAttribute('viewBox', `0 0 ${width} ${height}`);
    if (isSame) place();
    else fit();
  }

  function setBoxes(list, what = {}) {
    boxes = list;
    shown = { ...shown, ...what };
    drawn = drawBoxes(layer, boxes, shown);
    if (shown.order) drawOrder(layer, boxes);
    if (selected && !drawn.has(selected)) selected = null;
    mark();
  }

  function select(id) {
    selected = id;
    mark();
  }
  function highlight(id) {
    hovered = id;
    mark();
  }

  function reveal(id) {
    const box = boxes.find((b) => b.id === id);
    select(box ? id : null);
    if (!box || isFitted) return;
    const { width, height } = element.getBoundingClientRect();
    move(view.scale, width / 2 - (view.scale * (box.x1 + box.x2)) / 2, height / 2 - (view.scale * (box.y1 + box.y2)) / 2);
  }

  function mark() {
    for (const [id, group] of drawn) {
      group.classList.toggle('on', id === selected || id === hovered);
      group.classList.toggle('dim', selected !== null && id !== selected && id !== hovered);
    }
  }

  function choose(box) {
    select(box?.id ?? null);
    options.onselect?.(box ?? null);
  }

  function hover(box, event) {
    if (box?.id !== hovered) {
      highlight(box?.id ?? null);
      options.onhover?.(box ?? null);
      if (box && options.tip) replace(tip, options.tip(box));
    }
    tip.hidden = !box || !options.tip || event?.pointerType === 'touch';
    if (!tip.hidden) {
      const [x, y] = local(event);
      const space = element.getBoundingClientRect();
      const left = Math.min(x + 14, space.width - tip.offsetWidth - 8);
      const top = y + 18 + tip.offsetHeight > space.height ? y - tip.offsetHeight - 10 : y + 18;
      Object.assign(tip.style, { left: `${Math.max(8, left)}px`, top: `${Math.max(8, top)}px` });
    }
  }

  /** The smallest box below the pointer: what lies inside a table can be chosen too. */
  function boxAt(event) {
    const [left, top] = local(event);
    const [x, y] = [(left - view.x) / view.scale, (top - view.y) / view.scale];
    return (
      boxes
        .filter((b) => x >= b.x1 && x <= b.x2 && y >= b.y1 && y <= b.y2)
        .sort((a, b) => (a.x2 - a.x1) * (a.y2 - a.y1) - (b.x2 - b.x1) * (b.y2 - b.y1))[0] ?? null
    );
  }

  function fit() {
    const { width, height } = element.getBoundingClientRect();
    if (width === 0 || sheet.hidden) return;
    const scale = Math.min((width - MARGIN) / page.width, (height - MARGIN) / page.height);
    isFitted = true;
    apply({ scale, x: (width - scale * page.width) / 2, y: (height - scale * page.height) / 2 });
  }

  function zoomBy(factor, x, y) {
    const { width, height } = element.getBoundingClientRect();
    [x, y] = [x ?? width / 2, y ?? height / 2];
    const least = Math.min(1, (width - MARGIN) / page.width, (height - MARGIN) / page.height);
    const scale = Math.min(MOST, Math.max(least, view.scale * factor));
    if (scale <= least * 1.001) {
      fit();
      changed();
      return;
    }
    const ratio = scale / view.scale;
    move(scale, x - (x - view.x) * ratio, y - (y - view.y) * ratio);
  }

  function move(scale, x, y) {
    isFitted = false;
    view = { scale, x, y };
    place();
    changed();
  }

  /** Keeps a part of the page in sight. */
  function place() {
    const { width, height } = element.getBoundingClientRect();
    const inside = (at, size, space) => Math.min(space - 60, Math.max(60 - size, at));
    apply({ ...view, x: inside(view.x, view.scale * page.width, width), y: inside(view.y, view.scale * page.height, height) });
  }

  function apply(next) {
    view = next;
    element.classList.toggle('zoomed', !isFitted);
    sheet.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    // Text and marks keep their size on the screen.
    sheet.style.setProperty('--k', 1 / view.scale);
    zoomText.textContent = `${decimal(100 * view.scale, 0)} %`;
  }

  const changed = () => options.onview?.({ ...view, isFitted });

  function onKey(event) {
    if (event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return;
    const pan = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    const act = {
      '+': () => zoomBy(STEP),
      '=': () => zoomBy(STEP),
      '-': () => zoomBy(1 / STEP),
      0: fit,
      n: () => step(1),
      p: () => step(-1),
      Escape: () => choose(null),
    }[event.key];
    if (!pan && !act) return;
    event.preventDefault();
    if (pan) move(view.scale, view.x + pan[0], view.y + pan[1]);
    else act();
  }

  /** Chooses the next box in reading order. */
  function step(by) {
    if (boxes.length === 0) return;
    const list = [...boxes].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    const at = list.findIndex((b) => b.id === selected);
    const next = list[(at + by + list.length + (at < 0 && by < 0 ? 1 : 0)) % list.length];
    choose(next);
    reveal(next.id);
  }

  function local(event) {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  return {
    element,
    setPage,
    setBoxes,
    select,
    highlight,
    reveal,
    fit,
    zoomBy,
    view: () => ({ ...view, isFitted }),
    setBefore: (picture) => divider.show(picture, page),
    setView: (next) => {
      if (next.isFitted) fit();
      else {
        isFitted = false;
        view = { ...next };
        place();
      }
    },
    destroy: () => {
      resized.disconnect();
      stop();
    },
  };
}

const tool = (name, label, onclick) =>
  h('button', { class: 'btn quiet small icon-only', type: 'button', 'aria-label': label, title: label, onclick }, icon(name));
