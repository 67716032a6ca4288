import { h } from '../dom.js';
import { settingsForm } from '../batch/settings.js';
import { words } from '../format.js';

const TYPES = ['background', 'defocus', 'illumination', 'ink_bleeding', 'ink_holdout', 'keystoning', 'rotation', 'speckle', 'texture', 'vibration', 'warping', 'watermark'];
const DEGREES = [1, 2, 3];

/** The settings of an evaluation: as `settingsForm`, and which perturbations in which degrees. */
export function evaluationSettings() {
  const usual = settingsForm(['model', 'score_thr', 'priority']);
  const types = TYPES.map((type) => ({ value: type, input: h('input', { type: 'checkbox', checked: true, onchange: count }), label: words(type) }));
  const degrees = DEGREES.map((degree) => ({ value: degree, input: h('input', { type: 'checkbox', checked: true, onchange: count }), label: `Degree ${degree}` }));
  const cells = h('p', { class: 'hint', role: 'status' });
  const seed = h('input', { type: 'number', value: 0, step: 1 });
  const limit = h('input', { type: 'number', min: 1, step: 1, placeholder: 'all' });
  const name = h('input', { type: 'text', placeholder: 'uploaded pages' });
  const chosen = (list) => list.filter(({ input }) => input.checked).map(({ value }) => value);
  const boxes = (list) => list.map(({ input, label }) => h('label', { class: 'check' }, input, label));
  const all = h('button', { type: 'button', class: 'btn quiet small', onclick: () => setAll(true) }, 'All');
  const none = h('button', { type: 'button', class: 'btn quiet small', onclick: () => setAll(false) }, 'None');

  function setAll(isChecked) {
    types.forEach(({ input }) => { input.checked = isChecked; });
    count();
  }

  function count() {
    const perturbed = chosen(types).length * chosen(degrees).length;
    cells.textContent = perturbed > 0 ? `Each page is looked at ${perturbed + 1} times: clean, and in ${perturbed} cells.` : 'Each page is looked at once, clean.';
  }

  count();
  return {
    element: h('div', { class: 'job-settings' },
      h('fieldset', { class: 'job-settings' },
        h('legend', { class: 'row checks-head' }, h('span', { class: 'grow' }, 'Perturbations'), all, none),
        h('div', { class: 'checks' }, boxes(types)), h('div', { class: 'row' }, boxes(degrees)), cells),
      h('div', { class: 'pair' },
        h('label', { class: 'field' }, h('span', {}, 'Seed'), seed), h('label', { class: 'field' }, h('span', {}, 'Most pages'), limit)),
      h('label', { class: 'field' }, h('span', {}, 'Name of the set'), name),
      usual.element),
    addTo(form) {
      const steps = chosen(types).flatMap((type) => chosen(degrees).map((degree) => `${type}:${degree}`));
      form.append('perturbations', steps.length === TYPES.length * DEGREES.length ? 'all' : steps.join(',') || 'none');
      for (const [field, { value }] of [['seed', seed], ['limit', limit], ['name', name]]) {
        if (value !== '') form.append(field, value);
      }
      usual.addTo(form);
    },
    models: usual.models,
  };
}
