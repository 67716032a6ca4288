// The document at hand. Views share it: a page that was opened in one is there in the next.
import { request, ApiError } from './api.js';

const SHOWN_BY_BROWSERS = [
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x89, 0x50, 0x4e, 0x47], 'image/png'],
  [[0x47, 0x49, 0x46, 0x38], 'image/gif'],
  [[0x42, 0x4d], 'image/bmp'],
];

/** A document: its file, the page that is looked at, and pictures of its pages. */
export class PageDocument {
  #pictures = new Map();
  #thumbnails = new Map();

  constructor(file) {
    this.file = file;
    this.name = file.name || 'page.png';
    this.page = 1;
    this.pageCount = 1;
  }

  /** The picture of a page: `{ url, width, height }`. A browser shows common images itself; the service renders all others. */
  picture(page = this.page) {
    if (!this.#pictures.has(page)) this.#pictures.set(page, this.#load(page));
    return this.#pictures.get(page);
  }

  /** The address of a small picture of a page. */
  thumbnail(page) {
    if (!this.#thumbnails.has(page))
      this.#thumbnails.set(
        page,
        this.#render(page, 200).then((r) => r.url),
      );
    return this.#thumbnails.get(page);
  }

  /** A form with the file, and the page when it is not the first. */
  form(fields = []) {
    const form = new FormData();
    form.append('file', this.file, this.name);
    if (this.page > 1) form.append('page', this.page);
    for (const [name, value] of fields) form.set(name, value);
    return form;
  }

  /** Frees the pictures. */
  close() {
    for (const picture of this.#pictures.values())
      picture.then(
        (p) => URL.revokeObjectURL(p.url),
        () => {},
      );
    for (const url of this.#thumbnails.values())
      url.then(
        (u) => URL.revokeObjectURL(u),
        () => {},
      );
  }

  async #load(page) {
    const type = await sniff(this.file);
    if (type) {
      try {
        return await measured(URL.createObjectURL(new Blob([this.file], { type })));
      } catch {
        /* A kind that this browser does not know: CMYK, lossless JPEG, ... */
      }
    }
    const { url, pageCount } = await this.#render(page);
    this.pageCount = pageCount;
    return measured(url);
  }

  async #render(page, maxSide) {
    const form = new FormData();
    form.append('file', this.file, this.name);
    form.append('page', page);
    if (maxSide) form.append('max_side', maxSide);
    const response = await request('/api/page-image', { form, as: 'response' });
    return { url: URL.createObjectURL(await response.blob()), pageCount: Number(response.headers.get('X-Page-Count')) || 1 };
  }
}

let current = null;

/** The document at hand; null for none. */
export const currentDocument = () => current;

/** Opens a file (a File or a Blob with a name) in place of the document at hand. */
export function openDocument(file) {
  current?.close();
  current = new PageDocument(file);
  return current;
}

/** Closes the document at hand. */
export function closeDocument() {
  current?.close();
  current = null;
}

async function sniff(file) {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const known = SHOWN_BY_BROWSERS.find(([magic]) => magic.every((byte, i) => head[i] === byte));
  if (known) return known[1];
  const text = String.fromCharCode(...head);
  if (text.startsWith('RIFF') && text.endsWith('WEBP')) return 'image/webp';
  return text.slice(4) === 'ftypavif' ? 'image/avif' : null;
}

async function measured(url) {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    URL.revokeObjectURL(url);
    throw new ApiError('The picture of the page cannot be shown.', { code: 'undecodable' });
  }
  return { url, width: image.naturalWidth, height: image.naturalHeight };
}
