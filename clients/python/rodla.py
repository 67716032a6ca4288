#!/usr/bin/env python3
"""Client of RoDLA API, a service that finds the layout of document pages. Standard library only, Python 3.9 or newer.

    from rodla import Rodla
    rodla = Rodla("http://localhost:8000")
    for element in rodla.detect("page.jpg")["all_detections"]:
        print(element["class_name"], element["confidence"], element["bbox"])

As a command: `python3 rodla.py detect page.jpg`.
"""
from __future__ import annotations

import argparse
import base64
import email.utils
import http.client
import json
import os
import random
import ssl
import sys
import time
import uuid
from pathlib import Path
from typing import (
    TYPE_CHECKING, Any, BinaryIO, Callable, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple, TypedDict,
    TypeVar, Union,
)
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from typing_extensions import Unpack

# A file: its path, its bytes, an open binary file, or a pair of a name and one of these. A path is read in pieces while it is sent.
FileSource = Union[str, "os.PathLike[str]", bytes, BinaryIO]
File = Union[FileSource, Tuple[str, FileSource]]
# A perturbation: {"type": "defocus", "degree": 2}, or the same as "defocus:2".
Perturbation = Union[str, Mapping[str, Any]]
Json = Dict[str, Any]
T = TypeVar("T")
FilePath = Union[str, "os.PathLike[str]"]

DEFAULT_URL = "http://127.0.0.1:8000"
UPLOADS, FILES, COMPARE = "/api/v1/inference/upload", "/api/v1/files", "/api/v1/compare"
MODELS, ROBUSTNESS = "/api/v1/models", "/api/robustness"
PIECE = 64 * 1024 - 64 * 1024 % 3  # A multiple of three, so that pieces of base64 need no padding.
LONG_POLL = 25.0  # Seconds, less than proxies wait.
ENDED = ("completed", "partial", "failed", "cancelled")


# Answers. Boxes are in pixels of the page as a person sees it; docs/openapi.json describes every field.
Box = TypedDict("Box", {
    "x1": float, "y1": float, "x2": float, "y2": float, "width": float, "height": float, "center_x": float, "center_y": float})
Detection = TypedDict("Detection", {
    "class_id": int, "class_name": str, "bbox": Box, "confidence": float, "area": float, "aspect_ratio": float, "reading_order": int})
Report = TypedDict("Report", {
    "success": bool, "filename": str, "image_info": Json, "core_results": Json, "interpretation": Json, "all_detections": List[Detection],
    "perturbation_info": Json, "saved_path": Optional[str], "notes": List[str], "pages": List[Json]}, total=False)
Job = TypedDict("Job", {"job_id": str, "status": str, "version": int, "progress": Any, "links": Dict[str, str]}, total=False)
Event = TypedDict("Event", {
    "type": str, "job_id": str, "status": str, "progress": float, "completed": int, "failed": int, "total_images": int, "image": Json,
    "timestamp": str}, total=False)

# Options: the fields of the requests.
StepOptions = TypedDict("StepOptions", {
    "score_thr": float, "iou_threshold": float, "slices": str, "orientation": Union[str, int], "deskew": Union[str, float], "snap": bool,
    "rules": str, "classes": str, "right_to_left": bool, "model": str, "exit_confidence": float}, total=False)
TextOptions = TypedDict("TextOptions", {"text": Union[str, bool], "ocr_languages": str}, total=False)
DrawOptions = TypedDict("DrawOptions", {"background_folder": str, "seed": int, "mode": str}, total=False)
MoveOptions = TypedDict("MoveOptions", {
    "quality": bool, "boxes": Sequence[Sequence[float]], "polygons": Sequence[Sequence[float]], "output": str}, total=False)
QueueOptions = TypedDict("QueueOptions", {
    "not_before": str, "priority": str, "max_concurrent": int, "max_retries": int, "retry_delay": int, "webhook_url": str, "email": str},
    total=False)
PageImageOptions = TypedDict("PageImageOptions", {"page": int, "dpi": int, "max_side": int}, total=False)
GalleryOptions = TypedDict("GalleryOptions", {"seed": int, "max_side": int, "page": int, "dpi": int}, total=False)


class DetectOptions(StepOptions, TextOptions, total=False):
    """Options of `detect`."""

    save_json: bool
    generate_visualizations: bool
    charts: str
    visualizations: str
    page: Union[int, str]
    dpi: int
    rows: str
    confidence: bool


class PerturbOptions(DrawOptions, MoveOptions, total=False):
    """Options of `perturb`."""

    return_base64: bool
    save_image: bool
    page: int
    dpi: int


class PerturbedDetectOptions(DetectOptions, DrawOptions, MoveOptions, total=False):
    """Options of `detect_with_perturbation`."""

    save_perturbed_image: bool
    compare: bool


class BatchOptions(StepOptions, TextOptions, DrawOptions, QueueOptions, total=False):
    """Options of a batch."""

    visualization_mode: str
    save_json: bool
    pages: Union[int, str]
    dpi: int


