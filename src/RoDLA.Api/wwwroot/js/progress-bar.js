import { h } from './dom.js';

/**
 * A bar with one or several parts.
 * @param label What progresses.
 * @returns `element`; `set(shares, text)`: the shares of the parts, 0 to 1, and what a screen reader says.
 */
export function progressBar(label, kinds = ['done']) {
  const parts = kinds.map((kind) => h('div', { class: `part-${kind}` }));
  const element = h('div', { class: 'bar parts', role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100 }, parts);
  return {
    element,
    set(shares, text) {
      shares.forEach((share, i) => { parts[i].style.width = `${(100 * share).toFixed(2)}%`; });
      element.setAttribute('aria-valuenow', Math.round(100 * shares.reduce((sum, share) => sum + share, 0)));
      element.setAttribute('aria-valuetext', text);
    },
  };
}
