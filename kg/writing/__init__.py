"""From statements to bytes that others read: the same statements, the same bytes.

``formats`` says which there are, ``rdf`` writes a few statements, ``jsonld`` writes them with the short names of our
context. ``ontology`` writes the ontology, ``dumps`` whole graphs to files, ``tables`` the present as CSV; ``columns``
says what stands in which.
"""

from kg.writing.formats import FORMATS, Format
from kg.writing.rdf import UnwritableError, write

__all__ = ["FORMATS", "Format", "UnwritableError", "write"]
