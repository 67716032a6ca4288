// Elements in one expression; text is always text, never markup.
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element: h('button', { class: 'btn', onclick: run }, 'Run').
 * Props: `class`, `style` (an object, custom properties too), `dataset` (an object), `on...` (listeners), `ref` (a function that gets
 * the element); properties of the element (value, checked, disabled, hidden, ...); all else is an attribute. null and false leave a
 * prop or a child out; arrays of children are taken apart.
 */
export function h(tag, props, ...children) {
  return build(document.createElement(tag), props, children);
}

/** The same for SVG elements. */
export function svg(tag, props, ...children) {
  return build(document.createElementNS(SVG, tag), props, children);
}

/** Puts children in place of all that an element has. */
export function replace(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/** Draws the content of an element again, and gives the focus back to what is in the place of what had it. */
export function keepFocus(container, draw) {
  const path = [];
  for (let e = container.contains(document.activeElement) ? document.activeElement : null; e && e !== container; e = e.parentElement) {
    path.unshift([...e.parentElement.children].indexOf(e));
  }
  draw();
  if (path.length > 0 && !container.contains(document.activeElement))
    path.reduce((e, i) => e?.children[i], container)?.focus({ preventScroll: true });
}

/** An id that no other element has, for labels. */
let last = 0;
export const uniqueId = (prefix = 'id') => `${prefix}-${++last}`;

/** Calls `run` once, `delay` milliseconds after the last call. */
export function debounce(run, delay) {
  let timer;
  const later = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), delay);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

function build(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value !== null && value !== undefined) set(element, name, value);
  }
  element.append(...nodes(children));
  // After the children, so that a select has its options.
  if (props?.value !== undefined && element instanceof HTMLSelectElement) element.value = props.value;
  props?.ref?.(element);
  return element;
}

function set(element, name, value) {
  if (name === 'ref') return;
  if (name === 'class') element.setAttribute('class', value);
  else if (name === 'style') for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
  else if (name === 'dataset') Object.assign(element.dataset, value);
  else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name in element && !name.startsWith('aria') && !(element instanceof SVGElement) && name !== 'list') element[name] = value;
  else if (value !== false || name.startsWith('aria')) element.setAttribute(name, value);
}

const nodes = (children) => children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false);
