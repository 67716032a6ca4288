// Client of RoDLA API, for browsers and Node 20 or newer, without dependencies.
import { form, Http, path, sleep } from "./http.js";
import { FileBatches, InferenceJobs, JsonBatches, Uploads } from "./jobs.js";

export { ApiError, ConnectionFailed, JobTimeout, RodlaError } from "./http.js";

const COMPARE = "/api/v1/compare";
const MODELS = "/api/v1/models";
const ROBUSTNESS = "/api/robustness";

/**
 * A service at `url`. `timeout` is the longest time of a request in seconds; `retries` the attempts after the first one, where a repetition
 * is safe; `longestWait` the longest `Retry-After` in seconds that is waited for. A file is a Blob, a File, or a pair of a name and a Blob.
 */
export class Rodla {
  constructor(url = "http://127.0.0.1:8000", options = {}) {
    const { apiKey, timeout = 330, retries = 6, longestWait = 60, fetch = globalThis.fetch.bind(globalThis) } = options;
    const http = new Http({ url, apiKey, timeout, retries, longestWait, fetch, sleep: options.sleep ?? sleep });
    this.http = http;
    this.batchJobs = new FileBatches(http, "/api/batch-job");
    this.batches = new JsonBatches(http, "/api/v1/batch");
    this.jobs = new InferenceJobs(http, "/api/v1/jobs");
    this.uploads = new Uploads(http);
    this.models = new Models(http);
  }

  /** The layout of a page. */
  detect(file, options) {
    return this.http.call(page("/api/detect", file, options));
  }

  /** The page with its detections drawn on it, as `jpeg` or `png`. */
  detectImage(file, { type = "jpeg", ...options } = {}) {
    return this.http.file(page("/api/detect", file, { ...options, return_image: true }, `image/${type}`));
  }

  /** The layout of a page in another format, such as `coco`; docs/exports.md lists them. */
  detectAs(file, format, options) {
    return this.http.file(page("/api/detect", file, { ...options, format }));
  }

  /** The layout of a page after perturbations; `compare: true` says what of the clean page's layout is still found. */
  detectWithPerturbation(file, perturbations, options) {
    return this.http.call(page("/api/detect-with-perturbation", file, { ...options, perturbations: read(perturbations) }));
  }

  /** What perturbations do to a page; `return_base64: true` has the picture. */
  perturb(file, perturbations, options) {
    return this.http.call(page("/api/perturb", file, { ...options, perturbations: read(perturbations) }));
  }

  /** A page after perturbations, as PNG or what `output` names. */
  perturbImage(file, perturbations, options) {
    return this.http.file(page("/api/perturb", file, { ...options, perturbations: read(perturbations), return_image: true }));
  }

  /** All 36 perturbations of a page, as base64. */
  generatePerturbations(file, options) {
    return this.http.call(page("/api/generate-perturbations", file, options));
  }

  /** All 36 perturbations of a page in one picture. */
  perturbationSheet(file, options) {
    return this.http.file(page("/api/generate-perturbations", file, { ...options, output: "sheet" }));
  }

  /** A page of an image or a PDF as JPEG. */
  pageImage(file, options) {
    return this.http.file(page("/api/page-image", file, options, "image/jpeg"));
  }

  /** Starts a job over an upload; `jobs` follows it. */
  predict(uploadId, options) {
    return this.http.call({ method: "POST", path: "/api/v1/inference/predict", json: { upload_id: uploadId, ...options } });
  }

  /** Compares two jobs, or starts a job with each of two models over an upload. */
  compare(options) {
    return this.http.call({ method: "POST", path: COMPARE, json: options });
  }

  /** What became of the detections of one job in another. */
  comparison(first, second, { matchIou, page: number, pageSize } = {}) {
    return this.http.call({ path: path(COMPARE, first, second), query: { match_iou: matchIou, page: number, page_size: pageSize } });
  }

