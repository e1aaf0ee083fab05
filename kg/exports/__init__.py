"""From statements to bytes that others read: the same statements, the same bytes.

``rdf_formats`` lists the forms, ``write_rdf`` writes a few statements, ``jsonld`` writes them with the short names of
our context. ``ontology_files`` writes the ontology, ``dumps`` whole graphs to files, ``csvw_tables`` the present as
CSV with the columns of ``table_columns``; ``dcat_catalogue`` and ``void_description`` describe the data as a whole.
"""

from kg.exports.rdf_formats import FORMATS, Format
from kg.exports.write_rdf import UnwritableError, write

__all__ = ["FORMATS", "Format", "UnwritableError", "write"]
