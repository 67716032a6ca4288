import requests
import json
import time

# 1. Create batch job
response = requests.post('http://localhost:8080/api/v1/batch', json={
    'images': [
        {'url': 'https://example.com/image1.jpg'},
        {'url': 'https://example.com/image2.jpg'},
        {'url': 'https://example.com/image3.jpg'},
    ]
})

job_data = response.json()
job_id = job_data['job_id']
print(f"Created batch job: {job_id}")

# 2. Poll for status
while True:
    response = requests.get(f'http://localhost:8080/api/v1/batch/{job_id}')
    status = response.json()

    print(f"Progress: {status['progress']:.2f}%")
    print(f"Status: {status['status']}")

    if status['status'] in ['completed', 'failed']:
        break

    time.sleep(5)

# 3. Display results
print("\nFinal Results:")
for image in status['images']:
    print(f"- {image['original_filename']}: {image['status']}")
    if image['status'] == 'completed':
        print(f"  Processed path: {image['processed_path']}")
    elif image['status'] == 'failed':
        print(f"  Error: {image.get('error', 'Unknown error')}")
