"""From the bytes of a file, whatever its format, to a text with its layout: the only room that knows formats."""

from kg.intake.read_any import IntakeResult, read_any

__all__ = ["IntakeResult", "read_any"]
