#!/usr/bin/env node
'use strict';
// Render random pages in headless Chromium and write JPEG files with exact boxes.
//
//   node synthesize.js --assets ASSETS --out DATA/train --pages 6000 --seed 1 --split train --start 0
//
// Writes OUT/NNNNNN.jpg and appends one line a page to OUT/labels.START.jsonl:
//   {file, w, h, tpl, lang, held (fonts never trained on), boxes: [[class, x0, y0, x1, y1], ...]}   in pixels of the file
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');
const { parseArgs } = require('util');
const { chromium } = require('playwright-core');
const random = require('./synth/random');
const style = require('./synth/style');
const text = require('./synth/text');
const pictures = require('./synth/pictures');
const { extract } = require('./synth/extract');

const CLASSES = [
  'Caption',
  'Footnote',
  'Formula',
  'List-item',
  'Page-footer',
  'Page-header',
  'Picture',
  'Section-header',
  'Table',
  'Text',
  'Title',
];
const TEMPLATES = {
  ...require('./synth/templates/science'),
  ...require('./synth/templates/office'),
  ...require('./synth/templates/design'),
  ...require('./synth/templates/press'),
  ...require('./synth/templates/teaching'),
  ...require('./synth/templates/records'),
  ...require('./synth/templates/legal'),
  ...require('./synth/templates/technical'),
  ...require('./synth/templates/everyday'),
  ...require('./synth/templates/heldout'),
};
const TRAINING = {
  paper: 4.5,
  tex: 8,
  report: 4,
  manual: 2.2,
  law: 1,
  book: 1.8,
  prose: 1.4,
  toc: 0.5,
  letter: 0.9,
  invoice: 0.8,
  form: 1,
  magazine: 1.8,
  brochure: 0.9,
  slide: 1.8,
  cover: 0.9,
  gazette: 1.8,
  newsletter: 1.2,
  textbook: 1.4,
  bilingual: 0.9,
  catalogue: 0.9,
  poster: 0.8,
  recipe: 0.5,
  overlay: 0.7,
  minutes: 1,
  vitae: 0.9,
  receipt: 0.3,
  patent: 1.2,
  filing: 1,
  officialForm: 1.3,
  figuresSheet: 1.2,
  worksheet: 1.4,
  listing: 1.3,
  thesis: 1.8,
  lecture: 1.8,
  datasheet: 1.1,
  scholia: 1,
  contentsPage: 0.7,
  bulletin: 1.4,
};
// Added later; the validation set goes on without them, so that its figures compare.
const EVERYDAY = { slip: 0.4, cellForm: 0.8, plate: 0.6, bareTables: 1, numberAlone: 1.2, notes: 0.6 };
const WEIGHTS = { train: { ...TRAINING, ...EVERYDAY }, val: { ...TRAINING, news: 3.6, exam: 3.6 } };

