curl -X POST http://localhost:8000/api/v1/inference/predict \
  -H "Content-Type: application/json" \
  -d '{
    "upload_id": "upl_a1b2c3d4e5f6",
    "file_ids": ["img_x1y2z3"],
    "config": {
      "confidence_threshold": 0.25,
      "sahi": {"enabled": true}
    }
  }'
