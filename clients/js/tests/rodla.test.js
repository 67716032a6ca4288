// Tests of the client against a server that records requests and answers what a test prescribes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { retryAfter } from "../http.js";
import { file, save } from "../node.js";
import { ApiError, ConnectionFailed, JobTimeout, Rodla } from "../rodla.js";

const document = JSON.parse(await readFile(new URL("../../../docs/openapi.json", import.meta.url)));
const servers = [];
after(() => servers.forEach(server => server.close()));

/** Answers are { status, headers, body } in order, the last one again and again; null breaks the connection. */
async function record(...answers) {
  const requests = [];
  const server = createServer(async (request, response) => {
    let length = 0;
    const pieces = [];
    for await (const piece of request) {
      length += piece.length;
      if (length < 1e6) pieces.push(piece);
    }
    requests.push({ method: request.method, url: request.url, headers: request.headers, length, body: Buffer.concat(pieces) });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (!answer) return request.socket.destroy();
    response.writeHead(answer.status ?? 200, answer.headers ?? { "Content-Type": "application/json" });
    response.end(answer.body ?? "{}");
  });
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  const pauses = [];
  const client = options => new Rodla(`http://127.0.0.1:${server.address().port}`, { sleep: async s => void pauses.push(s), ...options });
  return { requests, client, pauses };
}

const json = (value, status = 200) => ({ status, body: JSON.stringify(value) });
const problem = (status, code, headers) => ({
  status,
  headers: { "Content-Type": "application/problem+json", ...headers },
  body: JSON.stringify({ status, detail: `It is ${code}.`, error_code: code, request_id: "r1", errors: [] }),
});
const page = ["page.png", new Blob(["png"])];

test("every operation of the document has a method", async () => {
  const end = { headers: { "Content-Type": "text/event-stream" }, body: 'id: 1\ndata: {"type": "job_complete"}\n\n' };
  const { requests, client } = await record(json({ ticket: "t" }));
  const c = client();
  await Promise.all([
    c.detect(page), c.perturb(page, ["defocus:2"]), c.detectWithPerturbation(page, ["defocus"]), c.generatePerturbations(page), c.live(),
    c.perturbationsInfo(), c.modelInfo(), c.health(), c.ready(), c.usage(), c.dashboard(), c.ticket(), c.output("outputs/a/b.json"),
    c.predict("u"), c.compare({ jobs: ["a", "b"] }), c.comparison("a", "b"), c.comparisonPicture("a", "b", "f"), c.evaluate([page]),
    c.report("j"), c.reportAs("j", "csv"),
    c.cells("j"), c.cellBoxes("j", 0, "clean"), c.cellPicture("j", 0, "clean"), c.pageImage(page),
    c.models.list(), c.models.load("m"), c.models.unload("m"), c.uploads.create([page]),
    c.uploads.get("u"), c.uploads.delete("u"), c.uploads.original("f"), c.uploads.annotated("f"), c.uploads.thumbnail("f"),
    c.batchJobs.submit([page]), c.batches.submit([{ url: "https://example.org/a.png" }]), c.batches.list(), c.jobs.list(),
    c.jobs.status("j"), c.jobs.results("j"), c.jobs.labels("j", "f"), c.jobs.visualization("j"),
    ...[c.batchJobs, c.batches, c.jobs].flatMap(jobs => [jobs.get("j"), jobs.cancel("j"), jobs.retry("j", [0])]),
    ...[c.batchJobs, c.batches].flatMap(jobs => [
      jobs.results("j"), jobs.result("j", 0), jobs.summary("j"), jobs.export("j", "csv"), jobs.charts("j"), jobs.charts("j", 0),
      jobs.chart("j", "c"), jobs.chart("j", "c", 0),
    ]),
  ]);
  const events = await record(end);
  for (const jobs of ["batchJobs", "batches", "jobs"]) await all(events.client()[jobs].events("j"));
  const sent = [...requests, ...events.requests].map(r => `${r.method} ${r.url.split("?")[0]}`);
  const missing = Object.entries(document.paths).flatMap(([path, operations]) => {
    const pattern = path.replaceAll(".", "\\.").replace("{path}", ".+").replaceAll(/\{\w+\}/g, "[^/]+");
    return Object.keys(operations)
      .filter(method => !path.endsWith("/ws") && !sent.some(s => new RegExp(`^${method.toUpperCase()} ${pattern}$`).test(s)))
      .map(method => `${method} ${path}`);
  });
  assert.deepEqual(missing, []);
});