class EvaluateOptions(StepOptions, QueueOptions, total=False):
    """Options of a robustness evaluation."""

    perturbations: str
    seed: int
    mode: str
    protocol: str
    mapping: str
    name: str
    limit: int


class PredictOptions(TextOptions, QueueOptions, total=False):
    """Options of `predict`."""

    file_ids: Sequence[str]
    config: Json


class CompareOptions(PredictOptions, total=False):
    """Options of `compare`: two `jobs`, or two `models` over an upload."""

    jobs: Sequence[str]
    models: Sequence[str]
    upload_id: str
    match_iou: float


class RodlaError(Exception):
    """Something went wrong; the message says what."""


class ConnectionFailed(RodlaError):
    """The service cannot be reached, or the connection broke and the request may not be repeated."""


class JobTimeout(RodlaError):
    """A job did not end in the time that `wait` was given; it continues."""


class ApiError(RodlaError):
    """The service refused the request, or failed."""

    def __init__(self, status: int, body: bytes, headers: http.client.HTTPMessage) -> None:
        try:
            problem = json.loads(body)
        except ValueError:
            problem = {}
        problem = problem if isinstance(problem, dict) else {}
        self.status = status
        # Name of the kind of error, such as "validation_failed": docs/openapi.json has those of each operation.
        self.error_code: str = problem.get("error_code") or f"http_{status}"
        texts = (problem.get(name) for name in ("detail", "details", "message"))
        self.detail: str = next((text for text in texts if text), http.client.responses.get(status, ""))
        self.errors: List[Json] = problem.get("errors") or []
        self.request_id: Optional[str] = problem.get("request_id") or headers.get("X-Request-Id")
        self.retry_after = _retry_after(headers.get("Retry-After"))
        super().__init__(f"{status} {self.error_code}: {self.detail} (request {self.request_id})")


