import { request } from '../api.js';
import { follow } from './follow.js';

const pageSize = 500;
const refreshMs = 2000;

/** Whether a state of a job is its last. */
export const isFinal = (status) => status !== 'queued' && status !== 'processing';

/**
 * A job with its images, kept current while it runs. It dispatches `change` when anything did, at most once a frame; `ended` once.
 * `connection` is connecting, live, polling or ended; `images` has an entry for each image by its index.
 */
export class Job extends EventTarget {
  #stop = null;
  #timer = 0;
  #frame = 0;
  #closed = new AbortController();

  constructor(jobId) {
    super();
    this.id = jobId;
    this.status = null;
    this.connection = 'connecting';
    this.images = [];
    this.changed = new Set();
  }

  /** Reads the job, and follows it when it has not ended. */
  async open() {
    await this.#sync();
    if (isFinal(this.status.status)) {
      this.connection = 'ended';
      this.#notify();
    } else {
      this.#follow();
    }
    return this;
  }

  /** Stops following. */
  close() {
    this.#closed.abort();
    this.#stop?.();
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
  }

  async cancel() {
    await request(`/api/v1/jobs/${this.id}`, { method: 'DELETE' });
    await this.#sync();
  }

  /** Retries the images of these indexes, or all that failed. */
  async retry(indexes = null) {
    await request(`/api/v1/jobs/${this.id}/retry`, { method: 'POST', json: indexes ? { images: indexes } : undefined });
    await this.#sync();
    this.#follow();
  }

  get isRunning() {
    return this.status !== null && !isFinal(this.status.status);
  }

  /** State of the job; one with some failed images is `partial`. */
  get state() {
    return this.status?.status === 'completed' && this.counts.failed > 0 ? 'partial' : this.status?.status ?? 'queued';
  }

  /** Numbers of images by state. */
  get counts() {
    const counts = { pending: 0, processing: 0, success: 0, failed: 0, cancelled: 0 };
    for (const image of this.images) {
      counts[image.status]++;
    }
    return counts;
  }

  /** Images a minute and seconds left by the estimate of the service; null while it has none. */
  get pace() {
    const end = this.status?.progress.estimated_completion;
    const left = this.status?.progress.total_images - this.status?.progress.processed_images;
    const seconds = end ? (new Date(end) - Date.now()) / 1000 : null;
    return seconds > 0 && left > 0 ? { seconds, perMinute: (left / seconds) * 60 } : null;
  }

  #follow() {
    this.#stop?.();
    this.#stop = follow(this.id, {
      message: (message) => this.#take(message),
      sync: () => this.#quietly(() => this.#sync()),
      connection: (state) => {
        this.connection = state;
        this.#notify();
      },
      failed: (error) => {
        this.error = error;
        this.#notify();
      },
    });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), refreshMs);
  }

  #take({ type, image }) {
    if (type === 'image_complete') {
      const known = this.images[image.index] ?? {};
      this.#set(image.index, {
        ...known,
        index: image.index,
        image: image.original_filename,
        status: image.status === 'completed' ? 'success' : image.status,
        attempts: image.attempts,
        detections_count: image.detections_count,
        average_confidence: image.average_confidence,
        processing_time: image.end_time && image.start_time ? (new Date(image.end_time) - new Date(image.start_time)) / 1000 : undefined,
        error: image.error,
        error_category: image.error_category,
      });
    } else if (type === 'job_complete') {
      clearTimeout(this.#timer);
      this.#quietly(async () => {
        await this.#sync();
        this.dispatchEvent(new Event('ended'));
      });
    }
    this.#notify();
  }

  /** The status and all images. */
  async #sync() {
    const { signal } = this.#closed;
    this.status = (await request(`/api/v1/jobs/${this.id}/status`, { signal })).data;
    for (let page = 1; ; page++) {
      const answer = await request(`/api/batch-job/${this.id}/results`, { query: { page, page_size: pageSize }, signal });
      answer.results.forEach((image) => this.#set(image.index, image));
      if (page * pageSize >= answer.total) {
        break;
      }
    }
    this.#notify();
  }

  /** What no message tells: the time left, and which images are being processed. */
  #refresh() {
    this.#quietly(async () => {
      const { signal } = this.#closed;
      this.status = (await request(`/api/v1/jobs/${this.id}/status`, { signal })).data;
      const query = { status: 'processing', page_size: 100 };
      const { results } = await request(`/api/batch-job/${this.id}/results`, { query, signal });
      const current = new Map(results.map((image) => [image.index, image]));
      this.images.filter((image) => image.status === 'processing' && !current.has(image.index))
        .forEach((image) => this.#set(image.index, { ...image, status: 'pending' }));
      results.filter((image) => this.images[image.index]?.status === 'pending').forEach((image) => this.#set(image.index, image));
      this.#notify();
    }).finally(() => {
      if (!this.#closed.signal.aborted && !isFinal(this.status.status)) {
        this.#timer = setTimeout(() => this.#refresh(), refreshMs);
      }
    });
  }

  #set(index, image) {
    this.images[index] = image;
    this.changed.add(index);
  }

  #notify() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.dispatchEvent(new Event('change'));
      this.changed.clear();
    });
  }

  /** A failed update is repeated by the next one. */
  async #quietly(update) {
    try {
      await update();
      this.error = null;
    } catch (error) {
      if (!this.#closed.signal.aborted) {
        this.error = error;
        this.#notify();
      }
    }
  }
}
