"""What people accept: the records in a document's ``accepted.toml``, and what they say about a report.

::

    [[accepted]]
    rule = "TaskNamesALead"
    task = 7                    # the identity of the task; or key = "…", or both
    reason_zh = "两厅确定共同负责。"
    reason_en = "Both departments have agreed to share it."     # or reason = "…" for both languages
    date = 2022-03-01
    by = "民政厅 王某"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.validating.keys import LENGTH, digest
from kg.validating.model import Acceptance, Finding, Report, Status
from kg.validating.shapes import SHAPE, load_rules

FILE: Final = "accepted.toml"
"""The name of the file beside a document's document.toml; it may be absent."""

ACCEPTANCE_RULE: Final = "AcceptanceMatchesAFinding"
"""The rule about the records themselves; its words stand with those of the shapes."""

_FIELDS: Final = ("rule", "task", "key", "reason", "reason_zh", "reason_en", "date", "by")
_KEY: Final = re.compile(f"[0-9a-f]{{{LENGTH}}}")


def load_accepted(file: Path) -> tuple[Acceptance, ...]:
    """Read the acceptances of a document; a file that is not there has none.

    Raises :class:`~kg.errors.InputError` for the first record that is wrong.
    """
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"the file cannot be read as TOML ({error})", str(file), "mend it") from None
    records = read.pop("accepted", [])
    if read:
        raise InputError(f"the key {min(read)!r} is unknown", str(file), "begin each record with [[accepted]]")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise InputError("accepted is not a list of tables", str(file), "begin each record with [[accepted]]")
    return tuple(_acceptance(record, f"{file}: record {number}") for number, record in enumerate(records, 1))


def accept(report: Report, document: str, acceptances: Iterable[Acceptance]) -> Report:
    """Mark what people accept in the report about a version of a document.

    An acceptance that matches no finding becomes a finding itself.
    """
    records = tuple(acceptances)
    if not records:
        return report
    marked = tuple(_marked(finding, records) for finding in report.findings)
    idle = [record for record in records if not any(record.means(finding) for finding in report.findings)]
    found = (*marked, *_without_a_finding(idle, report.version, document))
    return replace(report, findings=tuple(sorted(found, key=lambda finding: finding.order)))


def _marked(finding: Finding, records: Sequence[Acceptance]) -> Finding:
    """Mark a finding with the first record that means it."""
    record = next((record for record in records if record.means(finding)), None)
    return finding if record is None else replace(finding, status=Status.ACCEPTED, accepted=record)


def _without_a_finding(records: Iterable[Acceptance], version: str, document: str) -> Iterator[Finding]:
    """Yield a finding for each acceptance that matches nothing; what two records accept alike is one."""
    rule = load_rules()[ACCEPTANCE_RULE]
    owner = version.rpartition("/version/")[0]
    for record in {(record.rule, record.task, record.key): record for record in records}.values():
        yield Finding(
            rule=rule.name,
            severity=rule.severity,
            message_zh=rule.message_zh.format(record=_described(record, "规则{}", "任务标识{}", "问题标识{}", "，")),
            message_en=rule.message_en.format(record=_described(record, "rule {}", "task id {}", "key {}", ", ")),
            mend_zh=rule.mend_zh,
            mend_en=rule.mend_en,
            task=None,
            document=document,
            quote="",
            start=None,
            end=None,
            line=None,
            focus=owner if record.task is None else f"{owner}/task/{record.task}",
            component=str(SHAPE["AcceptanceConstraintComponent"]),
            task_id=record.task,
            key=digest(rule.name, document, record.rule or "", str(record.task or ""), record.key or ""),
        )


def _described(record: Acceptance, rule: str, task: str, key: str, comma: str) -> str:
    """Say which findings a record means."""
    parts = ((rule, record.rule), (task, record.task), (key, record.key))
    return comma.join(words.format(value) for words, value in parts if value is not None)


def _acceptance(record: dict[str, Any], where: str) -> Acceptance:
    """Check one record."""
    unknown = sorted(set(record) - set(_FIELDS))
    if unknown:
        raise InputError(f"the field {unknown[0]!r} is unknown", where, f"use {', '.join(_FIELDS)}")
    rule, task, key = _rule(record.get("rule"), where), record.get("task"), record.get("key")
    if task is not None and (type(task) is not int or task < 1):
        raise InputError(f"the task {task!r} is not a number from 1", where, "give the identity of the task")
    if key is not None and not (isinstance(key, str) and _KEY.fullmatch(key)):
        raise InputError(f"the key {key!r} is none", where, f"give the {LENGTH} digits that zhize validate tells")
    if key is None and (rule is None or task is None):
        raise InputError("it says not what is accepted", where, "give a key, or rule and task")
    zh, en = (_words(record, f"reason_{language}", record.get("reason"), where) for language in ("zh", "en"))
    when = record.get("date")
    if type(when) is not date:
        raise InputError(f"the date {when!r} is none", where, "give a day as 2022-03-01, without quotation marks")
    return Acceptance(zh, en, when, _words(record, "by", None, where), rule, task, key)


def _rule(name: object, where: str) -> str | None:
    """Check the name of a rule."""
    if name is None or (isinstance(name, str) and name in load_rules() and name != ACCEPTANCE_RULE):
        return name
    near = get_close_matches(str(name), load_rules(), 1, 0.5)
    mend = f"did you mean {near[0]}?" if near else "zhize validate --format json tells the rule of each finding"
    raise InputError(f"there is no rule {name!r}", where, mend)


def _words(record: dict[str, Any], field: str, otherwise: object, where: str) -> str:
    """Give the words of a field that must have some."""
    words = record.get(field, otherwise)
    if not isinstance(words, str) or not words.strip():
        asked = "give reason, or reason_zh and reason_en" if field.startswith("reason") else f"say {field} whom"
        raise InputError(f"the field {field!r} is missing or empty", where, asked)
    return words
