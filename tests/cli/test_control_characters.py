"""What a terminal would obey is shown to people by its code point, and given to programs as it is."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Zhize

STEERING = "\x1b[31m\x9b5m\u202e\u2066\x07"
ESCAPED = "<U+001B>[31m<U+009B>5m<U+202E><U+2066><U+0007>"
QUERY = 'SELECT ("\\u001B[31m\\u202E" AS ?x) {}'
PLAN = f"""四川省人民政府办公厅关于印发步道方案的通知

川办发〔2023〕7号

一、重点任务

（一）建设步道。建设{STEERING}山地步道。

附件

重点任务分工表

序号\t重点任务\t责任单位
1\t宣传步道。\t民政厅负责
"""


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_report_on_a_text(zhize: Zhize, form: str) -> None:
    (zhize.folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    answer = zhize("validate", "plan.txt", "--format", form)
    told = answer.stdout.decode()
    assert answer.returncode in {0, 1}
    if form == "text":
        assert "<U+001B>[31m" in told
        assert "<U+202E>" in told
        assert not set(STEERING) & {"\x1b", "\x9b", "\u202e", "\u2066", "\x07"} & set(told)
    else:
        quotes = [finding["quote"] for finding in json.loads(told)["findings"]]
        assert any(STEERING in quote for quote in quotes)


def test_a_table_for_people_and_data_for_programs(built: Zhize) -> None:
    assert built.data("sparql", QUERY).decode() == "x\n<U+001B>[31m<U+202E>\n"
    assert built.data("sparql", QUERY, "--format", "csv").decode().splitlines()[1] == "\x1b[31m\u202e"
    (row,) = json.loads(built.data("sparql", QUERY, "--format", "json"))["results"]["bindings"]
    assert row["x"]["value"] == "\x1b[31m\u202e"


def test_a_refusal_that_names_a_file(zhize: Zhize) -> None:
    told = zhize.refusal("validate", f"{STEERING}.txt")
    assert f"{ESCAPED}.txt" in told
    assert "\x1b" not in told
