// A batch that is not sent yet: choose files, edit names, set, send.
import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { dropZone } from '../drop-zone.js';
import { bytes, percent, plural } from '../format.js';
import { announce, fail, notify } from '../notices.js';
import { progressBar } from '../progress-bar.js';
import { chosenList } from './chosen-list.js';
import { isArchive } from './collect.js';
import { sendFiles } from './send.js';
import { settingsForm } from './settings.js';

/**
 * @param options
 * @param options.path Where the files are sent to; or `send`, which sends them as `sendFiles` does without its first argument.
 * @param options.settings Names of the settings, or an object like that of `settingsForm`.
 * @param options.zone What `dropZone` takes: title, hint, labels.
 * @param options.verb Text of the button before the number of files.
 * @param options.accepted Gets the answer of the service.
 * @returns `element`, and `close()`.
 */
export function draft({ path, send: sendAll = (...all) => sendFiles(path, ...all), settings = settingsForm(), zone, verb, accepted }) {
  const list = chosenList(update);
  const total = h('p', { class: 'muted small' });
  const send = h('button', { type: 'button', class: 'btn primary', onclick: run });
  const stop = h('button', { type: 'button', class: 'btn', hidden: true, onclick: () => sending?.abort() }, 'Stop');
  const clear = h('button', { type: 'button', class: 'btn quiet', onclick: () => list.keep(() => false) }, 'Remove all');
  const dropRefused = h('button', { type: 'button', class: 'btn', hidden: true, onclick: () => list.keep((e) => e.state !== 'refused') }, 'Remove the refused files');
  const bar = progressBar('Upload');
  const text = h('p', { class: 'small' });
  const progress = h('div', { class: 'stack tight', hidden: true }, bar.element, text);
  const mistakes = h('ul', { class: 'mistakes', role: 'alert', hidden: true });
  const chosen = h('div', { class: 'draft-grid' },
    h('section', { class: 'card draft-files', 'aria-label': 'Files' },
      h('div', { class: 'row' }, h('div', { class: 'grow' }, h('h2', {}, 'Files'), total), dropRefused, clear, stop, send), progress, mistakes, list.element),
    h('section', { class: 'card draft-settings', 'aria-label': 'Settings' }, h('h2', {}, 'Settings'), settings.element));
  let sending = null;

  function add(files, skipped) {
    if (files.length > 0) list.add(files);
    if (skipped.length > 0) {
      const names = skipped.slice(0, 3).join(', ');
      notify(`Left out, because it is no image: ${names}${skipped.length > 3 ? ` and ${skipped.length - 3} more` : ''}.`);
    }
  }

  function update() {
    const { entries } = list;
    const size = entries.reduce((sum, entry) => sum + entry.file.size, 0);
    const archives = entries.filter((entry) => isArchive(entry.name)).length;
    chosen.hidden = entries.length === 0;
    total.textContent = `${plural(entries.length, 'file')}, ${bytes(size)}${archives > 0 ? `, ${plural(archives, 'archive')} among them` : ''}`;
    send.textContent = `${verb} ${plural(entries.length, 'file')}`;
    dropRefused.hidden = !entries.some((entry) => entry.state === 'refused');
    zoneElement.classList.toggle('compact', entries.length > 0);
  }

  async function run() {
    sending = new AbortController();
    mistakes.hidden = true;
    lock(true);
    try {
      await accepted(await sendAll(list.entries, settings.addTo, following(), sending.signal));
    } catch (error) {
      list.mark(0, list.entries.length, 'ready');
      if (error.fields?.length > 0) refuse(error.fields);
      else fail(error);
      lock(false);
    }
  }

  function lock(isSending) {
    list.lock(isSending);
    progress.hidden = stop.hidden = !isSending;
    clear.disabled = zoneElement.inert = send.hidden = isSending;
  }

  /** Shows where the files are on their way: those whose bytes were sent are validated by the service. */
  function following() {
    const { entries } = list;
    const sizes = entries.map((entry) => entry.file.size);
    const all = Math.max(1, sizes.reduce((sum, size) => sum + size, 0));
    const begun = performance.now();
    const show = (share, words) => {
      bar.set([share], words);
      text.textContent = words;
    };
    return {
      packing(count) {
        list.mark(0, count, 'ready');
        list.mark(count, entries.length, 'packing');
        show(count / entries.length, `Packing ${plural(entries.length, 'file')} into an archive: ${percent(count / entries.length, 0)}`);
      },
      uploading(share) {
        let [sent, left] = [0, share * all];
        while (sent < sizes.length && left >= sizes[sent]) left -= sizes[sent++];
        list.mark(0, sent, 'validating');
        list.mark(sent, entries.length, 'uploading');
        const speed = share * all / Math.max(1, performance.now() - begun) * 1000;
        show(share, `Uploading ${percent(share, 0)} of ${bytes(all)}, ${bytes(speed)} a second`);
      },
      validating() {
        list.mark(0, entries.length, 'validating');
        show(1, 'The service looks at the files');
        announce('All files are sent; the service looks at them.');
      },
    };
  }

  function refuse(fields) {
    for (const { field, message } of fields) {
      list.entries.forEach((entry, i) => {
        if (field === 'files' && message.includes(` ${entry.name} `)) list.mark(i, i + 1, 'refused', message);
      });
    }
    replace(mistakes, fields.map(({ field, message }) => h('li', {}, field === 'files' ? message : `${field}: ${message}`)));
    mistakes.hidden = false;
    update();
  }

  const { element: zoneElement, close } = dropZone({ ...zone, onFiles: add });
  update();
  if (settings.models) request('/api/v1/models').then(({ models }) => settings.models(models), () => {});
  return {
    element: h('div', { class: 'stack' }, zoneElement, chosen),
    close() {
      close();
      sending?.abort();
      list.close();
    },
  };
}
