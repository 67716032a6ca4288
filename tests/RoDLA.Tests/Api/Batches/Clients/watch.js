const jobId = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';
const ws = new WebSocket(`ws://localhost:8080/api/v1/batch/${jobId}/ws`);

ws.onopen = () => {
  console.log('WebSocket connected');
};

ws.onmessage = (event) => {
  const update = JSON.parse(event.data);

  console.log(`Progress: ${update.progress.toFixed(2)}%`);
  console.log(`Completed: ${update.completed}/${update.total_images}`);
  console.log(`Failed: ${update.failed}`);

  if (update.type === 'image_complete') {
    console.log(`Image ${update.image.original_filename} completed`);
    if (update.image.status === 'failed') {
      console.error(`Error: ${update.image.error}`);
    }
  }

  if (update.type === 'job_complete') {
    console.log('Batch job completed!');
    ws.close();
  }
};

ws.onerror = (error) => {
  console.error('WebSocket error:', error);
};

ws.onclose = () => {
  console.log('WebSocket disconnected');
};
