// The pages of a document as a strip of small pictures, loaded as they come into sight, two at a time.
import { h, replace } from './dom.js';

const AT_ONCE = 2;

/**
 * @param onpage Called with the number of a page that was chosen.
 * @returns `element` (hidden while there is one page), `show(document)`, `destroy()`.
 */
export function createStrip(onpage) {
  const element = h('nav', { class: 'strip', 'aria-label': 'Pages', hidden: true });
  const waiting = [];
  let loading = 0;
  let shown = null;
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((e) => e.isIntersecting)) {
        seen.unobserve(entry.target);
        waiting.push(entry.target);
      }
      load();
    },
    { root: element, rootMargin: '200px' },
  );

  function show(document) {
    const count = document.pageCount;
    element.hidden = count < 2;
    if (shown !== document || element.children.length !== count) {
      shown = document;
      waiting.length = 0;
      replace(
        element,
        Array.from({ length: count < 2 ? 0 : count }, (_, i) => button(i + 1)),
      );
      for (const child of element.children) seen.observe(child);
    }
    for (const child of element.children) {
      if (Number(child.dataset.page) === document.page) child.setAttribute('aria-current', 'page');
      else child.removeAttribute('aria-current');
    }
    element.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  const button = (page) =>
    h(
      'button',
      { class: 'strip-page', type: 'button', 'aria-label': `Page ${page}`, dataset: { page }, onclick: () => onpage(page) },
      h('span', { class: 'strip-sheet' }),
      h('span', { class: 'num' }, String(page)),
    );

  async function load() {
    while (loading < AT_ONCE && waiting.length > 0) {
      const target = waiting.shift();
      loading++;
      shown
        .thumbnail(Number(target.dataset.page))
        .then(
          (url) => replace(target.firstChild, h('img', { src: url, alt: '' })),
          () => {},
        )
        .finally(() => {
          loading--;
          load();
        });
    }
  }

  return { element, show, destroy: () => seen.disconnect() };
}
