// A dialog with something about a page in its middle, and the pages before and after it.
import { h } from './dom.js';
import { icon } from './icons.js';
import { fail } from './notices.js';
import { Pictures } from './picture.js';

/**
 * Opens the dialog.
 * @param options `body`: what it shows; `neighbour(key, by)`: key of the page before (-1) or after (1), or null;
 *   `show(key, frame)`: shows a page, may be asynchronous; `onclose()`.
 * @param key The first page.
 * @returns `title(text, facts)`; `pictures`; `isShown(key)`: whether a page is still the one to show.
 */
export function openFrame({ body, neighbour, show, onclose }, key) {
  const heading = h('h2', { class: 'truncate', id: 'frame-title' });
  const facts = h('p', { class: 'muted small' });
  const pictures = new Pictures();
  const steps = [stepButton('left', 'Previous page', -1), stepButton('right', 'Next page', 1)];
  const dialog = h('dialog', { class: 'page-dialog', 'aria-labelledby': 'frame-title', onclose: close },
    h('header', { class: 'row' }, h('div', { class: 'grow' }, heading, facts), steps.map(({ button }) => button),
      h('button', { type: 'button', class: 'btn quiet icon-only', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close'))),
    body);
  let shown = key;
  const frame = {
    pictures,
    isShown: (which) => shown === which && dialog.open,
    title(text, more) {
      heading.textContent = heading.title = text;
      facts.textContent = more;
    },
  };

  function stepButton(name, label, by) {
    const button = h('button', { type: 'button', class: 'btn icon-only', 'aria-label': label, title: label, onclick: () => go(neighbour(shown, by)) }, icon(name));
    return { button, by };
  }

  async function go(which) {
    shown = which;
    for (const { button, by } of steps) button.disabled = neighbour(which, by) === null;
    try {
      await show(which, frame);
    } catch (error) {
      fail(error);
    }
  }

  function close() {
    pictures.close();
    dialog.remove();
    onclose();
  }

  document.body.append(dialog);
  dialog.showModal();
  go(key);
  return frame;
}
