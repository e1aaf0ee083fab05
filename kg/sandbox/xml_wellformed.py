"""Check that what is written as XML is XML: the engine writes characters and names that no reader takes."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from kg.bilingual import Text
from kg.errors import InputError

_OBSOLETE: Final = re.compile(rb"<rdf:(?:aboutEach|bagID)")
"""Properties that RDF/XML once had and no longer lets anybody use; the engine refuses the other reserved ones."""
_LONGEST: Final = len(b"<rdf:aboutEach")


class IllFormedError(InputError):
    """Something cannot stand in XML."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "其中有 XML 不能容纳的字符，或属性、类的名称",
                "it has a character, or the name of a property or class, that XML cannot hold",
            )
        )

    def __str__(self) -> str:
        """Return it without a stop: it stands inside other sentences."""
        return self.what.en


class XmlCheck:
    r"""Reads what is written, piece by piece, as a reader of XML does.

    >>> XmlCheck().read(b"<a>\r</a>", last=True)
    b'<a>&#xD;</a>'
    >>> XmlCheck().read(b"<a>\f")
    Traceback (most recent call last):
    kg.sandbox.xml_wellformed.IllFormedError: it has a character, or the name of ..., that XML cannot hold
    """

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._end = b""

    def read(self, piece: bytes, *, last: bool = False) -> bytes:
        """Return a piece as it can be sent: a carriage return, which a reader would take for a line feed, is escaped.

        Raises :class:`IllFormedError`.
        """
        written = piece.replace(b"\r", b"&#xD;")
        try:
            self._parser.Parse(written, last)
        except expat.ExpatError:
            raise IllFormedError from None
        if _OBSOLETE.search(self._end + written):  # it may stand across two pieces
            raise IllFormedError
        self._end = (self._end + written)[-_LONGEST:]
        return written
