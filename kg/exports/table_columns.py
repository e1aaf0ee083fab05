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
    """How a walk goes on: along a property or ``back`` along it, to things of a class where one is named.

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
class ExportColumn:
    """What stands in a column: where ``walk`` leads from the row's thing, as a CSVW ``datatype``.

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
        """Return the steps of the walk; none stays at the thing itself."""
        return tuple(map(Step.read, self.walk.split()))

    @property
    def states(self) -> str | None:
        """Return the property of the row's thing whose values the cells are, as they stand, if they are of one."""
        as_it_is = len(self.steps) == 1 and not self.ends and self.names is None
        return self.steps[0].prop if as_it_is and not self.steps[0].back else None


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table, the class of the things in its rows, what orders the rows, and its key."""

    name: str
    zh: str
    en: str
    of_class: str
    order: tuple[str, ...]
    columns: tuple[ExportColumn, ...]
    key: str = "iri"


_IRI: Final = ExportColumn("iri", "", "anyURI", required=True)
_DOCUMENT: Final = ExportColumn("document", "zz:inDocument dcterms:identifier", required=True)
_EVIDENCE: Final = (
    ExportColumn("quote", "zz:source oa:exact", language="zh", required=True),
    ExportColumn("start", "zz:source zz:start", "integer", required=True),
    ExportColumn("end", "zz:source zz:end", "integer", required=True),
    ExportColumn("line", "zz:source zz:line", "integer", required=True),
)

TABLES: Final = (
    ExportTable(
        "tasks",
        "重点任务",
        "Tasks",
        "zz:Task",
        ("document", "number", "iri"),
        (
            _IRI,
            _DOCUMENT,
            ExportColumn("number", "zz:number", "integer"),
            ExportColumn("text", "zz:text", language="zh", required=True),
            ExportColumn("responsibility_text", "zz:responsibilityText", language="zh", required=True),
            ExportColumn("open_ended", "zz:openEnded", "boolean", required=True),
            ExportColumn("measures", "zz:elaborates zz:number", "integer", many=True),
            ExportColumn("leads", "zz:hasLead dcterms:identifier", many=True),
            ExportColumn("parties", "zz:hasParty dcterms:identifier", many=True),
            *_EVIDENCE,
        ),
    ),
    ExportTable(
        "assignments",
        "责任分派",
        "Assignments",
        "zz:Assignment",
        ("document", "task", "position", "iri"),
        (
            _IRI,
            ExportColumn("document", "zz:task zz:inDocument dcterms:identifier", required=True),
            ExportColumn("task", "zz:task zz:number", "integer"),
            ExportColumn("task_iri", "zz:task", "anyURI", required=True),
            ExportColumn("organization", "zz:organization dcterms:identifier", required=True),
            ExportColumn("name", "zz:organization skos:prefLabel", language="zh", required=True),
            ExportColumn("role", "zz:role", ends=True, required=True),
            ExportColumn("position", "zz:position", "integer", required=True),
            ExportColumn("as_written", "zz:asWritten", language="zh", required=True),
            ExportColumn("correction", "zz:correction", "anyURI"),
            *_EVIDENCE,
        ),
    ),
    ExportTable(
        "targets",
        "目标",
        "Targets",
        "zz:Target",
        ("document", "number", "iri"),
        (
            _IRI,
            _DOCUMENT,
            ExportColumn("number", "zz:number", "integer"),
            ExportColumn("tasks", "^zz:hasTarget[zz:Task] zz:number", "integer", many=True),
            ExportColumn("indicator", "zz:indicator skos:prefLabel", language="zh", required=True),
            ExportColumn("comparator", "zz:comparator", ends=True, required=True),
            ExportColumn("value", "zz:value", "decimal", required=True),
            ExportColumn("unit", "zz:unitText", language="zh"),
            ExportColumn("scope", "zz:scope", language="zh"),
            ExportColumn("aspiration", "zz:aspiration", "boolean"),
            ExportColumn("standing_standard", "zz:standingStandard", "boolean"),
            ExportColumn("due_by", "zz:hasDeadline zz:dueBy", "date", many=True),
            *_EVIDENCE,
        ),
    ),
    ExportTable(
        "deadlines",
        "期限",
        "Deadlines",
        "zz:Deadline",
        ("document", "due_by", "iri"),
        (
            _IRI,
            _DOCUMENT,
            ExportColumn("tasks", "^zz:hasDeadline[zz:Task] zz:number", "integer", many=True),
            ExportColumn("as_written", "zz:asWritten", language="zh", required=True),
            ExportColumn("from", "zz:from", "date"),
            ExportColumn("due_by", "zz:dueBy", "date"),
            ExportColumn("precision", "zz:precision"),
            ExportColumn("recurrence", "zz:recurrence", "gMonthDay"),
            ExportColumn("ongoing", "zz:ongoing", "boolean"),
            *_EVIDENCE,
        ),
    ),
    ExportTable(
        "organizations",
        "单位",
        "Organizations",
        "zz:Organization",
        ("protocol_order", "iri"),
        (
            _IRI,
            ExportColumn("id", "dcterms:identifier", required=True),
            ExportColumn("name", "skos:prefLabel", language="zh", required=True),
            ExportColumn("name_en", "skos:prefLabel", language="en"),
            ExportColumn("short_name", "zz:shortName", language="zh"),
            ExportColumn("kind", "rdf:type", names=KINDS, otherwise="unregistered", required=True),
            ExportColumn("aliases", "skos:altLabel", language="zh", many=True),
            ExportColumn("aliases_en", "skos:altLabel", language="en", many=True),
            ExportColumn("protocol_order", "zz:protocolOrder", "integer"),
            ExportColumn("registered", "zz:registered", "boolean"),
            ExportColumn("parent", "org:subOrganizationOf dcterms:identifier"),
            ExportColumn("member_of", "org:memberOf dcterms:identifier", many=True),
        ),
    ),
)

FINDINGS: Final = ExportTable(
    "findings",
    "校验发现的问题",
    "Findings of validation",
    "",
    (),
    (
        ExportColumn("key", "", required=True),
        ExportColumn("document", "", required=True),
        ExportColumn("rule", "", required=True),
        ExportColumn("severity", "", required=True),
        ExportColumn("status", ""),
        ExportColumn("task", "", "integer"),
        ExportColumn("message_zh", "", language="zh", required=True),
        ExportColumn("message_en", "", language="en", required=True),
        ExportColumn("mend_zh", "", language="zh", required=True),
        ExportColumn("mend_en", "", language="en", required=True),
        ExportColumn("quote", "", language="zh"),
        ExportColumn("start", "", "integer"),
        ExportColumn("end", "", "integer"),
        ExportColumn("line", "", "integer"),
    ),
    key="key",
)
"""The findings are no part of the graph: they come from the reports that are published with it."""
