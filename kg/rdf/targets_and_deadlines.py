"""Targets and deadlines as RDF."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rdflib import RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg.linking import Deadline, LinkedDocument, Place, Target
from kg.parsing.targets import Comparator
from kg.rdf.derive_short_cuts import ZZ
from kg.rdf.iris import DocumentIris
from kg.rdf.source_spans import SourceSpans, zh

ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
UNIT = Namespace("http://qudt.org/vocab/unit/")
QUDT_UNITS = {"%": UNIT["PERCENT"], "平方米": UNIT["M2"], "分钟": UNIT["MIN"], "小时": UNIT["HR"]}


_COMPARATORS = {Comparator.ABOUT: ZZ.approximately, Comparator.BETWEEN: ZZ.between}


def add_commitments(graph: Graph, linked: LinkedDocument, iris: DocumentIris, evidence: SourceSpans) -> None:
    """Describe every target and deadline, the places that state it and the tasks that carry it."""
    for deadline in linked.deadlines:
        _add_deadline(graph, deadline, iris, evidence)
    for target in linked.targets:
        _add_target(graph, target, iris, evidence)


def _add_deadline(graph: Graph, deadline: Deadline, iris: DocumentIris, evidence: SourceSpans) -> None:
    subject, statement = iris.part("deadline", deadline.number), deadline.statement
    graph.add((subject, RDF.type, ZZ.Deadline))
    graph.add((subject, ZZ.number, Literal(deadline.number)))
    graph.add((subject, ZZ.inDocument, iris.document))
    graph.add((subject, ZZ.asWritten, zh(deadline.as_written)))
    if statement.due_by is not None:
        graph.add((subject, ZZ.dueBy, Literal(statement.due_by.isoformat(), datatype=XSD.date)))
    if statement.begins is not None:
        graph.add((subject, ZZ["from"], Literal(statement.begins.isoformat(), datatype=XSD.date)))
    if statement.precision is not None:
        graph.add((subject, ZZ.precision, Literal(statement.precision.value)))
    if statement.recurrence is not None:
        month, day = statement.recurrence
        graph.add((subject, ZZ.recurrence, Literal(f"--{month:02}-{day:02}", datatype=XSD.gMonthDay)))
    if statement.every:
        graph.add((subject, ZZ.recurs, Literal(statement.every)))
    if statement.ongoing:
        graph.add((subject, ZZ.ongoing, Literal(True)))
    _add_places(graph, subject, deadline.places, iris, evidence, ZZ.statesDeadline)
    for task in deadline.tasks:
        graph.add((iris.part("task", task), ZZ.hasDeadline, subject))


def _add_target(graph: Graph, target: Target, iris: DocumentIris, evidence: SourceSpans) -> None:
    subject, statement = iris.part("target", target.number), target.statement
    indicator, unit = iris.iris.indicator(statement.indicator), _unit(statement.unit_text, iris)
    graph.add((subject, RDF.type, ZZ.Target))
    graph.add((subject, ZZ.number, Literal(target.number)))
    graph.add((subject, ZZ.inDocument, iris.document))
    graph.add((subject, ZZ.indicator, indicator))
    graph.add((indicator, RDF.type, ZZ.Indicator))
    graph.add((indicator, SKOS.prefLabel, zh(statement.indicator)))
    graph.add((subject, ZZ.comparator, _COMPARATORS.get(statement.comparator) or ODRL[statement.comparator.value]))
    if statement.upper is not None:
        graph.add((subject, ZZ.upperValue, _decimal(statement.upper)))
    if statement.per:
        graph.add((subject, ZZ.per, Literal(statement.per)))
    if statement.value is not None:
        graph.add((subject, ZZ.value, _decimal(statement.value)))
    graph.add((subject, ZZ.unit, unit))
    graph.add((subject, ZZ.unitText, zh(statement.unit_text)))
    if statement.scope:
        graph.add((subject, ZZ.scope, zh(statement.scope)))
    graph.add((subject, ZZ.aspiration, Literal(statement.aspiration)))
    graph.add((subject, ZZ.standingStandard, Literal(statement.standing)))
    if target.deadline is not None:
        graph.add((subject, ZZ.hasDeadline, iris.part("deadline", target.deadline)))
    _add_places(graph, subject, target.places, iris, evidence, ZZ.statesTarget)
    for task in target.tasks:
        graph.add((iris.part("task", task), ZZ.hasTarget, subject))


def _add_places(
    graph: Graph,
    subject: URIRef,
    places: Iterable[Place],
    iris: DocumentIris,
    evidence: SourceSpans,
    states: URIRef,
) -> None:
    for place in places:
        graph.add((subject, ZZ.source, evidence.of(place.span)))
        if place.provision is not None:
            owner, number = ("measure", place.measure) if place.measure is not None else ("chapter", place.chapter)
            graph.add((iris.provision(owner, number or 0, place.provision), states, subject))


def _unit(words: str, iris: DocumentIris) -> URIRef:
    return QUDT_UNITS.get(words) or iris.iris.unit(words or "1")


def _decimal(value: Decimal) -> Literal:
    """Write a number in one form only: no exponent, no trailing zeros."""
    text = f"{value.normalize():f}"
    return Literal(text if "." in text else f"{text}.0", datatype=XSD.decimal)
