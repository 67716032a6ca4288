/** A file that is read while it is sent; in Node, `file(path)` of `node.js` makes one of a path. */
export interface StreamedFile { readonly name: string; chunks(): AsyncIterable<Uint8Array> }
/** A file: a Blob or File, a pair of a name and a Blob, or one that is read while it is sent. */
export type FileSource = Blob | File | [name: string, content: Blob] | StreamedFile;
/** A perturbation; "defocus:2" is short for { type: "defocus", degree: 2 }. */
export type Perturbation = string | { type: string; degree: number; seed?: number; background_folder?: string; text?: string };
export type Json = Record<string, any>;

/** A rectangle in pixels of the page as a person sees it. */
export interface Box { x1: number; y1: number; x2: number; y2: number; width: number; height: number; center_x: number; center_y: number }
export interface Detection {
  class_id: number; class_name: string; bbox: Box; confidence: number; area: number; aspect_ratio: number; reading_order: number;
  text?: string | null;
}
/** The answer for a page; with `page: "all"` it has `pages` instead. docs/openapi.json describes every field. */
export interface Report extends Json { success: boolean; filename: string; all_detections: Detection[]; notes: string[]; pages?: Json[] }
/** The status of a job; `progress` is a number for batches of the JSON surface, an object for the others. */
export interface Job extends Json { job_id: string; status: string; version: number; progress: any }
export interface JobEvent {
  type: "progress" | "image_complete" | "job_complete"; job_id: string; status: string; progress: number; completed: number; failed: number;
  total_images: number; image?: Json; timestamp: string;
}

interface StepOptions {
  score_thr?: number; iou_threshold?: number; slices?: string; orientation?: string | number; deskew?: string | number; snap?: boolean;
  rules?: string; classes?: "native" | "doclaynet"; right_to_left?: boolean; model?: string; exit_confidence?: number;
}
interface TextOptions { text?: boolean | "ocr"; ocr_languages?: string }
interface DrawOptions { background_folder?: string; seed?: number; mode?: "standard" | "reference" }
interface MoveOptions { quality?: boolean; boxes?: number[][]; polygons?: number[][]; output?: "png" | "jpeg" | "webp" }
interface QueueOptions {
  not_before?: string; priority?: "high" | "normal" | "low"; max_concurrent?: number; max_retries?: number; retry_delay?: number;
  webhook_url?: string; email?: string;
}
interface PageOptions { page?: number | string; dpi?: number }
export interface DetectOptions extends StepOptions, TextOptions, PageOptions {
  save_json?: boolean; generate_visualizations?: boolean; charts?: string; visualizations?: "embedded" | "links"; return_image?: boolean;
  rows?: "detections" | "images"; confidence?: boolean; format?: string;
}
export interface PerturbOptions extends DrawOptions, MoveOptions, PageOptions { return_base64?: boolean; save_image?: boolean }
export interface PerturbedDetectOptions extends DetectOptions, DrawOptions, MoveOptions {
  save_perturbed_image?: boolean; compare?: boolean;
}
export interface GalleryOptions extends PageOptions { seed?: number; max_side?: number }
export interface BatchOptions extends StepOptions, TextOptions, DrawOptions, QueueOptions {
  perturbations?: Perturbation[] | Perturbation[][]; visualization_mode?: "none" | "per_image" | "summary" | "both"; save_json?: boolean;
  pages?: number | string; dpi?: number;
}
export interface EvaluateOptions extends StepOptions, QueueOptions {
  perturbations?: string; seed?: number; mode?: "standard" | "reference"; protocol?: "rodla" | "coco"; mapping?: string; name?: string;
  limit?: number;
}
export interface PredictOptions extends TextOptions, QueueOptions { file_ids?: string[]; config?: Json }
export interface CompareOptions extends PredictOptions {
  jobs?: [string, string]; models?: [string, string]; upload_id?: string; match_iou?: number;
}
export type BatchImage = { url: string; name?: string } | { base64: string; name?: string };

export class RodlaError extends Error {}
export class ConnectionFailed extends RodlaError {}
export class JobTimeout extends RodlaError {}
export class ApiError extends RodlaError {
  status: number; errorCode: string; detail: string; requestId: string | null; errors: Json[]; retryAfter: number | null;
}

interface Abortable { signal?: AbortSignal }
interface Polling extends Abortable { wait?: number; version?: number }
interface Paging { page?: number; pageSize?: number; status?: string }
interface Rows { rows?: "detections" | "images"; confidence?: boolean }