  /** An image with the detections of both jobs, side by side. */
  comparisonPicture(first, second, fileId, { matchIou } = {}) {
    return this.http.file({ path: path(COMPARE, first, second, "picture"), query: { file_id: fileId, match_iou: matchIou } });
  }

  /** Starts an evaluation of robustness; `batchJobs` follows it. */
  evaluate(files, options) {
    return this.http.call({ method: "POST", path: ROBUSTNESS, body: form(files.map(f => ["files", f]), options) });
  }

  /** The report of an evaluation. */
  report(jobId) {
    return this.http.call({ path: path(ROBUSTNESS, jobId, "report"), headers: { Accept: "application/json" } });
  }

  /** The report of an evaluation as `html`, `json`, `csv`, `md` or `svg`. */
  reportAs(jobId, format) {
    return this.http.file({ path: path(ROBUSTNESS, jobId, `report.${format}`) });
  }

  /** F1 of every image in the finished cells of an evaluation, also while it runs. */
  cells(jobId) {
    return this.http.call({ path: path(ROBUSTNESS, jobId, "cells") });
  }

  /** Truths and detections of an image in a cell, such as `clean` or `rotation:2`. */
  cellBoxes(jobId, index, cell) {
    return this.http.call({ path: path(ROBUSTNESS, jobId, "images", index, "cells", cell) });
  }

  /** The picture of an image in a cell, a JPEG. */
  cellPicture(jobId, index, cell) {
    return this.http.file({ path: path(ROBUSTNESS, jobId, "images", index, "cells", cell, "picture") });
  }

  /** A file that an answer names: `saved_path`, with or without its `outputs/`. */
  output(name) {
    return this.http.file({ path: path("/api/outputs", ...name.replace(/^outputs\//, "").split("/")) });
  }

  /** A ticket for one WebSocket or event stream of a browser. */
  async ticket() {
    return (await this.http.call({ method: "POST", path: "/api/v1/tickets", repeatable: true })).ticket;
  }

  /** The state of the service. */
  health() {
    return this.http.call({ path: "/health" });
  }

  /** Whether the process is alive. */
  live() {
    return this.http.call({ path: "/health/live" });
  }

  /** Whether it takes requests; while it does not, the request is repeated, and ApiError is thrown at last. */
  ready() {
    return this.http.call({ path: "/health/ready" });
  }

  /** The model that is served. */
  modelInfo() {
    return this.http.call({ path: "/api/model-info" });
  }

  /** The twelve perturbations. */
  perturbationsInfo() {
    return this.http.call({ path: "/api/perturbations/info" });
  }

  /** Jobs, queue and rates. */
  dashboard() {
    return this.http.call({ path: "/api/v1/monitoring/dashboard" });
  }

  /** What API keys have used. */
  usage() {
    return this.http.call({ path: "/api/v1/usage" });
  }
}

/** The models of the service. */
class Models {
  constructor(http) {
    this.http = http;
  }

  /** The models, and which are in memory. */
  list() {
    return this.http.call({ path: MODELS });
  }

  /** Loads a model into memory, or again after a change; needs the role `admin`. */
  load(name) {
    return this.http.call({ method: "POST", path: path(MODELS, name, "load"), repeatable: true });
  }

  /** Removes a model from memory; needs the role `admin`. */
  unload(name) {
    return this.http.call({ method: "POST", path: path(MODELS, name, "unload"), repeatable: true });
  }
}

function page(address, file, fields, accept = "application/json, */*;q=0.1") {
  return { method: "POST", path: address, body: form([["file", file]], fields), headers: { Accept: accept }, repeatable: true };
}

// "defocus:2" is short for { type: "defocus", degree: 2 }.
function read(perturbations) {
  return perturbations.map(entry => {
    if (typeof entry !== "string") return entry;
    const [type, degree = "1"] = entry.split(":");
    return { type, degree: Number(degree) };
  });
}
