// The summary and the eight charts of a page, asked for when their tab is opened.
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { decimal, words } from '../format.js';

/** Key figures of an answer: name, value. */
const figures = (answer) => {
  const { summary } = answer.core_results;
  return [
    ['Elements', String(summary.total_detections)],
    ['Classes', String(summary.unique_classes)],
    ['Mean score', decimal(summary.average_confidence)],
    ['Covered', `${decimal(summary.union_coverage_percentage, 1)} %`],
    ...(answer.layout_complexity?.complexity_score !== undefined
      ? [['Complexity', decimal(answer.layout_complexity.complexity_score, 0)]]
      : []),
    ...(answer.robustness_indicators?.stability_score !== undefined
      ? [['Stability', decimal(answer.robustness_indicators.stability_score, 0)]]
      : []),
  ];
};

/** The interpretation of an answer in words. */
export function drawSummary(element, answer) {
  const text = answer.interpretation;
  replace(
    element,
    h(
      'dl',
      { class: 'figures' },
      figures(answer).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
    (answer.notes ?? []).map((note) => h('p', { class: 'note' }, icon('warn'), h('span', {}, note))),
    prose('Overview', text.overview),
    prose('Most common', text.top_elements),
    list('Findings', text.key_findings),
    list('Recommendations', text.recommendations),
    prose('Structure', text.layout_complexity),
    prose('Robustness', text.rodla_analysis),
    prose('Under perturbation', text.perturbation_assessment),
  );
}

/** The charts of an answer; a click enlarges one. */
export function drawCharts(element, answer) {
  const charts = Object.entries(answer.visualizations).filter(([, url]) => url);
  replace(
    element,
    charts.length === 0
      ? h('p', { class: 'empty small' }, 'There is nothing to draw above this score.')
      : h(
          'div',
          { class: 'charts' },
          charts.map(([name, url]) =>
            h(
              'button',
              { class: 'chart', type: 'button', onclick: () => enlarge(words(name), url) },
              h('img', { src: url, alt: words(name), loading: 'lazy' }),
            ),
          ),
        ),
  );
}

function enlarge(name, url) {
  const dialog = h(
    'dialog',
    {
      class: 'chart-dialog',
      'aria-label': name,
      onclose: () => dialog.remove(),
      onclick: (e) => {
        if (e.target === dialog) dialog.close();
      },
    },
    h('img', { src: url, alt: name }),
    h(
      'div',
      { class: 'row' },
      h('a', { class: 'btn', href: url, download: `${name}.png` }, icon('download'), 'Download'),
      h('button', { class: 'btn primary', type: 'button', onclick: () => dialog.close() }, 'Close'),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** Texts of the service have line breaks, and a title of their own in the first line of some. */
const prose = (title, text) =>
  text &&
  h(
    'section',
    {},
    h('h2', {}, title),
    h(
      'p',
      { class: 'prose' },
      text
        .split('\n')
        .filter((line, i) => i > 0 || !line.endsWith(':'))
        .join('\n'),
    ),
  );

const list = (title, items) =>
  items?.length > 0 &&
  h(
    'section',
    {},
    h('h2', {}, title),
    h(
      'ul',
      { class: 'findings' },
      items.map((item) => h('li', {}, item)),
    ),
  );
