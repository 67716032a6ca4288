import { h, replace } from '../dom.js';
import { decimal, plural, words } from '../format.js';
import { progressBar } from '../progress-bar.js';
import { openCellPage } from './cell-dialog.js';

/** 'rotation:2' → "Rotation, degree 2". */
export const nameOf = (cell) => cell === 'clean' ? 'Clean pages' : `${words(cell.split(':')[0])}, degree ${cell.split(':')[1]}`;

/** The pages of a cell, worst first. */
export function cellPanel(jobId) {
  const heading = h('h2', {});
  const note = h('p', { class: 'muted small' });
  const list = h('ol', { class: 'cell-pages' });
  const element = h('section', { class: 'card cell-panel', 'aria-label': 'Pages of a cell' }, heading, note, list);
  return {
    element,
    show(cell, { cells, images }) {
      const column = cells.findIndex((c) => c.cell === cell);
      const pages = images.filter((image) => image.f1[column] !== null).sort((a, b) => a.f1[column] - b.f1[column]);
      heading.textContent = nameOf(cell);
      note.textContent = `${plural(pages.length, 'page')}, the worst first. F1 at IoU 0.5: how many elements were found, and nothing else.`;
      replace(list, pages.map((page) => row(page, page.f1[column], () => openCellPage(jobId, cell, pages, page.index))));
    },
  };
}

function row(page, f1, open) {
  const name = page.page > 1 ? `${page.image}, page ${page.page}` : page.image;
  const bar = progressBar(`F1 of ${name}`);
  bar.set([f1], decimal(f1));
  return h('li', {}, h('button', { type: 'button', class: 'cell-page', onclick: open },
    h('span', { class: 'truncate' }, name), h('span', { class: 'num muted' }, decimal(f1)), bar.element));
}