def _retry_after(value: Optional[str]) -> Optional[float]:
    """Seconds of a Retry-After header, which holds a number or a date (RFC 9110, section 10.2.3)."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


class _Content:
    """The bytes of a file, read in pieces; again from the start for each attempt."""

    def __init__(self, file: File, number: int = 1) -> None:
        name, source = file if isinstance(file, tuple) else ("", file)
        self.path = os.fspath(source) if isinstance(source, (str, os.PathLike)) else None
        self.source = source
        self.start = 0
        self.size: Optional[int] = None
        if self.path is not None:
            self.size = os.stat(self.path).st_size
        elif isinstance(source, bytes):
            self.size = len(source)
        elif source.seekable():  # type: ignore[union-attr]
            self.start = source.tell()  # type: ignore[union-attr]
            self.size = source.seek(0, os.SEEK_END) - self.start  # type: ignore[union-attr]
        opened = getattr(source, "name", None)
        self.name = name or os.path.basename(self.path or (opened if isinstance(opened, str) else "")) or f"file_{number}"

    def __iter__(self) -> Iterator[bytes]:
        if isinstance(self.source, bytes):
            yield self.source
        elif self.path is not None:
            with open(self.path, "rb") as file:
                yield from iter(lambda: file.read(PIECE), b"")
        else:
            if self.size is not None:
                self.source.seek(self.start)  # type: ignore[union-attr]
            yield from iter(lambda: self.source.read(PIECE), b"")  # type: ignore[union-attr]


class _Base64:
    """Content as base64 text."""

    def __init__(self, content: _Content) -> None:
        self.content = content
        self.size = None if content.size is None else (content.size + 2) // 3 * 4

    def __iter__(self) -> Iterator[bytes]:
        rest = b""
        for piece in self.content:
            piece = rest + piece
            whole = len(piece) - len(piece) % 3
            yield base64.b64encode(piece[:whole])
            rest = piece[whole:]
        yield base64.b64encode(rest)


class _Body:
    """The body of a request: pieces of text between contents."""

    def __init__(self, media_type: str, parts: Sequence[Union[bytes, _Content, _Base64]]) -> None:
        self.media_type = media_type
        self.parts = parts
        sizes = [len(p) if isinstance(p, bytes) else p.size for p in parts]
        self.size = None if None in sizes else sum(s or 0 for s in sizes)

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            yield from ((part,) if isinstance(part, bytes) else part)


def _json(value: Any) -> _Body:
    return _Body("application/json", [json.dumps(value).encode()])


def _form(files: Sequence[Tuple[str, File]], fields: Mapping[str, Any]) -> _Body:
    """A form of RFC 7578. Values other than text are written as JSON, and those that are None are left out."""
    boundary = uuid.uuid4().hex
    parts: List[Union[bytes, _Content, _Base64]] = []

    def head(disposition: str) -> bytes:
        return f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n".encode()

    for name, value in fields.items():
        if value is not None:
            text = value if isinstance(value, str) else json.dumps(value)
            parts.append(head(f'name="{name}"') + f"\r\n{text}\r\n".encode())
    for number, (name, file) in enumerate(files, 1):
        content = _Content(file, number)
        escaped = content.name.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", " ")
        parts += [head(f'name="{name}"; filename="{escaped}"') + b"Content-Type: application/octet-stream\r\n\r\n", content, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return _Body(f"multipart/form-data; boundary={boundary}", parts)


def _perturbed(options: Mapping[str, Any], perturbations: Optional[Sequence[Any]]) -> Dict[str, Any]:
    """Options with perturbations as the service reads them; an entry may be a list, for one image of a batch."""

    def read(entry: Any) -> Any:
        if isinstance(entry, str):
            kind, _, degree = entry.partition(":")
            return {"type": kind, "degree": int(degree or 1)}
        return [read(e) for e in entry] if isinstance(entry, (list, tuple)) else entry

    return {**options, **({"perturbations": [read(e) for e in perturbations]} if perturbations else {})}


def _path(*segments: Union[str, int]) -> str:
    return "/".join([str(segments[0]), *(quote(str(s), safe="") for s in segments[1:])])


class _Request(NamedTuple):
    method: str
    path: str
    query: Mapping[str, Any] = {}
    body: Optional[_Body] = None
    headers: Mapping[str, str] = {}
    # Whether it may be sent again when it is not known what became of it; None: all but POST.
    repeatable: Optional[bool] = None


class _Http:
    """Sends requests, again where that is safe, and reads the answers."""

    def __init__(
        self, url: str, api_key: Optional[str], timeout: float, retries: int, longest_wait: float, context: Optional[ssl.SSLContext]
    ) -> None:
        self.base = urlsplit(url.rstrip("/"))
        if self.base.scheme not in ("http", "https") or not self.base.hostname:
            raise ValueError(f"Not an http or https URL: {url}")
        self.api_key, self.timeout, self.retries, self.longest_wait, self.context = api_key, timeout, retries, longest_wait, context

    def send(self, request: _Request, read: Callable[[http.client.HTTPResponse], T]) -> T:
        """
        What `read` makes of the response of a request that succeeded. The request is sent again when the service could not be reached or
        refused it for now (429, 503), and when it is repeatable also when the connection broke or a proxy failed (502, 504).
        """
        repeatable = request.method != "POST" if request.repeatable is None else request.repeatable
        can_resend = request.body is None or request.body.size is not None
        attempt = 0
        while True:
            error: RodlaError
            try:
                response = self._open(request)
                if response.status < 400:
                    return read(response)
                refusal = ApiError(response.status, response.read(), response.headers)
                is_refused = refusal.status in (429, 503) and refusal.error_code != "request_timeout"
                may_repeat = is_refused or (repeatable and refusal.status in (502, 504))
                wait, error = refusal.retry_after, refusal
            except (OSError, http.client.HTTPException) as e:
                may_repeat, wait = repeatable or isinstance(e, ConnectionRefusedError), None
                error = ConnectionFailed(f"{request.method} {request.path} at {self.base.netloc}: {e or type(e).__name__}")
                error.__cause__ = e
            if not may_repeat or not can_resend or attempt >= self.retries or (wait or 0) > self.longest_wait:
                raise error
            time.sleep(self.pause(attempt, wait))
            attempt += 1

    def pause(self, attempt: int, retry_after: Optional[float] = None) -> float:
        """Seconds before the next attempt: what the service asks for, or twice as long each time; with jitter."""
        shortest, longest = (retry_after, 1.25 * retry_after) if retry_after is not None else (0.25 * 2**attempt, 0.5 * 2**attempt)
        return min(self.longest_wait, random.uniform(shortest, longest))

    def _open(self, request: _Request) -> http.client.HTTPResponse:
        host, port, body = self.base.hostname or "", self.base.port, request.body
        connection = (
            http.client.HTTPSConnection(host, port, timeout=self.timeout, context=self.context)
            if self.base.scheme == "https"
            else http.client.HTTPConnection(host, port, timeout=self.timeout)
        )
        headers = {"Connection": "close", "User-Agent": "rodla-python", **request.headers}
        if self.api_key:
            headers["X-API-Key"] = self.api_key
        if body is not None:
            headers["Content-Type"] = body.media_type
            headers.update({"Transfer-Encoding": "chunked"} if body.size is None else {"Content-Length": str(body.size)})
        query = {k: str(v).lower() if isinstance(v, bool) else v for k, v in request.query.items() if v is not None}
        target = self.base.path + request.path + ("?" + urlencode(query) if query else "")
        is_chunked = body is not None and body.size is None
        try:
            try:
                connection.request(request.method, target, iter(body) if body else None, headers, encode_chunked=is_chunked)
            except (BrokenPipeError, ConnectionResetError):
                pass  # A service that refuses an upload answers before its end.
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        if connection.sock:
            connection.sock.close()  # The response has the socket too, and closes it after its end.
        return response

    def call(self, request: _Request) -> Any:
        """The answer: an object for JSON, without the envelope of the inference API; None for none; bytes for anything else."""
        return self.send(request, _answer)

    def file(self, request: _Request, to: Optional[FilePath]) -> bytes:
        """A file: its bytes, or none after it was written to `to`, which appears whole or not at all."""
        return self.send(request, lambda response: _save(response, to))


def _stream(response: http.client.HTTPResponse) -> http.client.HTTPResponse:
    return response


def _answer(response: http.client.HTTPResponse) -> Any:
    with response:
        content = response.read()
        if response.headers.get_content_type() != "application/json":
            return content or None
    answer = json.loads(content)
    is_envelope = isinstance(answer, dict) and answer.get("status") in ("success", "accepted") and "data" in answer
    return answer["data"] if is_envelope else answer


def _save(response: http.client.HTTPResponse, to: Optional[FilePath]) -> bytes:
    with response:
        if to is None:
            return response.read()
        part = Path(f"{os.fspath(to)}.{uuid.uuid4().hex}.part")
        try:
            with part.open("wb") as file:
                for piece in iter(lambda: response.read(PIECE), b""):
                    file.write(piece)
            if response.length:
                raise http.client.IncompleteRead(b"", response.length)
            part.replace(os.fspath(to))
        finally:
            part.unlink(missing_ok=True)
    return b""


class _Jobs:
    """Jobs of one surface: status, events, cancellation."""

    def __init__(self, http: _Http, base: str) -> None:
        self._http, self._base = http, base

    def _get(self, *segments: Union[str, int], **query: Any) -> _Request:
        return _Request("GET", _path(self._base, *segments), query)

    def get(self, job_id: str, wait: Optional[float] = None, version: Optional[int] = None) -> Job:
        """The status; with `wait` the answer comes at the end of the job, or with `version` at a change, after so many seconds at most."""
        return self._http.call(self._get(job_id, wait=wait, version=version))

    def wait(self, job_id: str, timeout: Optional[float] = None, on_progress: Optional[Callable[[Job], object]] = None) -> Job:
        """The status once the job has ended, whether it succeeded or not; `on_progress` is called with each status before."""
        deadline = None if timeout is None else time.monotonic() + timeout
        job = self.get(job_id)
        while True:
            if on_progress:
                on_progress(job)
            if job["status"] in ENDED:
                return job
            left = LONG_POLL if deadline is None else deadline - time.monotonic()
            if left <= 0:
                raise JobTimeout(f"{job_id} is {job['status']} after {timeout} s")
            job = self.get(job_id, min(LONG_POLL, left), job["version"])

    def events(self, job_id: str) -> Iterator[Event]:
        """
        The events of the job as they happen, to its end. A connection that breaks is opened again; the next event is then the present
        state, and `image_complete` events of the time between are missing.
        """
        last_id, failures = "", 0
        while True:
            headers = {"Accept": "text/event-stream", **({"Last-Event-ID": last_id} if last_id else {})}
            cause: Optional[BaseException] = None
            try:
                with self._http.send(self._get(job_id, "events")._replace(headers=headers), _stream) as response:
                    if response.status == 204:
                        return
                    for last_id, data in _server_sent_events(response):
                        failures = 0
                        event: Event = json.loads(data)
                        yield event
                        if event["type"] == "job_complete":
                            return
            except (OSError, http.client.HTTPException) as e:
                cause = e
            if failures >= self._http.retries:
                raise ConnectionFailed(f"The event stream of {job_id} broke {failures + 1} times") from cause
            time.sleep(self._http.pause(failures))
            failures += 1

    def socket_url(self, job_id: str, ticket: Optional[str] = None) -> str:
        """Address of the events over a WebSocket, for a library of WebSockets; `ticket` is one of `Rodla.ticket`."""
        base = self._http.base
        scheme = "wss" if base.scheme == "https" else "ws"
        return f"{scheme}://{base.netloc}{base.path}{_path(self._base, job_id, 'ws')}" + (f"?ticket={quote(ticket)}" if ticket else "")

    def cancel(self, job_id: str) -> Job:
        """Cancels the job; results stay."""
        return self._http.call(_Request("DELETE", _path(self._base, job_id)))

    def retry(self, job_id: str, images: Optional[Sequence[int]] = None) -> Job:
        """Runs the failed images again, or some of them by number."""
        body = None if images is None else _json({"images": list(images)})
        return self._http.call(_Request("POST", _path(self._base, job_id, "retry"), body=body))


class _Batches(_Jobs):
    """Batches, and any other job under its id: what they leave."""

    def results(self, job_id: str, page: int = 1, page_size: int = 50, status: Optional[str] = None) -> Json:
        """A page of the images."""
        return self._http.call(self._get(job_id, "results", page=page, page_size=page_size, status=status))

    def result(self, job_id: str, index: int) -> Report:
        """The answer for an image, by its number from 0."""
        return self._http.call(self._get(job_id, "results", index))

    def summary(self, job_id: str) -> Json:
        """Figures over all images, at the end."""
        return self._http.call(self._get(job_id, "summary"))

    def charts(self, job_id: str, index: Optional[int] = None) -> Json:
        """The charts over all images, or of one."""
        return self._http.call(self._get(job_id, *_image(index), "visualizations"))

    def chart(self, job_id: str, name: str, index: Optional[int] = None, to: Optional[FilePath] = None) -> bytes:
        """A chart as PNG."""
        return self._http.file(self._get(job_id, *_image(index), "visualizations", f"{name}.png"), to)

    def export(
        self, job_id: str, format: str, to: Optional[FilePath] = None, rows: Optional[str] = None, confidence: Optional[bool] = None
    ) -> bytes:
        """All results as one file; docs/exports.md has the formats."""
        return self._http.file(self._get(job_id, "export", format=format, rows=rows, confidence=confidence), to)


class _FileBatches(_Batches):
    def submit(self, files: Iterable[File], perturbations: Optional[Sequence[Any]] = None, **options: Unpack[BatchOptions]) -> Json:
        """Starts a batch of files and ZIP archives; `job_id` is its id."""
        fields = _perturbed(options, perturbations)
        return self._http.call(_Request("POST", "/api/detect-batch", body=_form([("files", f) for f in files], fields)))


class _JsonBatches(_Batches):
    def submit(self, images: Iterable[File], perturbations: Optional[Sequence[Any]] = None, **options: Unpack[BatchOptions]) -> Json:
        """Starts a batch of files and of http addresses, which the service fetches."""
        fields = _perturbed(options, perturbations)
        return self._http.call(_Request("POST", self._base, body=_images(images, fields)))

    def list(self, page: int = 1, page_size: int = 50, status: Optional[str] = None) -> Json:
        """Jobs, newest first."""
        return self._http.call(self._get(page=page, page_size=page_size, status=status))


class _InferenceJobs(_Jobs):
    """Jobs over uploads."""

    def list(self, page: int = 1, page_size: int = 50, status: Optional[str] = None, upload_id: Optional[str] = None) -> Json:
        """Jobs, newest first."""
        return self._http.call(self._get(page=page, page_size=page_size, status=status, upload_id=upload_id))

    def status(self, job_id: str, wait: Optional[float] = None, version: Optional[int] = None) -> Job:
        """As `get`, at the path of the document."""
        return self._http.call(self._get(job_id, "status", wait=wait, version=version))

    def results(self, job_id: str, file_id: Optional[str] = None, format: str = "json") -> Json:
        """Detections as `json`, `yolo` or `coco`."""
        return self._http.call(self._get(job_id, "results", format=format, file_id=file_id))

    def stream(self, job_id: str) -> Iterator[Json]:
        """The detections of each image as it ends, while the job runs."""
        with self._http.send(self._get(job_id, "results", stream=True), _stream) as response:
            for line in response:
                yield json.loads(line)

    def export(
        self, job_id: str, format: str, to: Optional[FilePath] = None, rows: Optional[str] = None, confidence: Optional[bool] = None
    ) -> bytes:
        """All results as one file."""
        return self._http.file(self._get(job_id, "results", format=format, rows=rows, confidence=confidence), to)

    def labels(self, job_id: str, file_id: str, to: Optional[FilePath] = None) -> bytes:
        """The labels of an image in the format of YOLO."""
        return self._http.file(self._get(job_id, "results", file_id, "labels.txt"), to)

    def visualization(self, job_id: str, file_id: Optional[str] = None, format: str = "url") -> Json:
        """Paths of the pictures; `base64` has those of one image."""
        return self._http.call(self._get(job_id, "visualization", file_id=file_id, format=format))


class _Uploads:
    """Images that jobs run over."""

    def __init__(self, http: _Http) -> None:
        self._http = http

    def create(self, files: Iterable[File], upload_id: Optional[str] = None) -> Json:
        """Stores files, in a new upload or in one that exists; then the request may be repeated: what is stored is not stored again."""
        body = _form([("files", f) for f in files], {})
        return self._http.call(_Request("POST", UPLOADS, {"upload_id": upload_id}, body, repeatable=upload_id is not None))

    def get(self, upload_id: str) -> Json:
        """All files of an upload."""
        return self._http.call(_Request("GET", _path(UPLOADS, upload_id)))

    def delete(self, upload_id: str) -> Json:
        """Removes an upload; jobs keep the files that they use."""
        return self._http.call(_Request("DELETE", _path(UPLOADS, upload_id)))

    def original(self, file_id: str, to: Optional[FilePath] = None) -> bytes:
        """An image as it was sent."""
        return self._http.file(_Request("GET", _path(FILES, file_id, "original")), to)

    def annotated(
        self, file_id: str, to: Optional[FilePath] = None, job_id: Optional[str] = None, boxes: Optional[bool] = None
    ) -> bytes:
        """An image with the detections of its newest job, or of `job_id`; without them with `boxes=False`."""
        return self._http.file(_Request("GET", _path(FILES, file_id, "annotated"), {"job_id": job_id, "boxes": boxes}), to)

    def thumbnail(self, file_id: str, to: Optional[FilePath] = None) -> bytes:
        """A small picture of an image."""
        return self._http.file(_Request("GET", _path(FILES, file_id, "thumbnail")), to)


class _Models:
    """The models of the service."""

    def __init__(self, http: _Http) -> None:
        self._http = http

    def list(self) -> Json:
        """The models, and which are in memory."""
        return self._http.call(_Request("GET", MODELS))

    def load(self, name: str) -> Json:
        """Loads a model into memory, or again after a change; needs the role `admin`."""
        return self._http.call(_Request("POST", _path(MODELS, name, "load"), repeatable=True))

    def unload(self, name: str) -> Json:
        """Removes a model from memory; needs the role `admin`."""
        return self._http.call(_Request("POST", _path(MODELS, name, "unload"), repeatable=True))


class Rodla:
    """
    A service at `url`. `timeout` is the longest silence of a connection in seconds; `retries` the attempts after the first one, where a
    repetition is safe; `longest_wait` the longest `Retry-After` in seconds that is waited for.
    """

    def __init__(
        self, url: str = DEFAULT_URL, api_key: Optional[str] = None, timeout: float = 330, retries: int = 6, longest_wait: float = 60,
        context: Optional[ssl.SSLContext] = None,
    ) -> None:
        self._http = http = _Http(url, api_key, timeout, retries, longest_wait, context)
        self.batch_jobs = _FileBatches(http, "/api/batch-job")
        self.batches = _JsonBatches(http, "/api/v1/batch")
        self.jobs = _InferenceJobs(http, "/api/v1/jobs")
        self.uploads = _Uploads(http)
        self.models = _Models(http)

    def detect(self, file: File, /, **options: Unpack[DetectOptions]) -> Report:
        """The layout of a page."""
        return self._http.call(self._page("/api/detect", file, options))

    def detect_image(self, file: File, /, to: Optional[FilePath] = None, type: str = "jpeg", **options: Unpack[DetectOptions]) -> bytes:
        """The page with its detections drawn on it, as `jpeg` or `png`."""
        return self._http.file(self._page("/api/detect", file, {**options, "return_image": True}, f"image/{type}"), to)

    def detect_as(self, file: File, format: str, /, to: Optional[FilePath] = None, **options: Unpack[DetectOptions]) -> bytes:
        """The layout of a page in another format, such as `coco`; docs/exports.md lists them."""
        return self._http.file(self._page("/api/detect", file, {**options, "format": format}), to)

    def detect_with_perturbation(
        self, file: File, perturbations: Sequence[Perturbation], /, **options: Unpack[PerturbedDetectOptions]
    ) -> Report:
        """The layout of a page after perturbations; `compare=True` says what of the clean page's layout is still found."""
        fields = _perturbed(options, perturbations)
        return self._http.call(self._page("/api/detect-with-perturbation", file, fields))

    def perturb(self, file: File, perturbations: Sequence[Perturbation], /, **options: Unpack[PerturbOptions]) -> Json:
        """What perturbations do to a page; `return_base64=True` has the picture."""
        return self._http.call(self._page("/api/perturb", file, _perturbed(options, perturbations)))

    def perturb_image(
        self, file: File, perturbations: Sequence[Perturbation], /, to: Optional[FilePath] = None, **options: Unpack[PerturbOptions]
    ) -> bytes:
        """A page after perturbations, as PNG or what `output` names."""
        fields = {**_perturbed(options, perturbations), "return_image": True}
        return self._http.file(self._page("/api/perturb", file, fields), to)

    def generate_perturbations(self, file: File, /, **options: Unpack[GalleryOptions]) -> Json:
        """All 36 perturbations of a page, as base64."""
        return self._http.call(self._page("/api/generate-perturbations", file, options))

    def perturbation_sheet(self, file: File, /, to: Optional[FilePath] = None, **options: Unpack[GalleryOptions]) -> bytes:
        """All 36 perturbations of a page in one picture."""
        return self._http.file(self._page("/api/generate-perturbations", file, {**options, "output": "sheet"}), to)

    def page_image(self, file: File, /, to: Optional[FilePath] = None, type: str = "jpeg", **options: Unpack[PageImageOptions]) -> bytes:
        """A page of an image, PDF or TIFF as it is looked at, as `jpeg` or `png`."""
        return self._http.file(self._page("/api/page-image", file, options, f"image/{type}"), to)

    def predict(self, upload_id: str, **options: Unpack[PredictOptions]) -> Json:
        """Starts a job over an upload; `jobs` follows it."""
        return self._http.call(_Request("POST", "/api/v1/inference/predict", body=_json({"upload_id": upload_id, **options})))

    def compare(self, **options: Unpack[CompareOptions]) -> Json:
        """Compares two jobs, or starts a job with each of two models over an upload."""
        return self._http.call(_Request("POST", COMPARE, body=_json(options)))

    def comparison(
        self, first: str, second: str, match_iou: Optional[float] = None, page: Optional[int] = None, page_size: Optional[int] = None
    ) -> Json:
        """What became of the detections of one job in another."""
        query = {"match_iou": match_iou, "page": page, "page_size": page_size}
        return self._http.call(_Request("GET", _path(COMPARE, first, second), query))

    def comparison_picture(
        self, first: str, second: str, file_id: str, to: Optional[FilePath] = None, match_iou: Optional[float] = None
    ) -> bytes:
        """An image with the detections of both jobs, side by side."""
        request = _Request("GET", _path(COMPARE, first, second, "picture"), {"file_id": file_id, "match_iou": match_iou})
        return self._http.file(request, to)

    def evaluate(self, files: Iterable[File], **options: Unpack[EvaluateOptions]) -> Json:
        """Starts an evaluation of robustness; `batch_jobs` follows it."""
        return self._http.call(_Request("POST", ROBUSTNESS, body=_form([("files", f) for f in files], options)))

    def report(self, job_id: str) -> Json:
        """The report of an evaluation."""
        return self._http.call(_Request("GET", _path(ROBUSTNESS, job_id, "report"), headers={"Accept": "application/json"}))

    def report_as(self, job_id: str, format: str, to: Optional[FilePath] = None) -> bytes:
        """The report of an evaluation as `html`, `json`, `csv`, `md` or `svg`."""
        return self._http.file(_Request("GET", _path(ROBUSTNESS, job_id, f"report.{format}")), to)

    def cells(self, job_id: str) -> Json:
        """F1 of every image in every finished cell of an evaluation, also while it runs."""
        return self._http.call(_Request("GET", _path(ROBUSTNESS, job_id, "cells")))

    def cell_boxes(self, job_id: str, index: int, cell: str) -> Json:
        """Truths and detections of an image in a cell of an evaluation: `clean`, or such as `rotation:2`."""
        return self._http.call(_Request("GET", _path(ROBUSTNESS, job_id, "images", index, "cells", cell)))

    def cell_picture(self, job_id: str, index: int, cell: str, to: Optional[FilePath] = None) -> bytes:
        """The picture of an image in a cell of an evaluation."""
        return self._http.file(_Request("GET", _path(ROBUSTNESS, job_id, "images", index, "cells", cell, "picture")), to)

    def output(self, path: str, to: Optional[FilePath] = None) -> bytes:
        """A file that an answer names: `saved_path`, with or without its `outputs/`."""
        below = path[len("outputs/"):] if path.startswith("outputs/") else path
        return self._http.file(_Request("GET", _path("/api/outputs", *below.split("/"))), to)

    def ticket(self) -> str:
        """A ticket for one WebSocket or event stream of a browser."""
        return self._http.call(_Request("POST", "/api/v1/tickets", repeatable=True))["ticket"]

    def health(self) -> Json:
        """The state of the service."""
        return self._http.call(_Request("GET", "/health"))

    def live(self) -> Json:
        """Whether the process is alive."""
        return self._http.call(_Request("GET", "/health/live"))

    def ready(self) -> Json:
        """Whether it takes requests; while it does not, the request is repeated, and ApiError is raised at last."""
        return self._http.call(_Request("GET", "/health/ready"))

    def model_info(self) -> Json:
        """The model that is served."""
        return self._http.call(_Request("GET", "/api/model-info"))

    def perturbations_info(self) -> Json:
        """The twelve perturbations."""
        return self._http.call(_Request("GET", "/api/perturbations/info"))

    def dashboard(self) -> Json:
        """Jobs, queue and rates."""
        return self._http.call(_Request("GET", "/api/v1/monitoring/dashboard"))

    def usage(self) -> Json:
        """What API keys have used."""
        return self._http.call(_Request("GET", "/api/v1/usage"))

    @staticmethod
    def _page(path: str, file: File, fields: Mapping[str, Any], accept: str = "application/json, */*;q=0.1") -> _Request:
        return _Request("POST", path, body=_form([("file", file)], fields), headers={"Accept": accept}, repeatable=True)


