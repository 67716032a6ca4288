// Calls of the service. Every error is an ApiError with the service's own code and text.
const KEY = 'rodla-api-key';

/** An answer that is no success. `status` is 0 when there was no answer; `fields` are the mistakes of a form, `{field, message}`. */
export class ApiError extends Error {
  constructor(message, { status = 0, code = 'network_error', requestId = null, fields = [], retryAfter = null } = {}) {
    super(message);
    Object.assign(this, { name: 'ApiError', status, code, requestId, fields, retryAfter });
  }
}

/** The API key. It lives in this tab's session storage, and goes to this service in a header only. */
export const key = {
  get: () => sessionStorage.getItem(KEY) ?? '',
  set: (value) => (value ? sessionStorage.setItem(KEY, value) : sessionStorage.removeItem(KEY)),
};

/** Asks the user for a key after a 401; resolves to whether there is a new one. app.js sets it. */
let askForKey = async () => false;
export const onUnauthorized = (ask) => {
  askForKey = ask;
};

/**
 * Sends a request and reads the answer.
 * @param path Such as '/api/model-info'.
 * @param options `method`, `query` (an object), `json` (an object), `form` (a FormData), `accept`, `signal`,
 *   `as`: 'json' (default), 'blob', 'text', or 'response' for the answer with its headers.
 */
export async function request(path, options = {}) {
  const response = await send(path, options);
  return read(response, options.as ?? 'json');
}

/**
 * Sends a form with the progress of its upload.
 * @param path The endpoint.
 * @param form A FormData.
 * @param options `onProgress(share)` with the share sent, 0 to 1; `signal`; `query`; `accept`; `method` (POST).
 * @returns The JSON of the answer.
 */
export async function upload(path, form, options = {}) {
  try {
    return await sendByXhr(path, form, options);
  } catch (error) {
    if (error.status === 401 && (await askForKey())) return sendByXhr(path, form, options);
    throw error;
  }
}

/** A ticket for one WebSocket or event stream, as a query: '?ticket=...'; '' when the service lets everyone in without. */
export async function ticket() {
  const { ticket: value } = await request('/api/v1/tickets', { method: 'POST' });
  return value ? `?ticket=${encodeURIComponent(value)}` : '';
}

/** An address of a file of the service for `img` and links: the file is fetched with the key, and the caller revokes the address. */
export async function objectUrl(path, options = {}) {
  return URL.createObjectURL(await request(path, { ...options, as: 'blob' }));
}

async function send(path, options, isRetry = false) {
  const { method = options.json || options.form ? 'POST' : 'GET', json, form, accept, signal } = options;
  const headers = { ...authorization() };
  if (json) headers['Content-Type'] = 'application/json';
  if (accept) headers.Accept = accept;
  let response;
  try {
    response = await fetch(address(path, options.query), { method, headers, body: json ? JSON.stringify(json) : form, signal });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('The service does not answer. Is it running?');
  }
  if (response.status === 401 && !isRetry && (await askForKey())) return send(path, options, true);
  if (!response.ok) throw problem(response.status, await response.text(), (name) => response.headers.get(name));
  return response;
}

function sendByXhr(path, form, { onProgress, signal, query, accept, method = 'POST' }) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, address(path, query));
    for (const [name, value] of Object.entries(authorization())) xhr.setRequestHeader(name, value);
    if (accept) xhr.setRequestHeader('Accept', accept);
    xhr.upload.onprogress = (e) => e.lengthComputable && onProgress?.(e.loaded / e.total);
    xhr.onerror = () => reject(new ApiError('The service does not answer. Is it running?'));
    xhr.onabort = () => reject(new DOMException('Stopped by the user.', 'AbortError'));
    xhr.onload = () =>
      xhr.status < 300
        ? resolve(xhr.responseText ? JSON.parse(xhr.responseText) : null)
        : reject(problem(xhr.status, xhr.responseText, (name) => xhr.getResponseHeader(name)));
    signal?.addEventListener('abort', () => xhr.abort(), { once: true });
    if (signal?.aborted) xhr.onabort();
    else xhr.send(form);
  });
}

const authorization = () => (key.get() ? { 'X-API-Key': key.get() } : {});

function address(path, query) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length ? `${path}?${new URLSearchParams(pairs)}` : path;
}

function read(response, as) {
  if (as === 'response') return response;
  if (as === 'json') return response.status === 204 ? null : response.json();
  return response[as]();
}

/** Reads a problem document (RFC 9457), or the envelope of the inference API. */
function problem(status, body, header) {
  let document = {};
  try {
    document = JSON.parse(body);
  } catch {
    /* Of a proxy, not of the service. */
  }
  const inner = typeof document.error === 'object' && document.error ? document.error : {};
  return new ApiError(document.detail ?? inner.message ?? document.message ?? `The service answered ${status}.`, {
    status,
    code: document.error_code ?? inner.code ?? `http_${status}`,
    requestId: document.request_id ?? inner.request_id ?? header('X-Request-Id'),
    fields: document.errors ?? [],
    retryAfter: Number(header('Retry-After')) || null,
  });
}
