"""Tests of the client against a server that records requests and answers what a test prescribes."""
import base64
import email
import email.policy
import http.server
import io
import json
import re
import socket
import sys
import tempfile
import threading
import tracemalloc
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import rodla  # noqa: E402

REPOSITORY = Path(__file__).resolve().parents[3]
DOCUMENT = json.loads((REPOSITORY / "docs" / "openapi.json").read_text(encoding="utf-8"))


class Recorder(http.server.ThreadingHTTPServer):
    """Records requests. Answers are (status, headers, body) in order, the last one again and again; None breaks the connection."""

    daemon_threads = True

    def __init__(self, *answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = list(answers) or [(200, {"Content-Type": "application/json"}, b"{}")]
        self.requests = []
        self.keeps_bodies = True
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def client(self, **options):
        return rodla.Rodla(f"http://127.0.0.1:{self.server_port}", **options)

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    def handle_one(self):
        server = self.server
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            left, pieces = int(self.headers.get("Content-Length", 0)), []
            while left:
                piece = self.rfile.read(min(left, 65536))
                left -= len(piece)
                pieces += [piece] if server.keeps_bodies else []
            body = b"".join(pieces)
        server.requests.append((self.command, self.path, dict(self.headers), body))
        answer = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
        if answer is None:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, headers, content = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = handle_one

    def log_message(self, *_):
        pass


def as_json(value, status=200, **headers):
    return status, {"Content-Type": "application/json", **headers}, json.dumps(value).encode()


def problem(status, code, **headers):
    body = {"status": status, "detail": f"It is {code}.", "error_code": code, "request_id": "r1", "errors": []}
    return status, {"Content-Type": "application/problem+json", **headers}, json.dumps(body).encode()


def read_form(headers, body):
    """The parts of a form, read by the standard library's own reader."""
    message = email.message_from_bytes(
        f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode() + body, policy=email.policy.HTTP)
    return [(p.get_param("name", header="content-disposition"), p.get_filename(), p.get_payload(decode=True)) for p in message.iter_parts()]


class Operations(unittest.TestCase):
    """Which operations of the document the client has."""

    def test_every_operation_has_a_method(self):
        with Recorder(as_json({"ticket": "t", "status": "completed", "version": 1, "job_id": "j"})) as server:
            self.call_everything(server.client())
        sent = {(method, path.partition("?")[0]) for method, path, _, _ in server.requests}
        missing = []
        for path, operations in DOCUMENT["paths"].items():
            parts = re.split(r"(\{[^}]+\})", path)
            pattern = re.compile("".join(".+" if p == "{path}" else "[^/]+" if p.startswith("{") else re.escape(p) for p in parts))
            for method in operations:
                if not path.endswith("/ws") and not any(m == method.upper() and pattern.fullmatch(p) for m, p in sent):
                    missing.append(f"{method.upper()} {path}")
        self.assertEqual(missing, [])

    def test_sockets_have_an_address(self):
        client = rodla.Rodla("https://example.org/rodla/")
        bases = [p[: -len("/{job_id}/ws")] for p in DOCUMENT["paths"] if p.endswith("/ws")]
        urls = [jobs.socket_url("j/1", "t&") for jobs in (client.batch_jobs, client.batches, client.jobs)]
        self.assertEqual(sorted(urls), sorted(f"wss://example.org/rodla{base}/j%2F1/ws?ticket=t%26" for base in bases))

    def test_options_are_the_fields_of_the_document(self):
        set_by_methods = {"file", "files", "images", "perturbations", "format", "return_image", "upload_id", "output"}
        for path, options in [
            ("/api/detect", rodla.DetectOptions), ("/api/perturb", rodla.PerturbOptions), ("/api/detect-batch", rodla.BatchOptions),
            ("/api/detect-with-perturbation", rodla.PerturbedDetectOptions), ("/api/generate-perturbations", rodla.GalleryOptions),
            ("/api/page-image", rodla.PageImageOptions),
            ("/api/robustness", rodla.EvaluateOptions), ("/api/v1/batch", rodla.BatchOptions),
            ("/api/v1/inference/predict", rodla.PredictOptions), ("/api/v1/compare", rodla.CompareOptions),
        ]:
            (body,) = DOCUMENT["paths"][path]["post"]["requestBody"]["content"].values()
            fields = set(body["schema"]["properties"])
            with self.subTest(path):
                self.assertEqual(fields - set_by_methods, set(options.__annotations__) - set_by_methods)
                self.assertLessEqual(set(options.__annotations__), fields)

    @staticmethod
    def call_everything(client):
        page, jobs, batches, files = ("page.png", b"png"), client.jobs, client.batches, client.batch_jobs
        client.detect(page), client.perturb(page, ["defocus:2"]), client.detect_with_perturbation(page, ["defocus:2"])
        client.generate_perturbations(page), client.page_image(page), client.perturbations_info(), client.model_info()
        client.health(), client.live(), client.ready(), client.usage(), client.dashboard(), client.ticket()
        client.output("outputs/a/b.json"), client.predict("u"), client.compare(jobs=["a", "b"]), client.comparison("a", "b")
        client.comparison_picture("a", "b", "f"), client.evaluate([page]), client.report("j"), client.report_as("j", "csv")
        client.cells("j"), client.cell_boxes("j", 0, "rotation:2"), client.cell_picture("j", 0, "clean")
        client.models.list(), client.models.load("m"), client.models.unload("m")
        client.uploads.create([page]), client.uploads.get("u"), client.uploads.delete("u")
        client.uploads.original("f"), client.uploads.annotated("f"), client.uploads.thumbnail("f")
        files.submit([page]), batches.submit([page]), batches.list(), jobs.list(), jobs.status("j")
        jobs.results("j"), jobs.labels("j", "f"), jobs.visualization("j")
        for surface in (files, batches, jobs):
            surface.get("j"), surface.cancel("j"), surface.retry("j", [0])
            with mock.patch.object(rodla, "_server_sent_events", return_value=[("1", '{"type": "job_complete"}')]):
                list(surface.events("j"))
        for surface in (files, batches):
            surface.results("j"), surface.result("j", 0), surface.summary("j"), surface.export("j", "csv")
            surface.charts("j"), surface.charts("j", 0), surface.chart("j", "c"), surface.chart("j", "c", 0)


class Bodies(unittest.TestCase):
    """What requests carry."""

    def test_form_has_fields_and_files(self):
        with Recorder() as server, tempfile.TemporaryDirectory() as folder:
            path = Path(folder, 'Übersicht "1".png')
            path.write_bytes(b"\0\r\n--x\xff")
            server.client().batch_jobs.submit(
                [path, b"bytes", ("named.png", io.BytesIO(b"stream"))], [["defocus:2"], [{"type": "warping", "degree": 1}]],
                snap=True, score_thr=0.25)
        _, path, headers, body = server.requests[0]
        self.assertEqual(path, "/api/detect-batch")
        self.assertEqual(read_form(headers, body), [
            ("snap", None, b"true"), ("score_thr", None, b"0.25"),
            ("perturbations", None, b'[[{"type": "defocus", "degree": 2}], [{"type": "warping", "degree": 1}]]'),
            ("files", 'Übersicht "1".png', b"\0\r\n--x\xff"), ("files", "file_2", b"bytes"), ("files", "named.png", b"stream")])
        self.assertEqual(int(headers["Content-Length"]), len(body))

    def test_batch_of_addresses_and_files_is_json(self):
        content = bytes(range(256)) * 1000 + b"x"
        with Recorder() as server:
            server.client().batches.submit(["https://example.org/a.png", ("b.png", content)], score_thr=0.5)
        _, _, headers, body = server.requests[0]
        sent = json.loads(body)
        self.assertEqual(int(headers["Content-Length"]), len(body))
        self.assertEqual(sent["images"][0], {"url": "https://example.org/a.png"})
        self.assertEqual((sent["score_thr"], sent["images"][1]["name"]), (0.5, "b.png"))
        self.assertEqual(base64.b64decode(sent["images"][1]["base64"], validate=True), content)

    def test_file_is_not_read_whole(self):
        with Recorder() as server, tempfile.NamedTemporaryFile(suffix=".tif") as file:
            server.keeps_bodies = False
            file.truncate(64 << 20)
            tracemalloc.start()
            server.client().detect(file.name)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        self.assertGreater(int(server.requests[0][2]["Content-Length"]), 64 << 20)
        self.assertLess(peak, 4 << 20)

    def test_stream_without_length_is_sent_in_chunks_and_once(self):
        stream = mock.Mock(spec=["read", "seekable"], seekable=lambda: False, read=io.BytesIO(b"pipe" * 50000).read)
        with Recorder(problem(503, "server_busy")) as server, self.assertRaises(rodla.ApiError):
            server.client().detect(("page.png", stream))
        ((_, _, headers, body),) = server.requests
        self.assertEqual(headers["Transfer-Encoding"], "chunked")
        self.assertEqual(read_form(headers, body), [("file", "page.png", b"pipe" * 50000)])

    def test_key_and_query_are_sent(self):
        with Recorder() as server:
            server.client(api_key="secret").jobs.list(status="completed")
        self.assertEqual(server.requests[0][1], "/api/v1/jobs?page=1&page_size=50&status=completed")
        self.assertEqual(server.requests[0][2]["X-API-Key"], "secret")


class Answers(unittest.TestCase):
    """What comes back."""

    def test_envelope_of_the_inference_api_is_opened(self):
        with Recorder(as_json({"status": "accepted", "data": {"job_id": "j"}}, 202)) as server:
            self.assertEqual(server.client().predict("u"), {"job_id": "j"})

    def test_file_appears_whole_or_not_at_all(self):
        broken = (200, {"Content-Type": "text/csv", "Content-Length": "10"}, b"half")
        with tempfile.TemporaryDirectory() as folder, Recorder((200, {"Content-Type": "text/csv"}, b"a,b"), broken) as server:
            path = Path(folder, "out.csv")
            server.client().batch_jobs.export("j", "csv", path)
            self.assertEqual(path.read_bytes(), b"a,b")
            with self.assertRaises(rodla.ConnectionFailed):
                server.client(retries=0).batch_jobs.export("j", "csv", path)
            self.assertEqual([(f.name, f.read_bytes()) for f in Path(folder).iterdir()], [("out.csv", b"a,b")])

    def test_error_has_code_detail_and_request(self):
        envelope = {"status": "error", "error_code": "INVALID_CONFIG", "message": "Bad", "details": "x: too large", "request_id": "r2",
                    "errors": [{"field": "x", "error": "too large"}]}
        for answer, expected in [
            (problem(400, "validation_failed"), (400, "validation_failed", "It is validation_failed.", "r1", [])),
            (as_json(envelope, 400), (400, "INVALID_CONFIG", "x: too large", "r2", envelope["errors"])),
            ((418, {"X-Request-Id": "r3"}, b"<html>"), (418, "http_418", "I'm a Teapot", "r3", [])),
        ]:
            with self.subTest(expected), Recorder(answer) as server, self.assertRaises(rodla.ApiError) as caught:
                server.client().health()
            e = caught.exception
            self.assertEqual((e.status, e.error_code, e.detail, e.request_id, e.errors), expected)

    def test_refusal_before_the_end_of_an_upload_is_read(self):
        listener = socket.create_server(("127.0.0.1", 0))

        def refuse():
            connection, _ = listener.accept()
            connection.recv(1000)
            status, _, body = problem(413, "payload_too_large")
            connection.sendall(b"HTTP/1.1 %d x\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body))
            connection.shutdown(socket.SHUT_WR)
            with connection:
                while connection.recv(1 << 20):
                    pass

        threading.Thread(target=refuse, daemon=True).start()
        with listener, self.assertRaises(rodla.ApiError) as caught:
            rodla.Rodla(f"http://127.0.0.1:{listener.getsockname()[1]}").detect(b"x" * (8 << 20))
        self.assertEqual(caught.exception.error_code, "payload_too_large")


@mock.patch("time.sleep")
class Repetition(unittest.TestCase):
    """Which requests are sent again, and when."""

    def test_refusal_is_repeated_after_the_time_that_the_service_asks_for(self, sleep):
        for status in (429, 503):
            with self.subTest(status), Recorder(problem(status, "busy", **{"Retry-After": "7"}), as_json({"job_id": "j"})) as server:
                sleep.reset_mock()
                self.assertEqual(server.client().batch_jobs.submit([b"x"])["job_id"], "j")
                (wait,) = sleep.call_args.args
                self.assertTrue(7 <= wait <= 8.75, wait)
                self.assertEqual(server.requests[0][3], server.requests[1][3])

    def test_attempts_are_bounded_and_their_pauses_grow(self, sleep):
        with Recorder(problem(503, "queue_full")) as server, self.assertRaises(rodla.ApiError):
            server.client(retries=3).batch_jobs.submit([b"x"])
        self.assertEqual(len(server.requests), 4)
        for call, longest in zip(sleep.call_args_list, (0.5, 1, 2)):
            self.assertTrue(longest / 2 <= call.args[0] <= longest, call)

    def test_long_wait_is_refused(self, sleep):
        with Recorder(problem(503, "disk_full", **{"Retry-After": "61"})) as server, self.assertRaises(rodla.ApiError) as caught:
            server.client().health()
        self.assertEqual((len(server.requests), caught.exception.retry_after, sleep.called), (1, 61, False))

    def test_request_that_took_too_long_is_not_repeated(self, sleep):
        with Recorder(problem(503, "request_timeout")) as server, self.assertRaises(rodla.ApiError):
            server.client().detect(b"x")
        self.assertEqual((len(server.requests), sleep.called), (1, False))

    def test_broken_connection_is_repeated_only_where_safe(self, sleep):
        for call, count in [
            (lambda c: c.health(), 2), (lambda c: c.detect(b"x"), 2), (lambda c: c.uploads.create([b"x"], "upl"), 2),
            (lambda c: c.batch_jobs.submit([b"x"]), 1), (lambda c: c.uploads.create([b"x"]), 1), (lambda c: c.predict("u"), 1),
            (lambda c: c.jobs.retry("j"), 1),
        ]:
            with Recorder(None, as_json({})) as server:
                if count == 1:
                    self.assertRaises(rodla.ConnectionFailed, call, server.client())
                else:
                    call(server.client())
            self.assertEqual(len(server.requests), count)

    def test_refused_connection_is_always_repeated(self, sleep):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        with self.assertRaises(rodla.ConnectionFailed):
            rodla.Rodla(f"http://127.0.0.1:{port}", retries=2).batch_jobs.submit([b"x"])
        self.assertEqual(sleep.call_count, 2)

    def test_retry_after_may_be_a_date(self, sleep):
        with mock.patch("time.time", return_value=0):
            self.assertEqual(rodla._retry_after("Thu, 01 Jan 1970 00:00:09 GMT"), 9)
        self.assertIsNone(rodla._retry_after("soon"))


@mock.patch("time.sleep")
class Waiting(unittest.TestCase):
    """Following a job."""

    def test_wait_polls_for_changes_until_the_end(self, sleep):
        states = [{"job_id": "j", "status": s, "version": v} for v, s in enumerate(("queued", "processing", "partial"), 1)]
        seen = []
        with Recorder(*map(as_json, states)) as server:
            job = server.client().batch_jobs.wait("j", on_progress=lambda j: seen.append(j["version"]))
        self.assertEqual((job["status"], seen), ("partial", [1, 2, 3]))
        self.assertEqual(
            [r[1].partition("?")[2] for r in server.requests], ["", "wait=25.0&version=1", "wait=25.0&version=2"])

    def test_wait_ends_after_its_time(self, sleep):
        with Recorder(as_json({"job_id": "j", "status": "queued", "version": 1})) as server, self.assertRaises(rodla.JobTimeout):
            server.client().jobs.wait("j", timeout=0)

    def test_events_continue_after_a_break(self, sleep):
        first = b'id: 1\nevent: progress\ndata: {"type": "progress"}\n\n: heartbeat\n\nid: 2\ndata: {"type":\ndata: "image_complete"}\n\n'
        last = b'id: 3-end\ndata: {"type": "job_complete"}\n\nid: 4\ndata: {"type": "never"}\n\n'
        stream = {"Content-Type": "text/event-stream"}
        with Recorder((200, stream, first), None, (200, stream, last)) as server:
            events = [e["type"] for e in server.client().batches.events("j")]
        self.assertEqual(events, ["progress", "image_complete", "job_complete"])
        self.assertEqual([r[2].get("Last-Event-ID") for r in server.requests], [None, "2", "2"])

    def test_events_of_an_ended_job_that_were_seen_are_none(self, sleep):
        with Recorder((204, {}, b"")) as server:
            self.assertEqual(list(server.client().jobs.events("j")), [])


if __name__ == "__main__":
    unittest.main()
