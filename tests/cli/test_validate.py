"""`zhize validate`: exit 0 on the document, 1 with a finding at the threshold, 2 on what is no plan."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph, Namespace

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
