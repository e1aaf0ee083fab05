"""What a snapshot says of a thing, of its words, and of itself.

``things`` describes what an IRI names, ``vocabulary`` gives the ontology and the shapes as they ship. ``catalogue``
(DCAT) and ``void`` describe the data as a whole, with what ``counts`` counts, in the short names of ``saying``.
"""

from kg.describing.describe_iri import Description, describe

__all__ = ["Description", "describe"]
