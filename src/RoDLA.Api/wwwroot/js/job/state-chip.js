import { h } from '../dom.js';

const states = {
  ready: ['Ready', ''],
  packing: ['Packing', 'accent'],
  uploading: ['Uploading', 'accent'],
  validating: ['Validating', 'accent'],
  pending: ['Queued', ''],
  queued: ['Queued', ''],
  processing: ['Processing', 'accent'],
  success: ['Done', 'good'],
  completed: ['Completed', 'good'],
  partial: ['Partly failed', 'warn'],
  failed: ['Failed', 'bad'],
  refused: ['Refused', 'bad'],
  cancelled: ['Cancelled', 'warn'],
};

/** A word for a state of a job or an image. */
export function stateChip(state) {
  const element = h('span', { class: 'pill' });
  const show = (next) => {
    const [text, kind] = states[next] ?? [next, ''];
    element.className = `pill job-state ${kind}`;
    element.textContent = text;
  };
  if (state) show(state);
  return { element, show };
}
