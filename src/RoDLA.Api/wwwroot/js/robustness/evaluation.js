// A running or finished evaluation: its progress, its heat map, the pages of a cell, its report.
import { h, replace } from '../dom.js';
import { key, request } from '../api.js';
import { every } from '../every.js';
import { decimal, duration, integer, plural } from '../format.js';
import { icon } from '../icons.js';
import { Job } from '../job/job.js';
import { jobHead, timeTaken, waiting } from '../job/panel.js';
import { fail } from '../notices.js';
import { downloadLink } from '../picture.js';
import { cellPanel } from './cell-panel.js';
import { heatMap } from './heat-map.js';

const METRICS = [['f1', 'F1', () => null], ['map', 'mAP', (cell) => cell.map], ['map50', 'mAP50', (cell) => cell.map50]];
const FORMS = [['html', 'Report'], ['json', 'JSON'], ['csv', 'CSV'], ['md', 'Markdown'], ['svg', 'Heat map']];

/** Shows an evaluation. */
export function evaluation(id) {
  const job = new Job(id);
  const head = jobHead(job, [h('a', { class: 'btn', href: '#/robustness' }, 'New evaluation')], () => measureCells(job, data));
  let [data, report, metric, selected] = [null, null, 'f1', null];
  const map = heatMap(open);
  const panel = cellPanel(id);
  const hint = h('div', { class: 'card empty' }, h('h2', {}, 'Open a cell'), h('p', {}, 'Its pages are shown here, the worst first.'));
  const note = h('p', { class: 'muted small' });
  const figures = h('dl', { class: 'figures card', hidden: true });
  const links = h('div', { class: 'row', hidden: true }, FORMS.map(([form, label]) => reportLink(id, form, label)));
  const metrics = METRICS.map(([name, label]) => ({ name, button: h('button', { type: 'button', onclick: () => choose(name) }, label) }));

  function choose(name) {
    metric = name;
    draw();
  }

  function open(cell) {
    selected = cell;
    draw();
    panel.element.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }

  function draw() {
    metrics.forEach(({ name, button }) => {
      button.setAttribute('aria-pressed', String(name === metric));
      button.disabled = name !== 'f1' && !report;
    });
    if (!data) return;
    const known = report && new Map([report.clean, ...report.perturbations.flatMap((p) => p.degrees)].map((cell) => [cell.cell, cell]));
    const [, label, valueOf] = METRICS.find(([name]) => name === metric);
    const cells = data.cells.map((cell) => ({ ...cell, value: metric === 'f1' ? cell.mean_f1 : valueOf(known.get(cell.cell)) ?? null }));
    map.show({ cells, images: data.images.length, metric: label, selected });
    note.textContent = noteOf(data, metric, job.isRunning);
    hint.hidden = selected !== null;
    panel.element.hidden = selected === null;
    if (selected) panel.show(selected, data);
  }

  async function read(signal) {
    try {
      data = await request(`/api/robustness/${id}/cells`, { signal });
      head.update();
      if (job.status && !job.isRunning && data.status !== 'processing') {
        refresh.stop();
        await readReport();
      }
      draw();
    } catch (error) {
      if (error.name === 'AbortError') return;
      refresh.stop();
      fail(error);
    }
  }

  async function readReport() {
    // Without a page there is none.
    if (job.counts.success === 0) return;
    try {
      report = await request(`/api/robustness/${id}/report.json`);
    } catch (error) {
      fail(error);
      return;
    }
    metric = 'map';
    links.hidden = figures.hidden = false;
    const { robustness, clean } = report;
    replace(figures, [
      ['Clean mAP', decimal(clean.map, 3)], ['P-Avg', decimal(robustness.p_avg, 3)], ['mPC', decimal(robustness.mpc, 3)],
      ['rPC', decimal(robustness.rpc, 3)], ['mRD', decimal(robustness.mrd, 1)],
    ].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
  }

  const refresh = every(1500, read);
  job.addEventListener('change', () => head.update());
  job.addEventListener('ended', () => refresh.now());
  job.open().then(() => refresh.now(), fail);
  draw();
  return {
    element: h('div', { class: 'stack' }, head.element, figures,
      h('div', { class: 'evaluation' },
        h('section', { class: 'card' },
          h('div', { class: 'row heat-head' }, h('h2', { class: 'grow' }, 'Heat map'), h('div', { class: 'segments', role: 'group', 'aria-label': 'Figure' }, metrics.map(({ button }) => button))),
          map.element, note, links),
        h('div', {}, hint, panel.element))),
    close() {
      refresh.stop();
      job.close();
    },
  };
}

/** What the figures of the map are. */
function noteOf({ truth, score_threshold: threshold }, metric, isRunning) {
  const against = truth === 'labels' ? 'Compared with the labels.' : 'Without labels: compared with the detections on the clean pages.';
  if (metric !== 'f1') return `${against} COCO's average precision over all pages.`;
  const so = isRunning ? ' so far; mAP follows at the end' : '';
  return `${against} F1 at IoU 0.5 of detections above ${decimal(threshold)}, the mean of the pages${so}.`;
}

/** How far an evaluation is: by its cells, because an image of it takes as long as all of them. */
function measureCells(job, data) {
  const images = job.images.length;
  const total = Math.max(1, images * (data?.cells.length ?? 1));
  const done = data?.cells.reduce((sum, cell) => sum + cell.images, 0) ?? 0;
  const elapsed = Date.now() - new Date(job.status?.started_at ?? Date.now());
  const { failed, cancelled } = job.counts;
  return {
    shares: [done / total, failed / Math.max(1, images), cancelled / Math.max(1, images)],
    parts: [
      `${integer(done)} of ${plural(total, 'cell')} of ${plural(images, 'page')}`,
      failed > 0 && `${integer(failed)} failed`,
      ...waiting(job),
      job.isRunning && done > 1 && `${duration(elapsed / done * (total - done))} left`,
      timeTaken(job),
    ].filter(Boolean),
  };
}

/** The report opens in a window of its own; with a key, which a link does not send, it is downloaded. */
function reportLink(id, form, label) {
  const path = `/api/robustness/${id}/report.${form}`;
  return form === 'html' && !key.get()
    ? h('a', { class: 'btn small', href: path, target: '_blank', rel: 'noopener' }, icon('eye'), label)
    : downloadLink(path, `robustness-${id}.${form}`, { class: 'btn small' }, icon('download'), label);
}
