async function triggerInference(uploadId, config) {
  try {
    const response = await fetch('/api/v1/inference/predict', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({upload_id: uploadId, config})
    });
    
    if (!response.ok) {
      const error = await response.json();
      
      // Handle specific error codes
      switch (error.error.code) {
        case 'UPLOAD_NOT_FOUND':
          showError('Upload expired, please re-upload images');
          break;
        case 'INVALID_CONFIG':
          showValidationErrors(error.error.details);
          break;
        default:
          showError(error.error.message);
      }
      return null;
    }
    
    return await response.json();
  } catch (e) {
    showError('Network error, please check connection');
    return null;
  }
}
