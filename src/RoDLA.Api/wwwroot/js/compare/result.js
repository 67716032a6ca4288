// The comparison of two jobs: figures, classes, and each image with what changed on it.
import { h, replace } from '../dom.js';
import { request } from '../api.js';
import { decimal, integer, plural } from '../format.js';
import { Job } from '../job/job.js';
import { jobHead } from '../job/panel.js';
import { fail } from '../notices.js';
import { OUTCOMES } from './outcomes.js';
import { openPair } from './pair-dialog.js';

const PAGE_SIZE = 50;

/** Shows the comparison as soon as both jobs have ended. */
export function comparison(first, second) {
  const jobs = [new Job(first), new Job(second)];
  const heads = jobs.map((job) => jobHead(job));
  const progress = h('div', { class: 'stack', hidden: true }, heads.map((head) => head.element));
  const body = h('div', { class: 'stack' }, h('p', { class: 'card empty' }, 'The comparison is made when both jobs have ended.'));
  const iou = h('input', { type: 'range', min: 0.1, max: 0.95, step: 0.05, value: 0.5, 'aria-label': 'Least overlap of a pair', oninput: () => { shownIou.textContent = decimal(Number(iou.value)); }, onchange: load });
  const shownIou = h('output', { class: 'num' }, '0.50');
  let [isLoaded, page, round] = [false, 1, 0];

  async function load() {
    const mine = ++round;
    page = 1;
    try {
      const data = await read();
      if (mine === round) draw(data);
    } catch (error) {
      replace(body, h('p', { class: 'card empty', role: 'alert' }, error.fields?.[0]?.message ?? error.message));
    }
  }

  const read = async () => (await request(`/api/v1/compare/${first}/${second}`, { query: { match_iou: iou.value, page, page_size: PAGE_SIZE } })).data;

  function draw(data) {
    const images = h('ol', { class: 'pairs' });
    const shown = [];
    const add = (list) => {
      shown.push(...list);
      images.append(...list.map((image) => imageRow(image, () => openPair({ jobs: [first, second], images: shown }, shown.indexOf(image)))));
      more.hidden = shown.length >= data.images_compared;
    };
    const more = h('button', { type: 'button', class: 'btn', onclick: async () => {
      page++;
      try {
        add((await read()).images);
      } catch (error) {
        page--;
        fail(error);
      }
    } }, 'Show more images');
    add(data.images);
    replace(body,
      h('section', { class: 'card stack' },
        h('div', { class: 'row' }, h('h2', { class: 'grow' }, plural(data.images_compared, 'image'), ' compared'), h('label', { class: 'row small iou' }, 'Least overlap of a pair', iou, shownIou)),
        outcomeBar(data.summary), figures(data.summary)),
      h('section', { class: 'card' }, h('h2', {}, 'By class'), classTable(data.classes)),
      h('section', { class: 'card' }, h('h2', {}, 'By image'), images, more),
      data.not_compared.length > 0 && h('section', { class: 'card' }, h('h2', {}, 'Not compared'),
        h('ul', { class: 'small muted' }, data.not_compared.map((image) => h('li', {}, `${image.filename}: ${image.reason}`)))));
  }

  function changed() {
    heads.forEach((head) => head.update());
    const areReady = jobs.every((job) => job.status && !job.isRunning);
    progress.hidden = areReady || !jobs.every((job) => job.status);
    if (areReady && !isLoaded) {
      isLoaded = true;
      load();
    }
  }

  for (const job of jobs) {
    job.addEventListener('change', changed);
    job.open().catch((error) => replace(body, h('p', { class: 'card empty', role: 'alert' }, error.message)));
  }
  const name = (id) => h('a', { href: `#/batch?job=${id}` }, h('code', {}, id));
  return {
    element: h('div', { class: 'stack' },
      h('div', { class: 'row' }, h('p', { class: 'grow' }, name(first), h('span', { class: 'muted' }, ' and then '), name(second)),
        h('a', { class: 'btn', href: `#/compare?${new URLSearchParams({ first: second, second: first })}` }, 'Swap'), h('a', { class: 'btn', href: '#/compare' }, 'Compare others')),
      progress, body),
    close: () => jobs.forEach((job) => job.close()),
  };
}

function outcomeBar(counts) {
  const all = Math.max(1, OUTCOMES.reduce((sum, [name]) => sum + counts[name], 0));
  const text = OUTCOMES.map(([name, label]) => `${label} ${counts[name]}`).join(', ');
  return h('div', { class: 'outcome-bar', role: 'img', 'aria-label': text, title: text }, OUTCOMES.map(([name, , color]) =>
    h('span', { style: { width: `${100 * counts[name] / all}%`, background: `var(${color})` } })));
}

function figures(counts) {
  const sign = (v) => v === null || v === undefined ? '–' : `${v > 0 ? '+' : ''}${decimal(v, 3)}`;
  return h('dl', { class: 'figures' },
    OUTCOMES.map(([name, label, color]) => h('div', {}, h('dt', { class: 'row outcome' }, h('span', { class: 'dot', style: { '--c': `var(${color})` } }), label), h('dd', {}, integer(counts[name])))),
    [['Mean overlap', decimal(counts.mean_iou, 3)], ['Confidence', sign(counts.mean_confidence_change)]].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

function classTable(classes) {
  return h('div', { class: 'scroll-x', tabindex: '0', role: 'region', 'aria-label': 'Classes' }, h('table', { class: 'plain' },
    h('thead', {}, h('tr', {}, ['Class', ...OUTCOMES.map(([, label]) => label), 'Overlap'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, Object.entries(classes).map(([name, counts]) => h('tr', {}, h('th', { scope: 'row' }, name),
      OUTCOMES.map(([outcome]) => h('td', { class: `num ${counts[outcome] === 0 ? 'zero' : ''}` }, integer(counts[outcome]))), h('td', { class: 'num' }, decimal(counts.mean_iou)))))));
}

function imageRow(image, open) {
  const changes = OUTCOMES.slice(1).filter(([name]) => image.summary[name] > 0).map(([name, label]) => `${image.summary[name]} ${label.toLowerCase()}`);
  return h('li', {}, h('button', { type: 'button', class: 'pair-row', onclick: open },
    h('span', { class: 'truncate' }, image.filename), outcomeBar(image.summary), h('span', { class: 'muted small' }, changes.join(', ') || 'nothing changed')));
}
