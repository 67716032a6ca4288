import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { lineChart } from '../charts.js';
import { every } from '../every.js';
import { bytes, decimal, duration, integer, words } from '../format.js';
import { addressOf } from '../job/job-table.js';
import { progressBar } from '../progress-bar.js';
import { stateChip } from '../job/state-chip.js';

export const title = 'Monitor';

const number = (digits) => (v) => v === null || v === undefined ? '–' : decimal(v, digits);
const size = (v) => v === null || v === undefined ? '–' : bytes(v);
const time = (v) => v === null || v === undefined ? '–' : duration(v);

/** The small charts: name, series of the history, the value of now, its text, what stands below it. */
const TILES = [
  { name: 'Requests a second', series: 'requests_per_second', now: (d) => d.requests.per_second, text: number(2), note: (d) => `of the last ${duration(1000 * d.requests.window_seconds)}` },
  { name: 'Latency, 95 %', series: 'p95_ms', now: (d) => d.requests.p95_ms, text: time, note: (d) => `half within ${time(d.requests.p50_ms)}, 99 % within ${time(d.requests.p99_ms)}` },
  { name: 'Errors', series: 'error_percent', now: (d) => d.requests.error_percent, text: (v) => `${number(1)(v)} %`, least: 1, note: () => 'faults of the service' },
  { name: 'Images a minute', series: 'images_per_minute', now: (d) => d.inference.images_per_minute, text: number(0), note: (d) => d.inference.average_seconds === null ? 'none in the last minute' : `${number(2)(d.inference.average_seconds)} s each in the model` },
  { name: 'Images in the queue', series: 'images_queued', now: (d) => d.queue.images, text: integer, least: 4, note: (d) => `${d.jobs.active} jobs in work, ${d.jobs.queued} waiting` },
  { name: 'Busy workers', series: 'workers_busy', now: (d) => d.workers.busy, text: (v) => integer(v ?? 0), least: 1, note: (d) => `of ${d.workers.active}` },
  { name: 'CPU', series: 'cpu_percent', now: (d) => d.system.cpu_percent, text: (v) => `${number(0)(v)} %`, least: 100, note: () => 'of all cores' },
  { name: 'Memory', series: 'memory_bytes', now: (d) => d.system.memory_bytes, text: size, note: (d) => `${size(d.system.pixel_bytes)} of pixels` },
  { name: 'Free disk', series: 'disk_free_bytes', now: (d) => d.system.disk_free_bytes, text: size, note: () => 'of the output folder' },
];

const GPU_TILE = { name: 'GPU', series: 'gpu_percent', now: (d) => d.system.gpu?.utilization_percent, text: (v) => `${number(0)(v)} %`, least: 100, note: () => 'utilisation' };

/** The state of the service, renewed every few seconds. */
export function mount(root) {
  const tiles = new Map();
  const head = h('div', { class: 'row monitor-head' });
  const grid = h('div', { class: 'tiles' });
  const health = h('ul', { class: 'health' });
  const jobs = h('ul', { class: 'current-jobs' });
  const noJobs = h('p', { class: 'muted' }, 'No job is in work.');
  const problem = h('p', { class: 'card monitor-problem', role: 'alert', hidden: true });

  async function show(signal) {
    const [dashboard, report] = await Promise.allSettled([request('/api/v1/monitoring/dashboard', { signal }), healthReport(signal)]);
    if (signal.aborted) return;
    problem.hidden = dashboard.status === 'fulfilled';
    if (dashboard.status === 'fulfilled') {
      const { data } = dashboard.value;
      replace(head, facts(data, report.value));
      for (const kind of data.system.gpu ? [...TILES, GPU_TILE] : TILES) {
        if (!tiles.has(kind)) {
          tiles.set(kind, tile(kind));
          grid.append(tiles.get(kind).element);
        }
        tiles.get(kind).update(data);
      }
      replace(jobs, data.jobs.current.map(jobRow));
      noJobs.hidden = data.jobs.current.length > 0;
    } else {
      problem.textContent = `${dashboard.reason.message} The figures below may be old.`;
    }
    if (report.status === 'fulfilled') replace(health, Object.entries(report.value.components).map(component));
  }

  replace(root, h('div', { class: 'wrap stack' },
    h('header', { class: 'view-head' }, h('h1', {}, 'Monitor'), h('p', { class: 'muted' }, 'The service now, and its last hour.')),
    problem, head, grid,
    h('div', { class: 'monitor-parts' },
      h('section', { class: 'card' }, h('h2', {}, 'Health'), health),
      h('section', { class: 'card' }, h('h2', {}, 'Jobs in work'), jobs, noJobs))));
  const refresh = every(3000, show);
  return () => refresh.stop();
}

