"""Which tables there are, and what stands in each column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from kg.rdf.derive_short_cuts import ZZ
from kg.rdf.register_graph import KIND_CLASSES

BETWEEN: Final = "|"
"""Stands between several values in one cell."""
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {**{str(one): kind.value for kind, one in KIND_CLASSES.items()}, str(ZZ.OrganizationGroup): "group"}
)
"""What the named queries call the class of a body."""
_STEP: Final = re.compile(r"(?P<back>\^?)(?P<prop>[^\[]+)(?:\[(?P<of_class>.+)\])?")


@dataclass(frozen=True, slots=True)
class Step:
    """Say how a walk goes on: along a property or ``back`` along it, to things of a class where one is told.

    >>> Step.read("^zz:hasTarget[zz:Task]")
    Step(prop='zz:hasTarget', back=True, of_class='zz:Task')
    >>> Step.read("zz:number")
    Step(prop='zz:number', back=False, of_class=None)
    """

    prop: str
    back: bool
    of_class: str | None

    @classmethod
    @cache
    def read(cls, written: str) -> Step:
        """Read a step as a walk has it."""
        found = _STEP.fullmatch(written)
        assert found  # noqa: S101 - walks stand in this file
        return cls(found["prop"], bool(found["back"]), found["of_class"])


@dataclass(frozen=True, slots=True)
class Column:
    """Say what stands in a column: where ``walk`` leads from the row's thing, as a CSVW ``datatype``.

    With ``many`` a cell holds all that the walk leads to, else the first. ``language`` takes words of one language
    only, ``ends`` shows the end of an IRI. ``names`` are shown for the IRIs that have one, and nothing for others;
    ``otherwise`` is shown where nothing else is. A ``required`` cell is never empty.
    """

    name: str
    walk: str
    datatype: str = "string"
    many: bool = False
    required: bool = False
    language: str | None = None
    ends: bool = False
    names: Mapping[str, str] | None = None
    otherwise: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Give the steps of the walk; none stays at the thing itself."""
        return tuple(map(Step.read, self.walk.split()))

    @property
    def states(self) -> str | None:
        """Give the property of the row's thing whose values the cells are, as they stand, if they are of one."""
        as_it_is = len(self.steps) == 1 and not self.ends and self.names is None
        return self.steps[0].prop if as_it_is and not self.steps[0].back else None


@dataclass(frozen=True, slots=True)
class Table:
    """Name a table, the class of the things in its rows, what orders the rows, and its key."""

    name: str
    zh: str
    en: str
    of_class: str
    order: tuple[str, ...]
    columns: tuple[Column, ...]
    key: str = "iri"


_IRI: Final = Column("iri", "", "anyURI", required=True)
_DOCUMENT: Final = Column("document", "zz:inDocument dcterms:identifier", required=True)
_EVIDENCE: Final = (
    Column("quote", "zz:source oa:exact", language="zh", required=True),
    Column("start", "zz:source zz:start", "integer", required=True),
    Column("end", "zz:source zz:end", "integer", required=True),
    Column("line", "zz:source zz:line", "integer", required=True),
)

