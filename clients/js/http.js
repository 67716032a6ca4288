// Sends requests, again where that is safe, and reads the answers.

/** Something went wrong; the message says what. */
export class RodlaError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The service cannot be reached, or the connection broke and the request may not be repeated. */
export class ConnectionFailed extends RodlaError {}

/** A job did not end in the time that `wait` was given; it continues. */
export class JobTimeout extends RodlaError {}

/** The service refused the request, or failed. */
export class ApiError extends RodlaError {
  constructor(status, text, headers) {
    const problem = parse(text);
    const code = problem.error_code || `http_${status}`;
    const detail = problem.detail || problem.details || problem.message || "";
    const requestId = problem.request_id ?? headers.get("X-Request-Id");
    super(`${status} ${code}: ${detail} (request ${requestId})`);
    this.status = status;
    this.errorCode = code;
    this.detail = detail;
    this.requestId = requestId;
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter(headers.get("Retry-After"));
  }
}

function parse(text) {
  try {
    const problem = JSON.parse(text);
    return problem && typeof problem === "object" ? problem : {};
  } catch {
    return {};
  }
}

/** Seconds of a Retry-After header, which holds a number or a date (RFC 9110, section 10.2.3). */
export function retryAfter(value) {
  if (!value) return null;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : Math.max(0, (time - Date.now()) / 1000);
}

export function path(base, ...segments) {
  return [base, ...segments.map(segment => encodeURIComponent(segment))].join("/");
}

/**
 * The fields of a form; values other than text are written as JSON, and those that are undefined or null are left out. The form is one of
 * the platform, or a stream when a file is read while it is sent: Node would read a Blob of a file whole.
 */
export function form(files, fields = {}) {
  const texts = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
  if (files.some(([, file]) => file.chunks)) return () => streamedForm(files, texts);
  return () => {
    const data = new FormData();
    for (const text of texts) data.append(...text);
    for (const [name, file] of files) data.append(name, ...named(file));
    return { body: data };
  };
}

// Content and name of a File, a Blob, or a pair of a name and a Blob.
function named(file) {
  return Array.isArray(file) ? [file[1], file[0]] : [file, file.name ?? "file"];
}

function streamedForm(files, texts) {
  const boundary = crypto.randomUUID();
  const bytes = new TextEncoder();
  const head = (name, rest = "") => bytes.encode(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n`);
  async function* parts() {
    for (const [name, text] of texts) yield* [head(name), bytes.encode(`${text}\r\n`)];
    for (const [name, file] of files) {
      const [content, fileName] = named(file);
      yield head(name, `; filename="${fileName.replace(/[\\"]/g, "\\$&").replace(/[\r\n]/g, " ")}"`);
      yield* content.chunks?.() ?? content.stream();
      yield bytes.encode("\r\n");
    }
    yield bytes.encode(`--${boundary}--\r\n`);
  }
  // Node keeps all that was sent for a redirection, unless there can be none.
  const once = { duplex: "half", redirect: "error", window: null };
  return { body: ReadableStream.from(parts()), type: `multipart/form-data; boundary=${boundary}`, once };
}

const WAITS = [429, 503];
const PROXY_FAILURES = [502, 504];

export class Http {
  constructor({ url, apiKey, timeout, retries, longestWait, fetch, sleep }) {
    this.base = url.replace(/\/+$/, "");
    Object.assign(this, { apiKey, timeout, retries, longestWait, fetch, sleep });
  }

  /**
   * What `read` makes of the response of a request that succeeded. It is sent again when the service refused it for now (429, 503) or no
   * connection was made, and when it is repeatable (by default all but POST) also when the connection broke or a proxy failed (502, 504).
   */
  async send(request, read) {
    const { method = "GET", repeatable = method !== "POST", signal } = request;
    for (let attempt = 0; ; attempt++) {
      let error, mayRepeat, wait;
      try {
        const response = await this.open(method, request);
        if (response.ok) return await read(response);
        error = new ApiError(response.status, await response.text(), response.headers);
        const isRefused = WAITS.includes(error.status) && error.errorCode !== "request_timeout";
        mayRepeat = isRefused || (repeatable && PROXY_FAILURES.includes(error.status));
        wait = error.retryAfter;
      } catch (cause) {
        if (signal?.aborted || cause instanceof RodlaError) throw cause;
        mayRepeat = repeatable || isRefusedConnection(cause);
        error = new ConnectionFailed(`${method} ${request.path} at ${this.base}: ${cause.cause?.message ?? cause.message}`, { cause });
      }
      if (!mayRepeat || attempt >= this.retries || (wait ?? 0) > this.longestWait) throw error;
      await this.sleep(this.pause(attempt, wait), signal);
    }
  }

  /** Seconds before the next attempt: what the service asks for, or twice as long each time; with jitter. */
  pause(attempt, wait = null) {
    const [shortest, longest] = wait === null ? [0.25 * 2 ** attempt, 0.5 * 2 ** attempt] : [wait, 1.25 * wait];
    return Math.min(this.longestWait, shortest + Math.random() * (longest - shortest));
  }

  open(method, { path, query = {}, json, body, headers = {}, signal, timeout = this.timeout }) {
    const url = new URL(this.base + path, globalThis.location?.href);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) url.searchParams.set(name, value);
    }
    const content = body?.() ?? (json === undefined ? {} : { body: JSON.stringify(json), type: "application/json" });
    const sent = { ...headers, ...(this.apiKey && { "X-API-Key": this.apiKey }), ...(content.type && { "Content-Type": content.type }) };
    const limits = [signal, timeout ? AbortSignal.timeout(timeout * 1000) : undefined].filter(Boolean);
    return this.fetch(url, {
      method,
      headers: sent,
      body: content.body,
      ...content.once,
      signal: limits.length > 1 ? AbortSignal.any(limits) : limits[0],
    });
  }

  /** The answer: an object for JSON, without the envelope of the inference API; null for none; a blob for anything else. */
  call(request) {
    return this.send(request, async response => {
      if (response.status === 204) return null;
      if (!response.headers.get("Content-Type")?.startsWith("application/json")) return response.blob();
      const answer = await response.json();
      return ["success", "accepted"].includes(answer?.status) && "data" in answer ? answer.data : answer;
    });
  }

  /** A file as a blob, whatever its type. */
  file(request) {
    return this.send(request, response => response.blob());
  }
}

function isRefusedConnection(error) {
  const cause = error.cause;
  return [cause, ...(cause?.errors ?? [])].some(e => e?.code === "ECONNREFUSED");
}

/** Waits for some seconds, or until the signal is aborted. */
export function sleep(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

/** The lines of a response. */
export async function* lines(response) {
  let rest = "";
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const parts = (rest + piece.value).split("\n");
      rest = parts.pop();
      yield* parts;
    }
    if (rest) yield rest;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Id and data of each event of an event stream, as the HTML standard describes its format. */
export async function* serverSentEvents(response) {
  let id = "";
  let data = [];
  for await (const line of lines(response)) {
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*?))?\r?$/.exec(line);
    if (field === "id") id = value;
    else if (field === "data") data.push(value);
    else if (field === "" && !line.startsWith(":") && data.length > 0) {
      yield { id, data: data.join("\n") };
      data = [];
    }
  }
}
