"""Choose what an answer is written as, from what a client says it accepts (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.bilingual import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUALITY: Final = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_RANGE: Final = re.compile(r"(?P<type>[^\s/;,]+)/(?P<subtype>[^\s/;,]+)")
MOST_RANGES: Final = 500
"""A header with more of them is read so far."""


def negotiate(accept: str | None, offered: Sequence[str]) -> str | None:
    """Give the media type of ``offered`` that a client prefers, or ``None`` where it accepts none of them.

    Of those it likes equally it gets the first. The most exact range decides about a type, whatever its quality.
    Parameters of a range but ``q`` do not count, and what is no media range is passed over.

    >>> negotiate("text/csv;q=0.5, application/json", ["application/json", "text/csv"])
    'application/json'
    >>> negotiate("application/*, application/json;q=0", ["application/json", "application/xml"])
    'application/xml'
    >>> negotiate(None, ["text/turtle"]), negotiate("image/png", ["text/turtle"])
    ('text/turtle', None)
    """
    if accept is None or not accept.strip():
        return offered[0]
    qualities = _qualities(accept)
    best = max(offered, key=lambda one: _quality(one, qualities))  # the first of the best
    return best if _quality(best, qualities) > 0 else None


def negotiate_language(accept_language: str | None) -> Language:
    """Return the language that a client prefers (RFC 9110, section 12.5.4): English, unless it likes Chinese better.

    >>> negotiate_language("zh-CN,zh;q=0.9,en;q=0.8"), negotiate_language("en-GB, zh;q=0.5"), negotiate_language(None)
    (<Language.ZH: 'zh'>, <Language.EN: 'en'>, <Language.EN: 'en'>)
    """
    qualities = dict.fromkeys(Language, 0.0)
    for piece in (accept_language or "").lower().split(",", MOST_RANGES)[:MOST_RANGES]:
        name, *parameters = (part.strip() for part in piece.split(";"))
        language = name.partition("-")[0]
        if language in qualities:
            quality = next((value for part in parameters if (value := _q(part)) is not None), 1.0)
            qualities[Language(language)] = max(quality, qualities[Language(language)])
    return Language.ZH if qualities[Language.ZH] > qualities[Language.EN] else Language.EN


def _qualities(accept: str) -> dict[str, float]:
    """Read the ranges of a header with their qualities; of a range that stands twice the better one counts."""
    found: dict[str, float] = {}
    for piece in accept.lower().split(",", MOST_RANGES)[:MOST_RANGES]:
        name, *parameters = (part.strip() for part in piece.split(";"))
        if not _RANGE.fullmatch(name):
            continue
        quality = next((value for part in parameters if (value := _q(part)) is not None), 1.0)
        found[name] = max(quality, found.get(name, 0.0))
    return found


def _q(parameter: str) -> float | None:
    """Read ``q=0.5``; a quality that is none counts as 0, as if the range were not there."""
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return None
    return float(value.strip()) if _QUALITY.fullmatch(value.strip()) else 0.0


def _quality(offered: str, qualities: dict[str, float]) -> float:
    """Give the quality that the most exact range gives a type."""
    for name in (offered, f"{offered.partition('/')[0]}/*", "*/*"):
        if name in qualities:
            return qualities[name]
    return 0.0
