// The shell: the router, the navigation, the theme and the API key. The page's content security policy allows no inline script or style, no
// innerHTML and no Worker (trusted types): make elements with dom.js, and set styles by the `style` prop.
import { h, replace } from './dom.js';
import { icon } from './icons.js';
import { key, onUnauthorized } from './api.js';
import { announce, fail, notify } from './notices.js';

/**
 * The views. NAME is the address `#/NAME?...`, the module `views/NAME.js` and the style sheet `css/NAME.css`, each loaded when the view is
 * first opened. The module exports `title`, and `mount(root, params)`, which fills `root` and returns a function that cleans up (timers,
 * sockets, object addresses); `params` are the URLSearchParams of the address.
 */
const VIEWS = [
  { name: 'detect', label: 'Detect' },
  { name: 'perturb', label: 'Perturb' },
  { name: 'batch', label: 'Batch' },
  { name: 'robustness', label: 'Robustness' },
  { name: 'compare', label: 'Compare' },
  { name: 'jobs', label: 'Jobs' },
  { name: 'monitor', label: 'Monitor' },
];

const main = document.getElementById('main');
let current = { name: null, cleanup: null };

async function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const view = VIEWS.find((v) => v.name === path) ?? VIEWS[0];
  const isFirst = current.name === null;
  current.cleanup?.();
  current = { name: view.name, cleanup: null };
  markCurrent(view.name);
  try {
    const [module] = await Promise.all([import(`./views/${view.name}.js`), loadStyle(view.name)]);
    if (current.name !== view.name) return;
    const root = h('div', { class: `view view-${view.name}`, style: { display: 'contents' } });
    replace(main, root);
    document.title = `${module.title} · RoDLA`;
    current.cleanup = module.mount(root, new URLSearchParams(query)) ?? null;
    if (!isFirst) {
      main.focus({ preventScroll: true });
      scrollTo(0, 0);
      announce(module.title);
    }
  } catch (error) {
    fail(error);
  }
}

/** Loads a style sheet once; resolves when it is in effect. */
function loadStyle(name) {
  const id = `style-${name}`;
  if (document.getElementById(id)) return null;
  return new Promise((resolve) => {
    document.head.append(h('link', { id, rel: 'stylesheet', href: `/css/${name}.css`, onload: resolve, onerror: resolve }));
  });
}

function markCurrent(name) {
  for (const link of document.querySelectorAll('#nav a')) {
    if (link.dataset.view !== name) {
      link.removeAttribute('aria-current');
      continue;
    }
    link.setAttribute('aria-current', 'page');
    link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** The dialog for the API key; resolves to whether a key was entered. */
function askForKey(reason) {
  return new Promise((resolve) => {
    const input = h('input', { type: 'password', name: 'key', autocomplete: 'off', value: key.get(), spellcheck: false });
    const dialog = h(
      'dialog',
      {
        'aria-labelledby': 'key-title',
        onclose: () => {
          dialog.remove();
          resolve(dialog.returnValue === 'save');
        },
      },
      h(
        'form',
        {
          method: 'dialog',
          onsubmit: (e) => {
            if (e.submitter.value !== 'cancel') key.set(e.submitter.value === 'save' ? input.value.trim() : '');
          },
        },
        h('h2', { id: 'key-title' }, 'API key'),
        h(
          'p',
          { class: 'muted small' },
          reason ?? 'Needed when the service has keys. It stays in this tab, and is gone when you close it.',
        ),
        h('label', { class: 'field' }, h('span', {}, 'Key'), input),
        h(
          'div',
          { class: 'row' },
          h('button', { class: 'btn quiet', value: 'cancel', formnovalidate: '' }, 'Cancel'),
          key.get() && h('button', { class: 'btn', value: 'remove' }, 'Remove'),
          h('button', { class: 'btn primary', value: 'save' }, 'Save'),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}

let asking = null;
onUnauthorized(
  () =>
    (asking ??= askForKey(
      key.get()
        ? 'The service does not know this key. Enter another one.'
        : 'This service wants an API key. It stays in this tab, and is gone when you close it.',
    ).finally(() => {
      asking = null;
    })),
);

replace(
  document.getElementById('nav'),
  VIEWS.map((v) => h('a', { href: `#/${v.name}`, dataset: { view: v.name } }, v.label)),
);
replace(
  document.getElementById('tools'),
  h('a', { class: 'btn quiet icon-only', href: '/docs', 'aria-label': 'API documentation', title: 'API documentation' }, icon('book')),
  h(
    'button',
    {
      class: 'btn quiet icon-only',
      type: 'button',
      'aria-label': 'API key',
      title: 'API key',
      onclick: async () => {
        if (await askForKey()) {
          notify('The key is used from now on.');
          route();
        }
      },
    },
    icon('key'),
  ),
  h(
    'button',
    {
      class: 'btn quiet icon-only',
      type: 'button',
      'aria-label': 'Light or dark',
      title: 'Light or dark',
      onclick: () => window.rodlaTheme.toggle(),
    },
    icon('sun'),
  ),
);
addEventListener('hashchange', route);
document.querySelector('.skip').addEventListener('click', (e) => {
  e.preventDefault();
  main.focus();
});
route();
