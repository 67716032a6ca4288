import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { dateTime, duration, plural, words } from '../format.js';
import { announce, fail } from '../notices.js';
import { progressBar } from '../progress-bar.js';
import { isFinal } from './job.js';
import { stateChip } from './state-chip.js';

/** Address of the view of a job. */
export const addressOf = (job) => `#/${job.kind === 'robustness' ? 'robustness' : 'batch'}?job=${job.job_id}`;

/**
 * Jobs as a table.
 * @param changed Called after a job was cancelled or retried.
 * @returns `element`, and `show(jobs)`.
 */
export function jobTable(changed) {
  const body = h('tbody');
  const act = async (button, run, text) => {
    button.disabled = true;
    try {
      await run();
      announce(text);
      await changed();
    } catch (error) {
      fail(error);
    } finally {
      button.disabled = false;
    }
  };
  return {
    element: h('div', { class: 'job-table', tabindex: '0', role: 'region', 'aria-label': 'Jobs' }, h('table', {},
      h('thead', {}, h('tr', {}, ['Job', 'State', 'Images', 'Accepted', 'Time', ''].map((name) => h('th', { scope: 'col' }, name || h('span', { class: 'visually-hidden' }, 'Acts'))))),
      body)),
    show(jobs) {
      const focused = document.activeElement?.dataset?.act;
      replace(body, jobs.map((job) => row(job, act)));
      if (focused) body.querySelector(`[data-act="${focused}"]`)?.focus();
    },
  };
}

function row(job, act) {
  const { job_id: id, progress, failed_images: failed = [] } = job;
  const isPartial = job.status === 'completed' && failed.length > 0;
  const bar = progressBar(`Progress of ${id}`, ['done', 'failed']);
  const total = Math.max(1, progress.total_images);
  const text = `${progress.processed_images} of ${plural(progress.total_images, 'image')}${failed.length ? `, ${failed.length} failed` : ''}`;
  bar.set([(progress.processed_images - failed.length) / total, failed.length / total], text);
  const button = (name, kind, onclick) => {
    const element = h('button', {
      type: 'button', class: `btn small ${kind}`, dataset: { act: `${name} ${id}` }, 'aria-label': `${name} ${id}`,
      onclick: () => onclick(element),
    }, name);
    return element;
  };
  return h('tr', {},
    h('td', {}, h('a', { href: addressOf(job), class: 'job-link', dataset: { act: `Open ${id}` } }, h('code', {}, id)), h('div', { class: 'muted small' }, words(job.kind))),
    h('td', {}, stateChip(isPartial ? 'partial' : job.status).element),
    h('td', { class: 'job-cell-progress' }, bar.element, h('div', { class: 'muted small num' }, text)),
    h('td', { class: 'muted small' }, dateTime(job.created_at)),
    h('td', { class: 'muted small num' }, timeOf(job)),
    h('td', { class: 'job-acts' },
      !isFinal(job.status) && button('Cancel', 'quiet', (b) => act(b, () => request(`/api/v1/jobs/${id}`, { method: 'DELETE' }), `${id} is cancelled.`)),
      isFinal(job.status) && failed.length > 0
        && button('Retry', 'quiet', (b) => act(b, () => request(`/api/v1/jobs/${id}/retry`, { method: 'POST' }), `${id} is tried again.`))));
}

function timeOf(job) {
  const end = job.completed_at ?? job.failed_at ?? job.cancelled_at;
  if (job.started_at && end) return duration(new Date(end) - new Date(job.started_at));
  const left = job.progress.estimated_completion;
  return left ? `${duration(Math.max(0, new Date(left) - Date.now()))} left` : '';
}
