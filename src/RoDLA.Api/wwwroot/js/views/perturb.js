// The view that damages a page as scanners and cameras do, and shows what becomes of its layout.
import { h, replace, debounce } from '../dom.js';
import { icon } from '../icons.js';
import { request } from '../api.js';
import { announce, fail } from '../notices.js';
import { decimal, plural, words } from '../format.js';
import { withDocument, openButton } from '../picker.js';
import { createPageView } from '../page-view.js';
import { createStrip } from '../strip.js';
import { createTabs } from '../tabs.js';
import { detect, USUAL_THRESHOLD } from '../detection.js';
import { compareDetections, perturbationsInfo } from '../perturbations.js';
import { createChain } from '../perturb/chain.js';
import { createSheet } from '../perturb/sheet.js';
import { boxesOf, createChanges } from '../perturb/changes.js';
import { createOptions } from '../perturb/options.js';
import { createExport } from '../detect/export.js';

export const title = 'Perturb';

const SHEET_SIDE = 420;

/** What the user chose; it stays while the page is open. */
const chosen = { steps: [{ type: 'warping', degree: 2 }], seed: '1', mode: 'standard', quality: false, hidden: new Set() };

export function mount(root) {
  return withDocument(
    root,
    {
      title: 'Damage a page, and see what survives',
      text: 'Blur, noise, stains, bad light, a crooked scan: twelve kinds of damage, in any order. Then see what is still found.',
    },
    (document, onfile) => {
      const box = h('div', { class: 'view' });
      let workspace = null;
      let isClosed = false;
      perturbationsInfo()
        .then((info) => {
          if (isClosed) return;
          workspace = createWorkspace(document, onfile, info);
          replace(box, workspace.element);
        })
        .catch(fail);
      return {
        element: box,
        destroy: () => {
          isClosed = true;
          workspace?.destroy();
        },
      };
    },
  );
}

