"""Keys: a short name for a finding that stays the same as long as it is the same finding.

A key is made of the rule, the document, the part of the document that keeps its identity over versions, and, where a
finding is about words rather than about such a part, those words without their white space. Neither the place in the
text nor a printed number, the date of the version or the base of the IRIs is in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Final

from rdflib import RDF
from rdflib.term import Node, URIRef

from kg.reading.folding import fold_spaces
from kg.validating.findings import Finding
from kg.validating.node_facts import Facts
from kg.validating.shapes import ZZ

LENGTH: Final = 16
"""The number of hexadecimal digits of a key."""

ABOUT_WORDS: Final = frozenset({"NoStrayLatinWord"})
"""Rules about a word within a part, not about the part."""

_BOUND: Final = re.compile(r"version/[^/]+/?")
_PROVISION: Final = re.compile(r"(?P<owner>(?:measure|chapter)/\d+)/provision/\d+")
_DIFFERENCE: Final = re.compile(r"(?P<owner>.+)/difference/\d+")
_TASK: Final = re.compile(r".*/task/(\d+)")


def keyed(findings: Iterable[Finding], facts: Facts, version: str) -> tuple[Finding, ...]:
    """Return the findings about a version their keys, and the identities of their tasks.

    They stand in the order of the text: of several that nothing but their place tells apart, the second is called so.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    done: list[Finding] = []
    for finding in findings:
        node = URIRef(finding.value if finding.focus == version and finding.value else finding.focus)
        task = facts.task_of(node)
        parts = (finding.rule, finding.document, *_identity(finding, node, task, facts, version))
        seen[parts] += 1
        found = None if task is None else _TASK.fullmatch(str(task))
        done.append(replace(finding, key=digest(*parts, str(seen[parts])), task_id=int(found[1]) if found else None))
    return tuple(done)


def digest(*parts: str) -> str:
    """Return the key that these parts make.

    >>> digest("TaskNamesALead", "chuanbanfa-2021-57", "task/7", "", "1")
    'b396d32a3973f4eb'
    """
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def _identity(finding: Finding, node: URIRef, task: Node | None, facts: Facts, version: str) -> tuple[str, str]:
    """Return the part of the document that a finding is about, and the words that it is about."""
    document = version.rpartition("/version/")[0]
    path = str(node).removeprefix(f"{document}/")
    bound = _BOUND.match(path)
    path = path[bound.end() :] if bound else path
    about_words = finding.rule in ABOUT_WORDS
    if provision := _PROVISION.fullmatch(path):
        return provision["owner"], fold_spaces(finding.quote) if about_words else _value(facts, node, "text")
    if bound:  # a span, or words that could not be read
        return "" if task is None else str(task).removeprefix(f"{document}/"), fold_spaces(finding.quote)
    if difference := _DIFFERENCE.fullmatch(path):
        return difference["owner"], f"{_value(facts, node, 'measureWords')}\0{_value(facts, node, 'taskWords')}"
    kinds = set(facts.graph.objects(node, RDF.type))
    if ZZ["Correction"] in kinds:  # its number is its place in a list
        return "correction", _value(facts, node, "asWritten")
    if ZZ["Assignment"] in kinds:
        return path, _value(facts, node, "asWritten")
    return path, fold_spaces(finding.quote) if about_words else ""


def _value(facts: Facts, node: Node, name: str) -> str:
    return fold_spaces(str(facts.graph.value(node, ZZ[name]) or ""))
