// What a chain has beside its steps: the seed, whose behaviour is followed, and whether the likeness is measured.
import { h } from '../dom.js';
import { icon } from '../icons.js';

const MOST = 1_000_000;

/** @param values `seed`, `mode`, `quality`; changed in place. */
export function createOptions(values, onchange) {
  const seed = h('input', {
    type: 'text',
    name: 'seed',
    inputmode: 'numeric',
    pattern: '-?[0-9]{1,18}',
    value: values.seed,
    oninput: () => {
      if (seed.checkValidity()) {
        values.seed = seed.value;
        onchange();
      }
    },
  });
  const roll = () => {
    values.seed = seed.value = String(Math.floor(Math.random() * MOST));
    onchange();
  };
  return {
    element: h(
      'div',
      { class: 'chain-options' },
      h(
        'div',
        { class: 'seed' },
        h('label', { class: 'field grow' }, h('span', {}, 'Seed'), seed),
        h(
          'button',
          { class: 'btn icon-only', type: 'button', 'aria-label': 'Another seed', title: 'Another seed', onclick: roll },
          icon('dice'),
        ),
      ),
      h('p', { class: 'hint' }, 'The same seed gives the same page, to the byte.'),
      h(
        'label',
        { class: 'field' },
        h('span', {}, 'Behaviour'),
        h(
          'select',
          {
            name: 'mode',
            value: values.mode,
            onchange: (e) => {
              values.mode = e.target.value;
              onchange();
            },
          },
          h('option', { value: 'standard' }, 'Standard'),
          h('option', { value: 'reference' }, 'As the benchmark’s published code'),
        ),
      ),
      h(
        'label',
        { class: 'switch' },
        h('input', {
          type: 'checkbox',
          role: 'switch',
          name: 'quality',
          checked: values.quality,
          onchange: (e) => {
            values.quality = e.target.checked;
            onchange();
          },
        }),
        h('span', {}, 'Measure the likeness', h('small', {}, 'PSNR, MS-SSIM and CW-SSIM against the clean page.')),
      ),
    ),
  };
}
