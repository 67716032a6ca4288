import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { every } from '../every.js';
import { plural } from '../format.js';
import { jobTable } from '../job/job-table.js';
import { fail } from '../notices.js';

export const title = 'Jobs';

const PAGE_SIZE = 20;
const STATES = [['', 'All'], ['queued', 'Queued'], ['processing', 'Processing'], ['completed', 'Completed'], ['failed', 'Failed'], ['cancelled', 'Cancelled']];

/** The jobs of every surface, newest first. `status` and `page` in the address say which. */
export function mount(root, params) {
  const status = params.get('status') ?? '';
  const page = Number(params.get('page')) || 1;
  const table = jobTable(() => refresh.now());
  const count = h('p', { class: 'muted small', role: 'status' });
  const none = h('div', { class: 'empty card', hidden: true }, h('h2', {}, status ? `No job is ${status}` : 'No jobs yet'),
    h('p', {}, 'Jobs that were made here, by the API or on the command line are listed here.'), h('a', { class: 'btn primary', href: '#/batch' }, 'New batch'));
  const pages = h('nav', { class: 'row pages', 'aria-label': 'Pages of the list' });
  let isReported = false;

  async function show(signal) {
    try {
      const { data } = await request('/api/v1/jobs', { query: { status, page, page_size: PAGE_SIZE }, signal });
      isReported = false;
      const last = Math.max(1, Math.ceil(data.total / PAGE_SIZE));
      table.element.hidden = data.jobs.length === 0;
      none.hidden = data.jobs.length > 0;
      count.textContent = plural(data.total, 'job');
      table.show(data.jobs);
      replace(pages, last > 1 && [link('Newer', page - 1, page > 1), h('span', { class: 'small muted' }, `Page ${page} of ${last}`), link('Older', page + 1, page < last)]);
    } catch (error) {
      if (!isReported) fail(error);
      isReported = error.name !== 'AbortError';
    }
  }

  const address = (state, number) => `#/jobs?${new URLSearchParams({ ...(state && { status: state }), ...(number > 1 && { page: number }) })}`;
  const link = (text, number, isThere) => isThere
    ? h('a', { class: 'btn small', href: address(status, number) }, text)
    : h('span', { class: 'btn small', 'aria-hidden': 'true', style: { visibility: 'hidden' } }, text);

  replace(root, h('div', { class: 'wrap stack' },
    h('header', { class: 'view-head' }, h('h1', {}, 'Jobs'), h('p', { class: 'muted' }, 'Every job of the service that your key may see, newest first.')),
    h('div', { class: 'row' },
      h('nav', { class: 'segments', 'aria-label': 'Jobs by state' }, STATES.map(([name, label]) =>
        h('a', { href: address(name, 1), ...(name === status && { 'aria-current': 'true' }) }, label))),
      h('span', { class: 'grow' }), count),
    none, table.element, pages));
  const refresh = every(3000, show);
  return () => refresh.stop();
}
