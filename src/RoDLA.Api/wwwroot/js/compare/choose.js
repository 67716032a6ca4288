// What is compared: two jobs that have ended, or two models over an upload.
import { draft } from '../batch/draft.js';
import { accept } from '../batch/collect.js';
import { h, replace } from '../dom.js';
import { request, upload } from '../api.js';
import { dateTime, plural } from '../format.js';
import { fail } from '../notices.js';
import { createTabs } from '../tabs.js';

/** Most files of a request to an upload. */
const PER_REQUEST = 100;

const goTo = (first, second) => { location.hash = `#/compare?${new URLSearchParams({ first, second })}`; };

/** The two ways of choosing. */
export function chooser(selected) {
  const models = twoModels();
  return {
    element: h('div', { class: 'job-tabs' }, createTabs([
      { name: 'jobs', label: 'Two jobs', panel: h('div', {}, twoJobs(selected)) },
      { name: 'models', label: 'Two models', panel: models.element },
    ]).element),
    close: () => models.close(),
  };
}

function twoJobs(selected) {
  const selects = ['First job', 'Second job'].map((label) => ({ label, select: h('select', { 'aria-label': label }) }));
  const go = h('button', { type: 'button', class: 'btn primary', disabled: true, onclick: () => goTo(...selects.map(({ select }) => select.value)) }, 'Compare');
  const none = h('p', { class: 'muted', hidden: true }, 'There are no two jobs that have ended yet. ', h('a', { href: '#/batch' }, 'Start a batch'), ', then another one with other settings over the same files.');
  const form = h('div', { class: 'choose-jobs' }, selects.map(({ label, select }) => h('label', { class: 'field' }, h('span', {}, label), select)), go);
  request('/api/v1/jobs', { query: { status: 'completed', page_size: 200 } }).then(({ data }) => {
    const jobs = data.jobs.filter((job) => job.kind === 'detection');
    none.hidden = jobs.length > 1;
    form.hidden = jobs.length < 2;
    go.disabled = false;
    selects.forEach(({ select }, i) => {
      replace(select, jobs.map((job) => h('option', { value: job.job_id }, `${dateTime(job.created_at)}, ${plural(job.progress.total_images, 'image')}, ${job.job_id}`)));
      select.value = selected[i] ?? jobs[1 - i]?.job_id;
    });
  }, fail);
  return h('section', { class: 'card stack' }, h('p', { class: 'muted' }, 'Images are paired by their file or their name. Take two jobs over the same pages with other settings.'), form, none);
}

function twoModels() {
  const models = ['First model', 'Second model'].map((label) => ({ label, select: h('select', { 'aria-label': label }) }));
  const threshold = h('input', { type: 'number', value: 0.25, min: 0, max: 1, step: 0.05 });
  request('/api/v1/models').then((answer) => models.forEach(({ select }, i) => {
    replace(select, answer.models.map((m) => h('option', { value: m.name }, m.display_name ?? m.name)));
    select.selectedIndex = Math.min(i, answer.models.length - 1);
  }), fail);
  const fields = [...models.map(({ label, select }) => h('label', { class: 'field' }, h('span', {}, label), select)),
    h('label', { class: 'field' }, h('span', {}, 'Confidence above'), threshold)];
  return draft({
    verb: 'Compare over',
    send: sendUpload,
    settings: { element: h('div', { class: 'job-settings' }, fields), addTo() {} },
    zone: { title: 'Drop pages for both models', hint: 'JPEG, PNG, TIFF, WebP, GIF, AVIF and BMP, without archives.', endings: accept.replace(',.zip', '').replace(',.pdf', '') },
    async accepted(uploadId) {
      const { data } = await request('/api/v1/compare', { json: {
        upload_id: uploadId,
        models: models.map(({ select }) => select.value),
        config: { confidence_threshold: Number(threshold.value) },
      } });
      goTo(...(data.jobs.map((job) => job.job_id ?? job)));
    },
  });
}

/** Sends the files as an upload, a part after the other. Returns its id. */
async function sendUpload(entries, addFields, on, signal) {
  const sizes = entries.map((entry) => entry.file.size);
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  const all = Math.max(1, sum(sizes));
  let id;
  for (let from = 0; from < entries.length; from += PER_REQUEST) {
    const form = new FormData();
    entries.slice(from, from + PER_REQUEST).forEach(({ file, name }) => form.append('files', file, name));
    const [before, part] = [sum(sizes.slice(0, from)), sum(sizes.slice(from, from + PER_REQUEST))];
    const { data } = await upload('/api/v1/inference/upload', form, {
      signal, query: { upload_id: id }, onProgress: (share) => on.uploading((before + share * part) / all),
    });
    id = data.upload_id;
  }
  on.validating();
  return id;
}
