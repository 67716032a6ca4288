"""The elements of a page, and the page with its boxes. python3 detect.py PAGE [PICTURE]"""
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rodla import ApiError, Rodla  # noqa: E402

page, picture = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "annotated.jpg"
rodla = Rodla(os.environ.get("RODLA_URL", "http://localhost:8000"), os.environ.get("RODLA_API_KEY"))
try:
    report = rodla.detect(page, score_thr=0.4, generate_visualizations=False, save_json=False)
except ApiError as e:
    sys.exit(f"{e.error_code}: {e.detail} (request {e.request_id})")

for element in report["all_detections"]:
    box = element["bbox"]
    print(f"{element['class_name']:<16}{element['confidence']:.2f}  {box['x1']:.0f},{box['y1']:.0f} {box['x2']:.0f},{box['y2']:.0f}")
rodla.detect_image(page, to=picture)
print(f"{len(report['all_detections'])} elements; {picture}")
