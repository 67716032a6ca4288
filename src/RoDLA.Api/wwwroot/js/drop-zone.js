// A place for files: by drag and drop, by a picker for files and one for folders.
import { accept, chosen, dropped, sort } from './batch/collect.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { fail } from './notices.js';

/**
 * @param title What may be dropped.
 * @param hint What happens with it.
 * @param withLabels Whether labels are taken too.
 * @param endings What the picker offers.
 * @param onFiles Gets the files, `{name, file}`, and the names of what was left out.
 * @returns `element`, and `close()`. Files may be dropped anywhere on the page while the element is shown.
 */
export function dropZone({ title, hint, withLabels = false, endings = accept, onFiles }) {
  const take = (found) => {
    const { taken, skipped } = sort(found, withLabels);
    onFiles(taken, skipped);
  };
  const picker = (label, text, props) => {
    const input = h('input', {
      type: 'file', multiple: true, hidden: true, 'aria-label': text, ...props,
      onchange: () => { take(chosen(input)); input.value = ''; },
    });
    return [h('button', { class: label, type: 'button', onclick: () => input.click() }, text), input];
  };
  const element = h('div', { class: 'drop drop-files' },
    h('span', { class: 'drop-icon' }, icon('upload')),
    h('div', { class: 'drop-text' }, h('h2', {}, title), h('p', { class: 'muted' }, hint)),
    h('div', { class: 'row drop-buttons' },
      picker('btn primary', 'Choose files', { accept: endings }), picker('btn', 'Choose a folder', { webkitdirectory: true })));

  // A drag enters and leaves each child on its way.
  let depth = 0;
  const enter = (change) => {
    depth = Math.max(0, depth + change);
    element.classList.toggle('over', depth > 0);
  };
  const listeners = {
    dragenter: () => enter(1),
    dragleave: () => enter(-1),
    dragover: () => {},
    drop: (event) => {
      enter(-depth);
      dropped(event.dataTransfer).then(take, fail);
    },
  };
  const closed = new AbortController();
  for (const [name, listener] of Object.entries(listeners)) {
    document.addEventListener(name, (event) => {
      if (element.offsetParent === null || element.inert) return;
      event.preventDefault();
      listener(event);
    }, { signal: closed.signal });
  }
  return { element, close: () => closed.abort() };
}
