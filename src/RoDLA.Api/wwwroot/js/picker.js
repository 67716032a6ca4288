// Where a page comes from: dropped, pasted, chosen, or one of the samples.
import { h, replace, svg } from './dom.js';
import { icon } from './icons.js';
import { request } from './api.js';
import { fail } from './notices.js';
import { bytes } from './format.js';
import { currentDocument, openDocument } from './document.js';

const ACCEPT = 'image/*,application/pdf,.pdf,.tif,.tiff,.avif,.webp';

/**
 * Mounts a view of the document at hand: a welcome until there is one, then its workspace.
 * @param root Element of the view.
 * @param texts `title` and `text` of the welcome.
 * @param createWorkspace Called with the document and `onfile(file)`, which opens another one; returns `element` and `destroy()`.
 * @returns A function that cleans up.
 */
export function withDocument(root, texts, createWorkspace) {
  let workspace = null;
  const open = (file) => {
    openDocument(file);
    start();
  };
  const stop = acceptFiles(root, open);

  function start() {
    workspace?.destroy();
    workspace = createWorkspace(currentDocument(), open);
    replace(root, workspace.element);
    scrollTo(0, 0);
  }

  if (currentDocument()) start();
  else replace(root, createPicker({ ...texts, onfile: open }));
  return () => {
    stop();
    workspace?.destroy();
  };
}

/**
 * A welcome with a drop zone and the samples.
 * @param options `title`, `text`; `onfile(file)`.
 */
export function createPicker({ title, text, onfile }) {
  const input = fileInput(onfile);
  const samples = h('div', { class: 'samples', role: 'group', 'aria-label': 'Samples' });
  const zone = h(
    'div',
    { class: 'drop pick-zone' },
    h('span', { class: 'pick-mark' }, icon('upload')),
    h('p', { class: 'pick-lead' }, 'Drop a page here, or paste one'),
    h('button', { class: 'btn primary', type: 'button', onclick: () => input.click() }, 'Choose a file'),
    h('p', { class: 'hint' }, 'JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP or PDF'),
    input,
  );
  listSamples(samples, onfile);
  return h(
    'section',
    { class: 'pick' },
    h('div', { class: 'pick-text' }, h('h1', {}, title), h('p', { class: 'muted' }, text)),
    zone,
    samples,
  );
}

/** A button that opens another file. */
export function openButton(onfile) {
  const input = fileInput(onfile);
  return h(
    'span',
    {},
    input,
    h(
      'button',
      {
        class: 'btn small',
        type: 'button',
        'aria-label': 'Open another page',
        title: 'Open another page',
        onclick: () => input.click(),
      },
      icon('upload'),
      h('span', {}, 'Open'),
    ),
  );
}

/**
 * Takes files that are dropped on or pasted into an element (pasting: anywhere on the page).
 * @returns A function that stops.
 */
export function acceptFiles(element, onfile) {
  let depth = 0;
  const mark = (change) => {
    depth = change === 0 ? 0 : Math.max(0, depth + change);
    for (const zone of element.querySelectorAll('.drop')) zone.classList.toggle('over', depth > 0);
    element.classList.toggle('dropping', depth > 0);
  };
  const hasFiles = (e) => e.dataTransfer?.types.includes('Files');
  const listeners = {
    dragenter: (e) => hasFiles(e) && mark(1),
    dragleave: (e) => hasFiles(e) && mark(-1),
    dragover: (e) => hasFiles(e) && e.preventDefault(),
    drop: (e) => {
      mark(0);
      if (!hasFiles(e)) return;
      e.preventDefault();
      if (e.dataTransfer.files[0]) onfile(e.dataTransfer.files[0]);
    },
  };
  const paste = (e) => {
    const file = e.clipboardData?.files[0];
    if (file) {
      e.preventDefault();
      onfile(file);
    }
  };
  for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener);
  document.addEventListener('paste', paste);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener);
    document.removeEventListener('paste', paste);
  };
}

function fileInput(onfile) {
  return h('input', {
    type: 'file',
    accept: ACCEPT,
    hidden: true,
    'aria-label': 'A page',
    onchange: (e) => {
      if (e.target.files[0]) onfile(e.target.files[0]);
      e.target.value = '';
    },
  });
}

async function listSamples(element, onfile) {
  try {
    const list = await request('/samples');
    replace(
      element,
      list.length > 0 && h('p', { class: 'samples-title' }, 'Or try a sample'),
      list.map((s) => sampleButton(s, onfile)),
    );
  } catch (error) {
    fail(error);
  }
}

function sampleButton({ name, size_bytes: size }, onfile) {
  const open = async () => {
    try {
      onfile(new File([await request(`/samples/${encodeURIComponent(name)}`, { as: 'blob' })], name));
    } catch (error) {
      fail(error);
    }
  };
  return h(
    'button',
    { class: 'sample', type: 'button', onclick: open },
    glyph(name),
    h('span', {}, h('strong', {}, name), h('small', {}, bytes(size))),
  );
}

/** A small drawing of a page: two columns, a form, or a fax. */
function glyph(name) {
  const lines = name.startsWith('invoice')
    ? 'M8 9h9M22 9h6M8 20h20M8 25h20M8 30h20M8 35h20M8 20v15M17 20v15M28 20v15'
    : 'M8 9h20M8 15h9M8 19h9M8 23h9M8 27h9M8 31h9M8 35h9M20 27h8M20 31h8M20 35h8M20 15h8v8h-8z';
  return svg(
    'svg',
    { class: 'sample-glyph', viewBox: '0 0 36 44', 'aria-hidden': 'true' },
    svg('path', { class: 'sample-page', d: 'M4 3h20l8 8v30H4z' }),
    svg('path', { d: lines }),
  );
}
