import { h } from '../dom.js';
import { icon } from '../icons.js';
import { downloadLink } from '../picture.js';

const FORMATS = [
  ['csv', 'CSV', 'a line for each element'], ['csv&rows=images', 'CSV of images', 'a line for each image'], ['xlsx', 'Excel', 'images, elements, summary'],
  ['json', 'JSON', 'every answer in full'], ['jsonl', 'JSON lines', 'a line for each image'], ['yolo', 'YOLO', 'labels, data.yaml'],
  ['coco', 'COCO', 'instances with scores'], ['voc', 'Pascal VOC', 'XML for each image'], ['labelstudio', 'Label Studio', 'tasks with predictions'],
  ['pagexml', 'PAGE XML', 'with reading order'], ['alto', 'ALTO', 'with reading order'], ['hocr', 'hOCR', 'in reading order'],
  ['markdown', 'Markdown', 'text in reading order'], ['html', 'HTML', 'text in reading order'], ['zip', 'Everything', 'a folder for each image'],
];

/** Links to every export of a job. */
export function exportList(job) {
  return h('div', {}, h('ul', { class: 'exports' }, FORMATS.map(([format, name, what]) => h('li', {},
    downloadLink(`/api/batch-job/${job.id}/export?format=${format}`, `${job.id}-${format.split('&')[0]}`, { class: 'export-link' },
      h('span', { class: 'grow' }, h('strong', {}, name), h('span', { class: 'muted small' }, what)), icon('download'))))));
}
