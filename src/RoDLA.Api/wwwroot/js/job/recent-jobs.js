import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { dateTime, plural } from '../format.js';
import { addressOf } from './job-table.js';
import { stateChip } from './state-chip.js';

const MOST = 5;

/** The newest jobs of a kind; nothing when there is none. */
export function recentJobs(kind) {
  const element = h('section', { class: 'card recent', hidden: true });
  request('/api/v1/jobs', { query: { page_size: 50 } }).then(({ data }) => {
    const jobs = data.jobs.filter((job) => job.kind === kind).slice(0, MOST);
    element.hidden = jobs.length === 0;
    replace(element, h('div', { class: 'row' }, h('h2', { class: 'grow' }, 'Recent'), h('a', { class: 'small', href: '#/jobs' }, 'All jobs')),
      h('ul', {}, jobs.map((job) => h('li', {},
        stateChip(job.status === 'completed' && job.failed_images ? 'partial' : job.status).element,
        h('a', { href: addressOf(job), class: 'grow' }, plural(job.progress.total_images, 'image')),
        h('span', { class: 'muted small' }, dateTime(job.created_at))))));
  }, () => {});
  return element;
}
