"""What those who run the server see of it: a line for each request, and numbers for Prometheus."""
