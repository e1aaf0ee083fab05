"""The question, four ways from the command line, against the table that was made by reading."""

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.conftest import Zhize
from tests.support.amended_data import DOCUMENT, write_amended
from tests.support.cli_gold import GOLD, Row, rows_of

QUESTION = """
    SELECT ?number WHERE { ?o skos:altLabel "应急厅"@zh ; zz:takesPartIn ?t . ?t zz:number ?number } ORDER BY ?number
"""


def items(answer: bytes) -> list[dict[str, Any]]:
    told = json.loads(answer)
    assert told["total"] == len(told["items"])
    found = told["items"]
    assert isinstance(found, list)
    return found


def as_gold(found: list[dict[str, Any]]) -> set[Row]:
    return {(row["number"], row["role"], row["position"], row["as_written"]) for row in found}


@pytest.mark.parametrize("name", ["应急厅", "省应急厅", "四川省应急管理厅", "sichuan-emergency-management"])
def test_the_tasks_of_a_body_are_those_of_the_gold_table(built: Zhize, text: str, name: str) -> None:
    found = items(built.data("tasks", name, "--format", "json"))
    assert as_gold(found) == rows_of("应急厅")
    assert len(found) == len(rows_of("应急厅"))
    for row in found:
        assert text[row["start"] : row["end"]] == row["quote"] == row["as_written"]
        assert text.count("\n", 0, row["start"]) + 1 == row["line"]


@pytest.mark.parametrize("name", ["民政厅", "省卫生健康委", "国网四川省电力公司"])
def test_other_bodies_agree_too_and_a_slip_is_told(built: Zhize, name: str) -> None:
    found = items(built.data("tasks", name, "--format", "json"))
    assert as_gold(found) == rows_of(name)
    assert {row["number"] for row in found if row["corrected"]} == {
        row.number for row in GOLD if row.means == name != row.as_written
    }


@pytest.mark.parametrize("name", ["应急厅\n", "应急\r\n厅"])
def test_a_line_feed_in_a_name_does_not_count(built: Zhize, name: str) -> None:
    assert as_gold(items(built.data("tasks", name, "--format", "json"))) == rows_of("应急厅")


def test_a_role_narrows_the_answer(built: Zhize) -> None:
    found = items(built.data("tasks", "民政厅", "--role", "lead", "--format", "json"))
    assert as_gold(found) == {row for row in rows_of("民政厅") if row[1] == "lead"}


def test_a_member_has_the_tasks_of_its_group_when_asked(built: Zhize) -> None:
    group = items(built.data("tasks", "各市（州）人民政府", "--format", "json"))
    found = items(built.data("tasks", "成都市", "--include-groups", "--format", "json"))
    assert [{**row, "through": "sichuan-prefecture-governments"} for row in group] == found != []
    words = built.data("tasks", "成都市政府", "--include-groups").decode()
    assert words.startswith(f"共{len(group)}项")
    assert words.count("列名为各市（州）人民政府") == len(group)
    assert as_gold(items(built.data("tasks", "应急厅", "--include-groups", "--format", "json"))) == rows_of("应急厅")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_body_whose_groups_alone_have_tasks_is_told_of_them(built: Zhize, form: str) -> None:
    answer = built("tasks", "成都市", "--format", form)
    assert answer.returncode == 0
    assert f"各市（州）人民政府有{len(rows_of('各市（州）人民政府'))}项" in answer.stderr.decode()
    assert "--include-groups" in answer.stderr.decode()
    assert built("tasks", "应急厅", "--role", "lead", "--format", form).stderr == b""


def test_people_read_the_answer(built: Zhize) -> None:
    words = built.data("tasks", "应急厅").decode()
    assert "参加" in words
    assert "应急厅" in words
    assert "http" not in words


def test_people_read_what_a_slip_should_be_and_why(built: Zhize) -> None:
    words = built.data("tasks", "民政厅", "--role", "lead").decode()
    assert (
        words.count("见更正1") == len([row for row in rows_of("民政厅") if row[1] == "lead" and row[3] == "民政部"]) > 0
    )
    told = words[words.index("\nchuanbanfa-2021-57 更正1 correction") :]
    assert "“民政部”" in told
    assert "四川省民政厅" in told
    assert "国务院" in told
    assert "State Council" in told
    assert "更正" not in built.data("tasks", "应急厅").decode()


