#!/usr/bin/env python3
"""
Starts the service, calls every operation of docs/openapi.json and keeps what was sent and what came back, shortened: the examples of the
OpenAPI document. python3 capture.py RODLA_API_DLL FOLDER writes OPERATION.json for each, and more answers of some as OPERATION.N.json.
"""
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "clients" / "python"))

from rodla import ApiError, ConnectionFailed, Rodla, _form, _json, _Request  # noqa: E402

DOCUMENT = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS = {o["operationId"]: (m.upper(), p, o) for p, ms in DOCUMENT["paths"].items() for m, o in ms.items()}
SAMPLES = ROOT / "samples"
LONGEST_TEXT, LONGEST_LIST, MOST_ENTRIES = 160, 2, 12
BEGINNING = 72  # A multiple of four, so that base64 stays base64.


def shorten(value, longest=LONGEST_LIST):
    """The value with the beginning of long texts, lists and dictionaries."""
    if isinstance(value, str):
        is_base64 = re.fullmatch("[A-Za-z0-9+/]+=*", value)
        return value if len(value) <= LONGEST_TEXT else value[:BEGINNING] + ("" if is_base64 else "...")
    if isinstance(value, list):
        is_flat = all(not isinstance(v, (dict, list)) for v in value)
        return [shorten(v, longest) for v in value[: 2 * longest if is_flat else longest]]
    if isinstance(value, dict):
        is_map = len(value) > MOST_ENTRIES and all(isinstance(v, (dict, str)) and len(json.dumps(v)) > LONGEST_TEXT for v in value.values())
        return {k: shorten(v, longest) for k, v in list(value.items())[: longest if is_map else None]}
    return value


class Capture:
    def __init__(self, url, folder):
        self.http = Rodla(url, API_KEY)._http
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.counts = {}

    def call(self, operation, files=(), form=None, body=None, accept="application/json, */*;q=0.1", keep=True, **parameters):
        """Calls an operation; `form` and `body` are its fields, `parameters` those of path, query and headers."""
        method, template, description = OPERATIONS[operation]
        places = {p["name"]: p["in"] for p in description.get("parameters", [])}
        parameters = {n.replace("__", "-"): v for n, v in parameters.items()}
        path = re.sub(r"\{(\w+)\}", lambda m: quote(str(parameters[m.group(1)]), safe="/"), template)
        has_form = form is not None or len(files) > 0
        sent = _form(files, form or {}) if has_form else None if body is None else _json(body)
        headers = {"Accept": accept, **{n: str(v) for n, v in parameters.items() if places[n] == "header"}}
        query = {n: v for n, v in parameters.items() if places[n] == "query"}
        with self.http.send(_Request(method, path, query, sent, headers), lambda response: response) as response:
            status, media_type, content = response.status, response.headers.get_content_type(), response.read()
        answer = json.loads(content) if media_type == "application/json" else content.decode() if media_type.startswith("text/") else None
        if keep:
            self.keep(operation, status, media_type, parameters, body, answer)
        return answer

    def keep(self, operation, status, media_type, parameters, body, answer):
        number = self.counts[operation] = self.counts.get(operation, 0) + 1
        kept = {"parameters": shorten(parameters), "request": body, "status": status, "media_type": media_type}
        kept["answer"] = answer[:600] if isinstance(answer, str) else shorten(answer, LONGEST_LIST if number == 1 else 1)
        name = operation if number == 1 else f"{operation}.{number}"
        text = json.dumps(kept, indent=2, ensure_ascii=False) + "\n"
        (self.folder / f"{name}.json").write_text(text, encoding="utf-8")

    def ended(self, job_id):
        while self.call("getBatchJob", job_id=job_id, wait=25, keep=False)["status"] in ("queued", "processing"):
            pass
        return job_id


def page(name, field="file"):
    return [(field, str(SAMPLES / name))]


