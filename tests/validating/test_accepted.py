"""What people accept: the records are read strictly, mark what they mean, and become findings when they mean nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.validating import Acceptance, Report, Severity, Status, accept, compare, load_accepted

DOCUMENT = "chuanbanfa-2021-57"
WHY = Acceptance("共同负责。", "They share it.", date(2022, 3, 1), "王某", rule="TaskNamesALead", task=2)
RECORD = 'reason = "共同负责。"\ndate = 2022-03-01\nby = "王某"\n'


def read(tmp_path: Path, text: str) -> tuple[Acceptance, ...]:
    file = tmp_path / "accepted.toml"
    file.write_text(text, encoding="utf-8")
    return load_accepted(file)


def test_a_file_that_is_not_there_accepts_nothing(tmp_path: Path) -> None:
    assert load_accepted(tmp_path / "accepted.toml") == ()


def test_a_record_is_read(tmp_path: Path) -> None:
    text = '[[accepted]]\nrule = "TaskNamesALead"\ntask = 2\nreason_zh = "共同负责。"\nreason_en = "They share it."\n'
    assert read(tmp_path, text + 'date = 2022-03-01\nby = "王某"\n') == (WHY,)
    (other,) = read(tmp_path, f'[[accepted]]\nkey = "{"0" * 16}"\n{RECORD}')
    assert (other.key, other.rule, other.task) == ("0" * 16, None, None)
    assert other.reason_zh == other.reason_en == "共同负责。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'[[accepted]]\nrule = "TaskNamesALead"\n{RECORD}', "add rule and task, or the key"),
        (f"[[accepted]]\ntask = 7\n{RECORD}", "add rule and task, or the key"),
        (f'[[accepted]]\nrule = "TaskNamesLead"\ntask = 7\n{RECORD}', "did you mean TaskNamesALead?"),
        (f'[[accepted]]\nrule = "AcceptanceMatchesAFinding"\ntask = 7\n{RECORD}', "there is no rule"),
        (f"[[accepted]]\nrule = 7\ntask = 7\n{RECORD}", "“rule” is not a text"),
        (f'[[accepted]]\nrule = "TaskNamesALead"\ntask = true\n{RECORD}', "“task” is not a whole number"),
        (f'[[accepted]]\nrule = "TaskNamesALead"\ntask = 0\n{RECORD}', "“task” is not a whole number"),
        (f'[[accepted]]\nkey = "XYZ"\n{RECORD}', "“XYZ” is no key"),
        (f'[[accepted]]\nkey = "{"0" * 16}"\ndate = 2022-03-01\nby = "王某"\n', "“reason” is missing"),
        (f'[[accepted]]\nkey = "{"0" * 16}"\nreason_zh = "好"\ndate = 2022-03-01\nby = "王"\n', "“reason” is missing"),
        (f'[[accepted]]\nkey = "{"0" * 16}"\nreason = "  "\ndate = 2022-03-01\nby = "王某"\n', "“reason” is empty"),
        (
            f'[[accepted]]\nkey = "{"0" * 16}"\nreason = "好"\ndate = "2022-03-01"\nby = "王"\n',
            "without quotation marks",
        ),
        (f'[[accepted]]\nkey = "{"0" * 16}"\nreason = "好"\ndate = 2022-03-01\n', "“by” is missing"),
        (f'[[accepted]]\nkey = "{"0" * 16}"\nwhy = "好"\n{RECORD}', "the key “why” is unknown"),
        (f'[[accepted]]\nkey = "{"0" * 16}"\n{RECORD}' * 2, "accepted 2: another record accepts the same; keep one"),
        ("[[accept]]\n", "the key “accept” is unknown"),
        ("accepted = 7\n", "[[accepted]]"),
        ("accepted = [7]\n", "[[accepted]]"),
        ("[[accepted\n", "cannot be read as TOML"),
    ],
)
def test_a_record_that_is_wrong_is_told_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, text)
    words = str(raised.value)
    assert told in words
    assert "accepted.toml" in words


def test_what_is_accepted_stays_in_the_report_and_counts_no_more(report: Report) -> None:
    marked = accept(report, DOCUMENT, [WHY])
    (accepted,) = [finding for finding in marked.findings if finding.status is Status.ACCEPTED]
    assert (accepted.rule, accepted.task, accepted.accepted) == ("TaskNamesALead", 2, WHY)
    assert len(marked.findings) == len(report.findings)
    assert marked.count(Severity.WARNING) == report.count(Severity.WARNING) - 1
    assert accepted not in marked.at_or_above(Severity.INFO)


def test_a_key_accepts_one_finding(report: Report) -> None:
    chosen = report.findings[3]
    marked = accept(report, DOCUMENT, [Acceptance("好", "good", date(2022, 3, 1), "王某", key=chosen.key)])
    assert [finding.key for finding in marked.findings if finding.status is Status.ACCEPTED] == [chosen.key]


def test_an_acceptance_that_matches_nothing_is_a_finding(report: Report) -> None:
    idle = Acceptance("好", "good", date(2022, 3, 1), "王某", rule="TaskNamesALead", task=8)
    marked = accept(report, DOCUMENT, [WHY, idle, idle])
    (finding,) = set(marked.findings) - set(accept(report, DOCUMENT, [WHY]).findings)
    assert (finding.rule, finding.severity, finding.task_id) == ("AcceptanceMatchesAFinding", Severity.WARNING, 8)
    assert finding.message_zh == "接受记录（规则TaskNamesALead，任务标识8）没有对应的问题。"
    assert finding.message_en == "The acceptance of rule TaskNamesALead, task id 8 matches no finding."
    assert finding.key not in {item.key for item in report.findings}
    assert list(marked.findings) == sorted(marked.findings, key=lambda item: item.order)


def test_findings_are_new_known_or_solved(report: Report) -> None:
    first, second, *rest = report.findings
    before, now = Report((first, *rest), "v/1"), Report((second, *rest), "v/2")
    found = compare(now, before)
    assert [finding.status for finding in found.findings] == [Status.NEW, *[Status.KNOWN] * len(rest)]
    assert [(finding.key, finding.status) for finding in found.solved] == [(first.key, Status.SOLVED)]
    assert found.compared_with == "v/1"
    assert found.statuses == {Status.NEW: 1, Status.KNOWN: len(rest), Status.ACCEPTED: 0, Status.SOLVED: 1}
    assert found.failing(Severity.INFO, only_new=True) == found.findings[:1]
    assert len(found.failing(Severity.INFO)) == len(rest) + 1


def test_what_is_accepted_is_neither_new_nor_known(report: Report) -> None:
    marked = accept(report, DOCUMENT, [WHY])
    for before in (Report(()), report):
        statuses = {finding.status for finding in compare(marked, before).findings if finding.accepted}
        assert statuses == {Status.ACCEPTED}


def test_an_acceptance_that_matches_now_is_not_told_as_solved(report: Report) -> None:
    before = accept(
        Report(report.findings[1:], "d/version/1"),
        DOCUMENT,
        [WHY, Acceptance("好", "good", date(2022, 3, 1), "王某", key=report.findings[0].key)],
    )
    assert "AcceptanceMatchesAFinding" in {finding.rule for finding in before.findings}
    assert compare(report, before).solved == ()


def test_a_version_beside_itself_has_nothing_new_and_nothing_solved(report: Report) -> None:
    found = compare(report, report)
    assert {finding.status for finding in found.findings} == {Status.KNOWN}
    assert found.solved == ()
