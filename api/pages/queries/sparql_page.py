"""The page to ask in SPARQL: the query, saved questions, the words to ask with, and the answer as a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from secrets import token_urlsafe
from shlex import quote
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from api.answers.vocabulary import of_kind
from api.pages.queries.sparql_answer import MOST_SHOWN, Came, answered
from api.pages.queries.topics import by_topic, written
from api.problems import ProblemError, not_found, shown
from api.site.render_page import page_with, policy_with
from kg.bilingual import Language
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from api.pages.queries.sparql_answer import Answered
    from api.site.visit import Visit

__all__ = ["Asking", "Came", "sparql_page"]

FIRST: Final = """SELECT ?number ?task ?text WHERE {
  ?body skos:altLabel "应急厅"@zh ; zz:takesPartIn ?task .
  ?task zz:number ?number ; zz:text ?text .
}
ORDER BY ?number
"""
"""What stands on the page of somebody who has not asked yet."""
LONGEST_ADDRESS: Final = 6_000
"""An address that is longer may be refused on its way."""
TABLE_FORMS: Final = (("csv", "CSV", "csv"), ("tsv", "TSV", "tsv"), ("json", "JSON", "srj"), ("xml", "XML", "srx"))
GRAPH_FORMS: Final = (
    ("turtle", "Turtle", "ttl"),
    ("json-ld", "JSON-LD", "jsonld"),
    ("ntriples", "N-Triples", "nt"),
    ("rdf+xml", "RDF/XML", "rdf"),
)
"""The forms of an answer: by what each is asked for, what it is called, what the name of a file ends in."""
_PLACE: Final = re.compile(r"\b(?:line|at) (\d+)(?: column |:)(\d+)")


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody asks: the query as it was sent, the name of a saved question, and where the endpoint is."""

    query: str
    saved: str | None
    endpoint: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no answer: what kind of refusal, its sentence, and the line and the column that it tells of."""

    kind: str
    detail: str
    line: int | None
    column: int | None


def sparql_page(visit: Visit, asking: Asking, came: Came | ProblemError | None) -> Response:
    """Write the page."""
    query, problem = asking.query, came if isinstance(came, ProblemError) else None
    saved = visit.asking.queries.get(asking.saved or "")
    if saved is not None and not query:
        query = written(saved)
    elif asking.saved and saved is None and problem is None:
        detail = f"There is no saved question {shown(asking.saved)!r}; choose one of those below."
        problem = not_found("query", detail)
    answer = answered(came, visit) if isinstance(came, Came) else None
    nonce = token_urlsafe(16)
    headers = {**((problem.headers if problem else None) or {}), "Content-Security-Policy": policy_with(nonce)}
    return page_with(
        visit,
        "sparql.html",
        problem.status if problem else HTTPStatus.OK,
        headers,
        nonce=nonce,
        query=query or ("" if problem else FIRST),
        saved=saved,
        topics=by_topic(visit.asking.queries.values()),
        words={kind: of_kind(kind) for kind in ("class", "property", "role")},
        prefixes=PREFIXES,
        base=visit.asking.snapshot.manifest.base_iri,
        fault=_fault(problem) if problem else None,
        answer=answer,
        most=MOST_SHOWN,
        ways=_ways(visit, asking, answer) if answer else None,
    )


def _fault(problem: ProblemError) -> Fault:
    """Read the place out of a sentence that tells of one."""
    detail = problem.sentence(Language.EN)
    found = _PLACE.search(detail)
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    return Fault(problem.kind, detail, line, column)


def _ways(visit: Visit, asking: Asking, answer: Answered) -> Mapping[str, object]:
    """Give the other ways to the same answer: files, an address to pass on, a line for a shell."""
    forms = GRAPH_FORMS if answer.triples else TABLE_FORMS
    asked = urlencode({"query": asking.query})
    kind = "text/turtle" if answer.triples else "text/csv"
    curl = (
        f"curl {quote(asking.endpoint)} -H {quote(f'Accept: {kind}')} --data-urlencode {quote(f'query={asking.query}')}"
    )
    short = len(asked) <= LONGEST_ADDRESS
    return {
        "forms": [
            (name, words, f"/sparql?{asked}&{urlencode({'format': name})}", f"zhize-answer.{extension}")
            for name, words, extension in forms
        ],
        "link": f"{visit.path}?{asked}" if short else None,
        "address": f"{asking.endpoint.removesuffix('/sparql')}{visit.path}?{asked}",
        "curl": curl,
    }
