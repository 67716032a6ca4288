"""Many pages as one job, with progress. python3 batch.py FILE... writes detections.csv"""
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rodla import Rodla  # noqa: E402

rodla = Rodla(os.environ.get("RODLA_URL", "http://localhost:8000"), os.environ.get("RODLA_API_KEY"))
job_id = rodla.batch_jobs.submit(sys.argv[1:], priority="high")["job_id"]
for event in rodla.batch_jobs.events(job_id):
    if event["type"] == "image_complete":
        print(f"{event['progress']:.0f} %  {event['image']['original_filename']}: {event['image']['status']}")

job = rodla.batch_jobs.get(job_id)
for image in rodla.batch_jobs.results(job_id, status="failed")["results"]:
    print(f"{image['image']} failed: {image['error']}", file=sys.stderr)
rodla.batch_jobs.export(job_id, "csv", to="detections.csv")
print(f"{job['status']}: detections.csv")