def _image(index: Optional[int]) -> List[Union[str, int]]:
    return [] if index is None else ["results", index]


def _images(images: Iterable[File], fields: Mapping[str, Any]) -> _Body:
    """The body of a batch of the JSON surface: addresses as they are, files as base64 that is made while it is sent."""
    parts: List[Union[bytes, _Content, _Base64]] = [json.dumps(fields)[:-1].encode() + (b", " if fields else b"") + b'"images": [']
    for number, image in enumerate(images, 1):
        parts.append(b", " if number > 1 else b"")
        if isinstance(image, str) and image.startswith(("http://", "https://")):
            parts.append(json.dumps({"url": image}).encode())
        else:
            content = _Content(image, number)
            parts += [json.dumps({"name": content.name})[:-1].encode() + b', "base64": "', _Base64(content), b'"}']
    return _Body("application/json", [*parts, b"]}"])


def _server_sent_events(lines: Iterable[bytes]) -> Iterator[Tuple[str, str]]:
    """Id and data of each event of an event stream, as the HTML standard describes its format."""
    event_id, data = "", []
    for line in lines:
        field, _, value = line.decode().rstrip("\r\n").partition(":")
        value = value[1:] if value.startswith(" ") else value
        if field == "id":
            event_id = value
        elif field == "data":
            data.append(value)
        elif field == "" and not value and data:
            yield event_id, "\n".join(data)
            data = []


