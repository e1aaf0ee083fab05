"""A name without its place means a body of the document's own province, or none."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kg.corpus.folder import DataFolder, load_data_folder
from kg.linking import LinkedDocument, UnregisteredBody
from kg.rdf import Iris, build_document, build_text
from kg.rdf.register_graph import register_graph
from kg.reading.load_text import read_text
from kg.register import Body
from kg.resources import shipped
from kg.validating import Report, validate

BASE = "https://w3id.org/zhize/id/"
PLAN = """{heading}

一、重点任务

（一）建设步道。

附件

重点任务分工表

序号\t重点任务\t责任单位
1\t建设步道。\t{clause}
"""
HUBEI = "湖北省人民政府办公厅关于印发湖北省步道建设实施方案的通知\n\n鄂政办发〔2023〕8号"
SICHUAN = HUBEI.replace("湖北", "四川").replace("鄂政办发", "川办发")
CLAUSE = "省民政厅、财政厅、人行、省数据局、四川证监局、四川银保监局、成都市政府、团省委、国办负责。"
BARE = {"省民政厅", "财政厅", "人行", "团省委"}
PLACED = {"四川证监局", "四川银保监局", "成都市政府", "国办"}


@pytest.fixture(scope="module")
def data() -> DataFolder:
    return load_data_folder(shipped("data"))


def read(data: DataFolder, heading: str, clause: str = CLAUSE) -> LinkedDocument:
    return build_text(read_text(PLAN.format(heading=heading, clause=clause)), data, BASE).linked


def bodies(linked: LinkedDocument) -> dict[str, Body | UnregisteredBody]:
    return {assignment.as_written: assignment.body for assignment in linked.assignments}


def registered(linked: LinkedDocument) -> set[str]:
    return {words for words, body in bodies(linked).items() if not isinstance(body, UnregisteredBody)}


def report(data: DataFolder, heading: str, clause: str = CLAUSE) -> Report:
    text = read_text(PLAN.format(heading=heading, clause=clause))
    return validate(build_text(text, data, BASE), register_graph(data.register, Iris(BASE)))


def found(report: Report, rule: str) -> set[str]:
    return {finding.quote for finding in report.findings if finding.rule == rule}


def test_names_without_a_place_in_a_plan_of_another_province_are_of_nobody_here(data: DataFolder) -> None:
    linked = read(data, HUBEI)
    assert registered(linked) == PLACED
    theirs = bodies(linked)["省民政厅"]
    assert isinstance(theirs, UnregisteredBody)
    assert (theirs.id, theirs.namesakes) == ("unregistered-湖北省-省民政厅", ("sichuan-civil-affairs",))


def test_each_such_name_is_a_finding_of_its_own_kind(data: DataFolder) -> None:
    there = report(data, HUBEI)
    assert found(there, "NameIsOfThisProvince") == BARE
    assert found(there, "BodyIsRegistered") == {"省数据局"}
    untold = report(data, "某省人民政府办公厅关于印发某省步道建设实施方案的通知")
    assert found(untold, "ProvinceOfANameIsKnown") == BARE
    assert found(untold, "NameIsOfThisProvince") == set()


def test_a_plan_of_the_province_means_its_own_bodies(data: DataFolder) -> None:
    assert registered(read(data, SICHUAN)) == BARE | PLACED
    here = report(data, SICHUAN)
    for rule in ("NameIsOfThisProvince", "ProvinceOfANameIsKnown", "ProvinceIsTold"):
        assert found(here, rule) == set()


@pytest.mark.parametrize(
    ("heading", "province"),
    [
        (HUBEI, "湖北省"),
        (SICHUAN, "四川省"),
        ("湖北省数据局文件\n\n关于印发步道建设实施方案的通知", "湖北省"),
        ("关于印发步道建设实施方案的通知\n\n鄂数办发〔2023〕2号", "湖北省"),
        ("关于印发步道建设实施方案的通知\n\n湖北省民政厅\n\n2023年1月5日", "湖北省"),
        ("省民政厅关于印发步道建设实施方案的通知\n\n鄂民发〔2023〕2号", "湖北省"),
        ("湖北省步道建设实施方案", "湖北省"),
        ("成都市人民政府办公厅关于印发步道建设实施方案的通知\n\n成办发〔2023〕2号", "四川省"),
        ("阿坝州政府办公室关于印发步道建设实施方案的通知", "四川省"),
        ("中国人民银行成都分行关于印发步道建设实施方案的通知", "四川省"),
        ("国家税务总局四川省税务局关于印发步道建设实施方案的通知", "四川省"),
        ("四川省人民政府办公厅重庆市人民政府办公厅关于印发步道建设实施方案的通知", None),
        ("南京市人民政府办公厅关于印发步道建设实施方案的通知\n\n宁政办发〔2023〕2号", None),
        ("国务院办公厅关于印发四川省步道建设试点方案的通知\n\n国办发〔2023〕2号", None),
        ("民政部关于印发四川省步道建设试点方案的通知\n\n民发〔2023〕2号", None),
        ("某省人民政府办公厅关于印发步道建设实施方案的通知", None),
        ("关于印发步道建设实施方案的通知\n\n某政办发〔2023〕2号", None),
    ],
)
def test_the_heading_tells_where_a_document_comes_from(heading: str, province: str | None, data: DataFolder) -> None:
    origin = read(data, heading).origin
    assert (origin.province, origin.assumed) == (province, False)


def test_a_text_that_tells_nothing_is_read_as_of_the_one_province_there_is_and_says_so(data: DataFolder) -> None:
    heading = "关于印发步道建设实施方案的通知"
    assert registered(read(data, heading)) == BARE | PLACED
    silent = [finding for finding in report(data, heading).findings if finding.rule == "ProvinceIsTold"]
    assert [finding.severity.value for finding in silent] == ["info"]
    assert found(report(data, heading, "四川省民政厅负责。"), "ProvinceIsTold") == set()
    assert registered(read(data, heading + "\n\n学习浙江省的做法。")) == PLACED


@pytest.mark.parametrize(
    ("old", "new", "here"),
    [
        ('issuer = "sichuan-government-office"', "", False),
        ('issuer = "sichuan-government-office"', 'province = "四川省"', True),
        ("", "", True),
        ('issuer = "sichuan-government-office"', 'issuer = "state-council-general-office"', False),
    ],
)
def test_what_the_data_folder_says_of_a_document_counts_before_its_text(
    old: str, new: str, here: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(shipped("data"), folder)
    document = folder / "documents" / "chuanbanfa-2021-57"
    file, text = document / "document.toml", document / "2021-11-09" / "text.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    words = text.read_bytes().decode().replace("四川省人民政府办公厅", "湖北省人民政府办公厅")
    text.write_bytes(words.encode())
    own = load_data_folder(folder)
    built = build_document(own.documents[0], own.register, Iris(BASE), date(2026, 1, 1))
    assert built.in_force is not None
    assert ("民政厅" in registered(built.in_force.linked)) is here
