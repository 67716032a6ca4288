"""Training, measuring and exporting the RoDLA layout detector."""
