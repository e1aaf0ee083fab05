"""`zhize validate`: exit 0 on the document, 1 with a finding at the threshold, 2 on what is no plan."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph, Namespace

from kg.changes.match_parts import propose
from kg.corpus.folder import load_data_folder
from kg.corpus.identities import identities_toml
from kg.corpus.read_version import link_text, read_version
from kg.reading.load_text import read_file
from kg.resources import shipped
from tests.cli.conftest import DOCUMENT, Zhize

SH = Namespace("http://www.w3.org/ns/shacl#")
PLANTED = {
    "a clause deleted": ("的范围和规模。\t民政厅牵头，省卫生健康委参加；各市（州）人民政府负责。", "的范围和规模。\t"),
    "a number doubled": ("\n46\t大力培育", "\n45\t大力培育"),
    "a misspelt role word": ("民政部、省医保局参加", "民政部、省医保局参力"),
    "a date that is none": ("到2022年,各地用于福利", "到20X2年,各地用于福利"),
}


def findings(report: bytes) -> list[dict[str, Any]]:
    found = json.loads(report)["findings"]
    assert isinstance(found, list)
    return found


def test_the_document_has_warnings_and_no_violation(zhize: Zhize) -> None:
    finished = zhize("validate", shipped("data") / DOCUMENT)
    assert finished.returncode == 0
    words = finished.stdout.decode()
    assert "民政部" in words
    assert "民政厅" in words
    assert finished.stderr == b""


def test_the_whole_data_folder_is_validated_without_a_file(zhize: Zhize) -> None:
    alone = findings(zhize.data("validate", shipped("data") / DOCUMENT, "--format", "json"))
    folder = findings(zhize.data("validate", "--format", "json"))
    assert len(folder) == len(alone) > 0
    assert {finding["severity"] for finding in folder} == {"warning", "info"}


@pytest.mark.parametrize("arguments", [(), (shipped("data") / DOCUMENT,)])
def test_a_warning_fails_when_asked_to(zhize: Zhize, arguments: tuple[Path, ...]) -> None:
    assert zhize("validate", *arguments, "--fail-on", "warning").returncode == 1
    assert zhize("validate", *arguments, "--fail-on", "violation").returncode == 0


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_violation_is_found_at_its_line(
    zhize: Zhize, planted: Callable[[str, str], Path], text: str, name: str
) -> None:
    before, after = PLANTED[name]
    finished = zhize("validate", planted(before, after), "--format", "json")
    assert finished.returncode == 1
    line = text[: text.index(before) + len(before) - len(before.lstrip("\n"))].count("\n") + 1
    violations = [finding for finding in findings(finished.stdout) if finding["severity"] == "violation"]
    assert line in {finding["line"] for finding in violations}, violations


def test_people_read_the_line_and_how_to_mend_it(zhize: Zhize, planted: Callable[[str, str], Path]) -> None:
    finished = zhize("validate", planted(*PLANTED["a misspelt role word"]))
    assert finished.returncode == 1
    words = finished.stdout.decode()
    assert "参力" in words
    assert "怎么办" in words
    assert "行" in words


def test_an_unknown_body_is_a_warning_that_names_it(zhize: Zhize, planted: Callable[[str, str], Path]) -> None:
    path = planted("人行成都分行牵头，四川银保监局参加", "人行成都分行牵头，省星际航行局参加")
    finished = zhize("validate", path, "--format", "json")
    assert finished.returncode == 0
    named = [
        finding for finding in findings(finished.stdout) if "省星际航行局" in json.dumps(finding, ensure_ascii=False)
    ]
    assert {finding["severity"] for finding in named} == {"warning"}


def test_a_file_that_is_no_plan_is_refused_in_one_sentence(zhize: Zhize, tmp_path: Path, text: str) -> None:
    path = tmp_path / "input"
    for raw, reason in {
        b"": "empty",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR": "binary",
        text.encode("gb18030"): "GBK",
        "话说天下大势，分久必合，合久必分。\n".encode(): "plan",
    }.items():
        path.write_bytes(raw)
        words = zhize.refusal("validate", path)
        assert str(path) in words
        assert reason in words
    assert not zhize.store.exists()


def test_a_file_that_is_not_there_is_refused(zhize: Zhize, tmp_path: Path) -> None:
    assert "nothing.txt" in zhize.refusal("validate", tmp_path / "nothing.txt")
    assert str(tmp_path) in zhize.refusal("validate", tmp_path)


def test_machines_read_the_report(zhize: Zhize) -> None:
    turtle = Graph().parse(data=zhize.data("validate", "--format", "turtle"), format="turtle")
    assert len(set(turtle.subjects(None, SH.ValidationReport))) == 1
    suite = ET.fromstring(zhize.data("validate", "--format", "junit"))  # noqa: S314 - our own
    assert list(suite.iter("testcase"))


def whole(report: bytes) -> dict[str, Any]:
    found = json.loads(report)
    assert isinstance(found, dict)
    return found


def rules(found: list[dict[str, Any]], status: str) -> list[tuple[str, int | None]]:
    return [(finding["rule"], finding["task"]) for finding in found if finding["status"] == status]


def exchanged(text: str) -> str:
    """Let rows 1 and 2 change places, and with them their numbers."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("1\t"))
    lines[first], lines[first + 1] = f"1{lines[first + 1][1:]}", f"2{lines[first][1:]}"
    return "\n".join(lines)


