// A detection server written by hand: busboy, sharp and onnxruntime-node in one process. It has the model, input size, thresholds and
// suppression of rodla-layout-s, and no queue, limits, storage or checks.
//   npm ci --ignore-scripts && node server.mjs MODEL.onnx PORT
import http from 'node:http';
import busboy from 'busboy';
import ort from 'onnxruntime-node';
import sharp from 'sharp';

const CLASSES = [
  'Caption', 'Footnote', 'Formula', 'List-item', 'Page-footer', 'Page-header', 'Picture', 'Section-header', 'Table', 'Text', 'Title',
];
const GREY = 114 / 255;
const [model, port] = process.argv.slice(2);
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 2, interOpNumThreads: 1 });

async function detect(file, threshold) {
  const { width, height } = await sharp(file).metadata();
  const [tensorHeight, tensorWidth] = height >= width ? [640, 512] : [512, 640];
  const scale = Math.min(tensorWidth / width, tensorHeight / height);
  const contentWidth = Math.round(width * scale);
  const contentHeight = Math.round(height * scale);
  const left = (tensorWidth - contentWidth) >> 1;
  const top = (tensorHeight - contentHeight) >> 1;
  const pixels = await sharp(file).rotate().removeAlpha().toColourspace('srgb')
    .resize(contentWidth, contentHeight, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();

  const plane = tensorHeight * tensorWidth;
  const tensor = new Float32Array(3 * plane).fill(GREY);
  for (let y = 0, i = 0; y < contentHeight; y++) {
    for (let x = 0, o = (y + top) * tensorWidth + left; x < contentWidth; x++, o++, i += 3) {
      tensor[o] = pixels[i + 2] / 255;
      tensor[plane + o] = pixels[i + 1] / 255;
      tensor[2 * plane + o] = pixels[i] / 255;
    }
  }

  const outputs = await session.run({ image: new ort.Tensor('float32', tensor, [1, 3, tensorHeight, tensorWidth]) });
  return suppress(candidates(outputs.scores, outputs.boxes.data)).filter(d => d.confidence > threshold).map(d => ({
    class_name: CLASSES[d.class],
    confidence: d.confidence,
    bbox: { x1: (d.x1 - left) / scale, y1: (d.y1 - top) / scale, x2: (d.x2 - left) / scale, y2: (d.y2 - top) / scale },
  }));
}

function candidates({ data: scores, dims }, boxes) {
  const found = [];
  for (let i = 0; i < dims[1]; i++) {
    for (let c = 0; c < CLASSES.length; c++) {
      const confidence = scores[i * CLASSES.length + c];
      if (confidence > 0.02) {
        const [x1, y1, x2, y2] = boxes.subarray(4 * i, 4 * i + 4);
        found.push({ confidence, class: c, x1, y1, x2, y2 });
      }
    }
  }

  return found.sort((a, b) => b.confidence - a.confidence).slice(0, 1500);
}

function suppress(found) {
  const kept = [];
  for (const a of found) {
    if (kept.every(b => overlap(a, b) <= (a.class === b.class ? 0.6 : 0.75)) && kept.push(a) === 300) {
      break;
    }
  }

  return kept;
}

function overlap(a, b) {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (width <= 0 || height <= 0) {
    return 0;
  }

  const inner = width * height;
  return inner / ((a.x2 - a.x1) * (a.y2 - a.y1) + (b.x2 - b.x1) * (b.y2 - b.y1) - inner);
}

http.createServer((request, response) => {
  const form = busboy({ headers: request.headers });
  let file = null;
  let threshold = 0.3;
  form.on('field', (name, value) => { threshold = name === 'score_thr' ? Number(value) : threshold; });
  form.on('file', (_, stream) => {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => { file = Buffer.concat(parts); });
  });
  form.on('close', async () => {
    try {
      const detections = await detect(file, threshold);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ success: true, all_detections: detections }));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
  request.pipe(form);
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
