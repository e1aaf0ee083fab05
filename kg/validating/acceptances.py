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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.bilingual import Text
from kg.files.toml_records import TomlTable, read_toml
from kg.likeness import nearest
from kg.validating.finding_keys import LENGTH, digest
from kg.validating.findings import Acceptance, Finding, Report, Status
from kg.validating.shapes import SHAPE, load_rules

FILE: Final = "accepted.toml"
"""The name of the file beside a document's document.toml; it may be absent."""

ACCEPTANCE_RULE: Final = "AcceptanceMatchesAFinding"
"""The rule about the records themselves; its words stand with those of the shapes."""

FIELDS: Final = frozenset({"rule", "task", "key", "reason", "reason_zh", "reason_en", "date", "by"})
_KEY: Final = re.compile(f"[0-9a-f]{{{LENGTH}}}")


def load_accepted(file: Path) -> tuple[Acceptance, ...]:
    """Read the acceptances of a document; a file that is not there has none.

    Raises :class:`~kg.errors.InputError` for the first record that is wrong, in one sentence.
    """
    if not file.exists():
        return ()
    top = TomlTable(str(file), read_toml(file), frozenset({"accepted"}))
    found: dict[tuple[str | None, int | None, str | None], Acceptance] = {}
    for entry in top.tables("accepted", FIELDS):
        record = read_acceptance(entry)
        if found.setdefault((record.rule, record.task, record.key), record) is not record:
            raise entry.error(
                Text("另有一条记录接受同样的问题", "another record accepts the same"), Text("请只留一条", "keep one")
            )
    return tuple(found.values())


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
            message_zh=rule.message_zh.format(record=_words(record, "规则{}", "任务标识{}", "问题标识{}", "，")),
            message_en=rule.message_en.format(record=_words(record, "rule {}", "task id {}", "key {}", ", ")),
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


def _words(record: Acceptance, rule: str, task: str, key: str, comma: str) -> str:
    """Return which findings a record means."""
    parts = ((rule, record.rule), (task, record.task), (key, record.key))
    return comma.join(words.format(value) for words, value in parts if value is not None)


def read_acceptance(entry: TomlTable) -> Acceptance:
    """Read one record.

    Raises :class:`~kg.errors.InputError` when it is wrong.
    """
    rule = _rule(entry) if entry.has("rule") else None
    task = entry.positive("task") if entry.has("task") else None
    key = _key(entry) if entry.has("key") else None
    if key is None and (rule is None or task is None):
        raise entry.error(
            Text("没有说明接受的是什么", "it does not say what is accepted"),
            Text("请写明 rule 和 task，或问题的 key", "add rule and task, or the key of the finding"),
        )
    reason = entry.bilingual("reason")
    return Acceptance(reason.zh, reason.en, entry.day("date"), entry.text("by"), rule, task, key)


def _rule(entry: TomlTable) -> str:
    """Read the name of a rule."""
    name, known = entry.text("rule"), [rule for rule in load_rules() if rule != ACCEPTANCE_RULE]
    if name not in known:
        near = nearest(name, known, 1, 0.5)
        raise entry.error(
            Text(f"没有规则“{name}”", f"there is no rule “{name}”"),
            Text(f"是否指 {near[0]}", f"did you mean {near[0]}?")
            if near
            else Text("zhize validate 会列出规则", "zhize validate names the rules"),
        )
    return name


def _key(entry: TomlTable) -> str:
    """Read the key of a finding."""
    key = entry.text("key")
    if not _KEY.fullmatch(key):
        raise entry.error(
            Text(f"“{key}”不是问题标识", f"“{key}” is no key"),
            Text(f"请给出 zhize validate 所列的{LENGTH}位标识", f"give the {LENGTH} digits that zhize validate tells"),
        )
    return key