def single_pages(c):
    c.call("detect", page("article.jpg"), {"score_thr": 0.3})
    c.call("detect", page("article.pdf"), {"page": "all", "text": True, "generate_visualizations": False})
    cascade = {"model": "rodla-layout-s,own-model", "exit_confidence": 0.5, "orientation": 180, "colour": "red"}
    c.call("detect", page("article.jpg"), cascade)
    saved = c.call("detect", page("invoice.png"), {"rules": "layout", "slices": "1024x1024", "deskew": 2})["saved_path"]
    c.call("getOutput", path=saved[len("outputs/"):])
    c.call("renderPage", page("article.pdf"), {"page": 2, "max_side": 800}, accept="image/jpeg")
    c.call("getPerturbationsInfo")
    steps = [{"type": "defocus", "degree": 2}, {"type": "rotation", "degree": 1}]
    boxes = {"boxes": [[141, 555, 795, 775]], "polygons": [[141, 555, 795, 555, 795, 775]]}
    kept = {"quality": True, "save_image": True, "return_base64": True}
    c.call("perturb", page("article.jpg"), {"perturbations": steps, "seed": 7, **kept, **boxes})
    c.call("detectWithPerturbation", page("article.jpg"), {"perturbations": steps, "seed": 7, "compare": True, **boxes})
    c.call("generatePerturbations", page("article.jpg"), {"seed": 7, "max_side": 64})


def file_batches(c):
    damaged = ("files", ("damaged.png", (SAMPLES / "invoice.png").read_bytes()[:2000]))
    files = [*page("article.jpg", "files"), *page("invoice.png", "files"), damaged]
    fields = {"visualization_mode": "both", "priority": "high", "perturbations": [{"type": "defocus", "degree": 1}], "seed": 7}
    fields["webhook_url"] = "https://hooks.example.org/rodla"
    job_id = c.ended(c.call("detectBatch", files, fields)["job_id"])
    for noun in ("BatchJob", "Batch"):
        job = {"job_id": job_id}
        c.call(f"get{noun}", **job, wait=30, version=1)
        c.call(f"list{noun}Images", **job, page=1, page_size=50, status="success,failed")
        c.call(f"get{noun}Result", **job, index=0)
        c.call(f"list{noun}ImageCharts", **job, index=0)
        c.call(f"get{noun}ImageChart", **job, index=0, name="class_distribution")
        c.call(f"get{noun}Summary", **job)
        c.call(f"list{noun}Charts", **job)
        c.call(f"get{noun}Chart", **job, name="combined_class_distribution")
        c.call(f"export{noun}", **job, format="csv", rows="detections", confidence="false")
        c.call(f"stream{noun}Events", **job, Last__Event__ID="1")
        event = c.call(f"stream{noun}Events", **job, keep=False).rpartition("data: ")[2]
        c.keep(f"open{noun}Socket", 101, "application/json", job, None, json.loads(event))
        c.call(f"retry{noun}", **job, body={"images": [2]})
        c.ended(job_id)
    c.call("retryJob", job_id=job_id, body={"images": [2]})
    c.ended(job_id)
    settings = {"model": "rodla-layout-s,own-model", "iou_threshold": 0.5, "snap": True, "rules": "layout", "colour": "red"}
    failed = c.ended(c.call("detectBatch", [damaged], {**settings, "max_concurrent": 1, "max_retries": 0})["job_id"])
    for operation in ("getBatchJob", "getBatch", "getJob", "getBatchSummary"):
        c.call(operation, job_id=failed)


