// Jobs, batches and uploads.
import { ConnectionFailed, form, JobTimeout, lines, path, RodlaError, serverSentEvents } from "./http.js";

const ENDED = ["completed", "partial", "failed", "cancelled"];
const LONG_POLL = 25; // Seconds, less than proxies wait.

/** Jobs of one surface: status, events, cancellation. */
export class Jobs {
  constructor(http, base) {
    this.http = http;
    this.base = base;
  }

  /** The status; with `wait` at the end of the job, or with `version` at a change, after so many seconds at most. */
  get(jobId, { wait, version, signal } = {}) {
    return this.http.call({ path: path(this.base, jobId), query: { wait, version }, signal });
  }

  /** The status once the job has ended, whether it succeeded or not; `onProgress` is called with each status before. */
  async wait(jobId, { timeout, onProgress, signal } = {}) {
    const deadline = timeout === undefined ? Infinity : performance.now() + timeout * 1000;
    let job = await this.get(jobId, { signal });
    for (;;) {
      onProgress?.(job);
      if (ENDED.includes(job.status)) return job;
      const left = Math.min(LONG_POLL, (deadline - performance.now()) / 1000);
      if (left <= 0) throw new JobTimeout(`${jobId} is ${job.status} after ${timeout} s`);
      job = await this.get(jobId, { wait: left, version: job.version, signal });
    }
  }

  /**
   * The events of the job as they happen, to its end. A connection that breaks is opened again; the next event is then the present state,
   * and `image_complete` events of the time between are missing.
   */
  async *events(jobId, { signal } = {}) {
    let lastId = "";
    for (let failures = 0; ; failures++) {
      const headers = { Accept: "text/event-stream", ...(lastId && { "Last-Event-ID": lastId }) };
      let cause;
      try {
        const response = await this.http.send({ path: path(this.base, jobId, "events"), headers, signal, timeout: 0 }, r => r);
        if (response.status === 204) return;
        for await (const { id, data } of serverSentEvents(response)) {
          lastId = id;
          failures = 0;
          const event = JSON.parse(data);
          yield event;
          if (event.type === "job_complete") return;
        }
      } catch (error) {
        if (signal?.aborted || error instanceof RodlaError) throw error;
        cause = error;
      }
      if (failures >= this.http.retries) throw new ConnectionFailed(`The event stream of ${jobId} broke ${failures + 1} times`, { cause });
      await this.http.sleep(this.http.pause(failures), signal);
    }
  }

  /** A WebSocket with the events, opened with a ticket; where the platform has WebSockets: browsers, and Node 22 or newer. */
  async socket(jobId) {
    const { ticket } = await this.http.call({ method: "POST", path: "/api/v1/tickets", repeatable: true });
    return new WebSocket(this.socketUrl(jobId, ticket));
  }

  /** Address of the events over a WebSocket; `ticket` is one of `Rodla.ticket`. */
  socketUrl(jobId, ticket) {
    const url = new URL(this.http.base + path(this.base, jobId, "ws"), globalThis.location?.href);
    url.protocol = url.protocol.replace("http", "ws");
    if (ticket) url.searchParams.set("ticket", ticket);
    return url.href;
  }

  /** Cancels the job; results stay. */
  cancel(jobId) {
    return this.http.call({ method: "DELETE", path: path(this.base, jobId) });
  }

  /** Runs the failed images again, or some of them by number. */
  retry(jobId, images) {
    return this.http.call({ method: "POST", path: path(this.base, jobId, "retry"), json: images && { images } });
  }
}

/** Batches, and any other job under its id: what they leave. */
class Batches extends Jobs {
  /** A page of the images. */
  results(jobId, { page, pageSize, status } = {}) {
    return this.http.call({ path: path(this.base, jobId, "results"), query: { page, page_size: pageSize, status } });
  }

  /** The answer for an image, by its number from 0. */
  result(jobId, index) {
    return this.http.call({ path: path(this.base, jobId, "results", index) });
  }

  /** Figures over all images, at the end. */
  summary(jobId) {
    return this.http.call({ path: path(this.base, jobId, "summary") });
  }

  /** The charts over all images, or of one. */
  charts(jobId, index) {
    return this.http.call({ path: path(this.base, jobId, ...ofImage(index), "visualizations") });
  }

