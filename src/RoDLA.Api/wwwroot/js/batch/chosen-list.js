import { h } from '../dom.js';
import { bytes } from '../format.js';
import { icon } from '../icons.js';
import { stateChip } from '../job/state-chip.js';
import { Rows } from '../rows.js';

/**
 * The files that are to be sent: their names may be edited, and files removed. Each entry is `{ name, file, state, reason }`.
 * @param changed Called when the number of files changed.
 */
export function chosenList(changed) {
  const entries = [];
  const list = h('ul', { class: 'image-list', 'aria-label': 'Files to send' });
  const rows = new Rows(list, makeRow);
  let isLocked = false;

  function makeRow(index) {
    const chip = stateChip();
    const name = h('input', {
      type: 'text', class: 'name-input', spellcheck: false, 'aria-label': `Name of file ${index + 1}`,
      oninput: () => { entries[index].name = name.value.trim() || entries[index].file.name; },
      onblur: () => { name.value = entries[index].name; },
    });
    const detail = h('span', { class: 'image-detail muted small' });
    const remove = h('button', { class: 'btn quiet small icon-only', type: 'button', title: 'Remove', onclick: () => discard(index) }, icon('close'));
    const element = h('li', {}, chip.element, name, detail, h('span', { class: 'row-actions' }, remove));

    function update() {
      const entry = entries[index];
      element.dataset.state = entry.state;
      chip.show(entry.state);
      if (document.activeElement !== name) name.value = entry.name;
      name.readOnly = isLocked;
      detail.textContent = entry.reason ?? bytes(entry.file.size);
      remove.hidden = isLocked;
      remove.setAttribute('aria-label', `Remove ${entry.name}`);
    }

    update();
    return { element, update };
  }

  function show() {
    rows.resize(entries.length);
    rows.update(entries.keys());
    changed();
  }

  function discard(index) {
    entries.splice(index, 1);
    show();
    list.children[Math.min(index, entries.length - 1)]?.querySelector('button').focus();
  }

  return {
    element: list,
    entries,
    add(files) {
      for (const file of files) entries.push({ ...file, state: 'ready', reason: null });
      show();
    },
    keep(isWanted) {
      entries.splice(0, entries.length, ...entries.filter(isWanted));
      show();
    },
    /** Gives entries from one index up to another a state; the other rows stay as they are. */
    mark(from, to, state, reason = null) {
      const changedRows = [];
      for (let i = from; i < to; i++) {
        if (entries[i].state === state && entries[i].reason === reason) continue;
        Object.assign(entries[i], { state, reason });
        changedRows.push(i);
      }
      rows.update(changedRows);
    },
    /** Whether names may not be edited and files not removed. */
    lock(value) {
      isLocked = value;
      rows.update(entries.keys());
    },
    close: () => rows.close(),
  };
}
