#!/usr/bin/env python3
"""Compares two builds of the service by turns: compare-builds.py BEFORE AFTER [ROUNDS]

BEFORE and AFTER are checkouts built with `dotnet build -c Release`. Both services run at the same time on loopback; each request goes to one
and then to the other, and the order changes every round. Prints a Markdown table of medians, minimums and their ratios, and resident memory.
"""
import http.client, json, os, statistics, subprocess, sys, tempfile, time, urllib.request, uuid

PORTS = {"before": 8201, "after": 8202}
PAGE, PICTURE, DOCUMENT = "samples/article.jpg", "samples/invoice.png", "samples/article.pdf"
PLAIN = {"generate_visualizations": "false", "save_json": "false"}
CASES = {
    "detect, JPEG": ("/api/detect", PLAIN, PAGE),
    "detect, PNG": ("/api/detect", PLAIN, PICTURE),
    "detect, PDF": ("/api/detect", PLAIN, DOCUMENT),
    "detect with charts": ("/api/detect", {"save_json": "false"}, PAGE),
    "detect with charts, saved": ("/api/detect", {}, PAGE),
    "detect, annotated picture": ("/api/detect", PLAIN | {"return_image": "true"}, PAGE),
    "perturb, JPEG picture": (
        "/api/perturb",
        {"perturbations": '[{"type":"defocus","degree":2}]', "seed": "1", "return_image": "true", "output": "jpeg"}, PAGE),
}
WARM_UP = 5
BATCH = {"perturbations": '[{"type":"defocus","degree":1}]', "save_json": "false"}  # Without a seed, so that no result is cached.


class Service:
    def __init__(self, name, checkout, outputs):
        self.checkout, self.port = checkout, PORTS[name]
        variables = dict(os.environ, RODLA_API_PORT=str(self.port), RODLA_OUTPUT_DIR=os.path.join(outputs, name))
        os.makedirs(variables["RODLA_OUTPUT_DIR"], exist_ok=True)
        started = time.perf_counter()
        self.process = subprocess.Popen(
            ["dotnet", "src/RoDLA.Api/bin/Release/net10.0/RoDLA.Api.dll"], cwd=checkout, env=variables, stdout=subprocess.DEVNULL)
        while not self.is_ready():
            time.sleep(0.02)
        self.start_seconds = time.perf_counter() - started

    def is_ready(self):
        try:
            return self.get("/health/ready") is not None
        except OSError:
            return False

    def get(self, path):
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60))

    def post(self, path, fields, field, files):
        boundary = uuid.uuid4().hex
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items())
        for file in files:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{os.path.basename(file)}"\r\n\r\n'
            body += head.encode() + open(os.path.join(self.checkout, file), "rb").read() + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        started = time.perf_counter()
        connection.request("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
        response = connection.getresponse()
        answer = response.read()
        if response.status >= 300:
            raise SystemExit(f"{path} answered {response.status}: {answer[:300]}")
        return (time.perf_counter() - started) * 1000, answer

    def batch(self, images):
        started = time.perf_counter()
        job = json.loads(self.post("/api/detect-batch", BATCH, "files", [PAGE] * images)[1])["job_id"]
        while self.get(f"/api/batch-job/{job}?wait=30")["status"] in ("queued", "processing"):
            pass
        return (time.perf_counter() - started) * 1000

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))

    def stop(self):
        self.process.terminate()
        self.process.wait()


def by_turns(services, rounds, act):
    times = {name: [] for name in services}
    for i in range(rounds):
        for name in sorted(services, reverse=i % 2 == 0):
            times[name].append(act(services[name]))
    return times


def row(what, times, unit="ms"):
    before, after = (statistics.median(times[name]) for name in PORTS)
    least = [min(times[name]) for name in PORTS]
    print(f"| {what} | {before:.1f} {unit} | {after:.1f} {unit} | {after / before:.2f} | {least[1] / least[0]:.2f} |", flush=True)


def main():
    checkouts = dict(zip(PORTS, sys.argv[1:3], strict=True))
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 30
    with tempfile.TemporaryDirectory() as outputs:
        starts = {name: [] for name in PORTS}
        for _ in range(5):
            for name, checkout in checkouts.items():
                service = Service(name, checkout, outputs)
                starts[name].append(service.start_seconds * 1000)
                service.stop()
        services = {name: Service(name, checkout, outputs) for name, checkout in checkouts.items()}
        print("| what | before | after | ratio of medians | ratio of minimums |\n|---|---|---|---|---|")
        row("start to ready", starts)
        memory = {"idle": {name: s.memory() for name, s in services.items()}}
        for what, (path, fields, file) in CASES.items():
            by_turns(services, WARM_UP, lambda s: s.post(path, fields, "file", [file]))
            row(what, by_turns(services, rounds, lambda s: s.post(path, fields, "file", [file])[0]))
        memory["after the requests"] = {name: s.memory() for name, s in services.items()}
        row("job of 60 images", by_turns(services, 6, lambda s: s.batch(60)))
        memory["after the jobs"] = {name: s.memory() for name, s in services.items()}
        for when, figures in memory.items():
            row(f"resident memory, {when}", {name: [mib] for name, mib in figures.items()}, "MiB")
        for service in services.values():
            service.stop()


if __name__ == "__main__":
    main()
