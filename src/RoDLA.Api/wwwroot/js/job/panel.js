// A job on the page: how far it is, what may be done with it, its images, results, figures and exports.
import { h, replace } from '../dom.js';
import { duration, integer, plural } from '../format.js';
import { announce, fail } from '../notices.js';
import { progressBar } from '../progress-bar.js';
import { createTabs } from '../tabs.js';
import { exportList } from './exports.js';
import { gallery } from './gallery.js';
import { imageList } from './image-list.js';
import { openPage } from './page-dialog.js';
import { stateChip } from './state-chip.js';
import { summary } from './summary.js';

const CONNECTIONS = { connecting: 'Connecting', live: 'Live', polling: 'Asking every few seconds', ended: '' };

/**
 * The head of a job: state, progress, rate, time left, and the acts on the whole job.
 * @param job A Job.
 * @param more Other buttons.
 * @param measure Tells how far the job is: `shares` (done, failed, cancelled) and `parts`, texts of which the first says how much is done.
 */
export function jobHead(job, more = [], measure = measureImages) {
  const chip = stateChip();
  const connection = h('span', { class: 'connection small muted' });
  const bar = progressBar('Progress of the job', ['done', 'failed', 'cancelled']);
  const text = h('p', { class: 'job-progress' });
  const error = h('p', { class: 'small job-error', role: 'alert', hidden: true });
  const cancel = h('button', { type: 'button', class: 'btn danger', onclick: () => act(() => job.cancel(), 'The job is cancelled.') }, 'Cancel');
  const retry = h('button', { type: 'button', class: 'btn', onclick: () => act(() => job.retry(), 'The failed images are tried again.') }, 'Retry failed');

  async function act(run, done) {
    cancel.disabled = retry.disabled = true;
    try {
      await run();
      announce(done);
    } catch (problem) {
      fail(problem);
    } finally {
      cancel.disabled = retry.disabled = false;
    }
  }

  function update() {
    const { shares, parts } = measure(job);
    chip.show(job.state);
    connection.textContent = CONNECTIONS[job.connection];
    connection.dataset.connection = job.connection;
    bar.set(shares, parts[0]);
    replace(text, parts.map((part) => h('span', {}, part)));
    error.hidden = !job.error;
    error.textContent = job.error?.message ?? '';
    cancel.hidden = !job.isRunning;
    retry.hidden = job.isRunning || job.counts.failed === 0;
  }

  return {
    element: h('section', { class: 'card job-head', 'aria-label': 'Progress' },
      h('div', { class: 'row' }, chip.element, h('code', { class: 'muted small' }, job.id), connection, h('span', { class: 'grow' }), cancel, retry, more),
      bar.element, text, error),
    update,
  };
}

/** Shows a job of detections. Returns the element and a function that cleans up. */
export function jobPanel(job, more) {
  const open = (index) => openPage(job, index);
  const head = jobHead(job, more);
  const images = imageList(job, { open, retry: (index) => job.retry([index]).catch(fail) });
  const results = gallery(job, open);
  const figures = summary(job);
  const drawn = { gallery: results, summary: figures };
  const parts = createTabs([
    { name: 'images', label: 'Images', panel: images.element },
    { name: 'gallery', label: 'Gallery', panel: results.element },
    { name: 'summary', label: 'Summary', panel: figures.element },
    { name: 'export', label: 'Export', panel: exportList(job) },
  ], (name) => drawn[name]?.draw());
  const update = () => {
    head.update();
    images.update();
    drawn[parts.current()]?.draw();
  };
  job.addEventListener('change', update);
  job.addEventListener('ended', () => announce(`The job has ended: ${plural(job.counts.success, 'image')} done, ${job.counts.failed} failed.`));
  if (job.status) update();
  return {
    element: h('div', { class: 'stack job-tabs' }, head.element, parts.element),
    close() {
      job.close();
      images.close();
      results.close();
      figures.close();
    },
  };
}

function measureImages(job) {
  const { counts, images, pace } = job;
  const total = Math.max(1, images.length);
  const ended = counts.success + counts.failed + counts.cancelled;
  return {
    shares: [counts.success / total, counts.failed / total, counts.cancelled / total],
    parts: [
      `${integer(ended)} of ${plural(images.length, 'image')}`,
      counts.failed > 0 && `${integer(counts.failed)} failed`,
      ...waiting(job),
      ...(pace ? [`${integer(pace.perMinute)} images a minute`, `${duration(1000 * pace.seconds)} left`] : []),
      timeTaken(job),
    ].filter(Boolean),
  };
}

/** What a job that has not begun waits for. */
export function waiting({ status }) {
  if (status?.status !== 'queued') return [];
  return [
    status.not_before && `starts at ${new Date(status.not_before).toLocaleString('en-GB')}`,
    status.queue_position > 0 && `${plural(status.queue_position, 'job')} before it`,
  ].filter(Boolean);
}

/** How long a job took; null before its end. */
export function timeTaken({ isRunning, status }) {
  const end = status?.completed_at ?? status?.failed_at ?? status?.cancelled_at;
  return !isRunning && end && status.started_at ? `in ${duration(new Date(end) - new Date(status.started_at))}` : null;
}
