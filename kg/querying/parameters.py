"""Turn what a person typed for a parameter into an RDF term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.bilingual import Text
from kg.errors import InputError, NotFoundError, shown
from kg.iso_dates import read_day
from kg.querying.find_organization import resolve_organization
from kg.querying.named_queries import ParameterType
from kg.reading.folding import fold_name
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from kg.querying.named_queries import NamedQuery, Parameter
    from kg.register import Register
    from kg.stores import Snapshot, Term

ROLES: Final = ("lead", "participant", "shared", "responsible", "local")
YES_OR_NO: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
IRI: Final = re.compile(r"(?:https?|urn):[^\s<>\"{}|^`\\]+")
LARGEST: Final = 2**63 - 1


class UnknownDocument(NotFoundError):  # noqa: N818 - part of the interface
    """The graph has no text of such a document in force; ``known`` are the ids of those it has."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        super().__init__(
            Text(f"没有文件{shown(name)!r}", f"there is no document {shown(name)!r}"),
            None,
            Text(f"现有 {'、'.join(known)}", f"known are {', '.join(known)}") if known else None,
        )


def bind(
    snapshot: Snapshot, query: NamedQuery, values: Mapping[str, str], register: Register, *, ever: bool = False
) -> dict[str, Term]:
    """Return the term of each parameter that has a value.

    A document must have a text in force, or with ``ever`` one of any day. Raises :class:`~kg.errors.InputError` for a
    parameter that is unknown, missing or cannot be read.
    """
    for name in values:
        if query.parameter(name) is None:
            names = ", ".join(parameter.name for parameter in query.parameters)
            mend = Text(f"请用 {names}", f"use {names}") if names else Text("该查询没有参数", "it takes none")
            raise InputError(
                Text(
                    f"查询 {query.name} 没有参数{shown(name)!r}",
                    f"the query {query.name} has no parameter {shown(name)!r}",
                ),
                None,
                mend,
            )
    return dict(_terms(snapshot, query, values, register, ever=ever))


def _terms(
    snapshot: Snapshot, query: NamedQuery, values: Mapping[str, str], register: Register, *, ever: bool
) -> Iterator[tuple[str, Term]]:
    for parameter in query.parameters:
        words = values.get(parameter.name, parameter.default)
        if words is not None and words.strip():
            yield parameter.name, _term(snapshot, parameter, words.strip(), register, ever=ever)
        elif parameter.required:
            what = Text(
                f"查询 {query.name} 需要参数{parameter.name!r}",
                f"the query {query.name} needs the parameter {parameter.name!r}",
            )
            raise InputError(what, None, Text(f"请给出{parameter.description.zh}", f"give {parameter.description.en}"))


def _term(snapshot: Snapshot, parameter: Parameter, words: str, register: Register, *, ever: bool) -> Term:
    match parameter.type:
        case ParameterType.ORGANIZATION:
            return _organization(snapshot, words, register)
        case ParameterType.DOCUMENT:
            return _document(snapshot, words, ever=ever)
        case ParameterType.ROLE:
            return _role(parameter, words)
        case ParameterType.INTEGER:
            return _integer(parameter, words)
        case ParameterType.DATE:
            return _date(parameter, words)
        case ParameterType.BOOLEAN:
            return _boolean(parameter, words)
        case ParameterType.STRING:
            return _string(parameter, words)


def _organization(snapshot: Snapshot, words: str, register: Register) -> NamedNode:
    if IRI.fullmatch(words):
        return NamedNode(words)
    body = resolve_organization(register, words, snapshot)
    return NamedNode(f"{snapshot.manifest.base_iri}organization/{body.id}")


def _string(parameter: Parameter, words: str) -> Literal:
    if parameter.choices and words not in parameter.choices:
        mend = Text(f"请给出 {'、'.join(parameter.choices)} 之一", f"give one of {', '.join(parameter.choices)}")
        raise InputError(
            Text(
                f"{shown(words)!r}不是参数{parameter.name!r}可用的值",
                f"{shown(words)!r} is no value for the parameter {parameter.name!r}",
            ),
            None,
            mend,
        )
    return Literal(words)


def _role(parameter: Parameter, words: str) -> NamedNode:
    role = words.removeprefix(PREFIXES["role"])
    if role not in ROLES:
        raise _ill_typed(parameter, words, Text(f"请给出 {'、'.join(ROLES)} 之一", f"give one of {', '.join(ROLES)}"))
    return NamedNode(PREFIXES["role"] + role)


def _integer(parameter: Parameter, words: str) -> Literal:
    if not re.fullmatch(r"-?[0-9]{1,19}", words) or abs(int(words)) > LARGEST:
        raise _ill_typed(parameter, words, Text("请给出整数", "give a whole number"))
    return Literal(int(words))


def _boolean(parameter: Parameter, words: str) -> Literal:
    if words.lower() not in YES_OR_NO:
        raise _ill_typed(parameter, words, Text("请给出 true 或 false", "give true or false"))
    return Literal(YES_OR_NO[words.lower()])


def _date(parameter: Parameter, words: str) -> Literal:
    try:
        day = read_day(words)
    except ValueError:
        raise _ill_typed(
            parameter, words, Text("请给出 2022-12-31 这样的日期", "give a date such as 2022-12-31")
        ) from None
    return Literal(day.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))


def _ill_typed(parameter: Parameter, words: str, mend: Text) -> InputError:
    return InputError(
        Text(
            f"{shown(words)!r}不是参数{parameter.name!r}所要的 {parameter.type}",
            f"{shown(words)!r} is no {parameter.type} for the parameter {parameter.name!r}",
        ),
        None,
        mend,
    )


def resolve_document(snapshot: Snapshot, words: str, *, ever: bool = False) -> str:
    """Return the id of the document with this id, IRI or number: one in force, or with ``ever`` one with any version.

    Raises :class:`UnknownDocument`.
    """
    return _document(snapshot, words, ever=ever).value.removeprefix(f"{snapshot.manifest.base_iri}document/")


def _document(snapshot: Snapshot, words: str, *, ever: bool) -> NamedNode:
    """Find a document by its id, its IRI or its number, in which the kind of bracket, width and spaces do not count."""
    graph = None if ever else DefaultGraph()
    store = snapshot.store if ever else snapshot.present
    documents = _documents(store, graph)
    prefix = f"{snapshot.manifest.base_iri}document/"
    for iri in (words, prefix + words):
        if iri in documents:
            return documents[iri]
    number, folded = NamedNode(PREFIXES["eli"] + "id_local"), fold_name(words)
    for node in documents.values():
        for quad in store.quads_for_pattern(node, number, None, graph):
            if isinstance(quad.object, Literal) and fold_name(quad.object.value) == folded:
                return node
    raise UnknownDocument(words, tuple(sorted(iri.removeprefix(prefix) for iri in documents)))


def _documents(store: Store, graph: DefaultGraph | None) -> dict[str, NamedNode]:
    """Return the documents that have a text, by IRI; one that is merely named, as a basis, is none of them.

    In the default graph they are those in force. The engine's iterator ends here: an error must not carry it away, for
    only the thread that made it can free it.
    """
    quads = store.quads_for_pattern(None, NamedNode(PREFIXES["eli"] + "realizes"), None, graph)
    return {quad.object.value: quad.object for quad in quads if isinstance(quad.object, NamedNode)}
