curl -X POST http://localhost:8000/api/v1/inference/upload \
  -F "files=@image1.jpg" \
  -F "files=@image2.png"