def test_sparql_answers_without_a_prefix(built: Zhize) -> None:
    expected = sorted({number for number, *_ in rows_of("应急厅")})
    told = json.loads(built.data("sparql", QUESTION, "--format", "json"))
    assert [int(row["number"]["value"]) for row in told["results"]["bindings"]] == expected
    lines = built.data("sparql", QUESTION).decode().splitlines()
    assert [int(line) for line in lines[1:]] == expected
    for mark in ("", "\ufeff"):
        assert built("sparql", "-", stdin=(mark + QUESTION).encode()).stdout.decode().splitlines() == lines


def test_the_named_query_answers_the_same(built: Zhize) -> None:
    found = items(built.data("query", "tasks-of-organization", "organization=应急厅", "--format", "json"))
    assert as_gold(found) == rows_of("应急厅")
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        written = built.data("query", "tasks-of-organization", "organization=应急厅", "--format", form).decode()
        table = list(csv.DictReader(io.StringIO(written), delimiter=delimiter))
        assert [row["number"] for row in table] == [str(row["number"]) for row in found]


def test_the_queries_are_listed_with_their_parameters(built: Zhize) -> None:
    assert "tasks-of-organization" in built.data("query").decode()
    listed = json.loads(built.data("query", "--format", "json"))
    assert {"tasks-of-organization", "tasks-without-lead", "due-before"} <= {item["name"] for item in listed["items"]}


@pytest.mark.parametrize(
    ("query", "form", "start"),
    [
        ("ASK { ?t a zz:Task }", "text", "true"),
        ("ASK { ?t a zz:Task }", "csv", "true"),
        ("ASK { ?t a zz:Task }", "json", "{"),
        ("SELECT ?t { ?t a zz:Task } LIMIT 1", "tsv", "?t"),
        ("SELECT ?t { ?t a zz:Task } LIMIT 1", "csv", "t"),
        ("SELECT ?t { ?t a zz:Task } LIMIT 1", "xml", "<?xml"),
        ("CONSTRUCT WHERE { ?t zz:number 7 }", "turtle", ""),
        ("CONSTRUCT WHERE { ?t zz:number 7 }", "jsonld", "["),
    ],
)
def test_every_kind_of_answer_has_its_formats(built: Zhize, query: str, form: str, start: str) -> None:
    assert built.data("sparql", query, "--format", form).decode().startswith(start)


