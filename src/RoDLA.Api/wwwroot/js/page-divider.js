// A divider on a page: left of it is another picture. It is moved by dragging and by the arrow keys.
import { h } from './dom.js';

/** @returns `before` and `handle`, two elements of a sheet, and `show(picture, page)`: null for none. */
export function createDivider() {
  const image = h('img', { alt: '', draggable: false });
  const before = h('div', { class: 'pv-before', hidden: true }, image);
  const handle = h(
    'div',
    {
      class: 'pv-divider',
      hidden: true,
      role: 'slider',
      tabindex: '0',
      'aria-label': 'Before and after',
      'aria-valuemin': '0',
      'aria-valuemax': '100',
    },
    h('span', {}),
  );
  let at = 50;

  handle.addEventListener('pointerdown', (event) => {
    event.stopPropagation();
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    event.stopPropagation();
    const { left, width } = handle.parentElement.getBoundingClientRect();
    place((100 * (event.clientX - left)) / width);
  });
  handle.addEventListener('keydown', (event) => {
    const to = {
      ArrowLeft: at - 2,
      ArrowDown: at - 2,
      ArrowRight: at + 2,
      ArrowUp: at + 2,
      PageDown: at - 20,
      PageUp: at + 20,
      Home: 0,
      End: 100,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    place(to);
  });

  function place(percent) {
    at = Math.min(100, Math.max(0, percent));
    before.style.clipPath = `inset(0 ${100 - at}% 0 0)`;
    handle.style.left = `${at}%`;
    handle.setAttribute('aria-valuenow', String(Math.round(at)));
    handle.setAttribute('aria-valuetext', `${Math.round(at)} % of the page is as before`);
  }

  /** A page that grew, as by a rotation, has the other picture in its middle. */
  function show(picture, page) {
    before.hidden = handle.hidden = !picture;
    if (!picture) return;
    image.src = picture.url;
    Object.assign(image.style, {
      width: `${(100 * picture.width) / page.width}%`,
      height: `${(100 * picture.height) / page.height}%`,
      left: `${50 * (1 - picture.width / page.width)}%`,
      top: `${50 * (1 - picture.height / page.height)}%`,
    });
    place(at);
  }

  return { before, handle, show };
}
