"""Parts of documents that a question names by a number: whether they are there, and what to say when not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.bilingual import Text
from kg.errors import NotFoundError
from kg.querying.named_queries import PartKey
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pyoxigraph import Store

    from kg.querying.named_queries import NamedQuery
    from kg.stores import Snapshot, Term

A_DAY: Final = timedelta(days=1)
_HERE: Final = DefaultGraph()
_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
_NUMBER, _DOCUMENT, _CHAPTER = (NamedNode(PREFIXES["zz"] + name) for name in ("number", "inDocument", "inChapter"))


class UnknownPart(NotFoundError):  # noqa: N818 - part of the interface
    """There is no such chapter, measure or task; ``part`` says which of them it would be."""

    def __init__(self, part: str, what: Text, mend: Text | None) -> None:
        self.part = part
        super().__init__(what, None, mend)


@dataclass(frozen=True, slots=True)
class PartReference:
    """A part as a question names it: its kind, and any of number, chapter and identity; the ``document`` is an id."""

    kind: str
    number: int | None = None
    chapter: int | None = None
    identity: int | None = None
    document: str | None = None

    def __str__(self) -> str:
        """Return what is asked for in words.

        >>> print(PartReference("measure", 1, chapter=9))
        measure 1 in chapter 9
        """
        words = self.kind if self.number is None else f"{self.kind} {self.number}"
        words += "" if self.chapter is None else f" in chapter {self.chapter}"
        return words if self.identity is None else f"{words} with the id {self.identity}"

    @property
    def in_chinese(self) -> str:
        """Return what is named in Chinese words.

        >>> print(PartReference("measure", 1, chapter=9).in_chinese)
        第9章中编号为1的措施
        """
        words = "" if self.chapter is None else f"第{self.chapter}章中"
        words += "" if self.identity is None else f" id 为{self.identity}、"
        return words + ("" if self.number is None else f"编号为{self.number}的") + _KINDS[self.kind]


_KINDS: Final = {"task": "任务", "measure": "措施", "chapter": "章"}


def part_named(query: NamedQuery, terms: Mapping[str, Term], document: str | None) -> PartReference | None:
    """Return the part that the parameters of a query name; ``None`` when they name none."""
    keys = {one.part: int(terms[one.name].value) for one in query.parameters if one.part and one.name in terms}
    number = keys.get(PartKey.MEASURE, keys.get(PartKey.TASK))
    identity = keys.get(PartKey.MEASURE_ID, keys.get(PartKey.TASK_ID))
    chapter = keys.get(PartKey.CHAPTER)
    if number is None and identity is None:
        return None if chapter is None else PartReference("chapter", chapter, document=document)
    kind = "task" if PartKey.TASK in keys or PartKey.TASK_ID in keys else "measure"
    return PartReference(kind, number, chapter, identity, document)


def is_there(snapshot: Snapshot, wanted: PartReference) -> bool:
    """Return whether a snapshot has a part that fits."""
    store = snapshot.present
    document = NamedNode(f"{snapshot.manifest.base_iri}document/{wanted.document}") if wanted.document else None
    return any(_fits(store, part, wanted, document) for part in _parts(store, wanted.kind, wanted.number))


def unknown_part(snapshot: Snapshot, wanted: PartReference, as_of: date | None = None) -> UnknownPart:
    """Return the error that says a part is not there, or not on the day of which the snapshot is."""
    document = wanted.document
    if document is None:
        return UnknownPart(wanted.kind, Text(f"没有文件有{wanted.in_chinese}", f"no document has a {wanted}"), None)
    node = NamedNode(f"{snapshot.manifest.base_iri}document/{document}")
    every = [one for one in _parts(snapshot.present, wanted.kind) if _has(snapshot.present, one, _DOCUMENT, node)]
    if as_of is None:
        there = Text(f"它有{len(every)}个{_KINDS[wanted.kind]}", f"it has {len(every)} {wanted.kind}s")
        return UnknownPart(
            wanted.kind, Text(f"{document}没有{wanted.in_chinese}", f"{document} has no {wanted}"), there
        )
    when = there_when(snapshot, as_of, document, wanted.kind, wanted.number) if wanted.number is not None else None
    then = when or Text(f"当时有{len(every)}个{_KINDS[wanted.kind]}", f"it then had {len(every)} {wanted.kind}s")
    what = Text(f"{as_of}时{document}没有{wanted.in_chinese}", f"{document} had no {wanted} on {as_of}")
    return UnknownPart(wanted.kind, what, then)


def there_when(snapshot: Snapshot, as_of: date, document: str, part: str, number: int) -> Text | None:
    """Return until when, or from when on, a document has a part it lacks on a day; ``None`` when never."""
    versions = snapshot.history
    days = [version.date for version in versions.numbering(document, part, number)]
    every = [version.date for version in versions.of(document)]
    earlier, later = [day for day in days if day <= as_of], [day for day in days if day > as_of]
    gone = [day for day in every if earlier and max(earlier) < day <= as_of]
    found: list[Text] = []
    if gone:
        found.append(Text(f"到{min(gone) - A_DAY}为止有", f"it had one until {min(gone) - A_DAY}"))
    if later:
        found.append(Text(f"从{min(later)}起有", f"it has one from {min(later)} on"))
    return Text("，".join(one.zh for one in found), " and ".join(one.en for one in found)) if found else None


def _parts(store: Store, kind: str, number: int | None = None) -> list[NamedNode]:
    """Return the parts of a kind, of any number or of one; the engine's iterators end here."""
    cls = NamedNode(PREFIXES["zz"] + kind.capitalize())
    if number is None:
        found = [quad.subject for quad in store.quads_for_pattern(None, _TYPE, cls, _HERE)]
    else:
        numbered = [quad.subject for quad in store.quads_for_pattern(None, _NUMBER, Literal(number), _HERE)]
        found = [one for one in numbered if _has(store, one, _TYPE, cls)]
    return [one for one in found if isinstance(one, NamedNode)]


def _fits(store: Store, part: NamedNode, wanted: PartReference, document: NamedNode | None) -> bool:
    if wanted.identity is not None and not part.value.endswith(f"/{wanted.identity}"):
        return False
    if document is not None and not _has(store, part, _DOCUMENT, document):
        return False
    if wanted.chapter is None:
        return True
    chapters = [quad.object for quad in store.quads_for_pattern(part, _CHAPTER, None, _HERE)]
    return any(_has(store, chapter, _NUMBER, Literal(wanted.chapter)) for chapter in chapters)


def _has(store: Store, subject: object, predicate: NamedNode, value: NamedNode | Literal) -> bool:
    return isinstance(subject, NamedNode) and any(
        True for _ in list(store.quads_for_pattern(subject, predicate, value, _HERE))
    )