def _setting(text: str) -> Tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rodla.py", description="Finds the layout of document pages with a running RoDLA API.")
    parser.add_argument("--url", default=os.environ.get("RODLA_URL", DEFAULT_URL), help="the service; RODLA_URL, or %(default)s")
    parser.add_argument("--api-key", default=os.environ.get("RODLA_API_KEY"), help="RODLA_API_KEY, or none")
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, summary: str, files: str = "+") -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary, description=summary)
        command.add_argument("files", nargs=files, metavar="FILE")
        command.add_argument("-s", "--set", action="append", type=_setting, default=[], metavar="NAME=VALUE", help="a field of the request")
        command.add_argument("-o", "--out", help="file to write")
        return command

    detect = add("detect", "Prints the elements of each page.")
    kind = detect.add_mutually_exclusive_group()
    kind.add_argument("--json", action="store_true", help="print the whole answer")
    kind.add_argument("--format", help="another format, such as coco or markdown")
    kind.add_argument("--image", action="store_true", help="the page with its boxes")
    perturb = add("perturb", "Writes a page after perturbations.", 1)  # type: ignore[arg-type]
    perturb.add_argument("--apply", required=True, help="such as defocus:2,rotation:1")
    batch = add("batch", "Runs files and ZIP archives as one job.")
    batch.add_argument("--format", default="csv", help="format of --out (%(default)s)")
    evaluate = add("evaluate", "Evaluates robustness on pages with or without labels.")
    evaluate.add_argument("--format", default="html", help="format of --out (%(default)s)")
    commands.add_parser("health", help="Prints the state of the service.")
    return parser


