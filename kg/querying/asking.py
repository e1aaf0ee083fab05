"""Ask a snapshot: a named query with parameters, or any SPARQL query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QuerySolutions

from kg.errors import InputError
from kg.querying.parameters import bind
from kg.querying.table import Cell, Table, Triples, cell
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.querying.named import NamedQuery
    from kg.register import Register
    from kg.stores import Snapshot


def ask(snapshot: Snapshot, query: NamedQuery, values: Mapping[str, str], register: Register) -> Table:
    """Ask a named query with these parameters, written as a person writes them.

    Raises :class:`~kg.errors.InputError` for a parameter that is unknown, missing or wrong, among them
    :class:`~kg.querying.UnknownOrganization` and :class:`~kg.querying.AmbiguousOrganization`. In the plain rows roles,
    documents and organizations stand by their ids; in the table's ``terms`` everything is RDF.
    """
    terms = bind(snapshot, query, values, register)
    solutions = snapshot.query(query.sparql, terms)
    if not isinstance(solutions, QuerySolutions):
        raise InputError(f"the query {query.name} is no SELECT query", None, "mend its file")
    hidden = {parameter.name for parameter in query.parameters if not parameter.column}
    return _with_ids(_table(solutions, hidden), snapshot.manifest.base_iri)


def sparql(snapshot: Snapshot, text: str) -> Table | bool | Triples:
    """Ask any SPARQL query: SELECT gives a table, ASK a yes or no, CONSTRUCT and DESCRIBE give triples.

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
    """Put ids, which parameters take, for the IRIs of roles, documents and organizations; ``iri`` stays one."""
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
