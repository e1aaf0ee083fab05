"""Copies of the real document with one thing spoiled: each is found at its line, and nothing else is read into it."""

import pytest

from kg.corpus.folder import DataFolder
from kg.rdf import build_text
from kg.reading.load_text import read_text
from kg.validating import Report, Severity, validate
from tests.support.whole_dataset import BuiltDataset

BASE = "https://w3id.org/zhize/id/"


@pytest.fixture(scope="module")
def seed_text(seed_dataset: BuiltDataset) -> str:
    return seed_dataset.versions[0].linked.document.source.text


def check(text: str, data: DataFolder, dataset: BuiltDataset) -> Report:
    return validate(build_text(read_text(text), data, BASE), dataset.graphs[f"{BASE}graph/register"])


@pytest.mark.parametrize("spoiled", ["4.54.5个", "4.X个", "-4.5个", "4O5个"])
def test_a_spoiled_number_is_a_violation_at_its_line_and_not_another_number(
    spoiled: str, seed_text: str, seed_data: DataFolder, seed_dataset: BuiltDataset
) -> None:
    report = check(seed_text.replace("4.5个", spoiled), seed_data, seed_dataset)
    assert {finding.line for finding in report.findings if finding.severity is Severity.VIOLATION} == {23}


@pytest.mark.parametrize("words", ["他说道，今天天气很好。", "asdf qwer 1234"])
def test_words_after_the_table_are_reported(
    words: str, seed_text: str, seed_data: DataFolder, seed_dataset: BuiltDataset
) -> None:
    report = check(f"{seed_text}\n{words}\n", seed_data, seed_dataset)
    assert [finding.quote for finding in report.findings if finding.severity is Severity.VIOLATION] == [words]


def test_a_lost_semicolon_makes_no_body_and_no_other_role(
    seed_text: str, seed_data: DataFolder, seed_dataset: BuiltDataset
) -> None:
    text = seed_text.replace(
        "住房城乡建设厅参加；各市（州）人民政府负责。", "住房城乡建设厅参加各市（州）人民政府负责。", 1
    )
    built = build_text(read_text(text), seed_data, BASE)
    changed = [task for task in built.linked.document.tasks if task.clause.unread]
    assert len(changed) == 1
    assert {party.role.value for party in changed[0].clause.parties} == {"lead"}
    report = validate(built, seed_dataset.graphs[f"{BASE}graph/register"])
    assert report.count(Severity.VIOLATION) > 0


def test_a_row_without_the_words_of_a_task_is_a_violation_at_its_line(
    seed_text: str, seed_data: DataFolder, seed_dataset: BuiltDataset
) -> None:
    words = "借助第三方力量开展人口趋势和养老托育产业发展前景预测，通过发布年度报告等形式服务“一老一小”产业发展。"
    text = seed_text.replace(f"41\t{words}", "41\t")
    assert text != seed_text
    report = check(text, seed_data, seed_dataset)
    assert {finding.line for finding in report.findings if finding.severity is Severity.VIOLATION} == {158}
