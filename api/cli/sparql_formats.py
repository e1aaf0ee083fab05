"""The forms in which ``zhize sparql`` writes an answer."""

from __future__ import annotations

from enum import StrEnum


class ResultFormat(StrEnum):
    """How the answer to a SPARQL query is written: the first five for rows, the rest for triples."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
