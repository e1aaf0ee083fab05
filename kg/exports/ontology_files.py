"""The ontology in every form, each written once in a process."""

from __future__ import annotations

from functools import cache

from kg.describing.ontology_terms import ontology
from kg.exports.rdf_formats import Format
from kg.exports.write_rdf import write
from kg.rdf.ontology_graph import ontology_file


@cache
def ontology_in(form: Format) -> bytes:
    """Write the ontology in a form; Turtle is the file that ships, as it is."""
    return ontology_file().read_bytes() if form is Format.TURTLE else write(ontology(), form)