@pytest.fixture
def mended(tmp_path: Path, text: str) -> Path:
    """Give the document with the slips of rows 12 to 17 mended, one clause deleted, and two rows exchanged."""
    before, after = PLANTED["a clause deleted"]
    path = tmp_path / "mended.txt"
    mended = exchanged(text).replace("民政部", "民政厅").replace(before, after)
    path.write_bytes(f"\n\n{mended}".encode())
    return path


@pytest.fixture
def later(own_data: Path, text: str) -> Path:
    """Give a data folder in which the document has a second version: rows 1 and 2 have changed places and numbers."""
    source = own_data / DOCUMENT
    folder = source.parent.with_name("2022-03-01")
    folder.mkdir()
    (folder / "text.txt").write_bytes(exchanged(text).replace("民政部", "民政厅").encode())
    (folder / "version.toml").write_text(
        'date = 2022-03-01\nkind = "correction"\nbasis = "勘误"\nnote_zh = "更正"\nnote_en = "Mended"\n', "utf-8"
    )
    data = load_data_folder(shipped("data"))
    document = data.documents[0]
    before = read_version(document, document.versions[0], data.register)
    now, _ = link_text(read_file(folder / "text.txt"), data)
    identities = propose(now, before, None, {}, compared_with=[document.versions[0].date]).identities
    (folder / "identities.toml").write_text(identities_toml(identities), "utf-8")
    return own_data


def test_a_text_of_a_known_document_is_compared_with_the_version_in_force(zhize: Zhize, mended: Path) -> None:
    finished = zhize("validate", mended, "--format", "json")
    assert finished.returncode == 1
    report = whole(finished.stdout)
    assert report["compared_with"].endswith("/version/2021-11-09")
    assert rules(report["findings"], "new") == [("TaskHasAccountableBody", 46), ("CorrectionIsUsed", None)]
    assert rules(report["solved"], "solved") == [("NameNeedsNoCorrection", task) for task in (12, 13, 14, 15, 16, 17)]
    assert report["statuses"]["known"] == len(rules(report["findings"], "known")) > 40
    words = zhize("validate", mended).stdout.decode()
    assert "[新增] 任务46" in words
    assert "【已解决】6条  Solved: 6" in words


def test_only_what_is_new_fails_with_since(zhize: Zhize, planted: Callable[[str, str], Path]) -> None:
    warning = planted("人行成都分行牵头，四川银保监局参加", "人行成都分行牵头，省星际航行局参加")
    shipped_text = shipped("data") / DOCUMENT
    assert zhize("validate", shipped_text, "--fail-on", "warning").returncode == 1
    assert zhize("validate", shipped_text, "--fail-on", "warning", "--since", "2021-11-09").returncode == 0
    assert zhize("validate", warning, "--fail-on", "warning", "--since", "before").returncode == 1
    assert zhize("validate", warning, "--since", "before").returncode == 0


