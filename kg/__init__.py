"""From text to graph: reading, parsing, linking, building, reasoning, validating, storing."""

__version__ = "0.1.0"
