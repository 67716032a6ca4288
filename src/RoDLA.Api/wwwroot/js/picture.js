// Pictures and files of the service. With an API key they are fetched, because an img and a link send no header.
import { h } from './dom.js';
import { key, objectUrl, request } from './api.js';
import { fail } from './notices.js';

/** Pictures that are loaded when they come into sight, and given up together. */
export class Pictures {
  #urls = [];
  #paths = new WeakMap();
  #seen = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((e) => this.#load(e.target)), { rootMargin: '200px' });

  /** An img of a path of the service. */
  img(path, props) {
    const element = h('img', { loading: 'lazy', decoding: 'async', ...props });
    if (key.get()) {
      this.#paths.set(element, path);
      this.#seen.observe(element);
    } else {
      element.src = path;
    }
    return element;
  }

  /** An address of a picture, for a page view. */
  async url(path) {
    if (!key.get()) return path;
    const url = await objectUrl(path);
    this.#urls.push(url);
    return url;
  }

  close() {
    this.#seen.disconnect();
    this.#urls.forEach((url) => URL.revokeObjectURL(url));
    this.#urls = [];
  }

  async #load(element) {
    this.#seen.unobserve(element);
    try {
      element.src = await this.url(this.#paths.get(element));
    } catch {
      element.classList.add('missing');
    }
  }
}

/** A link that downloads a file of the service. */
export function downloadLink(path, name, props, ...children) {
  return h('a', { href: path, download: name, ...props, onclick: async (event) => {
    if (!key.get()) return;
    event.preventDefault();
    try {
      const response = await request(path, { as: 'response' });
      const given = /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
      const url = URL.createObjectURL(await response.blob());
      h('a', { href: url, download: given ?? name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
    } catch (error) {
      fail(error);
    }
  } }, ...children);
}
