// Turns pointers and the wheel into panning, zooming and clicks.
const CLICK = 5;

/**
 * Listens to an element.
 * @param to `panBy(dx, dy)`; `zoomAt(factor, x, y)` with a point of the element; `isFitted()`: the whole page is in sight, so that one
 *   finger scrolls the document and does not pan. A click or tap is dispatched as `pv-click` with the pointer event as `detail`.
 * @returns A function that stops.
 */
export function gestures(element, to) {
  const pointers = new Map();
  let moved = 0;

  const down = (event) => {
    if (event.button > 0 || event.target.closest('.pv-tools')) return;
    pointers.set(event.pointerId, event);
    if (pointers.size === 1) moved = 0;
    if (event.pointerType !== 'touch' || !to.isFitted()) element.setPointerCapture(event.pointerId);
  };

  const move = (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    moved += Math.hypot(dx, dy);
    if (pointers.size === 2) {
      pinch(event, before);
    } else if (event.pointerType !== 'touch' || !to.isFitted()) {
      if (moved > CLICK) {
        element.classList.add('panning');
        to.panBy(dx, dy);
      }
    }
    pointers.set(event.pointerId, event);
  };

  const pinch = (event, before) => {
    const other = [...pointers.values()].find((p) => p.pointerId !== event.pointerId);
    const apart = (a, b) => Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
    const { left, top } = element.getBoundingClientRect();
    to.zoomAt(
      apart(event, other) / apart(before, other),
      (event.clientX + other.clientX) / 2 - left,
      (event.clientY + other.clientY) / 2 - top,
    );
  };

  const up = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    element.classList.remove('panning');
    if (event.type === 'pointerup' && moved <= CLICK && pointers.size === 0) {
      element.dispatchEvent(new CustomEvent('pv-click', { detail: event }));
    }
  };

  const wheel = (event) => {
    event.preventDefault();
    const { left, top } = element.getBoundingClientRect();
    to.zoomAt(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), event.clientX - left, event.clientY - top);
  };

  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up };
  for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener);
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener);
    element.removeEventListener('wheel', wheel);
  };
}