export interface Jobs {
  get(jobId: string, options?: Polling): Promise<Job>;
  wait(jobId: string, options?: { timeout?: number; onProgress?: (job: Job) => void } & Abortable): Promise<Job>;
  events(jobId: string, options?: Abortable): AsyncGenerator<JobEvent>;
  socket(jobId: string): Promise<WebSocket>;
  socketUrl(jobId: string, ticket?: string): string;
  cancel(jobId: string): Promise<Job>;
  retry(jobId: string, images?: number[]): Promise<Job>;
}
interface Batches extends Jobs {
  results(jobId: string, options?: Paging): Promise<Json>;
  result(jobId: string, index: number): Promise<Report>;
  summary(jobId: string): Promise<Json>;
  charts(jobId: string, index?: number): Promise<Json>;
  chart(jobId: string, name: string, index?: number): Promise<Blob>;
  export(jobId: string, format: string, options?: Rows): Promise<Blob>;
}
export interface FileBatches extends Batches { submit(files: FileSource[], options?: BatchOptions): Promise<Json> }
export interface JsonBatches extends Batches {
  submit(images: BatchImage[], options?: BatchOptions): Promise<Json>;
  list(options?: Paging): Promise<Json>;
}
export interface InferenceJobs extends Jobs {
  list(options?: Paging & { uploadId?: string }): Promise<Json>;
  status(jobId: string, options?: Polling): Promise<Job>;
  results(jobId: string, options?: { fileId?: string; format?: "json" | "yolo" | "coco" }): Promise<Json>;
  stream(jobId: string, options?: Abortable): AsyncGenerator<Json>;
  export(jobId: string, format: string, options?: Rows): Promise<Blob>;
  labels(jobId: string, fileId: string): Promise<Blob>;
  visualization(jobId: string, options?: { fileId?: string; format?: "url" | "base64" }): Promise<Json>;
}
export interface Uploads {
  create(files: FileSource[], options?: { uploadId?: string }): Promise<Json>;
  get(uploadId: string): Promise<Json>;
  delete(uploadId: string): Promise<Json>;
  original(fileId: string): Promise<Blob>;
  annotated(fileId: string, options?: { jobId?: string; boxes?: boolean }): Promise<Blob>;
  thumbnail(fileId: string): Promise<Blob>;
}
export interface Models { list(): Promise<Json>; load(name: string): Promise<Json>; unload(name: string): Promise<Json> }

export interface RodlaOptions {
  apiKey?: string;
  /** Longest time of a request in seconds. */
  timeout?: number;
  /** Attempts after the first one, where a repetition is safe. */
  retries?: number;
  /** Longest `Retry-After` in seconds that is waited for. */
  longestWait?: number;
  fetch?: typeof fetch;
  sleep?: (seconds: number, signal?: AbortSignal) => Promise<void>;
}

/** A service at an address. */
export class Rodla {
  constructor(url?: string, options?: RodlaOptions);
  readonly batchJobs: FileBatches;
  readonly batches: JsonBatches;
  readonly jobs: InferenceJobs;
  readonly uploads: Uploads;
  readonly models: Models;
  detect(file: FileSource, options?: DetectOptions): Promise<Report>;
  detectImage(file: FileSource, options?: DetectOptions & { type?: "jpeg" | "png" }): Promise<Blob>;
  detectAs(file: FileSource, format: string, options?: DetectOptions): Promise<Blob>;
  detectWithPerturbation(file: FileSource, perturbations: Perturbation[], options?: PerturbedDetectOptions): Promise<Report>;
  perturb(file: FileSource, perturbations: Perturbation[], options?: PerturbOptions): Promise<Json>;
  perturbImage(file: FileSource, perturbations: Perturbation[], options?: PerturbOptions): Promise<Blob>;
  generatePerturbations(file: FileSource, options?: GalleryOptions): Promise<Json>;
  perturbationSheet(file: FileSource, options?: GalleryOptions): Promise<Blob>;
  pageImage(file: FileSource, options?: PageOptions & { max_side?: number }): Promise<Blob>;
  predict(uploadId: string, options?: PredictOptions): Promise<Json>;
  compare(options: CompareOptions): Promise<Json>;
  comparison(first: string, second: string, options?: { matchIou?: number; page?: number; pageSize?: number }): Promise<Json>;
  comparisonPicture(first: string, second: string, fileId: string, options?: { matchIou?: number }): Promise<Blob>;
  evaluate(files: FileSource[], options?: EvaluateOptions): Promise<Json>;
  report(jobId: string): Promise<Json>;
  reportAs(jobId: string, format: "html" | "json" | "csv" | "md" | "svg"): Promise<Blob>;
  cells(jobId: string): Promise<Json>;
  cellBoxes(jobId: string, index: number, cell: string): Promise<Json>;
  cellPicture(jobId: string, index: number, cell: string): Promise<Blob>;
  output(name: string): Promise<Blob>;
  ticket(): Promise<string>;
  health(): Promise<Json>;
  live(): Promise<Json>;
  ready(): Promise<Json>;
  modelInfo(): Promise<Json>;
  perturbationsInfo(): Promise<Json>;
  dashboard(): Promise<Json>;
  usage(): Promise<Json>;
}
