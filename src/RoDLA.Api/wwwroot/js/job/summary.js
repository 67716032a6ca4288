import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { barChart, columnChart } from '../charts.js';
import { colorOf } from '../colors.js';
import { decimal, duration, integer, percent, words } from '../format.js';
import { Pictures, downloadLink } from '../picture.js';

/** Figures and charts over all images of a job that has ended. */
export function summary(job) {
  const pictures = new Pictures();
  const element = h('div', { class: 'stack' });
  let shownVersion = null;

  async function draw() {
    if (job.isRunning) {
      replace(element, h('p', { class: 'empty' }, 'The summary is made when all images have ended.'));
      return;
    }
    if (shownVersion === job.status.version) return;
    shownVersion = job.status.version;
    try {
      const [data, { visualizations }] = await Promise.all(
        [request(`/api/batch-job/${job.id}/summary`), request(`/api/batch-job/${job.id}/visualizations`)]);
      replace(element, figures(data.statistics), charts(data), visualizations.length > 0 && drawings(visualizations, pictures));
    } catch (error) {
      shownVersion = null;
      replace(element, h('p', { class: 'empty' }, error.message));
    }
  }

  return { element, draw, close: () => pictures.close() };
}

function figures(s) {
  const entries = [
    ['Images', integer(s.total_images)], ['Failed', integer(s.failed_images)], ['Elements', integer(s.total_detections)],
    ['Elements an image', decimal(s.average_detections_per_image, 1)], ['Mean confidence', percent(s.average_confidence)],
    ['Time an image', duration(1000 * s.processing_time_average)],
  ];
  return h('dl', { class: 'figures card' }, entries.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

function charts({ class_distribution: classes, per_image_summary: images }) {
  const names = Object.entries(classes);
  if (names.length === 0) return h('p', { class: 'empty' }, 'No element was found.');
  const values = (field) => images.map((image) => image[field] ?? null);
  const describe = (field, text) => (i) => images[i][field] === null || images[i][field] === undefined
    ? `${images[i].image}: no result` : `${images[i].image}: ${text(images[i][field])}`;
  const mean = (field) => {
    const known = values(field).filter((v) => v !== null);
    return known.reduce((sum, v) => sum + v, 0) / known.length;
  };
  const column = (title, field, text, unit) => columnChart({
    title, values: values(field), describe: describe(field, (v) => `${text(v)}${unit}`), summary: `${text(mean(field))}${unit} in the mean, image after image`,
  });
  return h('div', { class: 'chart-grid' },
    barChart({
      title: 'Elements by class',
      bars: names.map(([name, c]) => ({ name, value: c.total_count, text: `${integer(c.total_count)} (${decimal(c.percentage, 0)} %)`, color: colorOf(name) })),
    }),
    barChart({
      title: 'Mean confidence by class', most: 1,
      bars: names.map(([name, c]) => ({ name, value: c.average_confidence, text: decimal(c.average_confidence), color: colorOf(name) })),
    }),
    column('Elements of each image', 'detections', (v) => decimal(v, Number.isInteger(v) ? 0 : 1), ' elements'),
    column('Mean confidence of each image', 'avg_confidence', (v) => decimal(v), ''),
    column('Time of each image', 'processing_time', (v) => duration(1000 * v), ''));
}

/** The charts that the service drew. */
function drawings(list, pictures) {
  return h('section', {}, h('h2', { class: 'section-title' }, 'Charts by the service'), h('ul', { class: 'drawings' },
    list.map(({ name, url }) => h('li', {}, downloadLink(url, `${name}.png`, { 'aria-label': `Download the chart ${words(name)}` },
      pictures.img(url, { alt: words(name) }))))));
}
