import { h, uniqueId } from './dom.js';

/**
 * Tabs with their panels; arrow keys go from one to the next.
 * @param label Name of the group.
 * @param tabs Of each `label` and `panel`; `onshow` is called when it is shown.
 * @returns `element`, and `show(index)`.
 */
export function tabs(label, list) {
  const parts = list.map(({ label: text, panel, onshow }, index) => {
    const id = uniqueId('tab');
    const tab = h('button', { id, type: 'button', role: 'tab', 'aria-controls': `${id}-panel`, onclick: () => show(index) }, text);
    return { tab, onshow, panel: h('div', { id: `${id}-panel`, class: 'tab-panel', role: 'tabpanel', 'aria-labelledby': id }, panel) };
  });

  function show(index) {
    parts.forEach(({ tab, panel }, i) => {
      tab.setAttribute('aria-selected', String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
      panel.hidden = i !== index;
    });
    parts[index].onshow?.();
  }

  const bar = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label, onkeydown: (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (parts.findIndex(({ tab }) => tab === document.activeElement) + step + parts.length) % parts.length;
    show(next);
    parts[next].tab.focus();
  } }, parts.map(({ tab }) => tab));
  show(0);
  return { element: h('div', { class: 'tabbed' }, bar, parts.map(({ panel }) => panel)), show };
}
