"""From an IRI to where this server answers for it, and back: the base of the IRIs may be another place than the server.

::

    https://w3id.org/zhize/id/document/x   ⇄   /id/document/x      (whatever ZHIZE_BASE_IRI says, for /id/)
    https://w3id.org/zhize/role/lead       ⇄   /role/lead
    https://w3id.org/zhize/ontology#Task    →   /ontology#Task
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from api.forwarded import HOST, prefix_of
from api.problems import ProblemError
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import Request

HOUSE: Final = "https://w3id.org/zhize/"
"""What the fixed IRIs begin with."""
FIXED: Final = ("role", "match", "change", "shape", ".well-known/genid")
"""What is served of them; ``/ontology`` is a document of its own."""

_ESCAPED: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})++")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Lead between the IRIs under one base and the paths of this server.

    ``document`` is the IRI of the document in which the addresses stand, if it has one: what lies in it is a place.
    """

    base: str
    document: str = ""

    def iris(self, path: str) -> Iterator[str]:
        """Give what a path such as ``id/document/x`` may name, the likeliest first.

        An IRI keeps the escapes that it must have, so a stroke that is written ``%2F`` is first taken as one of those.

        >>> list(Addresses("https://example.org/").iris("id/unit/%E4%B8%AA%2F%E5%B9%B4"))
        ['https://example.org/unit/个%2F年', 'https://example.org/unit/个/年']
        """
        head, _, rest = path.partition("/")
        start = self.base if head == "id" else f"{HOUSE}{head}/"
        if head != "id" and not rest:
            start = f"{HOUSE}{head}"
        written = _ESCAPED.sub(_read, rest)
        yield start + written
        if "%2F" in written:
            yield start + written.replace("%2F", "/")

    def path(self, iri: str) -> str | None:
        """Give the path of this server that answers for an IRI, or ``None`` where it is another's.

        >>> here = Addresses("https://example.org/")
        >>> here.path("https://example.org/unit/个%2F年"), here.path("https://w3id.org/zhize/ontology#Task")
        ('/id/unit/%E4%B8%AA%2F%E5%B9%B4', '/ontology#Task')
        >>> here.path("https://w3id.org/zhize/role/lead"), here.path("http://www.w3.org/ns/prov#Plan")
        ('/role/lead', None)
        >>> Addresses("https://example.org/", "http://127.0.0.1:8000/catalog").path("http://127.0.0.1:8000/catalog#present")
        '#present'
        """
        if self.document and iri.startswith(f"{self.document}#"):
            return written(iri.removeprefix(self.document))
        if iri.startswith(self.base) and len(iri) > len(self.base) and not set("?#") & set(iri[len(self.base) :]):
            return f"/id/{written(iri[len(self.base) :])}"
        rest = iri.removeprefix(HOUSE)
        if rest == iri:
            return None
        if rest.partition("#")[0] == "ontology" or any(rest == one or rest.startswith(f"{one}/") for one in FIXED):
            return f"/{written(rest)}"
        return None


def origin(request: Request) -> str:
    """Give the scheme, the host and the prefix that a client asked, such as ``http://127.0.0.1:8000``.

    A client may say any host; one that is no host's name is refused, so that nothing else gets into an answer.
    """
    host = request.headers.get("host", "")
    if not HOST.fullmatch(host):
        detail = "The Host header names no host; send the one that the address has."
        raise ProblemError(HTTPStatus.BAD_REQUEST, "invalid-host", detail)
    scheme = "https" if request.scope["scheme"] == "https" else "http"
    return f"{scheme}://{host.lower()}{prefix_of(request.scope)}"


def raw_path(request: Request) -> str:
    """Give the path as it was sent, with its escapes: they tell two IRIs apart that look alike without."""
    raw = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    path: bytes = raw.partition(b"?")[0]
    return path.decode("latin-1").lstrip("/")


def _read(escaped: re.Match[str]) -> str:
    """Read escapes as an IRI has them: a letter is a letter, what has a meaning in an address stays escaped."""
    raw = bytes.fromhex(escaped[0].replace("%", ""))
    try:
        letters = raw.decode("utf-8")
    except UnicodeDecodeError:
        return escaped[0].upper()
    return "".join(one if one in _UNRESERVED or ord(one) > 0x7F else f"%{ord(one):02X}" for one in letters)


def written(part: str) -> str:
    """Write a part of an address with the escapes that it must have; those that it has stay.

    >>> written("/page/id/unit/个%2F年")
    '/page/id/unit/%E4%B8%AA%2F%E5%B9%B4'
    """
    return quote(part, safe="/%:#[]@!$&'()*+,;=~")


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(PREFIXES.items(), key=lambda one: -len(one[1])))


def short_iri(iri: str, base: str | None = None) -> str:
    """Write an IRI as a query may have it: with a prefix, or without the base of our own.

    >>> short_iri("https://w3id.org/zhize/ontology#Task"), short_iri("https://example.org/x", "https://example.org/")
    ('zz:Task', '<x>')
    """
    for prefix, start in _prefixes():
        rest = iri.removeprefix(start)
        if rest != iri and rest and not set("/#?:%") & set(rest):
            return f"{prefix}:{rest}"
    return f"<{iri.removeprefix(base)}>" if base and iri.startswith(base) else f"<{iri}>"