def _show(job: Job) -> None:
    progress = job["progress"]
    share = progress["percentage"] if isinstance(progress, dict) else progress
    print(f"{job['job_id']} {job['status']} {share:.0f} %", file=sys.stderr)


def _run(rodla: Rodla, arguments: argparse.Namespace) -> int:
    if arguments.command == "health":
        print(json.dumps(rodla.health(), indent=2))
        return 0
    fields: Any = dict(arguments.set)
    content = b""
    if arguments.command == "detect":
        for file in arguments.files:
            if arguments.format:
                content += rodla.detect_as(file, arguments.format, arguments.out, **fields)
            elif arguments.image:
                content += rodla.detect_image(file, arguments.out or f"{Path(file).stem}_annotated.jpg", **fields)
            else:
                _print(file, rodla.detect(file, **fields), arguments.json)
    elif arguments.command == "perturb":
        file = arguments.files[0]
        rodla.perturb_image(file, arguments.apply.split(","), arguments.out or f"{Path(file).stem}_perturbed.png", **fields)
    else:
        is_batch = arguments.command == "batch"
        accepted = rodla.batch_jobs.submit(arguments.files, **fields) if is_batch else rodla.evaluate(arguments.files, **fields)
        job = rodla.batch_jobs.wait(accepted["job_id"], on_progress=_show)
        if arguments.out and is_batch:
            rodla.batch_jobs.export(job["job_id"], arguments.format, arguments.out)
        elif arguments.out:
            rodla.report_as(job["job_id"], arguments.format, arguments.out)
        return 0 if job["status"] == "completed" else 1
    sys.stdout.buffer.write(content)
    return 0


def _print(file: str, report: Any, whole: bool) -> None:
    if whole:
        print(json.dumps(report, indent=2, ensure_ascii=False))
        return
    for page in report.get("pages", [report]):
        for element in page.get("all_detections", []):
            box = " ".join(f"{element['bbox'][side]:.0f}" for side in ("x1", "y1", "x2", "y2"))
            print(f"{file}\t{element['class_name']}\t{element['confidence']:.3f}\t{box}")


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """The command; its exit code is 0, or 1 after an error, which is printed."""
    parsed = _parser().parse_args(arguments)
    try:
        return _run(Rodla(parsed.url, parsed.api_key), parsed)
    except (RodlaError, OSError) as e:
        print(f"rodla.py: {e}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