/** An unhealthy service answers 503 with the same report. */
async function healthReport(signal) {
  const response = await fetch('/health', { signal });
  return response.ok || response.status === 503 ? response.json() : request('/health', { signal });
}

function facts(data, report) {
  const kind = { healthy: 'good', degraded: 'warn', unhealthy: 'bad' }[report?.status] ?? '';
  return [
    report && h('span', { class: `pill ${kind}` }, words(report.status)),
    h('span', { class: 'small muted' }, `${data.model.name}, ${data.model.status}${data.model.execution_provider ? ` on ${data.model.execution_provider.replace('ExecutionProvider', '')}` : ''}`),
    report && h('span', { class: 'small muted' }, `Version ${report.version}`),
    h('span', { class: 'small muted' }, `Up for ${duration(1000 * data.uptime_seconds)}`),
  ];
}

function tile({ name, series, now, text, least, note }) {
  const value = h('p', { class: 'metric-value' });
  const details = h('p', { class: 'muted small' });
  const chart = h('div', {}, h('p', { class: 'muted small chart-wait' }, 'The chart begins after 30 seconds.'));
  let newest = null;
  return {
    element: h('section', { class: 'card metric' }, h('h2', {}, name), value, details, chart),
    update(data) {
      const { times, series: all } = data.history;
      const values = all[series] ?? [];
      value.textContent = text(now(data) ?? null);
      details.textContent = note(data);

      // A chart below a pointer stays while it has nothing new.
      if (values.length < 2 || times.at(-1) === newest) return;
      newest = times.at(-1);
      const describe = (i) => `${text(values[i])} at ${new Date(times[i]).toLocaleTimeString('en-GB')}`;
      replace(chart, lineChart({ label: `${name} over the last hour`, values, least, describe }));
    },
  };
}

function component([name, part]) {
  const kind = { ok: 'good', warning: 'warn', error: 'bad' }[part.status] ?? '';
  return h('li', {}, h('span', { class: `pill ${kind}` }, words(part.status)), h('strong', {}, name === 'gpu' ? 'GPU' : words(name)), h('span', { class: 'muted small' }, detailOf(name, part)));
}

function detailOf(name, part) {
  if (part.note ?? part.error) return part.note ?? part.error;
  switch (name) {
    case 'model': return `${part.name}, ${part.state}`;
    case 'gpu': return part.available ? `${part.device_count} in use` : 'not used';
    case 'disk': return `${decimal(part.free_gb, 1)} of ${decimal(part.total_gb, 1)} GiB free`;
    case 'memory': return `${integer(part.process_mb)} of ${integer(part.available_mb)} MiB`;
    case 'jobs': return part.ready ? 'accepts jobs' : 'accepts no jobs';
    case 'rules': return part.names.join(', ');
    default: return '';
  }
}

function jobRow(job) {
  const bar = progressBar(`Progress of ${job.job_id}`);
  const { processed_images: done, total_images: total, percentage } = job.progress;
  bar.set([percentage / 100], `${done} of ${total}`);
  return h('li', {}, stateChip(job.status).element, h('a', { href: addressOf(job) }, h('code', {}, job.job_id)), h('div', { class: 'grow' }, bar.element), h('span', { class: 'small num muted' }, `${done} of ${total}`));
}
