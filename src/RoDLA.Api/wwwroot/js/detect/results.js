// The panel of results: how many, the score slider, the legend, and the list of elements.
import { h, replace, uniqueId } from '../dom.js';
import { colorOf } from '../colors.js';
import { decimal, integer, duration, percent, plural } from '../format.js';

/**
 * @param on `threshold(value)`, `weaker(isOn)`, `hide(names)`, `select(id)`, `highlight(id)`.
 * @returns `head` and `list`, two elements; `select(id)`; `fail(message)`; `show(state)` with
 *   `{ detections, hidden, threshold, least, weaker, answer, selected }`: `detections` above
 *   the threshold, `hidden` a Set of class names.
 */
export function createResults(on) {
  const id = uniqueId('score');
  const count = h('strong', { class: 'results-count' });
  const about = h('span', { class: 'muted small' });
  const output = h('output', { for: id, class: 'num' });
  const slider = h('input', { id, type: 'range', step: '0.01', max: '0.99', oninput: () => on.threshold(Number(slider.value)) });
  const weaker = h('input', { type: 'checkbox', role: 'switch', onchange: () => on.weaker(weaker.checked) });
  const legend = h('div', { class: 'legend', role: 'group', 'aria-label': 'Classes' });
  const list = h('ol', { class: 'elements' });
  let sortBy = 'order';
  let last = null;

  const sorting = h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': 'Sort by' },
    ['order', 'confidence'].map((name) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(name === sortBy),
          onclick: (e) => {
            sortBy = name;
            for (const button of sorting.children) button.setAttribute('aria-pressed', String(button === e.currentTarget));
            drawList();
          },
        },
        name === 'order' ? 'Reading order' : 'Score',
      ),
    ),
  );

  const head = h(
    'section',
    { class: 'results-top', 'aria-label': 'Score and classes' },
    h('div', { class: 'results-head' }, count, about),
    h(
      'div',
      { class: 'score' },
      h('label', { for: id }, 'Score above ', output),
      slider,
      h(
        'label',
        { class: 'switch' },
        weaker,
        h('span', {}, 'Weaker guesses too', h('small', {}, 'Asks again, for second guesses below the usual range.')),
      ),
    ),
    legend,
  );
  const panel = h('div', { class: 'results' }, h('div', { class: 'row results-sort' }, sorting), list);

  function show(state) {
    last = state;
    count.textContent = plural(state.detections.length, 'element');
    about.textContent = state.answer ? `${state.answer.detection_config.model} · ${duration(state.answer.processing_times_ms.total)}` : '';
    slider.min = state.least;
    slider.value = state.threshold;
    output.textContent = decimal(state.threshold);
    slider.setAttribute('aria-valuetext', `${decimal(state.threshold)}, ${plural(state.detections.length, 'element')}`);
    weaker.checked = state.weaker;
    drawLegend();
    drawList();
  }

  function drawLegend() {
    const { detections, hidden } = last;
    const counts = Map.groupBy(detections, (d) => d.class_name);
    const names = [...counts.keys()].sort((a, b) => counts.get(b).length - counts.get(a).length || a.localeCompare(b));
    const focused = legend.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    replace(
      legend,
      names.map((name) =>
        h(
          'button',
          {
            class: 'chip',
            type: 'button',
            'aria-pressed': String(!hidden.has(name)),
            dataset: { name },
            title: hidden.has(name) ? `Show ${name}` : `Hide ${name}`,
            onclick: () => on.hide(toggled(hidden, name)),
          },
          h('span', { class: 'dot', style: { '--c': colorOf(name) } }),
          name,
          h('span', { class: 'chip-count num' }, integer(counts.get(name).length)),
        ),
      ),
      names.length > 1 &&
        h(
          'button',
          {
            class: 'chip chip-all',
            type: 'button',
            dataset: { name: '*' },
            onclick: () => on.hide(hidden.size > 0 ? new Set() : new Set(names)),
          },
          hidden.size > 0 ? 'Show all' : 'Hide all',
        ),
    );
    if (focused) legend.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  }

  function drawList() {
    const shown = last.detections.filter((d) => !last.hidden.has(d.class_name));
    shown.sort((a, b) => (sortBy === 'order' ? a.order - b.order : b.confidence - a.confidence));
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    replace(list, shown.map(row));
    if (shown.length === 0) {
      replace(list, h('li', { class: 'empty small' }, last.answer ? 'Nothing above this score.' : 'Looking at the page …'));
    }
    if (focused) list.querySelector(`[data-id="${focused}"]`)?.focus();
  }

  function row(d) {
    const isSelected = d.id === last.selected;
    return h(
      'li',
      {},
      h(
        'button',
        {
          class: 'element',
          type: 'button',
          'aria-expanded': String(isSelected),
          dataset: { id: d.id },
          onclick: () => on.select(isSelected ? null : d.id),
          onmouseenter: () => on.highlight(d.id),
          onmouseleave: () => on.highlight(null),
          onfocus: () => on.highlight(d.id),
          onblur: () => on.highlight(null),
        },
        h('span', { class: 'element-order num' }, String(d.order + 1)),
        h('span', { class: 'dot', style: { '--c': colorOf(d.class_name) } }),
        h('span', { class: 'element-name' }, d.class_name, d.text && h('span', { class: 'element-text' }, d.text)),
        h('span', { class: 'num muted' }, decimal(d.confidence)),
      ),
      isSelected && details(d, last.answer),
    );
  }

  function select(selected) {
    last = { ...last, selected };
    drawList();
    list.querySelector('[aria-expanded="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  function fail(message) {
    replace(list, h('li', { class: 'empty small' }, message));
  }

  return { head, list: panel, show, select, fail };
}

/** What the service says of an element. */
export function details(d, answer) {
  const { x1, y1, x2, y2, width, height } = d.bbox;
  const relations = (answer.relations ?? [])
    .filter((r) => r.from === d.id)
    .map((r) => `${r.name.replaceAll('_', ' ')} ${answer.all_detections[r.to].class_name}`);
  const pairs = [
    ['Box', `${decimal(x1, 0)}, ${decimal(y1, 0)} – ${decimal(x2, 0)}, ${decimal(y2, 0)}`],
    ['Size', `${decimal(width, 0)} × ${decimal(height, 0)} px`],
    ['Share of the page', percent(d.area / answer.image_info.total_pixels)],
    ['Width : height', decimal(d.aspect_ratio)],
    ...relations.map((r) => ['Relation', r]),
  ];
  return h(
    'div',
    { class: 'element-details' },
    h(
      'dl',
      {},
      pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', { class: 'num' }, value))),
    ),
    d.cells
      ? h(
          'div',
          { class: 'cells' },
          h(
            'table',
            {},
            d.cells.map((r) =>
              h(
                'tr',
                {},
                r.map((c) => h('td', {}, c)),
              ),
            ),
          ),
        )
      : d.text && h('p', { class: 'element-full' }, d.text),
  );
}

function toggled(set, name) {
  const next = new Set(set);
  if (!next.delete(name)) next.add(name);
  return next;
}
