curl "http://localhost:8000/api/v1/jobs/job_abc123xyz789/results?format=json"
