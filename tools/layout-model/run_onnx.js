#!/usr/bin/env node
'use strict';
// Run a layout model in ONNX Runtime on one raw float32 image and write its outputs beside it.
//   node run_onnx.js MODEL.onnx INPUT.bin HEIGHT WIDTH [RUNS]
const fs = require('fs');
const { InferenceSession, Tensor } = require('onnxruntime-node');

async function main([model, input, height, width, runs = '7']) {
  const bytes = fs.readFileSync(input);
  const image = new Tensor('float32', new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), [
    1,
    3,
    +height,
    +width,
  ]);
  const report = [];
  for (const threads of [1, 2]) {
    const session = await InferenceSession.create(model, { intraOpNumThreads: threads, interOpNumThreads: 1 });
    let result = await session.run({ image });
    const times = [];
    for (let i = 0; i < +runs; i++) {
      const began = process.hrtime.bigint();
      result = await session.run({ image });
      times.push(Number(process.hrtime.bigint() - began) / 1e6);
    }
    times.sort((a, b) => a - b);
    report.push(
      `${threads} thread${threads > 1 ? 's' : ''} ${times[0].toFixed(1)} ms (median ${times[times.length >> 1].toFixed(1)})`,
    );
    for (const name of ['scores', 'boxes']) fs.writeFileSync(`${input}.${name}`, Buffer.from(result[name].data.buffer));
  }
  console.log(report.join(', '));
}

main(process.argv.slice(2)).catch(error => {
  console.error(error);
  process.exit(1);
});