@pytest.mark.parametrize(
    "arguments",
    [
        ("tasks", "应急所"),
        ("tasks", ""),
        ("query", "no-such-query"),
        ("query", "tasks-of-organization"),
        ("query", "tasks-of-organization", "organization"),
        ("query", "tasks-of-organization", "organization=应急厅", "organization=民政厅"),
        ("query", "tasks-of-organization", "organization=应急厅", "colour=red"),
        ("query", "due-before", "date=soon"),
        ("query", "parties-to-task", "document=chuanbanfa-2021-57", "number=99"),
        ("query", "tasks", "measure=0"),
        ("query", "organizations", "kind=foo"),
        ("sparql", "SELECT"),
        ("sparql", "INSERT DATA { <http://a/> <http://a/> 1 }"),
        ("sparql", "SELECT * { ?s ?p ?o } LIMIT 1", "--format", "turtle"),
        ("sparql", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"),
        ("sparql", r'SELECT ("a\fb" AS ?x) {}', "--format", "xml"),
        ("sparql", "CONSTRUCT { <x:a> <x:b> <<( <x:a> <x:b> 1 )>> } {}", "--format", "jsonld"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(built: Zhize, arguments: tuple[str, ...]) -> None:
    built.refusal(*arguments)


@pytest.mark.parametrize(
    "call",
    [
        ("tasks", "厅" * 40_000),
        ("tasks", "应急厅", "--document", "文 " * 20_000),
        ("tasks", "应急厅", "--as-of", "日" * 40_000),
        ("query", "问" * 40_000),
        ("query", "tasks", "键" * 40_000),
        ("query", "tasks", "键" * 40_000 + "=1"),
        ("query", "tasks", "role=" + "角" * 40_000),
        ("validate", "档" * 40_000),
        ("validate", "--document", "档" * 40_000),
    ],
)
def test_what_is_very_long_is_not_echoed_whole(built: Zhize, call: tuple[str, ...]) -> None:
    assert len(built.refusal(*call)) < 1_500


def test_an_unknown_name_is_told_the_nearest_ones(built: Zhize) -> None:
    assert "应急厅" in built.refusal("tasks", "应急听")


@pytest.mark.parametrize(
    ("name", "meant"), [("民政部", "民政厅"), ("省政府服务和资源交易服务中心", "省政府政务服务和资源交易服务中心")]
)
def test_a_slip_is_told_with_who_is_meant(built: Zhize, name: str, meant: str) -> None:
    for call in (("tasks", name), ("query", "workload", f"organization={name}")):
        told = built.refusal(*call)
        assert "in chuanbanfa-2021-57 it is a slip for" in told
        assert told.endswith(f"; ask for {meant}.\n")


@pytest.mark.parametrize("number", ["川办发[2021]57号", "川办发（2021）57号", "川办发［2021］57号"])
def test_the_brackets_of_a_number_do_not_count(built: Zhize, number: str) -> None:
    found = items(built.data("tasks", "应急厅", "--document", number, "--format", "json"))
    assert as_gold(found) == rows_of("应急厅")
    for call in (("validate", "--document", number), ("history", number)):
        assert built(*call).returncode == 0


def test_an_unknown_document_is_told_the_known_ones(built: Zhize) -> None:
    told = "there is no document 'nothing'; known are chuanbanfa-2021-57.\n"
    assert built.refusal("tasks", "应急厅", "--document", "nothing") == told
    assert built.refusal("query", "tasks", "document=nothing") == told


def test_nothing_is_answered_before_a_build(zhize: Zhize) -> None:
    for arguments in (
        ("tasks", "应急厅"),
        ("sparql", "ASK {}"),
        ("export", "--format", "turtle"),
        ("serve", "--port", "0"),
    ):
        assert "zhize build" in zhize.refusal(*arguments)


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Zhize:
    """Give the command with the amended documents built."""
    folder = tmp_path_factory.mktemp("amended")
    write_amended(folder / "data")
    command = Zhize(folder, folder / "store")
    command.data("build")
    return command


def test_the_tasks_of_a_body_as_of_a_day(amended: Zhize) -> None:
    for day, numbers in (("2022-05-19", []), ("2022-05-20", [1]), ("2026-11-24", [1])):
        found = items(amended.data("tasks", "应急厅", "--document", DOCUMENT, "--as-of", day, "--format", "json"))
        assert [row["number"] for row in found] == numbers
    before = amended("tasks", "应急厅", "--as-of", "2021-11-08")
    assert before.returncode == 0
    assert before.stdout.decode().startswith("共0项")
    assert "最早的版本自2021-11-09起施行" in before.stderr.decode()


@pytest.mark.parametrize("name", ["四川银保监局", "nfra-sichuan-office"])
def test_who_took_over_is_told_beside_the_data(amended: Zhize, name: str) -> None:
    answer = amended("tasks", name, "--as-of", "2024-01-01")
    assert "由国家金融监督管理总局四川监管局承接" in answer.stderr.decode()
    assert "stands in the place of" in answer.stderr.decode()
    lines = answer.stdout.decode()
    assert lines.startswith("共3项")
    assert lines.count("原属中国银行保险监督管理委员会四川监管局") == (0 if name == "四川银保监局" else 3)
    assert amended("tasks", name, "--as-of", "2023-07-19").stderr == b""


def test_a_named_query_as_of_a_day(amended: Zhize) -> None:
    for day, told in (("2023-07-19", 0), ("2023-07-20", 3)):
        assert (
            len(items(amended.data("query", "responsibilities-taken-over", "--as-of", day, "--format", "json"))) == told
        )
    found = items(amended.data("query", "tasks", f"document={DOCUMENT}", "--as-of", "2027-01-01", "--format", "json"))
    assert [row["number"] for row in found] == [1, 2, 3]
    told = amended("query", "tasks", "document=chuanbanfa-2022-99", "--as-of", "2022-05-31", "--format", "csv")
    assert told.stdout.count(b"\n") == 1
    assert "2022-06-01" in told.stderr.decode()


@pytest.mark.parametrize("day", ["2022", "20220101", "2022-02-30", "morgen"])
def test_what_is_no_day_is_refused(amended: Zhize, day: str) -> None:
    for call in (("tasks", "应急厅"), ("query", "tasks")):
        assert f"--as-of: '{day}' is not a date" in amended.refusal(*call, "--as-of", day)
