// The settings of a job: names, defaults and ranges are those of the form of the API.
import { h } from '../dom.js';

const automatic = [['auto', 'Automatic'], ['off', 'Off']];

const FIELDS = {
  score_thr: { label: 'Confidence above', type: 'number', value: 0.3, min: 0, max: 1, step: 0.05 },
  model: { label: 'Model', options: [['', 'Default of the service']] },
  priority: { label: 'Priority', value: 'normal', options: [['high', 'High'], ['normal', 'Normal'], ['low', 'Low']] },
  visualization_mode: { label: 'Charts made by the service', value: 'summary',
    options: [['none', 'None'], ['summary', 'For the job'], ['per_image', 'For each image'], ['both', 'Both']] },
  pages: { label: 'Pages of PDF and TIFF files', value: '1', options: [['1', 'The first'], ['all', 'All']] },
  text: { label: 'Text of the elements', value: 'false', options: [['false', 'None'], ['true', 'Text layer of PDF files'], ['ocr', 'Recognised']] },
  orientation: { label: 'Turn upright', value: 'auto', options: automatic, isMore: true },
  deskew: { label: 'Straighten', value: 'auto', options: automatic, isMore: true },
  snap: { label: 'Move edges to the ink', options: [['', "The model's setting"], ['true', 'On'], ['false', 'Off']], isMore: true },
  classes: { label: 'Class names', value: 'native', options: [['native', "The model's"], ['doclaynet', 'DocLayNet']], isMore: true },
  slices: { label: 'Slices, such as 640x640:0.2', type: 'text', isMore: true },
  rules: { label: 'Layout rules, such as layout', type: 'text', isMore: true },
  max_concurrent: { label: 'Images at once', type: 'number', min: 1, isMore: true },
  max_retries: { label: 'Retries after a fault', type: 'number', value: 3, min: 0, isMore: true },
  not_before: { label: 'Earliest start', type: 'datetime-local', isMore: true },
  webhook_url: { label: 'Webhook at the end', type: 'url', isMore: true },
  email: { label: 'Email at the end', type: 'email', isMore: true },
};

/**
 * A form of settings.
 * @param names Which fields; all when it is not given.
 * @returns `element`; `addTo(form)` adds what is set, empty fields have the defaults of the service; `models(list)` offers models.
 */
export function settingsForm(names = Object.keys(FIELDS)) {
  const controls = new Map(names.map((name) => [name, control(FIELDS[name])]));
  const rows = (isMore) => names.filter((name) => Boolean(FIELDS[name].isMore) === isMore)
    .map((name) => h('label', { class: 'field' }, h('span', {}, FIELDS[name].label), controls.get(name)));
  const more = rows(true);
  return {
    element: h('div', { class: 'job-settings' }, rows(false),
      more.length > 0 && h('details', {}, h('summary', {}, 'More settings'), h('div', { class: 'job-settings more' }, more))),
    addTo(form) {
      for (const [name, { value }] of controls) {
        if (value !== '') form.append(name, name === 'not_before' ? new Date(value).toISOString() : value);
      }
    },
    models(list) {
      controls.get('model').append(...list.map((m) => h('option', { value: m.name }, m.display_name ?? m.name)));
    },
  };
}

function control({ type, value = '', options, min, max, step }) {
  return options
    ? h('select', { value }, options.map(([name, label]) => h('option', { value: name }, label)))
    : h('input', { type, value, min, max, step });
}