def test_a_version_is_compared_with_the_one_before_and_renumbered_tasks_keep_their_keys(
    zhize: Zhize, later: Path
) -> None:
    report = whole(zhize.data("validate", "--data", later, "--format", "json"))
    assert report["version"].endswith("/version/2022-03-01")
    assert report["compared_with"].endswith("/version/2021-11-09")
    assert rules(report["findings"], "new") == [("CorrectionIsUsed", None)]
    assert rules(report["solved"], "solved") == [("NameNeedsNoCorrection", task) for task in (12, 13, 14, 15, 16, 17)]
    assert {(item["task"], item["task_id"]) for item in report["findings"] if item["task"] in {1, 2}} == {
        (1, 2),
        (2, 1),
    }
    record = '[[accepted]]\nrule = "TaskNamesALead"\ntask = 1\nreason = "好"\ndate = 2022-03-01\nby = "王某"\n'
    (later / "documents" / "chuanbanfa-2021-57" / "accepted.toml").write_text(record, "utf-8")
    report = whole(zhize.data("validate", "--data", later, "--format", "json"))
    assert rules(report["findings"], "accepted") == [("TaskNamesALead", 2)]  # the task 1 has the number 2 now
    as_a_file = later / DOCUMENT.replace("2021-11-09", "2022-03-01")
    assert whole(zhize.data("validate", as_a_file, "--data", later, "--format", "json")) == report


def test_one_document_is_chosen_by_its_id_or_number(zhize: Zhize) -> None:
    all_of_them = zhize.data("validate", "--format", "json")
    for name in ("chuanbanfa-2021-57", "川办发〔2021〕57号"):
        assert zhize.data("validate", "--document", name, "--format", "json") == all_of_them


def test_a_text_without_a_number_is_compared_when_its_document_is_named(
    zhize: Zhize, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(text.replace("川办发〔2021〕57号", "").encode())
    alone = whole(zhize.data("validate", path, "--format", "json"))
    assert alone["compared_with"] is None
    assert {finding["status"] for finding in alone["findings"]} == {None}
    named = whole(zhize.data("validate", path, "--document", "chuanbanfa-2021-57", "--format", "json"))
    assert rules(named["findings"], "new") == [("DocumentHasANumber", None)]


def test_what_is_accepted_fails_nothing_and_an_idle_acceptance_is_found(zhize: Zhize, own_data: Path) -> None:
    warnings = [
        item
        for item in findings(zhize.data("validate", "--data", own_data, "--format", "json"))
        if item["severity"] == "warning"
    ]
    record = '[[accepted]]\nkey = "{}"\nreason = "已核对。"\ndate = 2022-03-01\nby = "王某"\n'
    file = own_data / "documents" / "chuanbanfa-2021-57" / "accepted.toml"
    file.write_text("\n".join(record.format(item["key"]) for item in warnings), "utf-8")
    accepted = zhize("validate", "--data", own_data, "--fail-on", "warning")
    assert accepted.returncode == 0, accepted.stdout.decode()
    assert f"已接受{len(warnings)}条" in accepted.stdout.decode()
    file.write_text(file.read_text("utf-8") + "\n" + record.format("0" * 16), "utf-8")
    idle = zhize("validate", "--data", own_data, "--fail-on", "warning")
    assert idle.returncode == 1
    assert "接受记录（问题标识0000000000000000）没有对应的问题。" in idle.stdout.decode()


def test_an_acceptance_that_is_wrong_is_told_with_its_file(zhize: Zhize, own_data: Path) -> None:
    (own_data / "documents" / "chuanbanfa-2021-57" / "accepted.toml").write_text("[[accepted]]\ntask = 2\n", "utf-8")
    assert "accepted.toml, accepted 1" in zhize.refusal("validate", "--data", own_data)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "2020-01-01"), "it has 2021-11-09"),
        (("--since", "last"), "--since: 'last' is no version"),
        (("--document", "nothing"), "known are chuanbanfa-2021-57"),
    ],
)
def test_what_cannot_be_compared_is_refused(zhize: Zhize, arguments: tuple[str, ...], told: str) -> None:
    assert told in zhize.refusal("validate", *arguments)


def test_a_text_with_another_number_is_not_that_of_the_document_named(
    zhize: Zhize, planted: Callable[[str, str], Path]
) -> None:
    text = planted("川办发〔2021〕57号", "川办发〔2021〕58号")
    told = zhize.refusal("validate", text, "--document", "川办发〔2021〕57号")
    assert "the text is that of 川办发〔2021〕58号, not of 川办发〔2021〕57号; leave its document out" in told


def test_a_draft_has_no_version_to_compare_with(zhize: Zhize, tmp_path: Path, text: str) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(text.replace("川办发〔2021〕57号", "").encode())
    assert "--document" in zhize.refusal("validate", path, "--since", "before")


def test_csv_has_a_line_for_each_finding(zhize: Zhize) -> None:
    rows = list(csv.DictReader(zhize.data("validate", "--format", "csv").decode().splitlines()))
    assert len(rows) == len(findings(zhize.data("validate", "--format", "json")))
    assert {row["severity"] for row in rows} == {"warning", "info"}
