// Many pages as one job, with progress. node batch.js FILE... writes detections.csv
import { file, save } from "../node.js";
import { Rodla } from "../rodla.js";

const rodla = new Rodla(process.env.RODLA_URL ?? "http://localhost:8000", { apiKey: process.env.RODLA_API_KEY });
const files = process.argv.slice(2).map(file);
const { job_id } = await rodla.batchJobs.submit(files, { priority: "high" });
for await (const event of rodla.batchJobs.events(job_id)) {
  if (event.image) console.log(`${event.progress.toFixed(0)} %  ${event.image.original_filename}: ${event.image.status}`);
}
await save(await rodla.batchJobs.export(job_id, "csv"), "detections.csv");
console.log(`${(await rodla.batchJobs.get(job_id)).status}: detections.csv`);
