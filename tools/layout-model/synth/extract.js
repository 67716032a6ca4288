'use strict';
/* global document, innerWidth, innerHeight, NodeFilter, getComputedStyle */

/**
 * Runs inside the page: the boxes of all labelled elements, [label, x0, y0, x1, y1] in CSS pixels.
 * Text is measured by its own line boxes; an element that is broken over columns gives one box a column.
 */
function extract() {
  const width = innerWidth,
    height = innerHeight,
    found = [];
  const PARENTS = '[data-l="Picture"],[data-l="Table"],[data-l="Formula"]';
  const MATH = 'math,.katex-base';

  /** A display formula must not run out of its column: set it smaller. */
  function fit(formula) {
    let used = 0;
    for (const part of formula.querySelectorAll('math,.katex-html'))
      used = Math.max(used, part.getBoundingClientRect().width);
    const factor = (formula.clientWidth - (formula.querySelector('.eqno') ? 76 : 6)) / used;
    if (factor < 1)
      formula.style.fontSize = Math.max(0.35, factor * 0.97) * parseFloat(getComputedStyle(formula).fontSize) + 'px';
  }

  function textRects(element) {
    const rects = [],
      range = document.createRange(),
      walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.data.trim()) continue;
      range.selectNodeContents(walker.currentNode);
      rects.push(...range.getClientRects());
    }
    for (const rule of element.querySelectorAll('span[style*=border-bottom]')) rects.push(rule.getBoundingClientRect());
    return rects;
  }

  function rectsOf(element, label) {
    if (element.dataset.box || label === 'Picture') return [...element.getClientRects()];
    if (label === 'Formula')
      return [...element.querySelectorAll(MATH + ',.eqno')].map(part => part.getBoundingClientRect());
    return textRects(element);
  }

  function clipOf(element) {
    const clip = element.closest('.clip');
    if (!clip) return { left: 0, top: 0, right: width, bottom: height };
    const r = clip.getBoundingClientRect();
    return {
      left: Math.max(0, r.left - 3),
      top: Math.max(0, r.top - 3),
      right: Math.min(width, r.right + 3),
      bottom: Math.min(height, r.bottom + 3),
    };
  }

  document.querySelectorAll('[data-l=Formula]').forEach(fit);
  for (const element of document.querySelectorAll('[data-l]')) {
    const label = element.dataset.l;
    if (!label || element.parentElement.closest(PARENTS)) continue;
    const clip = clipOf(element),
      groups = [];
    let current = null;
    for (const r of rectsOf(element, label)) {
      const x = (r.left + r.right) / 2,
        y = (r.top + r.bottom) / 2;
      if (r.width < 1 || r.height < 1 || x < clip.left || x > clip.right || y < clip.top || y > clip.bottom) continue;
      const same = current && (label === 'Formula' || label === 'Table' || r.top > current[1] - r.height * 0.8); // else the next column
      if (same)
        current.splice(
          0,
          4,
          Math.min(current[0], r.left),
          Math.min(current[1], r.top),
          Math.max(current[2], r.right),
          Math.max(current[3], r.bottom),
        );
      else groups.push((current = [r.left, r.top, r.right, r.bottom]));
    }
    for (const g of groups) {
      const box = [Math.max(g[0], 0), Math.max(g[1], 0), Math.min(g[2], width), Math.min(g[3], height)];
      if (box[2] - box[0] > 3 && box[3] - box[1] > 3) found.push([label, ...box]);
    }
  }
  return found;
}

module.exports = { extract };
