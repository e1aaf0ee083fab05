"""The ontology in every form, each written once in a process."""

from __future__ import annotations

from functools import cache

from kg.building.ontology import ontology_file
from kg.describing.vocabulary import ontology
from kg.writing.formats import Format
from kg.writing.rdf import write


@cache
def ontology_in(form: Format) -> bytes:
    """Write the ontology in a form; Turtle is the file that ships, as it is."""
    return ontology_file().read_bytes() if form is Format.TURTLE else write(ontology(), form)
