"""From statements to bytes that others read: the same statements, the same bytes.

``formats`` says which there are, ``rdf`` writes a few statements, ``jsonld`` writes them with the short names of our
context. ``ontology`` writes the ontology, ``dumps`` whole graphs to files, ``tables`` the present as CSV; ``columns``
says what stands in which.
"""

from kg.exports.rdf_formats import FORMATS, Format
from kg.exports.write_rdf import UnwritableError, write

__all__ = ["FORMATS", "Format", "UnwritableError", "write"]
