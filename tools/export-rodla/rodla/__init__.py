"""RoDLA (InternImage-XL, DINO with a robust encoder) in plain PyTorch operations that export to ONNX."""
