"""Run a query on a snapshot: a named one with parameters, or any SPARQL query."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from kg.bilingual import Text
from kg.errors import InputError
from kg.querying.as_of_notes import note_on
from kg.querying.find_part import is_there, part_named, unknown_part
from kg.querying.named_queries import ParameterType
from kg.querying.parameters import bind
from kg.querying.table import Cell, Table, Triples, cell
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.querying.named_queries import NamedQuery
    from kg.querying.table import AnyTerm
    from kg.register import Register
    from kg.stores import Snapshot, Term

THROUGH = "through"
"""The column of an answer as of a day that names the body in whose place the one asked about stands."""


def run_query(
    snapshot: Snapshot,
    query: NamedQuery,
    values: Mapping[str, str],
    register: Register,
    as_of: date | None = None,
) -> Table:
    """Run a named query with parameters as a person writes them, on the present or as of a day, and return its table.

    As of a day, each document is read in the version that was in force then. What a body was given whose place the body
    asked about has taken by that day is answered too, after its own: the column ``through`` names that other body.
    Rows that the query dates (``until`` of its header) after the day are left out.

    Raises :class:`~kg.errors.InputError` for a parameter that is unknown, missing or wrong, among them
    :class:`~kg.querying.UnknownOrganization`, :class:`~kg.querying.AmbiguousOrganization` and
    :class:`~kg.querying.UnknownPart`. In the plain rows roles, documents and organizations stand by their ids; in the
    table's ``terms`` everything is RDF.
    """
    if as_of is None:
        terms = bind(snapshot, query, values, register)
        table = _answer(snapshot, query, terms)
        _refuse_unknown_part(table, snapshot, query, terms, None)
        return table
    terms = bind(snapshot, query, values, register, ever=True)
    base = snapshot.manifest.base_iri
    document = _first_id(query, terms, ParameterType.DOCUMENT, f"{base}document/")
    on_the_day = snapshot.on(as_of, document, history=query.reads_versions)
    body = _first_id(query, terms, ParameterType.ORGANIZATION, f"{base}organization/")
    table = _answer(on_the_day, query, terms)
    if snapshot.history.in_force(as_of, document):
        _refuse_unknown_part(table, on_the_day, query, terms, as_of)
    if body is not None:
        table = _with_predecessors(table, on_the_day, query, terms, register, body, as_of)
    if query.until is not None:
        table = _up_to(as_of, query.until, table)
    return replace(table, note=note_on(snapshot, register, as_of, document, body))


def _first_id(query: NamedQuery, terms: Mapping[str, Term], kind: ParameterType, prefix: str) -> str | None:
    """Return the id of the first thing of a kind that a question is about."""
    for parameter in query.parameters:
        if parameter.type is kind and parameter.name in terms:
            return terms[parameter.name].value.removeprefix(prefix)
    return None


def _refuse_unknown_part(
    table: Table, snapshot: Snapshot, query: NamedQuery, terms: Mapping[str, Term], as_of: date | None
) -> None:
    """Raise :class:`~kg.querying.UnknownPart` where an answer is empty because the part asked about is not there."""
    document = _first_id(query, terms, ParameterType.DOCUMENT, f"{snapshot.manifest.base_iri}document/")
    part = None if table.rows else part_named(query, terms, document)
    if part is not None and not is_there(snapshot, part):
        raise unknown_part(snapshot, part, as_of)


def _with_predecessors(
    own: Table,
    on_the_day: Snapshot,
    query: NamedQuery,
    terms: Mapping[str, Term],
    register: Register,
    body: str,
    as_of: date,
) -> Table:
    """Add what was given to the bodies in whose place a body stands; a row that is there already is not given twice."""
    base = f"{on_the_day.manifest.base_iri}organization/"
    rows = [{**row, THROUGH: None} for row in own.rows]
    cells: list[tuple[AnyTerm | None, ...]] = [(*row, None) for row in own.terms]
    seen = set(own.terms)
    for other in register.predecessors(body, as_of):
        through = NamedNode(base + other.id)
        bound = {name: through if term.value == base + body else term for name, term in terms.items()}
        theirs = _answer(on_the_day, query, bound)
        for row, its_terms in zip(theirs.rows, theirs.terms, strict=True):
            if its_terms not in seen:
                seen.add(its_terms)
                rows.append({**row, THROUGH: other.id})
                cells.append((*its_terms, through))
    return Table((*own.columns, THROUGH), tuple(rows), tuple(cells))


def _up_to(day: date, column: str, table: Table) -> Table:
    """Leave out the rows that a column dates after a day; a row without a day stays."""
    both = zip(table.rows, table.terms, strict=True)
    kept = [(row, terms) for row, terms in both if str(row[column] or "")[:10] <= day.isoformat()]
    return replace(table, rows=tuple(row for row, _ in kept), terms=tuple(terms for _, terms in kept))


def _answer(snapshot: Snapshot, query: NamedQuery, terms: Mapping[str, Term]) -> Table:
    """Run a query with terms, and return its table with ids for the IRIs in the rows."""
    solutions = snapshot.query(query.sparql, terms)
    if not isinstance(solutions, QuerySolutions):
        raise InputError(
            Text(f"查询 {query.name} 不是 SELECT 查询", f"the query {query.name} is no SELECT query"),
            None,
            Text("请修改该文件", "mend its file"),
        )
    hidden = {parameter.name for parameter in query.parameters if not parameter.column}
    return _with_ids(_table(solutions, hidden), snapshot.manifest.base_iri)


def sparql(snapshot: Snapshot, text: str) -> Table | bool | Triples:
    """Run any SPARQL query: SELECT returns a table, ASK a truth value, CONSTRUCT and DESCRIBE triples.

    The usual prefixes (zz, skos, org, …) need not be declared. Raises :class:`~kg.errors.InputError` for what is no
    query, and for one that would fetch from the network.
    """
    answer = snapshot.query(text)
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if isinstance(answer, QuerySolutions):
        return _table(answer, set())
    return tuple(answer)


def _table(solutions: QuerySolutions, hidden: set[str]) -> Table:
    """Read all rows."""
    names = [variable.value for variable in solutions.variables]
    kept = [(index, name) for index, name in enumerate(names) if name not in hidden]
    terms = tuple(tuple(solution[index] for index, _ in kept) for solution in solutions)
    columns = tuple(name for _, name in kept)
    rows = tuple(dict(zip(columns, map(cell, row), strict=True)) for row in terms)
    return Table(columns, rows, terms)


def _with_ids(table: Table, base_iri: str) -> Table:
    """Replace by ids, which parameters take, the IRIs of roles, documents and organizations; ``iri`` stays one."""
    prefixes = (PREFIXES["role"], f"{base_iri}document/", f"{base_iri}organization/")

    def short(value: Cell) -> Cell:
        if not isinstance(value, str) or not value.startswith("http"):
            return value
        for prefix in prefixes:
            if value.startswith(prefix) and "/" not in value[len(prefix) :]:
                return value[len(prefix) :]
        return value

    rows = tuple({name: value if name == "iri" else short(value) for name, value in row.items()} for row in table.rows)
    return Table(table.columns, rows, table.terms)
