"""What a snapshot says of a thing, of its words, and of itself.

``describe_iri`` describes what an IRI names, ``ontology_terms`` reads the ontology and the shapes as they ship, and
``statement_builder`` builds statements with short names.
"""

from kg.describing.describe_iri import Description, describe

__all__ = ["Description", "describe"]
