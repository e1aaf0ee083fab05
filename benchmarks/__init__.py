"""Measure Zhize: ``python -m benchmarks`` prints every measure of one run side by side."""
