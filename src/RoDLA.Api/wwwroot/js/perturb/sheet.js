// The contact sheet: the page under every perturbation, in three degrees.
import { h, replace } from '../dom.js';
import { words } from '../format.js';

const DEGREES = [1, 2, 3];

/**
 * @param onchoose Called with a type and a degree.
 * @returns `element`, `show(answer, info)` with the answer of /api/generate-perturbations, `wait()`.
 */
export function createSheet(onchoose) {
  const element = h('div', { class: 'sheet', tabindex: '0', role: 'region', 'aria-label': 'Contact sheet' });

  function show(answer, info) {
    replace(
      element,
      h('p', { class: 'muted small' }, 'Every perturbation of this page. Choose one to look at it closely.'),
      info.all_types.map((type) =>
        h(
          'section',
          { class: 'sheet-row' },
          h('h2', {}, words(type), h('small', {}, info.types[type].description)),
          h(
            'div',
            { class: 'sheet-cells' },
            DEGREES.map((degree) => cell(type, degree, answer.perturbations[type]?.[`degree_${degree}`])),
          ),
        ),
      ),
    );
  }

  const cell = (type, degree, picture) =>
    h(
      'button',
      {
        class: 'sheet-cell',
        type: 'button',
        dataset: { type, degree },
        onclick: () => onchoose(type, degree),
        'aria-label': `${words(type)}, degree ${degree}`,
      },
      picture
        ? h('img', { src: `data:image/png;base64,${picture}`, alt: '', loading: 'lazy' })
        : h('span', { class: 'empty small' }, 'Failed'),
      h('span', {}, `Degree ${degree}`),
    );

  function wait() {
    replace(element, h('div', { class: 'empty' }, h('span', { class: 'spinner' }), h('p', {}, 'Making 36 pictures …')));
  }

  return { element, show, wait };
}
