"""One document: what it is, what it implements, and its chapters with their measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from api.answers import rows
from api.pages.changes.published_versions import to_come
from api.pages.tasks.measure_page import Task, tasks_by_number, tasks_of
from api.pages.validation.task_findings import findings_of
from api.site.body_names import Named, named
from api.site.document_choice import chosen_document
from api.site.render_page import page
from api.site.visit import Visiting

if TYPE_CHECKING:
    from pyoxigraph import Store

    from api.answers.models import DocumentRow
    from api.answers.rows import Row
    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)

_ELI: Final = "http://data.europa.eu/eli/ontology#"
_BASED_ON, _NUMBER, _ISSUER = (NamedNode(f"{_ELI}{one}") for one in ("based_on", "id_local", "passed_by"))
_TITLE: Final = NamedNode("http://purl.org/dc/terms/title")


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that this one implements."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with its tasks, and how many of its sentences no task takes up."""

    row: Row
    tasks: tuple[Task, ...]


@router.get("/document/{doc}")
def document(visit: Visiting, doc: str) -> Response:
    """Show a document."""
    found = chosen_document(visit, doc)
    store = _present(visit, found)
    return page(
        visit,
        "document.html",
        document=found,
        coming=to_come(visit, found.id),
        issuer=_issuer(visit, store, found),
        bases=_bases(store, found),
        chapters=visit.asking.rows("chapters", document=found.id),
        measures=_measures(visit, found.id),
        versions=visit.asking.rows("versions-of-document", document=found.id),
        findings=len(findings_of(visit, found.id)),
        note=visit.asking.note(found.id),
        alternates={"text/turtle": f"/data/id/document/{found.id}.ttl"},
    )


def _present(visit: Visit, document: DocumentRow) -> Store:
    """Give what is asked of things that no named query tells, on the day of the visit."""
    snapshot = visit.asking.snapshot
    return snapshot.present if visit.as_of is None else snapshot.on(visit.as_of, document.id).present


def _issuer(visit: Visit, store: Store, document: DocumentRow) -> Named | None:
    """Give the issuer, if the register has it."""
    known = {visit.asking.iri(body): body for body in visit.asking.register.bodies}
    for quad in store.quads_for_pattern(NamedNode(document.iri), _ISSUER, None):
        if isinstance(quad.object, NamedNode) and quad.object.value in known:
            return named(known[quad.object.value], visit.language)
    return None


def _bases(store: Store, document: DocumentRow) -> list[Basis]:
    """Give the documents that this one says it implements, by their numbers."""
    found = []
    for quad in store.quads_for_pattern(NamedNode(document.iri), _BASED_ON, None):
        if isinstance(quad.object, NamedNode):
            number, title = (_words(store, quad.object, one) for one in (_NUMBER, _TITLE))
            found.append(Basis(number or rows.last_part(quad.object.value), title))
    return sorted(found, key=lambda one: one.number)


def _words(store: Store, subject: NamedNode, predicate: NamedNode) -> str:
    found = (
        quad.object.value
        for quad in store.quads_for_pattern(subject, predicate, None)
        if isinstance(quad.object, Literal)
    )
    return min(found, default="")


def _measures(visit: Visit, document: str) -> dict[int | None, list[Measure]]:
    """Give the measures by the number of their chapter."""
    found: dict[int | None, list[Measure]] = {}
    tasks = tasks_by_number(visit, document)
    for row in visit.asking.rows("measures", document=document):
        found.setdefault(rows.optional_whole(row, "chapter"), []).append(Measure(row, tasks_of(row, tasks)))
    return found
