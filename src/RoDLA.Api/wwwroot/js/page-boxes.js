// Draws the boxes of a page as SVG, in the page's pixels.
import { svg } from './dom.js';

// Pixels of the screen; the style sheet divides by the zoom.
const TAG_HEIGHT = 13;
const CHARACTER = 5.7;

/** Draws boxes, large ones first; returns their groups by id. Labels show for the box that is pointed at or chosen, or for all. */
export function drawBoxes(layer, boxes, { labels }) {
  layer.classList.toggle('with-labels', labels);
  const area = (b) => (b.x2 - b.x1) * (b.y2 - b.y1);
  const sorted = [...boxes].sort((a, b) => area(b) - area(a));
  const groups = new Map(sorted.map((box) => [box.id, drawBox(box)]));
  layer.replaceChildren(...groups.values());
  return groups;
}

/** Draws a line through the centres of the boxes in reading order, and their numbers. */
export function drawOrder(layer, boxes) {
  const list = boxes.filter((b) => b.order !== undefined && b.order !== null).sort((a, b) => a.order - b.order);
  const points = list.map((b) => [(b.x1 + b.x2) / 2, (b.y1 + b.y2) / 2]);
  layer.append(
    svg('polyline', { class: 'pv-order-line', points: points.map((p) => p.join(',')).join(' ') }),
    ...points.map(([x, y], i) =>
      svg(
        'g',
        {},
        svg('circle', { class: 'pv-order', cx: x, cy: y, style: { r: 'calc(10px * var(--k, 1))' } }),
        svg('text', { class: 'pv-order-text', x, y }, String(i + 1)),
      ),
    ),
  );
}

function drawBox(box) {
  const size = { x: box.x1, y: box.y1, width: box.x2 - box.x1, height: box.y2 - box.y1 };
  return svg(
    'g',
    { class: `pv-box ${box.kind ?? ''}`, style: { '--c': box.color }, 'data-id': box.id },
    svg('rect', { ...size, rx: 2 }),
    box.label && tag(box),
  );
}

/** A label on the upper edge; it keeps its size on the screen. */
function tag({ x1, y1, label }) {
  const scaled = { transform: 'scale(var(--k, 1))', 'transform-origin': `${x1}px ${y1}px` };
  return svg(
    'g',
    { class: 'pv-label', style: scaled },
    svg('rect', {
      class: 'pv-tag-back',
      x: x1 - 0.75,
      y: y1 - TAG_HEIGHT,
      width: label.length * CHARACTER + 8,
      height: TAG_HEIGHT,
      rx: 3,
    }),
    svg('text', { class: 'pv-tag', x: x1 + 4, y: y1 - 3.2 }, label),
  );
}