def json_batches(c):
    content = "iVBORw0KGgoAAAANSUhEUgAAAGAAAACAAQAAAADcp1EXAAAANklEQVR42mP4jwQYBorTwPCDgb+Bn+acgfbpIRYOAQWHRiYWbuI5oy4YdcGoC0ZdQBsXDDQH"
    content += "AJUlrc1dRt7SAAAAAElFTkSuQmCC"
    later = {"not_before": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86400))}
    images = {"images": [{"base64": content, "name": "page-1.png"}]}
    c.call("createBatch", body={**images, "score_thr": 0.4})
    c.call("listBatches", page=1, page_size=20, status="completed,processing")
    for noun, job_id in [("BatchJob", "batch"), ("Batch", "batch"), ("Job", "job")]:
        waiting = c.call("createBatch", body={**images, **later}, keep=False)["job_id"]
        c.call(f"get{noun}", job_id=waiting)
        c.call(f"cancel{noun}", job_id=waiting)


def inference(c):
    upload = c.call("uploadFiles", [*page("article.jpg", "files"), *page("invoice.png", "files")])["data"]
    upload_id, file_id = upload["upload_id"], upload["uploaded_files"][0]["file_id"]
    c.call("uploadFiles", page("article.jpg", "files"), upload_id=upload_id)
    c.call("getUpload", upload_id=upload_id)
    config = {"confidence_threshold": 0.25, "sahi": {"enabled": True, "slice_width": 1024, "slice_height": 1024, "overlap_ratio": 0.2}}
    body = {"upload_id": upload_id, "file_ids": [file_id], "config": config, "priority": "high"}
    job_id = c.call("predict", body=body)["data"]["job_id"]
    job = {"job_id": c.ended(job_id)}
    c.call("getJob", **job, wait=30, version=1)
    c.call("getJobStatus", **job, wait=30, version=1)
    c.call("listJobs", page=1, page_size=20, status="completed", upload_id=upload_id)
    c.call("getJobResults", **job, format="json", file_id=file_id, stream=False, rows="detections", confidence="false")
    c.call("getJobResults", **job, format="yolo")
    c.call("getJobLabels", **job, file_id=file_id)
    c.call("getJobVisualization", **job, file_id=file_id, format="url")
    c.call("getJobVisualization", **job, file_id=file_id, format="base64")
    c.call("getOriginalFile", file_id=file_id)
    c.call("getAnnotatedFile", file_id=file_id, **job, boxes=True)
    c.call("getThumbnail", file_id=file_id)
    c.call("streamJobEvents", **job, Last__Event__ID="1")
    event = c.call("streamJobEvents", **job, keep=False).rpartition("data: ")[2]
    c.keep("openJobSocket", 101, "application/json", job, None, json.loads(event))
    models = [m["name"] for m in c.call("listModels", keep=False)["models"]][:2]
    second = c.call("predict", body={"upload_id": upload_id, "file_ids": [file_id], "config": {"confidence_threshold": 0.5}}, keep=False)
    pair = {"first": job_id, "second": c.ended(second["data"]["job_id"])}
    c.call("compare", body={"jobs": list(pair.values()), "match_iou": 0.5})
    started = c.call("compare", body={"models": models, "upload_id": upload_id, "file_ids": [file_id]}, keep=True)["data"]
    for entry in started["jobs"]:
        c.ended(entry["job_id"])
    c.call("getComparison", **pair, match_iou=0.5, page=1, page_size=50)
    c.call("getComparisonPicture", **pair, file_id=file_id, match_iou=0.5, page=1, page_size=50)
    c.call("deleteUpload", upload_id=upload_id)


def robustness(c):
    fields = {"perturbations": "rotation:1,defocus:2", "seed": 7, "name": "articles"}
    job_id = c.ended(c.call("evaluateRobustness", page("article.jpg", "files"), fields)["job_id"])
    c.call("getRobustnessReport", job_id=job_id)
    cell = {"index": 0, "cell": "rotation:1"}
    c.call("listRobustnessCells", job_id=job_id)
    c.call("getCellBoxes", job_id=job_id, **cell)
    c.call("getCellPicture", job_id=job_id, **cell)
    c.call("exportRobustnessReport", job_id=job_id, format="csv")


