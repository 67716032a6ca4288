// The chain of perturbations: which, in what order, how strong. The order is changed by dragging, or by the arrow keys on a handle.
import { h, keepFocus, replace } from '../dom.js';
import { icon } from '../icons.js';
import { words } from '../format.js';
import { announce } from '../notices.js';

const DEGREES = ['Mild', 'Moderate', 'Severe'];

/**
 * @param steps The chain, `[{ type, degree }]`; changed in place.
 * @param info The answer of perturbationsInfo().
 * @param onchange Called after each change.
 * @returns `element`, `draw()`.
 */
export function createChain(steps, info, onchange) {
  const list = h('ol', { class: 'chain', 'aria-label': 'Perturbations, in order' });
  const palette = h('div', { class: 'palette' });
  const element = h('div', { class: 'chain-panel' }, list, palette);

  const draw = () =>
    keepFocus(element, () => {
      replace(list, steps.map(item));
      if (steps.length === 0) replace(list, h('li', { class: 'empty small' }, 'Nothing yet. Choose a perturbation below.'));
      const isFull = steps.length >= info.most;
      replace(
        palette,
        Object.entries(info.categories).map(([name, category]) =>
          h(
            'section',
            {},
            h('h2', { title: category.description }, words(name)),
            h(
              'div',
              { class: 'palette-types' },
              category.types.map((type) =>
                h(
                  'button',
                  {
                    class: 'chip',
                    type: 'button',
                    disabled: isFull,
                    title: `${info.types[type].description}. ${info.types[type].use_case}.`,
                    onclick: () => change(() => steps.push({ type, degree: 2 }), `${words(type)} added`),
                  },
                  icon('plus'),
                  words(type),
                ),
              ),
            ),
          ),
        ),
        isFull && h('p', { class: 'hint' }, `A request has at most ${info.most}.`),
      );
    });

  function change(act, text) {
    act();
    draw();
    announce(text);
    onchange();
  }

  function item(step, i) {
    const name = words(step.type);
    const grip = h(
      'button',
      {
        class: 'grip',
        type: 'button',
        'aria-label': `Move ${name}: arrow keys`,
        title: 'Drag, or use the arrow keys',
        onkeydown: (e) => moveByKey(e, i),
        onpointerdown: (e) => grip.setPointerCapture(e.pointerId),
        onpointermove: drag,
        onpointerup: (e) => drop(e, i),
        onpointercancel: draw,
      },
      icon('grip'),
    );
    const remove = () => change(() => steps.splice(i, 1), `${name} removed`);
    const degrees = DEGREES.map((label, d) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(step.degree === d + 1),
          onclick: () =>
            change(() => {
              step.degree = d + 1;
            }, `${name}: ${label}`),
        },
        label,
      ),
    );
    return h(
      'li',
      { class: 'step' },
      grip,
      h(
        'div',
        { class: 'grow' },
        h(
          'div',
          { class: 'step-head' },
          h('strong', {}, name),
          h(
            'button',
            { class: 'btn quiet small icon-only', type: 'button', 'aria-label': `Remove ${name}`, onclick: remove },
            icon('close'),
          ),
        ),
        h('div', { class: 'segments', role: 'group', 'aria-label': `Degree of ${name}` }, degrees),
        h('p', { class: 'hint' }, info.types[step.type].degree_effects[step.degree]),
      ),
    );
  }

  /** Its neighbours make room as soon as the pointer is beyond their middle; the dragged one itself stays in the document. */
  function drag(event) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const step = event.currentTarget.parentElement;
    const middle = (element) => {
      const { top, height } = element.getBoundingClientRect();
      return top + height / 2;
    };
    const { previousElementSibling: before, nextElementSibling: after } = step;
    step.classList.add('dragged');
    if (before && event.clientY < middle(before)) step.after(before);
    else if (after && event.clientY > middle(after)) step.before(after);
  }

  function drop(event, from) {
    if (!move(from, [...list.children].indexOf(event.currentTarget.parentElement)))
      event.currentTarget.parentElement.classList.remove('dragged');
  }

  function move(from, to) {
    if (from < 0 || from === to || to < 0 || to >= steps.length) return false;
    const name = words(steps[from].type);
    change(() => steps.splice(to, 0, ...steps.splice(from, 1)), `${name} is number ${to + 1} now`);
    return true;
  }

  function moveByKey(event, i) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    if (move(i, i + by)) list.children[i + by].querySelector('.grip').focus();
  }

  draw();
  return { element, draw };
}