function createWorkspace(document, onfile, info) {
  let runs = 0;
  let changes = null;
  let selected = null;
  let before = null;

  const view = createPageView({
    label: `Perturbed page of ${document.name}. Plus and minus zoom, arrows move.`,
    onselect: (box) => {
      selected = box?.id ?? null;
      showChanges();
    },
    tip: ({ change: c, label }) => [h('strong', {}, label), h('p', { class: 'num' }, c.iou === null ? '' : `Overlap ${decimal(c.iou)}`)],
  });
  const strip = createStrip((page) => {
    document.page = page;
    strip.show(document);
    refresh();
  });
  const sheet = createSheet((type, degree) => {
    chosen.steps.splice(0, Infinity, { type, degree });
    chain.draw();
    show('page');
    refresh();
  });
  const chain = createChain(chosen.steps, info, refreshSoon);
  const options = createOptions(chosen, refreshSoon);
  const report = h('div', { class: 'perturb-report small' });
  const changesPanel = createChanges({
    hide: (hidden) => {
      chosen.hidden = hidden;
      showChanges();
    },
    select: (id) => {
      selected = id;
      view.reveal(id);
      showChanges();
    },
    highlight: view.highlight,
  });
  const exporting = createExport(
    () => ({ path: '/api/detect-with-perturbation', document, fields: [...fields(), ['compare', 'true'], ...page()] }),
    { formats: false },
  );
  const tabs = createTabs(
    [
      { name: 'chain', label: 'Damage', panel: h('div', {}, chain.element, options.element, report) },
      { name: 'changes', label: 'What survives', panel: changesPanel.element },
      { name: 'export', label: 'Code', panel: exporting.element },
    ],
    () => {
      showBefore();
      compare();
    },
  );
  const busy = h('div', { class: 'busy-line' });
  const stage = h('div', { class: 'work-stage' }, strip.element, view.element, sheet.element);
  const modes = h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': 'Show' },
    [
      ['page', 'Page'],
      ['sheet', 'All 36'],
    ].map(([name, label]) =>
      h(
        'button',
        {
          type: 'button',
          dataset: { name },
          onclick: () => {
            show(name);
            if (name === 'sheet') drawSheet();
          },
        },
        label,
      ),
    ),
  );
  const element = h(
    'div',
    { class: 'work' },
    h('h1', { class: 'visually-hidden' }, title),
    h(
      'div',
      { class: 'work-bar' },
      h('strong', { class: 'truncate grow', title: document.name }, document.name),
      modes,
      openButton(onfile),
    ),
    busy,
    stage,
    h('aside', { class: 'work-panel', 'aria-label': 'Perturbations' }, tabs.element),
  );

  const page = () => (document.page > 1 ? [['page', String(document.page)]] : []);
  const fields = () =>
    [
      ['perturbations', JSON.stringify(chosen.steps)],
      ['seed', chosen.seed],
      ...(chosen.mode === 'standard' ? [] : [['mode', chosen.mode]]),
    ].filter(([, value]) => value !== '');
  const later = debounce(() => refresh(), 250);

  function refreshSoon() {
    later();
  }

  function show(mode) {
    for (const button of modes.children) button.setAttribute('aria-pressed', String(button.dataset.name === mode));
    view.element.hidden = mode !== 'page';
    sheet.element.hidden = mode !== 'sheet';
  }

  /** Makes the perturbed page again; what was found on it is no longer right. */
  async function refresh() {
    const number = ++runs;
    changes = null;
    selected = null;
    view.setBoxes([]);
    exporting.refresh();
    await working(number, async () => {
      const picture = await document.picture();
      if (number !== runs) return;
      strip.show(document);
      if (chosen.steps.length === 0) {
        before = null;
        view.setPage(picture);
        showBefore();
        replace(report);
        changesPanel.wait('Choose a perturbation first.');
        return;
      }
      const form = document.form([...fields(), ['return_base64', 'true'], ['output', 'jpeg'], ['quality', String(chosen.quality)]]);
      const answer = await request('/api/perturb', { form });
      if (number !== runs) return;
      const [height, width] = answer.perturbed_shape;
      view.setPage({ url: answer.image_base64, width, height, alt: 'The perturbed page' });
      before = { url: picture.url, width: answer.original_shape[1], height: answer.original_shape[0] };
      showBefore();
      drawReport(answer);
      announce(answer.message);
      compare();
    });
  }

  /** What became of the elements is shown on the perturbed page alone. */
  const showBefore = () => view.setBefore(tabs.current() === 'changes' ? null : before);

  function drawReport(answer) {
    const { quality } = answer;
    replace(
      report,
      answer.perturbations_failed.map((f) => h('p', { class: 'note' }, icon('warn'), h('span', {}, `${words(f.type)}: ${f.message}`))),
      quality &&
        h(
          'dl',
          { class: 'figures' },
          ['psnr', 'ms_ssim', 'cw_ssim'].map((name) =>
            h('div', {}, h('dt', {}, name.replaceAll('_', '-').toUpperCase()), h('dd', {}, decimal(quality[name], 2))),
          ),
        ),
    );
  }

  /** Detects on both pages, when the tab that shows it is open. */
  async function compare() {
    if (tabs.current() !== 'changes' || chosen.steps.length === 0) return;
    if (changes) {
      showChanges();
      return;
    }
    const number = runs;
    changesPanel.wait('Looking at both pages …');
    await working(number, async () => {
      const threshold = ['score_thr', String(USUAL_THRESHOLD)];
      const clean = await detect(document, [threshold]);
      const boxes = JSON.stringify(clean.all_detections.map((d) => [d.bbox.x1, d.bbox.y1, d.bbox.x2, d.bbox.y2]));
      const answer = await detect(document, [threshold, ...fields(), ['compare', 'true'], ['boxes', boxes]]);
      if (number !== runs) return;
      const { perturbation_info: done } = answer;
      changes = {
        list: compareDetections(clean.all_detections, done.boxes ?? [], answer.all_detections),
        comparison: done.comparison,
      };
      showChanges();
      announce(`${plural(done.comparison.lost, 'element')} lost, ${done.comparison.added} gained`);
    });
  }

  function showChanges() {
    if (!changes) return;
    view.setBoxes(boxesOf(changes.list, chosen.hidden));
    view.select(selected);
    changesPanel.show({ changes: changes.list, hidden: chosen.hidden, comparison: changes.comparison, selected });
  }

  let sheetOf = null;
  async function drawSheet() {
    const asked = `${document.page} ${chosen.seed}`;
    if (sheetOf === asked) return;
    sheetOf = asked;
    sheet.wait();
    try {
      const form = document.form([['max_side', String(SHEET_SIDE)], ...(chosen.seed === '' ? [] : [['seed', chosen.seed]])]);
      const answer = await request('/api/generate-perturbations', { form });
      if (sheetOf === asked) sheet.show(answer, info);
    } catch (error) {
      sheetOf = null;
      fail(error);
    }
  }

  async function working(number, work) {
    busy.classList.add('on');
    try {
      await work();
    } catch (error) {
      if (number === runs) {
        changesPanel.wait(error.message);
        fail(error);
      }
    } finally {
      if (number === runs) busy.classList.remove('on');
    }
  }

  show('page');
  refresh();
  return {
    element,
    destroy: () => {
      runs = -1;
      later.cancel();
      view.destroy();
      strip.destroy();
    },
  };
}
