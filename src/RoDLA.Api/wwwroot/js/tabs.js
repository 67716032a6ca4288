// Tabs with their panels, for mouse and arrow keys.
import { h, uniqueId } from './dom.js';

/**
 * @param list Tabs: `{ name, label, panel }`, where `panel` is an element.
 * @param onopen Called with the name of a tab that was opened.
 * @returns `element`, `open(name)`, `current()`.
 */
export function createTabs(list, onopen) {
  let current = list[0].name;
  const tabs = list.map(({ name, label, panel }) => {
    const [tabId, panelId] = [uniqueId('tab'), uniqueId('panel')];
    Object.assign(panel, { id: panelId, role: 'tabpanel', tabIndex: 0 });
    panel.setAttribute('aria-labelledby', tabId);
    panel.classList.add('tab-panel');
    return h(
      'button',
      {
        id: tabId,
        type: 'button',
        role: 'tab',
        'aria-controls': panelId,
        dataset: { name },
        onclick: () => open(name),
        onkeydown: onKey,
      },
      label,
    );
  });
  const element = h(
    'div',
    { class: 'tabbed' },
    h('div', { class: 'tabs', role: 'tablist' }, tabs),
    list.map((t) => t.panel),
  );

  function open(name) {
    current = name;
    mark();
    onopen?.(name);
  }

  function mark() {
    list.forEach(({ name, panel }, i) => {
      panel.hidden = name !== current;
      tabs[i].setAttribute('aria-selected', String(name === current));
      tabs[i].tabIndex = name === current ? 0 : -1;
    });
  }

  function onKey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = (tabs.indexOf(event.currentTarget) + by + tabs.length) % tabs.length;
    open(list[next].name);
    tabs[next].focus();
  }

  mark();
  return { element, open, current: () => current };
}
