// Asks the service for detections. What is asked is remembered, so that the same question is asked once.
import { request } from './api.js';

/** The threshold of a request that names none. */
export const USUAL_THRESHOLD = 0.3;

/** The least threshold that is asked for. */
export const WEAKEST = 0.02;

const answers = new WeakMap();
let models = null;

/** The models of the service, `[{ name, display_name, default_threshold, ... }]`. */
export function listModels() {
  models ??= request('/api/v1/models')
    .then((answer) => answer.models)
    .catch((error) => {
      models = null;
      throw error;
    });
  return models;
}

/**
 * The least threshold from which on one answer has what the service answers for every higher one: below half of a model's own threshold its
 * answer has second guesses, too.
 */
export function exactFrom(list, names) {
  const used = list.filter((m) => (names.length > 0 ? names.includes(m.name) : m.is_default));
  return Math.min(USUAL_THRESHOLD, ...used.map((m) => m.default_threshold ?? USUAL_THRESHOLD)) / 2;
}

/**
 * Detects on the page of a document.
 * @param document A PageDocument.
 * @param fields Pairs of names and values, beside those that every question has.
 */
export function detect(document, fields) {
  const question = JSON.stringify([document.page, fields]);
  if (!answers.has(document)) answers.set(document, new Map());
  const known = answers.get(document);
  if (!known.has(question)) {
    const form = document.form([['save_json', 'false'], ['generate_visualizations', 'false'], ...fields]);
    const path = fields.some(([name]) => name === 'perturbations') ? '/api/detect-with-perturbation' : '/api/detect';
    const answer = request(path, { form });
    known.set(question, answer);
    answer.catch(() => known.delete(question));
  }
  return known.get(question);
}

/** The detections above a threshold, as the service answers them for it: with their places in the order of reading. */
export function above(detections, threshold) {
  const kept = detections.map((d, id) => ({ ...d, id })).filter((d) => d.confidence > threshold);
  const order = [...kept].sort((a, b) => a.reading_order - b.reading_order);
  return kept.map((d) => ({ ...d, order: order.indexOf(d) }));
}
