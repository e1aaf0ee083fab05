"""``zhize read``: any plan, nothing stored, three exit codes, four ways to write the answer."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import Zhize

PLAN = "云溪市治水方案\n一、任务\n（一）清淤。清理河道。（市水务局牵头，市财政局配合）\n"


def test_a_plan_is_read_without_a_data_folder(zhize: Zhize, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    done = zhize("read", file, "--format", "json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    (task,) = answer["tasks"]
    assert [(one["role"], one["as_written"], one["given_by"]) for one in task["assignments"]] == [
        ("lead", "市水务局", "verb"),
        ("participant", "市财政局", "verb"),
    ]
    assert (task["number"], task["label"], task["path"]) == (1, "（一）", ["一、任务", "（一）清淤"])
    assert answer["document"]["plan_title"] == "云溪市治水方案"


def test_other_ways_to_write_the_answer(zhize: Zhize, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("序号,任务,责任单位\n1,清理河道。,市水务局\n", encoding="utf-8")
    rows = zhize("read", file, "--format", "csv").stdout.decode().splitlines()
    assert rows[1].startswith("1,1,清理河道。,responsible,市水务局,,column,")
    assert "清理河道" in zhize("read", file).stdout.decode()
    assert zhize("read", file, "--format", "text").stdout == file.read_bytes()


def test_exit_1_says_that_something_is_unread(zhize: Zhize, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN.replace("配合", "配和"), encoding="utf-8")
    done = zhize("read", file, "--format", "json")
    assert done.returncode == 1
    assert [one["quote"] for one in json.loads(done.stdout)["unread"]] == ["市财政局配和"]


def test_a_plan_that_assigns_nothing_is_read(zhize: Zhize, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("云溪市公告\n一、说明\n本公告自发布之日起施行。\n", encoding="utf-8")
    done = zhize("read", file, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["tasks"]) == (0, [])


def test_a_file_that_cannot_be_read_is_refused(zhize: Zhize, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF-1.7 ...")
    for language, words in (("zh", "文件是PDF"), ("en", "it is PDF")):
        done = zhize("--lang", language, "read", file)
        assert (done.returncode, done.stdout) == (2, b"")
        assert words in done.stderr.decode()
