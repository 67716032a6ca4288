import { draft } from '../batch/draft.js';
import { h, replace } from '../dom.js';
import { Job } from '../job/job.js';
import { jobPanel } from '../job/panel.js';
import { recentJobs } from '../job/recent-jobs.js';
import { fail } from '../notices.js';

export const title = 'Batch';

/** A new batch, or with `job` in the address that job. */
export function mount(root, params) {
  const id = params.get('job');
  const part = id ? existing(id) : fresh();
  replace(root, h('div', { class: 'wrap stack' },
    h('header', { class: 'view-head' }, h('h1', {}, 'Batch'),
      h('p', { class: 'muted' }, 'Many pages as one job. It continues when you close this page, and after a restart of the service.')),
    part.element));
  return () => part.close();
}

function fresh() {
  const files = draft({
    path: '/api/detect-batch',
    verb: 'Send',
    zone: { title: 'Drop pages, folders or ZIP archives', hint: 'JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP and PDF. Over 300 files are packed into an archive here.' },
    accepted: (answer) => { location.hash = `#/batch?job=${answer.job_id}`; },
  });
  return { ...files, element: h('div', { class: 'stack' }, files.element, recentJobs('detection')) };
}

function existing(id) {
  const job = new Job(id);
  const panel = jobPanel(job, [h('a', { class: 'btn', href: `#/compare?first=${id}` }, 'Compare'), h('a', { class: 'btn', href: '#/batch' }, 'New batch')]);
  job.open().catch(fail);
  return panel;
}
