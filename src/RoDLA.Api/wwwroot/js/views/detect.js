// The view that finds the layout of a page.
import { h, replace, debounce } from '../dom.js';
import { icon } from '../icons.js';
import { announce, fail } from '../notices.js';
import { colorOf } from '../colors.js';
import { decimal, plural } from '../format.js';
import { withDocument, openButton } from '../picker.js';
import { createPageView } from '../page-view.js';
import { createStrip } from '../strip.js';
import { createTabs } from '../tabs.js';
import { above, detect, exactFrom, listModels, USUAL_THRESHOLD, WEAKEST } from '../detection.js';
import { createSettings, fieldsOf, usualSettings } from '../settings.js';
import { createResults } from '../detect/results.js';
import { drawCharts, drawSummary } from '../detect/analysis.js';
import { createExport } from '../detect/export.js';

export const title = 'Detect';

/** What the user chose; it stays while the page is open. */
const chosen = { threshold: USUAL_THRESHOLD, weaker: false, hidden: new Set(), labels: false, order: false, settings: usualSettings() };

export function mount(root) {
  return withDocument(
    root,
    {
      title: 'See how a page is laid out',
      text: 'Titles, text, lists, tables, pictures, formulas: every element of a scan, a photo or a PDF, with box, order and score.',
    },
    createWorkspace,
  );
}

