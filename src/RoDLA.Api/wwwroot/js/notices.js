// What the page tells its user: to the eye as a notice at the lower edge, to a screen reader as a status.
import { h } from './dom.js';
import { icon } from './icons.js';
import { ApiError } from './api.js';

/** Tells a screen reader, and nobody else. */
export function announce(text) {
  document.getElementById('live').textContent = text;
}

/** Shows a notice for some seconds; `kind` 'error' stays until it is closed. */
export function notify(text, kind = 'info') {
  const close = () => notice.remove();
  const notice = h(
    'div',
    { class: `notice ${kind}`, role: kind === 'error' ? 'alert' : 'status' },
    h('p', {}, text),
    h('button', { class: 'btn quiet small icon-only', type: 'button', 'aria-label': 'Close the notice', onclick: close }, icon('close')),
  );
  document.getElementById('notices').append(notice);
  if (kind !== 'error') setTimeout(close, 4000);
  return close;
}

/** Shows what went wrong; an aborted request is no error. */
export function fail(error) {
  if (error?.name === 'AbortError') return;
  if (!(error instanceof ApiError)) console.warn(error);
  notify(error instanceof ApiError && error.requestId ? `${error.message} (request ${error.requestId})` : error.message, 'error');
}
