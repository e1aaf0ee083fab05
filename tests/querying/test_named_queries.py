"""Every named query on the real document, and those that look things up beside the tables made by reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.querying import NamedQuery, Table, role_names
from kg.register import Register
from kg.resources import shipped
from kg.stores import Snapshot

NAMES = sorted(path.stem for path in shipped("queries").glob("*.rq"))
NONE_IN_THE_SEED = {"unread-parts-of-task", "changes-of-document", "history-of-organization"}
"""Everything in it is read, and it has not been amended."""
Ask = Callable[..., Table]
Gold = dict[str, list[dict[str, str]]]


def column(table: Table, name: str) -> list[object]:
    return [row[name] for row in table.rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_its_example_with_true_evidence(
    name: str, answer: Ask, queries: dict[str, NamedQuery], text: str
) -> None:
    table = answer(name, **queries[name].example)
    assert len(table) or name in NONE_IN_THE_SEED
    for row in table.rows:
        for prefix in ("", "measure_", "deadline_"):
            if row.get(prefix + "quote") is not None:
                start, end, line = (row[prefix + key] for key in ("start", "end", "line"))
                assert isinstance(start, int)
                assert isinstance(end, int)
                assert "".join(text[start:end].split()) == "".join(str(row[prefix + "quote"]).split())
                assert line == text.count("\n", 0, start) + 1


@pytest.mark.parametrize("name", NAMES)
def test_a_query_stands_alone(name: str, seed: Snapshot, queries: dict[str, NamedQuery]) -> None:
    # No prefixes and no parameters given: as pasted into any client.
    assert len(list(seed.store.query(queries[name].sparql))) or name in NONE_IN_THE_SEED  # type: ignore[arg-type]
    assert queries[name].title.zh
    assert queries[name].description.en


def test_every_query_is_asked_for_rows_that_were_found_by_hand() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert set(NAMES) == set(re.findall(r'\banswer\(\s*"([a-z-]+)"', tests))


def test_the_tasks_of_a_body(answer: Ask, gold: Gold) -> None:
    found = answer("tasks-of-organization", organization="应急厅")
    read = [(int(r["task"]), r["role"], int(r["position"])) for r in gold["assignments"] if r["means"] == "应急厅"]
    assert [(r["number"], r["role"], r["position"]) for r in found.rows] == read
    assert column(found, "number") == [7, 16, 25, 27, 42, 45]
    assert set(column(found, "quote")) == {"应急厅"}
    assert column(answer("tasks-of-organization", organization="应急厅", role="shared"), "number") == [25, 27, 45]


def test_the_correction_shows(answer: Ask) -> None:
    found = answer("tasks-of-organization", organization="民政厅")
    assert [r["number"] for r in found.rows if r["corrected"]] == [12, 13, 14, 15, 16, 17]
    (correction,) = answer("corrections", organization="民政厅").rows
    assert {r["correction"] for r in found.rows} == {correction["iri"], None}
    assert (correction["as_written"], correction["name"], correction["tasks"]) == (
        "民政部",
        "四川省民政厅",
        "12 13 14 15 16 17",
    )
    assert correction["certainty"] == "certain"
    assert "国务院" in str(correction["reason_zh"])
    assert "State Council" in str(correction["reason_en"])
    assert column(answer("corrections"), "as_written") == ["民政部", "省政府服务和资源交易服务中心"]


def test_the_parties_to_every_task(answer: Ask, gold: Gold) -> None:
    for number in range(1, 53):
        found = answer("parties-to-task", document="川办发〔2021〕57号", number=str(number))
        read = [(r["as_written"], r["role"]) for r in gold["assignments"] if int(r["task"]) == number]
        assert [(r["as_written"], r["role"]) for r in found.rows] == read


def test_the_roles_have_their_names(seed: Snapshot, queries: dict[str, NamedQuery], register: Register) -> None:
    names = role_names(seed, queries, register)
    assert {role: name.zh for role, name in names.items()} == {
        "lead": "牵头",
        "participant": "参加",
        "shared": "按职责分工负责",
        "responsible": "负责",
        "local": "属地负责",
    }
    assert names["shared"].en == "responsible by division of duties"


def test_counts(answer: Ask, gold: Gold) -> None:
    found = answer("counts-by-body-and-role")
    read = Counter(r["role"] for r in gold["assignments"])
    for role, total in read.items():
        counts = [r["tasks"] for r in found.rows if r["role"] == role]
        assert sum(count for count in counts if isinstance(count, int)) == total
    per_body = Counter((r["means"], r["role"]) for r in gold["assignments"])
    assert sorted(per_body.values()) == sorted(column(found, "tasks"))  # type: ignore[type-var]


def test_tasks_without_a_lead(answer: Ask, gold: Gold) -> None:
    led = {int(r["task"]) for r in gold["assignments"] if r["role"] == "lead"}
    without = [number for number in range(1, 53) if number not in led]
    assert len(without) == 26
    assert column(answer("tasks-without-lead"), "number") == without
    assert column(answer("tasks", has_lead="false"), "number") == without


def test_who_leads_with_whom(answer: Ask, gold: Gold) -> None:
    leads: dict[str, list[str]] = {}
    for row in gold["assignments"]:
        if row["role"] == "lead":
            leads.setdefault(row["task"], []).append(row["means"])
    pairs = Counter(frozenset((a, b)) for names in leads.values() for a in names for b in names if a < b)
    found = answer("who-leads-with-whom")
    assert sorted(column(found, "tasks_together")) == sorted(pairs.values())  # type: ignore[type-var]
    assert found.rows[0]["tasks"] == "12 15 19 40 42 52"


def test_targets_and_deadlines(answer: Ask, gold: Gold) -> None:
    targets = answer("targets-with-deadlines")
    assert [r["comparator"] for r in targets.rows] == [r["comparator"] for r in gold["targets"]]
    assert [float(str(r["value"])) for r in targets.rows] == [float(r["value"]) for r in gold["targets"]]
    assert [r["due_by"] or "" for r in targets.rows] == [r["deadline"] or "" for r in gold["targets"]]
    assert column(answer("deadlines"), "due_by") == [r["due_by"] for r in gold["deadlines"]]


def test_due_before(answer: Ask) -> None:
    assert column(answer("due-before", date="2023-01-01"), "task") == [16, 30]
    assert len(answer("due-before", date="2022-12-31")) == 0
    assert len(answer("due-before", date="2026-01-01")) == 3
    assert column(answer("tasks", due_before="2023-01-01"), "number") == [16, 30]


def test_uncovered_provisions(answer: Ask, gold: Gold) -> None:
    found = [(r["measure"], r["provision"]) for r in answer("uncovered-provisions").rows]
    assert found == [(int(r["measure"]), int(r["provision"])) for r in gold["uncovered"]]


def test_the_measures_of_a_document(answer: Ask, gold: Gold) -> None:
    found = answer("measures", document="chuanbanfa-2021-57").rows
    assert [(row["number"], row["id"]) for row in found] == [(number, number) for number in range(1, 23)]
    for row in found:
        tasks = sorted(int(r["task"]) for r in gold["links"] if int(r["measure"]) == row["number"])
        assert sorted(map(int, str(row["tasks"] or "").split())) == tasks
        assert row["uncovered"] == sum(int(r["measure"]) == row["number"] for r in gold["uncovered"])
        provisions = answer("provisions-of-measure", document="chuanbanfa-2021-57", number=str(row["number"]))
        assert row["provisions"] == len(provisions)
        assert row["chapter"] == provisions.rows[0]["chapter"]


def test_open_ended_tasks(answer: Ask, gold: Gold) -> None:
    found = [(r["number"], r["role"], r["as_written"]) for r in answer("open-ended-tasks").rows]
    assert found == [(int(r["task"]), r["role"], r["as_written"]) for r in gold["open_ended"]]


def test_differences_of_every_reworded_task(answer: Ask, gold: Gold) -> None:
    reworded = {int(r["task"]) for r in gold["links"] if r[next(k for k in r if k in {"kind", "match"})] != "same"}
    assert reworded <= set(column(answer("differences-annex-body"), "number"))


def test_the_parameters_of_tasks_narrow(answer: Ask) -> None:
    assert len(answer("tasks")) == 52
    assert column(answer("tasks", organization="应急厅", role="participant"), "number") == [7, 16, 42]
    assert column(answer("tasks", measure="7"), "number") == [16]
    assert column(answer("tasks", open_ended="true"), "number") == [1, 10, 42, 48, 49, 51, 52]
    assert len(answer("tasks", role="lead")) == 26
    assert len(answer("tasks", document="chuanbanfa-2021-57")) == 52


def test_organizations(answer: Ask, register: Register) -> None:
    assert column(answer("organizations"), "organization")[: len(register.bodies)] == [
        body.id for body in register.bodies
    ]
    assert column(answer("organizations", q="应急"), "organization") == ["sichuan-emergency-management"]
    assert column(answer("organizations", kind="group"), "kind") == ["group"]
    assert answer("documents").rows[0]["tasks"] == 52


def test_a_document_and_its_parts(answer: Ask, text: str) -> None:
    document = "chuanbanfa-2021-57"
    (version,) = answer("document-text", document=document).rows
    assert version["text"] == text
    (measure,) = answer("measure", document=document, number="7").rows
    assert (measure["heading"], measure["chapter"], measure["tasks"]) == ("推动培训疗养资源转型发展养老服务", 3, "16")
    provisions = answer("provisions-of-measure", document=document, number="3")
    assert [(row["provision"], row["tasks"]) for row in provisions.rows] == [
        (1, "6"),
        (2, "7"),
        (3, "5"),
        (4, "8"),
        (5, "8"),
    ]
    (version,) = answer("versions-of-document", document=document).rows
    assert (version["version"], version["kind"], version["changes"]) == ("2021-11-09", "original", 0)


def test_the_measures_of_every_task(answer: Ask, gold: Gold) -> None:
    for number in range(1, 53):
        found = answer("measures-of-task", document="chuanbanfa-2021-57", number=str(number))
        read = [(int(r["measure"]), r["kind"]) for r in gold["links"] if int(r["task"]) == number]
        assert [(row["measure"], row["match"]) for row in found.rows] == read


def test_what_a_clause_leaves_open(answer: Ask) -> None:
    for number, words in (("1", ["等有关部门（单位）"]), ("52", ["有关部门（单位）"]), ("2", [])):
        found = answer("open-parties-of-task", document="chuanbanfa-2021-57", number=number)
        assert column(found, "as_written") == words
        assert len(answer("unread-parts-of-task", document="chuanbanfa-2021-57", number=number)) == 0


def test_the_five_roles_are_listed(answer: Ask) -> None:
    assert column(answer("roles"), "name_zh") == ["牵头", "属地负责", "参加", "负责", "按职责分工负责"]
