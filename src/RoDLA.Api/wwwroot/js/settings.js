// The settings of a detection: one list says what they are, draws them and makes the fields of a request.
import { h, replace, debounce } from './dom.js';
import { fail } from './notices.js';
import { listModels } from './detection.js';

const yesNo = [
  ['', 'As the model has it'],
  ['true', 'On'],
  ['false', 'Off'],
];

/** Groups of settings. `usual` is not sent. `kind`: 'choice' (options; `other` allows a text of one's own), 'switch', 'number', 'text'. */
const GROUPS = [
  [
    'Model',
    [
      { name: 'model', label: 'Model', kind: 'choice', usual: '', options: [['', 'The service’s own']] },
      {
        name: 'classes',
        label: 'Class names',
        kind: 'choice',
        usual: 'native',
        options: [
          ['native', 'The model’s own'],
          ['doclaynet', 'The 11 of DocLayNet'],
        ],
      },
    ],
  ],
  [
    'Before the model',
    [
      {
        name: 'orientation',
        label: 'Turn upright',
        kind: 'choice',
        usual: 'auto',
        options: [
          ['auto', 'Automatic'],
          ['off', 'Off'],
          ['90', 'Page is turned by 90°'],
          ['180', 'By 180°'],
          ['270', 'By 270°'],
        ],
      },
      {
        name: 'deskew',
        label: 'Straighten',
        kind: 'choice',
        usual: 'auto',
        other: 'degrees clockwise, -45 to 45',
        options: [
          ['auto', 'Automatic'],
          ['off', 'Off'],
        ],
      },
      {
        name: 'slices',
        label: 'Slices',
        kind: 'choice',
        usual: '',
        other: 'WIDTHxHEIGHT:OVERLAP',
        hint: 'For small print on large pages.',
        options: [
          ['', 'None'],
          ['640x640:0.2', '640 × 640'],
          ['1024x1024:0.2', '1024 × 1024'],
          ['1280x1600:0.2', '1280 × 1600'],
        ],
      },
      {
        name: 'dpi',
        label: 'PDF resolution',
        kind: 'number',
        usual: '',
        least: 36,
        most: 600,
        hint: 'Dots per inch; empty for the service’s own.',
      },
    ],
  ],
  [
    'After the model',
    [
      { name: 'snap', label: 'Snap boxes to ink', kind: 'choice', usual: '', options: yesNo },
      { name: 'rules', label: 'Layout rules', kind: 'switch', usual: false, hint: 'Correct the detections by rules.' },
      {
        name: 'iou_threshold',
        label: 'Overlap of one class',
        kind: 'number',
        usual: '',
        least: 0,
        most: 1,
        step: 0.05,
        hint: 'IoU above which the weaker box goes; empty for the model’s own.',
      },
      { name: 'right_to_left', label: 'Columns from the right', kind: 'switch', usual: false },
    ],
  ],
  [
    'Text',
    [
      {
        name: 'text',
        label: 'Text of elements',
        kind: 'choice',
        usual: 'false',
        options: [
          ['false', 'Not read'],
          ['true', 'From the PDF'],
          ['ocr', 'From the PDF, else recognised'],
        ],
      },
      {
        name: 'ocr_languages',
        label: 'Languages',
        kind: 'text',
        usual: 'eng',
        hint: 'As tesseract names them: eng+deu.',
        when: (values) => values.text === 'ocr',
      },
    ],
  ],
];
const ALL = GROUPS.flatMap(([, settings]) => settings);

/** The settings as they are when nothing is changed. */
export const usualSettings = () => Object.fromEntries(ALL.map((s) => [s.name, s.usual]));

/** Pairs of the fields that a request with these settings sends. */
export const fieldsOf = (values) =>
  ALL.filter((s) => values[s.name] !== s.usual && values[s.name] !== '' && (s.when?.(values) ?? true)).map((s) => [
    s.name,
    String(values[s.name]),
  ]);

/**
 * The form of the settings.
 * @param values The settings; changed in place.
 * @param onchange Called after a change, when the user has stopped typing.
 */
export function createSettings(values, onchange) {
  const element = h('form', { class: 'settings', 'aria-label': 'Settings', onsubmit: (e) => e.preventDefault() });
  const changed = debounce(() => {
    draw();
    onchange();
  }, 350);
  let models = [];

  function draw() {
    const focused = element.contains(document.activeElement) ? document.activeElement.name : null;
    replace(
      element,
      GROUPS.map(([title, settings]) =>
        h(
          'fieldset',
          {},
          h('legend', {}, title),
          settings.filter((s) => s.when?.(values) ?? true).map((s) => control(s)),
        ),
      ),
      h(
        'button',
        {
          class: 'btn small',
          type: 'button',
          disabled: fieldsOf(values).length === 0,
          onclick: () => {
            Object.assign(values, usualSettings());
            changed();
          },
        },
        'Reset',
      ),
    );
    if (focused) element.elements[focused]?.focus();
  }

  function set(name, value) {
    values[name] = value;
    changed();
  }

  function control(s) {
    if (s.kind === 'switch') {
      return h(
        'label',
        { class: 'switch' },
        h('input', {
          type: 'checkbox',
          role: 'switch',
          name: s.name,
          checked: values[s.name],
          onchange: (e) => set(s.name, e.target.checked),
        }),
        h('span', {}, s.label, s.hint && h('small', {}, s.hint)),
      );
    }
    return h(
      'label',
      { class: 'field' },
      h('span', {}, s.label),
      s.kind === 'choice' ? choice(s) : input(s),
      s.hint && h('small', {}, s.hint),
    );
  }

  function input(s) {
    return h('input', {
      type: s.kind,
      name: s.name,
      value: values[s.name],
      min: s.least ?? null,
      max: s.most ?? null,
      step: s.step ?? null,
      oninput: (e) => {
        if (e.target.checkValidity()) set(s.name, e.target.value.trim());
      },
    });
  }

  function choice(s) {
    const options = s.name === 'model' ? [...s.options, ...models.map((m) => [m.name, m.display_name ?? m.name])] : s.options;
    const isOther = s.other && !options.some(([value]) => value === values[s.name]);
    const select = h(
      'select',
      {
        name: s.name,
        value: isOther ? '*' : values[s.name],
        onchange: (e) => (e.target.value === '*' ? addOther(s, e.target) : set(s.name, e.target.value)),
      },
      options.map(([value, text]) => h('option', { value }, text)),
      s.other && h('option', { value: '*' }, 'Other …'),
    );
    return isOther ? [select, other(s, values[s.name])] : select;
  }

  const other = (s, value) =>
    h('input', {
      type: 'text',
      name: `${s.name}-other`,
      value,
      placeholder: s.other,
      'aria-label': `${s.label}: ${s.other}`,
      oninput: (e) => {
        if (e.target.value.trim()) set(s.name, e.target.value.trim());
      },
    });

  function addOther(s, select) {
    const input = other(s, '');
    select.after(input);
    input.focus();
  }

  draw();
  listModels()
    .then((list) => {
      models = list;
      draw();
    })
    .catch(fail);
  return element;
}