async function all(events) {
  const found = [];
  for await (const event of events) found.push(event);
  return found;
}

test("the types have the fields of the document", async () => {
  const types = await readFile(new URL("../rodla.d.ts", import.meta.url), "utf8");
  for (const [path, { post }] of Object.entries(document.paths)) {
    const [content] = Object.values(post?.requestBody?.content ?? {});
    for (const field of Object.keys(content?.schema.properties ?? {})) {
      assert.match(types, new RegExp(`\\b${field}\\b`), `${path} ${field}`);
    }
  }
});

test("sockets have an address", () => {
  const client = new Rodla("https://example.org/rodla/");
  assert.equal(client.batches.socketUrl("j/1", "t&"), "wss://example.org/rodla/api/v1/batch/j%2F1/ws?ticket=t%26");
});

test("a form has fields and files", async () => {
  const { requests, client } = await record(json({}));
  const files = [["Übersicht.png", new Blob(["\0\r\n--x"])], new File(["b"], "b.png")];
  await client({ apiKey: "secret" }).batchJobs.submit(files, { snap: true, seed: 7 });
  const [{ headers, body }] = requests;
  const form = await new Response(body, { headers: { "Content-Type": headers["content-type"] } }).formData();
  assert.equal(form.get("snap"), "true");
  assert.equal(form.get("seed"), "7");
  assert.deepEqual(form.getAll("files").map(f => f.name), ["Übersicht.png", "b.png"]);
  assert.equal(await form.getAll("files")[0].text(), "\0\r\n--x");
  assert.equal(headers["x-api-key"], "secret");
});

test("a form with files of the disk is the same, and is sent again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rodla-"));
  await writeFile(join(folder, "a 1.png"), "\0\r\n--x");
  const { requests, client } = await record(problem(503, "busy"), json({}));
  await client().batchJobs.submit([file(join(folder, "a 1.png")), new File(["b"], "b.png")], { snap: true });
  const [first, second] = await Promise.all(requests.map(({ headers, body }) =>
    new Response(body, { headers: { "Content-Type": headers["content-type"] } }).formData()));
  assert.equal(first.get("snap"), "true");
  assert.deepEqual(second.getAll("files").map(f => f.name), ["a 1.png", "b.png"]);
  assert.equal(await second.getAll("files")[0].text(), "\0\r\n--x");
  await rm(folder, { recursive: true });
});

test("a file is not read whole", async () => {
  // A server of its own, so that its memory is not measured too.
  const code = `let length = 0;
    const server = require("node:http").createServer((request, response) => request.on("data", piece => (length += piece.length))
      .on("end", () => response.setHeader("Content-Type", "application/json").end(String(length))));
    server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;
  const server = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(server.stdout, "data");
  const folder = await mkdtemp(join(tmpdir(), "rodla-"));
  const handle = await open(join(folder, "large.tif"), "w");
  await handle.truncate(300 << 20);
  await handle.close();
  const before = process.memoryUsage().rss;
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss - before)), 10);
  const length = await new Rodla(`http://127.0.0.1:${port}`.trim()).detect(file(join(folder, "large.tif")));
  clearInterval(timer);
  server.kill();
  await rm(folder, { recursive: true });
  assert.ok(length > 300 << 20);
  assert.ok(peak < 100 << 20, `${peak >> 20} MiB`);
});

test("the envelope of the inference API is opened", async () => {
  const { client } = await record(json({ status: "accepted", data: { job_id: "j" } }, 202));
  assert.deepEqual(await client().predict("u"), { job_id: "j" });
});

test("a file is saved whole or not at all", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rodla-"));
  const { client } = await record({ headers: { "Content-Type": "text/csv" }, body: "a,b" });
  await save(await client().batchJobs.export("j", "csv"), join(folder, "out.csv"));
  const broken = { stream: () => new ReadableStream({ pull: controller => controller.error(new Error("broken")) }) };
  await assert.rejects(save(broken, join(folder, "broken.csv")));
  assert.deepEqual(await readdir(folder), ["out.csv"]);
  assert.equal(await readFile(join(folder, "out.csv"), "utf8"), "a,b");
  await rm(folder, { recursive: true });
});