def state(c):
    for operation in ("getHealth", "getLiveness", "getReadiness", "getModelInfo", "listModels", "getDashboard", "getUsage", "createTicket"):
        c.call(operation)
    c.call("loadModel", name="rodla-layout-s")
    other = next(m["name"] for m in c.call("listModels", keep=False)["models"] if m["name"] != "rodla-layout-s")
    c.call("unloadModel", name=other)


def problems(c):
    """What the service says about errors, by code."""
    wrong = {}

    def refused(call):
        try:
            call()
        except ApiError as e:
            wrong[e.error_code] = e.detail

    missing = {"job_id": "job_0123456789ab"}
    with (SAMPLES / "invoice.png").open("rb") as file:
        broken = file.read(2000)
    for call in [
        lambda: c.call("detect", page("article.jpg"), {"score_thr": 7}),
        lambda: c.call("detect", [("file", ("page.png", b""))]),
        lambda: c.call("detect", [("file", ("page.png", b"not an image"))]),
        lambda: c.call("detect", [("file", ("page.png", broken))]),
        lambda: c.call("detect", page("article.pdf"), {"page": 9}),
        lambda: c.call("detect", body={}),
        lambda: c.call("createBatch", form={}),
        lambda: c.call("getBatchJob", **missing),
        lambda: c.call("getJob", **missing),
        lambda: c.call("openBatchJobSocket", **{"job_id": c.call("listBatches", keep=False)["jobs"][-1]["job_id"]}),
        lambda: c.call("cancelBatchJob", **{"job_id": c.call("listBatches", status="completed", keep=False)["jobs"][0]["job_id"]}),
        lambda: c.call("getUpload", upload_id="upl_0123456789ab"),
        lambda: c.call("getThumbnail", file_id="img_0123456789ab"),
        lambda: c.call("uploadFiles", [("files", ("page.png", b"not an image"))]),
        lambda: c.call("uploadFiles", [("files", ("page.png", broken))]),
        lambda: c.call("predict", body={"upload_id": "upl_0123456789ab", "config": {"confidence_threshold": 7}}),
    ]:
        refused(call)
    (c.folder / "problems.json").write_text(json.dumps(wrong, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


class Service:
    """The service with an API key and two models, in folders that are removed."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        folder = Path(self.folder.name)
        shipped = ROOT / "models" / "rodla-layout-s"
        (folder / "models" / "own-model").mkdir(parents=True)
        (folder / "models" / shipped.name).symlink_to(shipped)
        (folder / "models" / "rules").symlink_to(shipped.parent / "rules")
        (folder / "models" / "own-model" / "model.onnx").symlink_to(shipped / "model.onnx")
        manifest = json.loads((shipped / "model.json").read_text(encoding="utf-8"))
        (folder / "models" / "own-model" / "model.json").write_text(json.dumps({**manifest, "name": "own-model"}), encoding="utf-8")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        environment = {"API_KEY": API_KEY, "API_PORT": port, "MODELS_DIR": folder / "models", "OUTPUT_DIR": folder / "outputs",
                       "TEMP_DIR": folder / "uploads", "LOG_LEVEL": "fatal"}
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            ["dotnet", os.path.abspath(program)], cwd=ROOT, env={**os.environ, **{f"RODLA_{n}": str(v) for n, v in environment.items()}})

    def __enter__(self):
        for attempt in range(600):
            try:
                Rodla(self.url, API_KEY, retries=0).ready()
                return self
            except (ApiError, ConnectionFailed):
                time.sleep(0.1)
        raise TimeoutError("The service is not ready.")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


API_KEY = "example-key-of-this-capture"


def main(program, folder):
    with Service(program) as service:
        capture(Capture(service.url, folder))


def capture(c):
    single_pages(c)
    file_batches(c)
    inference(c)
    json_batches(c)
    robustness(c)
    state(c)
    problems(c)
    missing = set(OPERATIONS) - set(c.counts)
    if missing:
        sys.exit(f"Not called: {', '.join(sorted(missing))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
