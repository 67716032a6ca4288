#!/usr/bin/env node
'use strict';
// A layout model in ONNX Runtime, for export.py and evaluate.py.
//   node run_onnx.js MODEL.onnx [--threads N]
// Reads requests from standard input: height, width and runs as 32-bit integers, then the image as 3 x height x width floats.
// Answers on standard output: the number of points and the least and median milliseconds of a run as 32-bit floats, then
// scores and boxes as floats.
const { InferenceSession, Tensor } = require('onnxruntime-node');

const HEADER = 12;

async function answer(session, header, pixels) {
  const [height, width, runs] = [0, 4, 8].map(offset => header.readInt32LE(offset));
  const data = new Float32Array(pixels.buffer.slice(pixels.byteOffset, pixels.byteOffset + pixels.length));
  const image = new Tensor('float32', data, [1, 3, height, width]);
  const times = [];
  let result;
  for (let i = 0; i < runs; i++) {
    const began = process.hrtime.bigint();
    result = await session.run({ image });
    times.push(Number(process.hrtime.bigint() - began) / 1e6);
  }
  times.sort((a, b) => a - b);
  const head = new Float32Array([result.scores.dims[1], times[0], times[times.length >> 1]]);
  for (const part of [head, result.scores.data, result.boxes.data])
    process.stdout.write(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
}

async function main([model, , threads = '1']) {
  const session = await InferenceSession.create(model, { intraOpNumThreads: +threads, interOpNumThreads: 1 });
  let waiting = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    waiting = waiting.length ? Buffer.concat([waiting, chunk]) : chunk;
    while (waiting.length >= HEADER) {
      const size = 12 * waiting.readInt32LE(0) * waiting.readInt32LE(4);
      if (waiting.length < HEADER + size) break;
      await answer(session, waiting.subarray(0, HEADER), waiting.subarray(HEADER, HEADER + size));
      waiting = waiting.subarray(HEADER + size);
    }
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error);
  process.exit(1);
});
