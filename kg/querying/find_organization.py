"""Find the body that a person means by a name, or say who else could be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg.bilingual import Text
from kg.errors import AmbiguousError, NotFoundError, shown
from kg.reading.folding import fold_name
from kg.register import Ambiguous, Body, Found, Register
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pyoxigraph import Store

    from kg.stores import Snapshot

_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True)
class Slip:
    """A name that stands in a document by mistake, as a correction records it: who is meant, and how sure that is."""

    document: str
    as_written: str
    meant: Body
    certainty: str
    iri: str

    def in_words(self) -> Text:
        """Return half a sentence."""
        sure = {"certain": "确定", "probable": "很可能"}.get(self.certainty, self.certainty)
        return Text(
            f"在 {self.document} 中它是{self.meant.name}的笔误（{sure}，记为更正）",
            f"in {self.document} it is a slip for {self.meant.name} ({self.certainty}, recorded as a correction)",
        )


class UnknownOrganization(NotFoundError):  # noqa: N818 - part of the interface
    """No body has this name; ``nearest`` are names like it, ``slips`` say where it stands by mistake."""

    def __init__(self, name: str, nearest: tuple[str, ...], slips: tuple[Slip, ...] = ()) -> None:
        self.name = name
        self.nearest = nearest
        self.slips = slips
        nobody = Text(f"没有名为{shown(name)!r}的单位", f"no organization is called {shown(name)!r}")
        parts = [nobody, *(slip.in_words() for slip in slips)]
        what = Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
        super().__init__(what, None, _mend(nearest, dict.fromkeys(slip.meant.short_name for slip in slips)))


class AmbiguousOrganization(AmbiguousError):  # noqa: N818 - part of the interface
    """Several bodies share this name; ``candidates`` are in protocol order."""

    def __init__(self, name: str, candidates: tuple[Body, ...]) -> None:
        self.name = name
        self.candidates = candidates
        choices = [f"{body.name} ({body.id})" for body in candidates]
        what = Text(f"有几个单位都叫{shown(name)!r}", f"several organizations are called {shown(name)!r}")
        mend = Text(f"请给出其中之一的 id：{'、'.join(choices)}", f"give the id of one of {', '.join(choices)}")
        super().__init__(what, None, mend)


def _mend(nearest: Sequence[str], meant: Collection[str]) -> Text:
    """Return what to ask for instead: whom a slip means, else the nearest names."""
    if meant:
        return Text(f"请查询{'或'.join(meant)}", f"ask for {' or '.join(meant)}")
    if nearest:
        return Text(f"是否指{'、'.join(nearest)}", f"did you mean {', '.join(nearest)}")
    return Text("请看 zhize query organizations", "see zhize query organizations")


def resolve_organization(register: Register, name: str, snapshot: Snapshot | None = None) -> Body:
    """Return the one body with this id, official name or alias.

    Raises :class:`UnknownOrganization`, with the corrections that a ``snapshot`` has of this name, or
    :class:`AmbiguousOrganization`.
    """
    answer = register.resolve(name.strip())
    if isinstance(answer, Found):
        return answer.organization
    if isinstance(answer, Ambiguous):
        raise AmbiguousOrganization(name, answer.candidates)
    slips = () if snapshot is None else tuple(_slips(snapshot, register, name))
    raise UnknownOrganization(name, answer.nearest, slips)


def _slips(snapshot: Snapshot, register: Register, name: str) -> Iterator[Slip]:
    """Find the corrections of a name in all versions of all documents, each once."""
    store, folded = snapshot.store, fold_name(name)
    corrections = [quad.subject for quad in store.quads_for_pattern(None, _TYPE, _zz("Correction"), None)]
    for iri in sorted({one.value for one in corrections if isinstance(one, NamedNode)}):
        written, meant, certainty = (_value(store, iri, prop) for prop in ("asWritten", "meant", "certainty"))
        body = register.get(meant.rpartition("/")[2])
        if body is not None and fold_name(written) == folded:
            document = iri.removeprefix(f"{snapshot.manifest.base_iri}document/").partition("/")[0]
            yield Slip(document, written, body, certainty, iri)


def _value(store: Store, subject: str, prop: str) -> str:
    found = [quad.object for quad in store.quads_for_pattern(NamedNode(subject), _zz(prop), None, None)]
    return str(getattr(found[0], "value", "")) if found else ""


def _zz(name: str) -> NamedNode:
    return NamedNode(PREFIXES["zz"] + name)
