// What the service knows of perturbations, and what became of detections under them.
import { request } from './api.js';

let info = null;

/** The answer of /api/perturbations/info, with `most`: how many a request may have. */
export function perturbationsInfo() {
  info ??= request('/api/perturbations/info')
    .then((answer) => ({ ...answer, most: Number(/\d+/.exec(answer.notes?.max_per_request ?? '')?.[0]) || 5 }))
    .catch((error) => {
      info = null;
      throw error;
    });
  return info;
}

// As the service matches; a box is told as moved from here down.
const FOUND_AGAIN = 0.5;
const IN_PLACE = 0.8;

/**
 * Finds the clean page's detections again, as the service does: each detection of the perturbed page, most confident first, takes the
 * clean one of its class that it overlaps most.
 * @param clean Detections of the clean page, most confident first.
 * @param expected Their boxes `[x1, y1, x2, y2]`, moved with the page.
 * @param found Detections of the perturbed page, most confident first.
 * @returns A list of `{ state, clean, found, box, iou }`, where `state` is 'kept', 'moved', 'lost' or 'gained'.
 */
export function compareDetections(clean, expected, found) {
  const taken = new Map();
  const gained = [];
  for (const detection of found) {
    let best = -1;
    let most = 0;
    clean.forEach((other, i) => {
      if (taken.has(i) || other.class_id !== detection.class_id) return;
      const iou = overlap(expected[i], detection.bbox);
      if (iou >= FOUND_AGAIN && iou > most) [best, most] = [i, iou];
    });
    if (best >= 0) taken.set(best, { found: detection, iou: most });
    else gained.push({ state: 'gained', clean: null, found: detection, box: toArray(detection.bbox), iou: null });
  }
  return [
    ...clean.map((detection, i) => {
      const match = taken.get(i);
      return match
        ? {
            state: match.iou < IN_PLACE ? 'moved' : 'kept',
            clean: detection,
            found: match.found,
            box: toArray(match.found.bbox),
            iou: match.iou,
          }
        : { state: 'lost', clean: detection, found: null, box: expected[i], iou: null };
    }),
    ...gained,
  ];
}

const toArray = (b) => [b.x1, b.y1, b.x2, b.y2];

function overlap([x1, y1, x2, y2], b) {
  const width = Math.min(x2, b.x2) - Math.max(x1, b.x1);
  const height = Math.min(y2, b.y2) - Math.max(y1, b.y1);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / ((x2 - x1) * (y2 - y1) + (b.x2 - b.x1) * (b.y2 - b.y1) - width * height);
}