TABLES: Final = (
    Table(
        "tasks",
        "重点任务",
        "Tasks",
        "zz:Task",
        ("document", "number", "iri"),
        (
            _IRI,
            _DOCUMENT,
            Column("number", "zz:number", "integer"),
            Column("text", "zz:text", language="zh", required=True),
            Column("responsibility_text", "zz:responsibilityText", language="zh", required=True),
            Column("open_ended", "zz:openEnded", "boolean", required=True),
            Column("measures", "zz:elaborates zz:number", "integer", many=True),
            Column("leads", "zz:hasLead dcterms:identifier", many=True),
            Column("parties", "zz:hasParty dcterms:identifier", many=True),
            *_EVIDENCE,
        ),
    ),
    Table(
        "assignments",
        "责任分派",
        "Assignments",
        "zz:Assignment",
        ("document", "task", "position", "iri"),
        (
            _IRI,
            Column("document", "zz:task zz:inDocument dcterms:identifier", required=True),
            Column("task", "zz:task zz:number", "integer"),
            Column("task_iri", "zz:task", "anyURI", required=True),
            Column("organization", "zz:organization dcterms:identifier", required=True),
            Column("name", "zz:organization skos:prefLabel", language="zh", required=True),
            Column("role", "zz:role", ends=True, required=True),
            Column("position", "zz:position", "integer", required=True),
            Column("as_written", "zz:asWritten", language="zh", required=True),
            Column("correction", "zz:correction", "anyURI"),
            *_EVIDENCE,
        ),
    ),
    Table(
        "targets",
        "目标",
        "Targets",
        "zz:Target",
        ("document", "number", "iri"),
        (
            _IRI,
            _DOCUMENT,
            Column("number", "zz:number", "integer"),
            Column("tasks", "^zz:hasTarget[zz:Task] zz:number", "integer", many=True),
            Column("indicator", "zz:indicator skos:prefLabel", language="zh", required=True),
            Column("comparator", "zz:comparator", ends=True, required=True),
            Column("value", "zz:value", "decimal", required=True),
            Column("unit", "zz:unitText", language="zh"),
            Column("scope", "zz:scope", language="zh"),
            Column("aspiration", "zz:aspiration", "boolean"),
            Column("standing_standard", "zz:standingStandard", "boolean"),
            Column("due_by", "zz:hasDeadline zz:dueBy", "date", many=True),
            *_EVIDENCE,
        ),
    ),
    Table(
        "deadlines",
        "期限",
        "Deadlines",
        "zz:Deadline",
        ("document", "due_by", "iri"),
        (
            _IRI,
            _DOCUMENT,
            Column("tasks", "^zz:hasDeadline[zz:Task] zz:number", "integer", many=True),
            Column("as_written", "zz:asWritten", language="zh", required=True),
            Column("from", "zz:from", "date"),
            Column("due_by", "zz:dueBy", "date"),
            Column("precision", "zz:precision"),
            Column("recurrence", "zz:recurrence", "gMonthDay"),
            Column("ongoing", "zz:ongoing", "boolean"),
            *_EVIDENCE,
        ),
    ),
    Table(
        "organizations",
        "单位",
        "Organizations",
        "zz:Organization",
        ("protocol_order", "iri"),
        (
            _IRI,
            Column("id", "dcterms:identifier", required=True),
            Column("name", "skos:prefLabel", language="zh", required=True),
            Column("name_en", "skos:prefLabel", language="en"),
            Column("short_name", "zz:shortName", language="zh"),
            Column("kind", "rdf:type", names=KINDS, otherwise="unregistered", required=True),
            Column("aliases", "skos:altLabel", language="zh", many=True),
            Column("aliases_en", "skos:altLabel", language="en", many=True),
            Column("protocol_order", "zz:protocolOrder", "integer"),
            Column("registered", "zz:registered", "boolean"),
            Column("parent", "org:subOrganizationOf dcterms:identifier"),
            Column("member_of", "org:memberOf dcterms:identifier", many=True),
        ),
    ),
)

FINDINGS: Final = Table(
    "findings",
    "校验发现的问题",
    "Findings of validation",
    "",
    (),
    (
        Column("key", "", required=True),
        Column("document", "", required=True),
        Column("rule", "", required=True),
        Column("severity", "", required=True),
        Column("status", ""),
        Column("task", "", "integer"),
        Column("message_zh", "", language="zh", required=True),
        Column("message_en", "", language="en", required=True),
        Column("mend_zh", "", language="zh", required=True),
        Column("mend_en", "", language="en", required=True),
        Column("quote", "", language="zh"),
        Column("start", "", "integer"),
        Column("end", "", "integer"),
        Column("line", "", "integer"),
    ),
    key="key",
)
"""The findings are no part of the graph: they come from the reports that are published with it."""
