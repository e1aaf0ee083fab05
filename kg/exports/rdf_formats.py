"""What a few statements can be written as, and what each form is called on the web."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Format(Enum):
    """A form by the extension of a file that has it.

    >>> Format.TURTLE.extension, Format.TURTLE.media_type
    ('ttl', 'text/turtle')
    """

    TURTLE = ("ttl", "text/turtle")
    JSON_LD = ("jsonld", "application/ld+json")
    RDF_XML = ("rdf", "application/rdf+xml")
    N_TRIPLES = ("nt", "application/n-triples")

    @property
    def extension(self) -> str:
        """Return the end of an address or a file's name, without its dot."""
        return self.value[0]

    @property
    def media_type(self) -> str:
        """Return the registered media type."""
        return self.value[1]


FORMATS: Final[Mapping[str, Format]] = MappingProxyType({form.extension: form for form in Format})
"""The forms by their extensions, those first that people like best."""
