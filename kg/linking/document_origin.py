"""Where a document comes from: the province whose bodies it means by names without a place, such as 省民政厅."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.parsing import Document
from kg.parsing.model import PassageKind
from kg.register import Body, Register
from kg.register.provinces import named_in, named_in_full, of_number

_LOCAL = re.compile(r"(?!自治区)[\u4e00-\u9fff]{2,11}?(?:市|州|县|区|盟|旗)(?:人民政府|政府|委|办)")
"""An issuer below a province: 南京市人民政府 numbers its documents 宁, as 宁夏 does."""
_NATIONAL = re.compile(r"国|中|全国|[\u4e00-\u9fff]{2,12}(?:部|总局)$")
"""The issuer, or the number, of a document for the whole country."""
_LINE = re.compile(r"[\u4e00-\u9fff（）()]{4,60}")
"""A paragraph of the heading that is a name, of the office in the letterhead or of the one that signs."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The province of a document; ``None`` for one of the whole country, or where it is not certain.

    ``assumed`` means that the document does not say where it comes from, and the register has one province only.
    """

    province: str | None
    assumed: bool = False


UNTOLD: Final = Origin(None)


def origin_of(document: Document, register: Register, issuer: Body | None = None) -> Origin:
    """Return where a document comes from: by the body that is known to have issued it, else by its heading.

    In the heading the issuer counts first, then the number, then the titles. What names several provinces tells none,
    and neither does an issuer that is no body of a province.
    """
    if issuer is not None:
        return Origin(issuer.province)
    for found in _provinces_named(document, register):
        if found:
            return Origin(next(iter(found)) if len(found) == 1 else None)
    others = named_in_full(document.source.text) - set(register.provinces)
    if document.issuer or document.number or others or len(register.provinces) != 1:
        return UNTOLD
    return Origin(register.provinces[0], assumed=True)


def _provinces_named(document: Document, register: Register) -> Iterator[frozenset[str]]:
    """Yield the provinces that each part of the heading names, in the order in which the parts count."""
    issuers = [document.issuer] if document.issuer else []
    lines = (one.reading.text.strip() for one in document.passages if one.kind is PassageKind.FRONT)
    for words in (*issuers, *filter(_LINE.fullmatch, lines)):
        yield named_in(words) or register.provinces_of_places(words)
        if _LOCAL.match(words):
            return
    by_number = of_number(document.number)
    yield frozenset({by_number} if by_number else ())
    if not (_NATIONAL.match(document.issuer) or _NATIONAL.match(document.number)):
        for title in (document.title, document.plan_title):
            yield named_in(title) or register.provinces_of_places(title)
