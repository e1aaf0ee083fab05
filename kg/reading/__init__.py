"""From a file to characters: the text as it stands, with every position kept."""

from kg.reading.source_text import Block, BlockKind, Furniture, FurnitureKind, Reading, SourceText, Span

__all__ = ["Block", "BlockKind", "Furniture", "FurnitureKind", "Reading", "SourceText", "Span"]
