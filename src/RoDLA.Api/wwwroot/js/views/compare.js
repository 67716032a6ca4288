import { chooser } from '../compare/choose.js';
import { comparison } from '../compare/result.js';
import { h, replace } from '../dom.js';

export const title = 'Compare';

/** A choice of what is compared, or with `first` and `second` in the address the comparison of these jobs. */
export function mount(root, params) {
  const [first, second] = [params.get('first'), params.get('second')];
  const part = first && second ? comparison(first, second) : chooser([first, second]);
  replace(root, h('div', { class: 'wrap stack' },
    h('header', { class: 'view-head' }, h('h1', {}, 'Compare'), h('p', { class: 'muted' }, 'What became of the detections of one job in another: with other settings, or with another model.')),
    part.element));
  return () => part.close();
}
