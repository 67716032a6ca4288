// What became of the clean page's elements: kept, moved, lost, gained.
import { h, keepFocus, replace } from '../dom.js';
import { colorOf } from '../colors.js';
import { decimal, percent } from '../format.js';

/** State → its colour on the page and its words. */
export const STATES = {
  lost: { color: '#b3261e', label: 'Lost', text: 'not found any more' },
  moved: { color: '#9a6700', label: 'Moved', text: 'found again, with another box' },
  gained: { color: '#3553b8', label: 'Gained', text: 'not on the clean page' },
  kept: { color: '#3d6b52', label: 'Kept', text: 'found again in its place' },
};

/** Boxes for a page view. */
export const boxesOf = (changes, hidden) =>
  changes
    .map((c, id) => ({ ...c, id }))
    .filter((c) => !hidden.has(c.state))
    .map((c) => ({
      id: c.id,
      x1: c.box[0],
      y1: c.box[1],
      x2: c.box[2],
      y2: c.box[3],
      color: STATES[c.state].color,
      kind: c.state === 'lost' ? 'dashed' : c.state === 'kept' ? 'faint' : '',
      label: `${STATES[c.state].label}: ${(c.found ?? c.clean).class_name}`,
      change: c,
    }));

/**
 * @param on `hide(states)`, a Set; `select(id)`; `highlight(id)`.
 * @returns `element`, `show({ changes, hidden, comparison, selected })`, `wait(text)`.
 */
export function createChanges(on) {
  const element = h('div', { class: 'changes' });

  function show({ changes, hidden, comparison, selected }) {
    const count = (state) => changes.filter((c) => c.state === state).length;
    keepFocus(element, () =>
      replace(
        element,
        h(
          'dl',
          { class: 'figures' },
          figure('Survived', comparison.survival_rate === null ? '–' : percent(comparison.survival_rate, 0)),
          figure('Score', signed(comparison.mean_confidence_change)),
          figure('Overlap', decimal(comparison.mean_iou)),
        ),
        h(
          'div',
          { class: 'legend', role: 'group', 'aria-label': 'What became of them' },
          Object.entries(STATES).map(([state, { color, label, text }]) =>
            h(
              'button',
              {
                class: 'chip',
                type: 'button',
                title: text,
                dataset: { state },
                'aria-pressed': String(!hidden.has(state)),
                onclick: () => {
                  const next = new Set(hidden);
                  if (!next.delete(state)) next.add(state);
                  on.hide(next);
                },
              },
              h('span', { class: 'dot', style: { '--c': color } }),
              label,
              h('span', { class: 'chip-count num' }, String(count(state))),
            ),
          ),
        ),
        h(
          'ul',
          { class: 'elements' },
          inOrder(changes)
            .filter((c) => !hidden.has(c.state))
            .map((c) => row(c, selected)),
        ),
      ),
    );
  }

  const row = (c, selected) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          class: 'element',
          type: 'button',
          'aria-pressed': String(c.id === selected),
          dataset: { state: c.state },
          onclick: () => on.select(c.id === selected ? null : c.id),
          onmouseenter: () => on.highlight(c.id),
          onmouseleave: () => on.highlight(null),
          onfocus: () => on.highlight(c.id),
          onblur: () => on.highlight(null),
        },
        h('span', { class: 'state', style: { '--c': STATES[c.state].color } }, STATES[c.state].label),
        h(
          'span',
          { class: 'element-name' },
          h('span', { class: 'dot', style: { '--c': colorOf((c.found ?? c.clean).class_name) } }),
          (c.found ?? c.clean).class_name,
        ),
        h('span', { class: 'num muted' }, scores(c)),
      ),
    );

  function wait(text) {
    replace(element, h('div', { class: 'empty small' }, text));
  }

  return { element, show, wait };
}

/** What is worst first, and within that the most confident. */
const inOrder = (changes) =>
  changes.map((c, id) => ({ ...c, id })).sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state) || a.id - b.id);
const RANK = Object.keys(STATES);

const figure = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
const signed = (n) => (n === null ? '–' : `${n >= 0.005 ? '+' : n <= -0.005 ? '−' : ''}${decimal(Math.abs(n))}`);
const scores = (c) =>
  [c.clean, c.found]
    .filter(Boolean)
    .map((d) => decimal(d.confidence))
    .join(' → ');