test("an error has code, detail and request", async () => {
  const errors = [{ field: "x" }];
  const envelope = { status: "error", error_code: "INVALID_CONFIG", message: "Bad", details: "x: too large", request_id: "r2", errors };
  for (const [answer, expected] of [
    [problem(400, "validation_failed"), [400, "validation_failed", "It is validation_failed.", "r1", []]],
    [json(envelope, 400), [400, "INVALID_CONFIG", "x: too large", "r2", [{ field: "x" }]]],
    [{ status: 418, headers: { "X-Request-Id": "r3" }, body: "<html>" }, [418, "http_418", "", "r3", []]],
  ]) {
    const { client } = await record(answer);
    await assert.rejects(client().health(), error => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.status, error.errorCode, error.detail, error.requestId, error.errors], expected);
      return true;
    });
  }
});

test("a refusal is repeated after the time that the service asks for", async () => {
  for (const status of [429, 503]) {
    const { requests, client, pauses } = await record(problem(status, "busy", { "Retry-After": "7" }), json({ job_id: "j" }));
    assert.equal((await client().batchJobs.submit([page])).job_id, "j");
    assert.ok(pauses.length === 1 && pauses[0] >= 7 && pauses[0] <= 8.75, `${pauses}`);
    assert.equal(requests.length, 2);
  }
});

test("attempts are bounded and their pauses grow", async () => {
  const { requests, client, pauses } = await record(problem(503, "queue_full"));
  await assert.rejects(client({ retries: 3 }).batchJobs.submit([page]), ApiError);
  assert.equal(requests.length, 4);
  [0.5, 1, 2].forEach((longest, i) => assert.ok(pauses[i] >= longest / 2 && pauses[i] <= longest, `${pauses}`));
});

test("a long wait, and a request that took too long, are not repeated", async () => {
  for (const answer of [problem(503, "disk_full", { "Retry-After": "61" }), problem(503, "request_timeout")]) {
    const { requests, client } = await record(answer);
    await assert.rejects(client().detect(page), ApiError);
    assert.equal(requests.length, 1);
  }
});

test("a broken connection is repeated only where safe", async () => {
  for (const [call, count] of [
    [c => c.health(), 2], [c => c.detect(page), 2], [c => c.uploads.create([page], { uploadId: "u" }), 2],
    [c => c.batchJobs.submit([page]), 1], [c => c.uploads.create([page]), 1], [c => c.predict("u"), 1], [c => c.jobs.retry("j"), 1],
  ]) {
    const { requests, client } = await record(null, json({}));
    if (count === 1) await assert.rejects(call(client()), ConnectionFailed);
    else await call(client());
    assert.equal(requests.length, count);
  }
});

test("a refused connection is always repeated", async () => {
  const server = createServer();
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  const pauses = [];
  const client = new Rodla(`http://127.0.0.1:${port}`, { retries: 2, sleep: async s => void pauses.push(s) });
  await assert.rejects(client.batchJobs.submit([page]), ConnectionFailed);
  assert.equal(pauses.length, 2);
});

test("Retry-After may be a date", () => {
  const seconds = retryAfter(new Date(Date.now() + 9000).toUTCString());
  assert.ok(seconds > 7 && seconds <= 9, `${seconds}`);
  assert.equal(retryAfter("soon"), null);
});

test("wait polls for changes until the end", async () => {
  const states = ["queued", "processing", "partial"].map((status, i) => json({ job_id: "j", status, version: i + 1 }));
  const { requests, client } = await record(...states);
  const seen = [];
  const job = await client().batchJobs.wait("j", { onProgress: j => seen.push(j.version) });
  assert.equal(job.status, "partial");
  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual(requests.map(r => r.url.split("?")[1]), [undefined, "wait=25&version=1", "wait=25&version=2"]);
});

test("wait ends after its time, and when it is aborted", async () => {
  const { client } = await record(json({ job_id: "j", status: "queued", version: 1 }));
  await assert.rejects(client().jobs.wait("j", { timeout: 0 }), JobTimeout);
  await assert.rejects(client().jobs.wait("j", { signal: AbortSignal.abort() }), { name: "AbortError" });
});

test("events continue after a break", async () => {
  const headers = { "Content-Type": "text/event-stream" };
  const first = 'id: 1\nevent: progress\ndata: {"type": "progress"}\n\n: heartbeat\n\nid: 2\ndata: {"type":\ndata: "image_complete"}\n\n';
  const last = 'id: 3-end\ndata: {"type": "job_complete"}\n\nid: 4\ndata: {"type": "never"}\n\n';
  const { requests, client } = await record({ headers, body: first }, null, { headers, body: last });
  const events = await all(client().batches.events("j"));
  assert.deepEqual(events.map(e => e.type), ["progress", "image_complete", "job_complete"]);
  assert.deepEqual(requests.map(r => r.headers["last-event-id"]), [undefined, "2", "2"]);
});
