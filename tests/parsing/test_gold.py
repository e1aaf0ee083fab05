"""The real document against the tables in tests/gold/ that were made by reading, without a parser."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from kg.parsing import Document, Task, parse_document
from kg.parsing.deadlines import TimeStatement
from kg.parsing.model import Statements
from kg.parsing.targets import TargetStatement
from kg.reading import FurnitureKind
from kg.reading.load_text import read_text

GOLD = Path(__file__).parents[1] / "gold"
Known = Callable[[str], bool]


def gold(name: str) -> list[dict[str, str]]:
    lines = (GOLD / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def stated(document: Document) -> Iterator[tuple[str, Statements]]:
    """Give every run of text with its place as the gold tables call it."""
    for chapter in document.chapters:
        yield from ((f"chapter {chapter.number}", provision.statements) for provision in chapter.provisions)
    for measure in document.measures:
        yield from ((f"measure {measure.number}", provision.statements) for provision in measure.provisions)
    yield from ((f"task {task.number}", task.statements) for task in document.tasks)


def test_the_document_is_the_one_that_was_read() -> None:
    text = GOLD.parents[1] / "data" / "documents" / "chuanbanfa-2021-57" / "2021-11-09" / "text.txt"
    assert sha256(text.read_bytes()).hexdigest() == "a598dec6eabae313471a00ca44bf97cea9c7fa12fb1f485835fb025181a8dd89"


def test_every_body_has_its_role_in_its_place(plan_text: str, each_known: Known) -> None:
    read = parse_document(read_text(plan_text), each_known)
    found = [
        (task.number, party.position, party.role.value, party.as_written)
        for task in read.tasks
        for party in task.clause.parties
    ]
    assert found == [
        (int(row["task"]), int(row["position"]), row["role"], row["as_written"]) for row in gold("assignments")
    ]
    assert len(found) == 279


def test_open_ended_phrases_name_no_body(plan: Document) -> None:
    found = [
        (task.number, party.role.value, party.as_written) for task in plan.tasks for party in task.clause.open_parties
    ]
    assert found == [(int(row["task"]), row["role"], row["as_written"]) for row in gold("open_ended")]


def test_nothing_is_left_unread(plan: Document) -> None:
    assert plan.unread == ()
    assert [part for task in plan.tasks for part in task.clause.unread] == []


def test_heading(plan: Document) -> None:
    assert plan.title == "四川省人民政府办公厅关于印发四川省促进养老托育服务健康发展实施方案的通知"
    assert plan.plan_title == "四川省促进养老托育服务健康发展实施方案"
    assert plan.number == "川办发〔2021〕57号"
    assert plan.issuer == "四川省人民政府办公厅"
    assert plan.date == date(2021, 11, 9)
    assert plan.implements is not None
    assert plan.implements.number == "国办发〔2020〕52号"
    assert plan.implements.title == "关于促进养老托育服务健康发展的意见"
    assert plan.source.quote(plan.implements.span) == "《关于促进养老托育服务健康发展的意见》(国办发〔2020〕52号)"


def test_outline(plan: Document) -> None:
    assert [chapter.number for chapter in plan.chapters] == list(range(1, 8))
    assert [chapter.heading for chapter in plan.chapters] == [
        "总体要求", "健全服务体系", "创新体制机制", "丰富发展业态", "强化要素保障", "优化发展环境", "加强组织实施",
    ]  # fmt: skip
    assert [(measure.number, measure.id) for measure in plan.measures] == [(n, n) for n in range(1, 23)]
    assert [measure.chapter for measure in plan.measures] == [2] * 4 + [3] * 3 + [4] * 4 + [5] * 4 + [6] * 4 + [7] * 3
    assert plan.measures[0].heading == "加强科学规划布局"
    assert plan.measures[21].heading == "推动工作落实"
    assert [(task.number, task.id) for task in plan.tasks] == [(n, n) for n in range(1, 53)]


def test_headings_stand_where_they_say(plan: Document) -> None:
    for part in (*plan.chapters, *plan.measures):
        assert part.heading in plan.source.quote(part.heading_span)


def test_a_sentence_over_a_page_break_is_one_sentence(plan: Document) -> None:
    sentence = next(p for p in plan.measures[0].provisions if "人均用地" in p.text)
    assert "\n" not in sentence.text
    assert "规划设置养老服务设施" in sentence.text
    assert "规划设\n\n置养老" in plan.source.quote(sentence.reading.span())


def test_repeated_headers_and_page_breaks_are_furniture(plan: Document) -> None:
    kinds = [furniture.kind for furniture in plan.source.furniture]
    assert kinds.count(FurnitureKind.REPEATED_HEADER) == 8
    assert kinds.count(FurnitureKind.PAGE_BREAK) == 9


def test_every_quote_is_what_stands_in_the_file(plan: Document) -> None:
    for task in plan.tasks:
        assert plan.source.quote(task.reading.span()) == task.text
        for party in (*task.clause.parties, *task.clause.open_parties):
            assert plan.source.quote(party.span) == party.as_written


def test_targets(plan: Document) -> None:
    found = {(place, *essence(target)) for place, said in stated(plan) for target in said.targets}
    expected = {
        (
            place.split(":")[0].strip(),
            row["comparator"],
            Decimal(row["value"]),
            row["unit"],
            row["aspiration"] == "yes",
            row["standing_standard"] == "yes",
        )
        for row in gold("targets")
        for place in row["places"].split(" | ")
    }
    assert found == expected


def essence(target: TargetStatement) -> tuple[str, Decimal, str, bool, bool]:
    return target.comparator.value, target.value, target.unit, target.aspiration, target.standing


def test_an_inherited_unit(plan: Document) -> None:
    third = task(plan, 2).statements.targets[2]
    assert (third.value, third.unit_text, third.inherited) == (8, "个/千人口", True)
    assert third.scope == "老城区和已建成居住区"


def test_deadlines(plan: Document) -> None:
    found = {(place, due(time)) for place, said in stated(plan) for time in said.times}
    assert found == {
        (place.split(":")[0].strip(), (row["due_by"], row["precision"]))
        for row in gold("deadlines")
        for place in row["places"].split(" | ")
    }


def due(time: TimeStatement) -> tuple[str, str]:
    assert time.due_by is not None
    assert time.precision is not None
    return time.due_by.isoformat(), time.precision.value


def task(plan: Document, number: int) -> Task:
    return next(task for task in plan.tasks if task.number == number)
