"""What a snapshot says of a thing, of its words, and of itself.

``things`` describes what an IRI names, ``vocabulary`` gives the ontology and the shapes as they ship.
"""

from kg.describing.things import Description, describe

__all__ = ["Description", "describe"]
