// The panel for taking results away: files of every format, and the request as code.
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { request } from '../api.js';
import { fail, notify } from '../notices.js';
import { LANGUAGES, codeOf, copyText } from '../code.js';

/** The formats of docs/exports.md: name, title, what it is. */
export const FORMATS = [
  ['json', 'JSON', 'The answer in full'],
  ['csv', 'CSV', 'A line for each element'],
  ['xlsx', 'Excel', 'Elements and summary'],
  ['jsonl', 'JSON Lines', 'A line for each page'],
  ['markdown', 'Markdown', 'Text and pictures, ZIP'],
  ['html', 'HTML', 'Text and pictures, ZIP'],
  ['coco', 'COCO', 'Instances'],
  ['coco_results', 'COCO results', 'For pycocotools'],
  ['yolo', 'YOLO', 'Class, centre, size'],
  ['voc', 'Pascal VOC', 'XML'],
  ['labelstudio', 'Label Studio', 'Tasks, ZIP'],
  ['pagexml', 'PAGE XML', 'With reading order'],
  ['alto', 'ALTO', 'Library systems'],
  ['hocr', 'hOCR', 'Lines and words'],
  ['zip', 'Everything', 'ZIP with charts'],
];

/**
 * @param question A function that gives `{ path, document, fields }` of the present settings: fields as pairs.
 * @param options `formats`: false leaves the files out.
 * @returns `element`, and `refresh()` after the settings changed.
 */
export function createExport(question, { formats = true } = {}) {
  let language = LANGUAGES[0][0];
  let wholeDocument = false;
  const code = h('code', {});
  const languages = h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': 'Language' },
    LANGUAGES.map(([name, label]) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(name === language),
          dataset: { name },
          onclick: () => {
            language = name;
            refresh();
          },
        },
        label,
      ),
    ),
  );
  const all = h(
    'label',
    { class: 'switch', hidden: true },
    h('input', {
      type: 'checkbox',
      role: 'switch',
      onchange: (e) => {
        wholeDocument = e.target.checked;
        refresh();
      },
    }),
    h('span', {}, 'All pages of the document'),
  );
  const copy = h(
    'button',
    {
      class: 'btn small',
      type: 'button',
      onclick: async () => notify((await copyText(code.textContent)) ? 'Copied.' : 'The browser does not allow copying here.'),
    },
    icon('copy'),
    'Copy',
  );

  const element = h(
    'div',
    { class: 'export' },
    all,
    formats &&
      h(
        'section',
        {},
        h('h2', {}, 'Download'),
        h(
          'div',
          { class: 'formats' },
          FORMATS.map(([name, title, text]) =>
            h(
              'button',
              {
                class: 'format',
                type: 'button',
                dataset: { format: name },
                onclick: (e) => download(name, e.currentTarget),
              },
              h('strong', {}, title),
              h('small', {}, text),
            ),
          ),
        ),
      ),
    h(
      'section',
      {},
      h('h2', {}, 'The same by the API'),
      languages,
      h('div', { class: 'code' }, h('pre', { tabindex: '0', 'aria-label': 'Code' }, code), copy),
    ),
  );

  function fields() {
    const asked = question();
    return {
      ...asked,
      fields:
        wholeDocument && asked.document.pageCount > 1 ? [...asked.fields.filter(([n]) => n !== 'page'), ['page', 'all']] : asked.fields,
    };
  }

  function refresh() {
    const asked = fields();
    all.hidden = asked.document.pageCount < 2;
    for (const button of languages.children) button.setAttribute('aria-pressed', String(button.dataset.name === language));
    replace(code, codeOf(language, { path: asked.path, file: asked.document.name, fields: asked.fields }));
  }

  async function download(format, button) {
    button.disabled = true;
    button.setAttribute('aria-busy', 'true');
    try {
      const asked = fields();
      const form = asked.document.form([...asked.fields, ['format', format], ['save_json', 'false']]);
      const response = await request(asked.path, { form, as: 'response' });
      save(await response.blob(), nameIn(response.headers.get('Content-Disposition')) ?? `${asked.document.name}.${format}`);
    } catch (error) {
      fail(error);
    } finally {
      button.disabled = false;
      button.removeAttribute('aria-busy');
    }
  }

  return { element, refresh };
}

/** Hands a file to the user. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function nameIn(disposition) {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '');
  return extended ? decodeURIComponent(extended[1]) : (/filename="?([^";]+)/i.exec(disposition ?? '')?.[1] ?? null);
}
