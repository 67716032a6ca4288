"""How a model does on perturbed pages. python3 robustness.py FILE... writes robustness.html"""
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rodla import Rodla  # noqa: E402

rodla = Rodla(os.environ.get("RODLA_URL", "http://localhost:8000"), os.environ.get("RODLA_API_KEY"))
job_id = rodla.evaluate(sys.argv[1:], perturbations="rotation:1,defocus:2", seed=7)["job_id"]
rodla.batch_jobs.wait(job_id, on_progress=lambda job: print(f"{job['progress']['percentage']:.0f} %"))
print(rodla.report(job_id)["robustness"])
rodla.report_as(job_id, "html", to="robustness.html")