  /** A chart as PNG. */
  chart(jobId, name, index) {
    return this.http.file({ path: path(this.base, jobId, ...ofImage(index), "visualizations", `${name}.png`) });
  }

  /** All results as one file; docs/exports.md has the formats. */
  export(jobId, format, { rows, confidence } = {}) {
    return this.http.file({ path: path(this.base, jobId, "export"), query: { format, rows, confidence } });
  }
}

/** Batches of files and ZIP archives. */
export class FileBatches extends Batches {
  /** Starts a batch; `job_id` is its id. */
  submit(files, options) {
    return this.http.call({ method: "POST", path: "/api/detect-batch", body: form(files.map(f => ["files", f]), options) });
  }
}

/** Batches of addresses and base64, in JSON. */
export class JsonBatches extends Batches {
  /** Starts a batch of images, each with a `url` or a `base64`. */
  submit(images, options = {}) {
    return this.http.call({ method: "POST", path: this.base, json: { images, ...options } });
  }

  /** Jobs, newest first. */
  list({ page, pageSize, status } = {}) {
    return this.http.call({ path: this.base, query: { page, page_size: pageSize, status } });
  }
}

/** Jobs over uploads. */
export class InferenceJobs extends Jobs {
  /** Jobs, newest first. */
  list({ page, pageSize, status, uploadId } = {}) {
    return this.http.call({ path: this.base, query: { page, page_size: pageSize, status, upload_id: uploadId } });
  }

  /** As `get`, at the path of the document. */
  status(jobId, { wait, version, signal } = {}) {
    return this.http.call({ path: path(this.base, jobId, "status"), query: { wait, version }, signal });
  }

  /** Detections as `json`, `yolo` or `coco`. */
  results(jobId, { fileId, format = "json" } = {}) {
    return this.http.call({ path: path(this.base, jobId, "results"), query: { format, file_id: fileId } });
  }

  /** The detections of each image as it ends, while the job runs. */
  async *stream(jobId, { signal } = {}) {
    const request = { path: path(this.base, jobId, "results"), query: { stream: true }, signal, timeout: 0 };
    for await (const line of lines(await this.http.send(request, r => r))) {
      if (line) yield JSON.parse(line);
    }
  }

  /** All results as one file. */
  export(jobId, format, { rows, confidence } = {}) {
    return this.http.file({ path: path(this.base, jobId, "results"), query: { format, rows, confidence } });
  }

  /** The labels of an image in the format of YOLO. */
  labels(jobId, fileId) {
    return this.http.file({ path: path(this.base, jobId, "results", fileId, "labels.txt") });
  }

  /** Paths of the pictures; `base64` has those of one image. */
  visualization(jobId, { fileId, format = "url" } = {}) {
    return this.http.call({ path: path(this.base, jobId, "visualization"), query: { format, file_id: fileId } });
  }
}

/** Images that jobs run over. */
export class Uploads {
  constructor(http) {
    this.http = http;
    this.base = "/api/v1/inference/upload";
  }

  /** Stores files, in a new upload or in one that exists; then the request may be repeated: what is stored is not stored again. */
  create(files, { uploadId } = {}) {
    const body = form(files.map(f => ["files", f]));
    return this.http.call({ method: "POST", path: this.base, query: { upload_id: uploadId }, body, repeatable: uploadId !== undefined });
  }

  /** All files of an upload. */
  get(uploadId) {
    return this.http.call({ path: path(this.base, uploadId) });
  }

  /** Removes an upload; jobs keep the files that they use. */
  delete(uploadId) {
    return this.http.call({ method: "DELETE", path: path(this.base, uploadId) });
  }

  /** An image as it was sent. */
  original(fileId) {
    return this.http.file({ path: path("/api/v1/files", fileId, "original") });
  }

  /** An image with the detections of its newest job, or of another; `boxes: false` leaves them out. */
  annotated(fileId, { jobId, boxes } = {}) {
    return this.http.file({ path: path("/api/v1/files", fileId, "annotated"), query: { job_id: jobId, boxes } });
  }

  /** A small picture of an image. */
  thumbnail(fileId) {
    return this.http.file({ path: path("/api/v1/files", fileId, "thumbnail") });
  }
}

function ofImage(index) {
  return index === undefined ? [] : ["results", index];
}
