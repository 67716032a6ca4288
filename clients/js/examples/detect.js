// The elements of a page, and the page with its boxes. node detect.js PAGE [PICTURE]
import { file, save } from "../node.js";
import { ApiError, Rodla } from "../rodla.js";

const [page, picture = "annotated.jpg"] = process.argv.slice(2);
const rodla = new Rodla(process.env.RODLA_URL ?? "http://localhost:8000", { apiKey: process.env.RODLA_API_KEY });
try {
  const report = await rodla.detect(file(page), { score_thr: 0.4, generate_visualizations: false, save_json: false });
  for (const { class_name, confidence, bbox } of report.all_detections) {
    console.log(class_name.padEnd(16), confidence.toFixed(2), Math.round(bbox.x1), Math.round(bbox.y1), Math.round(bbox.x2), Math.round(bbox.y2));
  }
  await save(await rodla.detectImage(file(page)), picture);
  console.log(`${report.all_detections.length} elements; ${picture}`);
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.error(`${error.errorCode}: ${error.detail} (request ${error.requestId})`);
  process.exitCode = 1;
}