const { values: options } = parseArgs({
  options: {
    assets: { type: 'string' },
    out: { type: 'string' },
    pages: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    split: { type: 'string', default: 'train' },
    start: { type: 'string', default: '0' },
    template: { type: 'string', default: '' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

/** Page `index`: its HTML, size and scale. The same seed and index give the same page. */
function build(index) {
  random.seed(Math.imul(+options.seed, 2654435761) ^ Math.imul(index + 1, 40503));
  const template = options.template || random.weighted(WEIGHTS[options.split]);
  style.newPage(template, options.split);
  const { P } = style,
    inner = TEMPLATES[template]();
  return {
    template,
    language: P.language,
    heldOut: Boolean(P.font.heldOut),
    W: P.W,
    H: P.H,
    scale: random.real(850, 1100) / Math.max(P.W, P.H),
    css: style.css(),
    body: inner,
    direction: P.rtl ? 'rtl' : 'ltr',
  };
}

/** Runs inside the page. */
async function show([css, body, language, direction, extractSource]) {
  document.getElementById('page').textContent = css;
  document.body.lang = language;
  document.body.dir = direction;
  document.body.innerHTML = body;
  await Promise.all([...document.images].map(image => image.decode().catch(() => 0)));
  document.body.getBoundingClientRect(); // starts the loading of the fonts that this page is the first to use
  await document.fonts.ready;
  return (0, eval)(`(${extractSource})()`);
}

/** A blank document with KaTeX's style sheet, kept from page to page so that its fonts are loaded once. */
function blankDocument(folder) {
  const css = pathToFileURL(path.join(path.dirname(require.resolve('katex/package.json')), 'dist/katex.min.css'));
  const file = path.join(folder, 'blank.html');
  fs.writeFileSync(
    file,
    `<!doctype html><html><head><link rel="stylesheet" href="${css}"><style id="page"></style></head><body></body></html>`,
  );
  return pathToFileURL(file).href;
}

async function openPage(context, url, former) {
  if (former) await former.page.close();
  const page = await context.newPage();
  await page.goto(url);
  return { page, devtools: await context.newCDPSession(page) };
}

async function render(view, page, index, out) {
  await view.devtools.send('Emulation.setDeviceMetricsOverride', {
    width: page.W,
    height: page.H,
    deviceScaleFactor: page.scale,
    mobile: false,
  });
  const boxes = await view.page.evaluate(show, [
    page.css,
    page.body,
    page.language,
    page.direction,
    extract.toString(),
  ]);
  if (!boxes.length) throw new Error('no boxes');
  const clip = { x: 0, y: 0, width: page.W, height: page.H, scale: 1 };
  const shot = await view.devtools.send('Page.captureScreenshot', {
    format: 'jpeg',
    quality: 90,
    optimizeForSpeed: true,
    clip,
  });
  const file = String(index).padStart(6, '0') + '.jpg';
  fs.writeFileSync(path.join(out, file), Buffer.from(shot.data, 'base64'));
  return {
    file,
    w: Math.round(page.W * page.scale),
    h: Math.round(page.H * page.scale),
    tpl: page.template,
    lang: page.language,
    held: page.heldOut,
    boxes: boxes.map(([label, ...box]) => [CLASSES.indexOf(label), ...box.map(v => +(v * page.scale).toFixed(1))]),
  };
}

async function main() {
  const out = path.resolve(options.out),
    start = +options.start,
    count = +options.pages;
  fs.mkdirSync(out, { recursive: true });
  text.use(JSON.parse(fs.readFileSync(path.join(options.assets, 'text.json'))));
  const folder = path.resolve(options.assets, 'pic'),
    prefix = options.split === 'val' ? 'v_' : 't_';
  pictures.use(
    fs
      .readdirSync(folder)
      .sort()
      .filter(f => f.startsWith(prefix))
      .map(f => pathToFileURL(path.join(folder, f)).href),
  );

  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'synthesize-'));
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--allow-file-access-from-files',
    '--font-render-hinting=none',
  ];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.chromium,
    headless: true,
    args,
  });
  const url = blankDocument(profile),
    began = Date.now();
  let view = await openPage(context, url),
    done = 0;
  for (let index = start; index < start + count; index++) {
    try {
      const record = await render(view, build(index), index, out);
      fs.appendFileSync(path.join(out, `labels.${start}.jsonl`), JSON.stringify(record) + '\n');
      if (++done % 100 === 0)
        console.log(`${done} pages, ${((done / (Date.now() - began)) * 1000).toFixed(1)} a second`);
      if (done % 400 === 0) view = await openPage(context, url, view);
    } catch (error) {
      console.error(`page ${index}: ${String(error.stack).split('\n').slice(0, 3).join(' ')}`);
      view = await openPage(context, url, view);
    }
  }
  await context.close();
  fs.rmSync(profile, { recursive: true, force: true });
  console.log(`${done} pages in ${((Date.now() - began) / 1000).toFixed(0)} s`);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