function createWorkspace(document, onfile) {
  let answer = null;
  let least = USUAL_THRESHOLD / 2;
  let selected = null;
  let runs = 0;

  const view = createPageView({
    label: `Page of ${document.name}. Plus and minus zoom, arrows move, n and p choose the next and previous element.`,
    onselect: (box) => {
      selected = box?.id ?? null;
      tabs.open('elements');
      results.select(selected);
    },
    tip: ({ detection: d }) => [
      h(
        'strong',
        {},
        h('span', { class: 'dot', style: { '--c': colorOf(d.class_name) } }),
        d.class_name,
        h('span', { class: 'num' }, decimal(d.confidence)),
      ),
      d.text && h('p', {}, d.text.slice(0, 160)),
    ],
  });
  const results = createResults({
    threshold: (value) => {
      chosen.threshold = value;
      draw();
      analyse();
    },
    weaker: (isOn) => {
      chosen.weaker = isOn;
      chosen.threshold = Math.max(chosen.threshold, isOn ? WEAKEST : least);
      run();
    },
    hide: (hidden) => {
      chosen.hidden = hidden;
      draw();
    },
    select: (id) => {
      selected = id;
      view.reveal(id);
      results.select(id);
    },
    highlight: view.highlight,
  });
  const strip = createStrip((page) => {
    document.page = page;
    answer = selected = null;
    strip.show(document);
    draw();
    run();
  });
  const [summary, charts] = [h('div', { class: 'analysis' }), h('div', { class: 'analysis' })];
  const exporting = createExport(question);
  const settings = h('div', {}, createSettings(chosen.settings, run));
  const tabs = createTabs(
    [
      { name: 'elements', label: 'Elements', panel: results.list },
      { name: 'summary', label: 'Summary', panel: summary },
      { name: 'charts', label: 'Charts', panel: charts },
      { name: 'export', label: 'Export', panel: exporting.element },
      { name: 'settings', label: 'Settings', panel: settings },
    ],
    () => analyse(),
  );
  const busy = h('div', { class: 'busy-line' });
  const element = h(
    'div',
    { class: 'work' },
    h('h1', { class: 'visually-hidden' }, title),
    h(
      'div',
      { class: 'work-bar' },
      h('strong', { class: 'truncate grow', title: document.name }, document.name),
      toggle('tag', 'Labels', 'labels'),
      toggle('order', 'Reading order', 'order'),
      openButton(onfile),
    ),
    busy,
    h('div', { class: 'work-stage' }, strip.element, view.element),
    h('aside', { class: 'work-panel', 'aria-label': 'Results' }, results.head, tabs.element),
  );

  function toggle(name, label, option) {
    return h(
      'button',
      {
        class: 'btn small',
        type: 'button',
        'aria-pressed': String(chosen[option]),
        'aria-label': label,
        title: label,
        onclick: (e) => {
          chosen[option] = !chosen[option];
          e.currentTarget.setAttribute('aria-pressed', String(chosen[option]));
          draw();
        },
      },
      icon(name),
      h('span', {}, label),
    );
  }

  /** The request that the panel shows the answer of. */
  function question() {
    const page = document.page > 1 ? [['page', String(document.page)]] : [];
    return { path: '/api/detect', document, fields: [['score_thr', decimal(chosen.threshold)], ...fieldsOf(chosen.settings), ...page] };
  }

  /** Asks for all that the slider may show, so that it needs no further request. */
  async function run() {
    const number = ++runs;
    busy.classList.add('on');
    exporting.refresh();
    try {
      const [picture, models] = await Promise.all([document.picture(), listModels()]);
      if (number !== runs) return;
      if (!answer) view.setPage(picture);
      strip.show(document);
      least = exactFrom(models, chosen.settings.model ? [chosen.settings.model] : []);
      chosen.threshold = Math.max(chosen.threshold, chosen.weaker ? WEAKEST : least);
      const next = await detect(document, [['score_thr', String(chosen.weaker ? WEAKEST : least)], ...fieldsOf(chosen.settings)]);
      if (number !== runs) return;
      if (next !== answer) selected = null;
      answer = next;
      document.pageCount = answer.image_info.page_count;
      strip.show(document);
      view.setPage({ ...picture, width: answer.image_info.width, height: answer.image_info.height });
      draw();
      analyse();
      announce(`${plural(shownDetections().length, 'element')} found`);
    } catch (error) {
      if (number === runs) {
        results.fail(error.message);
        fail(error);
      }
    } finally {
      if (number === runs) busy.classList.remove('on');
    }
  }

  const shownDetections = () => (answer ? above(answer.all_detections, chosen.threshold) : []);

  function draw() {
    const detections = shownDetections();
    view.setBoxes(
      detections
        .filter((d) => !chosen.hidden.has(d.class_name))
        .map((d) => ({
          id: d.id,
          ...corners(d.bbox),
          label: `${d.class_name} ${decimal(d.confidence)}`,
          color: colorOf(d.class_name),
          order: d.order,
          detection: d,
        })),
      { labels: chosen.labels, order: chosen.order },
    );
    view.select(selected);
    results.show({ ...chosen, detections, least: chosen.weaker ? WEAKEST : least, answer, selected });
    exporting.refresh();
  }

  /** Summary and charts are those of the threshold that is shown, so that they are asked for when they are looked at. */
  const analyse = debounce(async () => {
    const tab = tabs.current();
    if (!answer || !['summary', 'charts'].includes(tab)) return;
    const panel = tab === 'summary' ? summary : charts;
    panel.setAttribute('aria-busy', 'true');
    if (!panel.firstChild) replace(panel, h('div', { class: 'empty' }, h('span', { class: 'spinner' })));
    try {
      const { fields } = question();
      const asked = JSON.stringify(fields);
      const full = await detect(document, tab === 'charts' ? [...fields, ['generate_visualizations', 'true']] : fields);
      if (asked !== JSON.stringify(question().fields)) return;
      if (tab === 'summary') drawSummary(panel, full);
      else drawCharts(panel, full);
      panel.removeAttribute('aria-busy');
    } catch (error) {
      replace(panel);
      fail(error);
    }
  }, 250);

  draw();
  run();
  return {
    element,
    destroy: () => {
      runs = -1;
      analyse.cancel();
      view.destroy();
      strip.destroy();
    },
  };
}

const corners = ({ x1, y1, x2, y2 }) => ({ x1, y1, x2, y2 });
