import { draft } from '../batch/draft.js';
import { acceptLabels } from '../batch/collect.js';
import { h, replace } from '../dom.js';
import { recentJobs } from '../job/recent-jobs.js';
import { evaluation } from '../robustness/evaluation.js';
import { evaluationSettings } from '../robustness/settings.js';

export const title = 'Robustness';

/** A new evaluation, or with `job` in the address that one. */
export function mount(root, params) {
  const id = params.get('job');
  const part = id ? evaluation(id) : fresh();
  replace(root, h('div', { class: 'wrap stack' },
    h('header', { class: 'view-head' }, h('h1', {}, 'Robustness'),
      h('p', { class: 'muted' }, 'How much of what the model finds is left when pages are blurred, noisy, stained, turned or bent.')),
    part.element));
  return () => part.close();
}

function fresh() {
  const files = draft({
    path: '/api/robustness',
    verb: 'Evaluate',
    settings: evaluationSettings(),
    zone: {
      title: 'Drop pages, with or without labels', withLabels: true, endings: acceptLabels,
      hint: 'A ZIP archive, a folder or files. Labels: COCO JSON, YOLO text files or VOC XML. Without labels the detections on the clean pages stand in as truth.',
    },
    accepted: (answer) => { location.hash = `#/robustness?job=${answer.job_id}`; },
  });
  return { ...files, element: h('div', { class: 'stack' }, files.element, recentJobs('robustness')) };
}
