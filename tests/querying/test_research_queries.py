"""The questions of researchers on the real document, beside what the tables made by reading come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import pytest
from pyoxigraph import DefaultGraph, Store

from kg.querying import NamedQuery, Table, run_query
from kg.register import Found, Register
from kg.stores import Snapshot

ANSWERABLE = {"shared", "responsible"}
LOCAL = "各市（州）人民政府"
FIRST_MEASURES = {2: 1, 3: 5, 4: 8, 5: 12, 6: 16, 7: 20}
"""The first measure of each chapter, as the text has them: 二、… begins with （一）, 三、… with （五）."""
Ask = Callable[..., Table]
Gold = dict[str, list[dict[str, str]]]


class Read(NamedTuple):
    """One assignment as it was read, with the id of the body."""

    task: int
    position: int
    role: str
    as_written: str
    body: str


@pytest.fixture(scope="module")
def read(gold: Gold, register: Register) -> list[Read]:
    def body(name: str) -> str:
        found = register.resolve("省政务服务和资源交易服务中心" if name.startswith("省政府服务") else name)
        assert isinstance(found, Found), name
        return found.organization.id

    return [
        Read(int(r["task"]), int(r["position"]), r["role"], r["as_written"], body(r["means"]))
        for r in gold["assignments"]
    ]


@pytest.fixture(scope="module")
def chapters(gold: Gold) -> dict[int, int]:
    """Give the chapter of each task: that of its measure."""
    return {
        int(link["task"]): max(chapter for chapter, first in FIRST_MEASURES.items() if first <= int(link["measure"]))
        for link in gold["links"]
    }


def columns(table: Table, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in table.rows]


def bodies_of(read: list[Read], *roles: str) -> dict[int, list[str]]:
    """Give the bodies of each task in these roles, in their order."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in read:
        if one.role in roles or not roles:
            found[one.task].append(one.body)
    return found


def numbers(tasks: set[int]) -> str:
    return " ".join(map(str, sorted(tasks)))


def test_every_assignment(answer: Ask, read: list[Read]) -> None:
    found = answer("assignments")
    assert columns(found, "number", "position", "role", "as_written", "organization") == read
    assert len(found) == 279
    branches = answer("assignments", kind="central-agency-branch")
    assert [row["number"] for row in branches.rows] == [16, 31, 37, 37, 38, 38, 44]
    assert len(answer("assignments", role="lead", organization="民政厅")) == 11


def test_workload(answer: Ask, read: list[Read]) -> None:
    roles = {"led": "lead", "shared": "shared", "responsible": "responsible", "joined": "participant", "local": "local"}
    counted = Counter((one.body, one.role) for one in read)
    tasks = {body: {one.task for one in read if one.body == body} for body in {one.body for one in read}}
    for name in ("workload", "workload-by-version"):
        found = answer(name)
        assert {row["organization"]: row["tasks"] for row in found.rows} == {b: len(t) for b, t in tasks.items()}
        for row in found.rows:
            assert {column: row[column] for column in roles} == {
                column: counted[str(row["organization"]), role] for column, role in roles.items()
            }
    (civil,) = answer("workload", organization="民政厅").rows
    assert (civil["tasks"], civil["led"]) == (45, 11)


def test_who_only_ever_takes_part(answer: Ask, read: list[Read]) -> None:
    roles = defaultdict(set)
    for one in read:
        roles[one.body].add(one.role)
    expected = sorted((one.body, one.task, one.as_written) for one in read if roles[one.body] == {"participant"})
    assert columns(answer("only-participants"), "organization", "number", "as_written") == expected
    assert [words for _, _, words in expected] == [
        "省医保局",
        "省药监局",
        "省乡村振兴局",
        "省乡村振兴局",
        "省统计局",
        "省中医药局",
        "国网四川省电力公司",
    ]


def test_kinds_of_bodies(answer: Ask) -> None:
    # Mass organizations are 省妇联, 团省委 and 省残联; the one task without a department is 37.
    assert columns(answer("kinds-of-bodies"), "kind", "bodies", "tasks", "led") == [
        ("department", 27, 51, 23),
        ("group", 1, 47, 0),
        ("mass-organization", 3, 11, 0),
        ("central-agency-branch", 4, 5, 3),
        ("enterprise", 1, 1, 0),
        ("public-institution", 1, 1, 0),
    ]


def test_the_number_of_parties(answer: Ask, read: list[Read]) -> None:
    found = answer("parties-per-task")
    counted = {task: len(bodies) for task, bodies in bodies_of(read).items()}
    assert {row["number"]: row["parties"] for row in found.rows} == counted
    assert columns(found, "number", "parties", "leads", "participants", "local")[0] == (16, 12, 1, 10, 1)
    assert [row["number"] for row in found.rows if row["open_ended"]] == [48, 42, 49, 10, 51, 1, 52]


def test_what_falls_to_a_city(answer: Ask, read: list[Read]) -> None:
    found = answer("tasks-through-groups", organization="成都市")
    assert [row["number"] for row in found.rows] == [one.task for one in read if one.as_written == LOCAL]
    assert {row["quote"] for row in found.rows} == {LOCAL}
    responsible = answer("tasks-through-groups", organization="成都市人民政府", role="responsible")
    assert [row["number"] for row in responsible.rows] == [3, 29, 47]
    assert len(answer("tasks-through-groups", organization="民政厅")) == 0


def test_who_works_with_whom(answer: Ask, read: list[Read]) -> None:
    together = defaultdict(set)
    for task, bodies in bodies_of(read).items():
        for pair in combinations(sorted(set(bodies)), 2):
            together[pair].add(task)
    found = answer("who-works-with-whom")
    assert {(row["first"], row["second"]): row["tasks"] for row in found.rows} == {
        pair: numbers(tasks) for pair, tasks in together.items()
    }
    assert columns(found, "first", "second", "tasks_together")[0] == (
        "sichuan-civil-affairs",
        "sichuan-health-commission",
        40,
    )
    of_one = answer("who-works-with-whom", organization="省妇联")
    assert len(of_one) == len([pair for pair in together if "sichuan-womens-federation" in pair])


def test_who_calls_on_whom(answer: Ask, read: list[Read]) -> None:
    leads, joining = bodies_of(read, "lead"), bodies_of(read, "participant")
    calls = defaultdict(set)
    for task, bodies in leads.items():
        for lead in bodies:
            for participant in joining.get(task, ()):
                calls[lead, participant].add(task)
    found = answer("who-calls-on-whom")
    assert {(row["lead"], row["participant"]): row["tasks"] for row in found.rows} == {
        pair: numbers(tasks) for pair, tasks in calls.items()
    }
    tax = answer("who-calls-on-whom", organization="四川省税务局")
    assert columns(tax, "participant_name", "tasks") == [
        ("四川省民政厅", "31"),
        ("四川省财政厅", "31"),
        ("四川省卫生健康委员会", "31"),
    ]


def test_tasks_with_several_leads(answer: Ask, read: list[Read]) -> None:
    several = {task: bodies for task, bodies in bodies_of(read, "lead").items() if len(bodies) > 1}
    assert list(several) == [12, 15, 19, 21, 38, 40, 42, 52]
    found = answer("tasks-with-several-leads")
    assert columns(found, "number", "leads", "organization") == [
        (task, len(bodies), body) for task, bodies in several.items() for body in bodies
    ]
    assert [row["number"] for row in found.rows if row["corrected"]] == [12, 15]


def test_bodies_in_chapters(answer: Ask, read: list[Read], chapters: dict[int, int]) -> None:
    tasks, led = defaultdict(set), defaultdict(set)
    for one in read:
        tasks[one.body, chapters[one.task]].add(one.task)
        if one.role == "lead":
            led[one.body, chapters[one.task]].add(one.task)
    found = answer("bodies-by-chapter")
    assert {(row["organization"], row["chapter"]): (row["tasks"], row["led"]) for row in found.rows} == {
        key: (len(here), len(led[key])) for key, here in tasks.items()
    }
    spread = defaultdict(set)
    for body, chapter in tasks:
        spread[body].add(chapter)
    bridging = answer("bridging-bodies")
    assert {row["organization"]: row["chapter_numbers"] for row in bridging.rows} == {
        body: numbers(here) for body, here in spread.items() if len(here) > 1
    }
    (emergency,) = answer("bridging-bodies", organization="应急厅").rows
    assert (emergency["chapter_numbers"], emergency["tasks"], emergency["led"]) == ("2 3 5 6", 6, 0)


def test_chapters(answer: Ask, read: list[Read], chapters: dict[int, int]) -> None:
    found = answer("chapters")
    assert columns(found, "chapter", "measures") == [(1, 0), (2, 4), (3, 3), (4, 4), (5, 4), (6, 4), (7, 3)]
    for row in found.rows:
        here = [one for one in read if chapters[one.task] == row["chapter"]]
        counted = ({one.task for one in here}, {one.body for one in here}, {o.body for o in here if o.role == "lead"})
        assert (row["tasks"], row["bodies"], row["leads"]) == tuple(map(len, counted))


def test_the_share_with_local_governments(answer: Ask, read: list[Read]) -> None:
    assert sorted(set(range(1, 53)) - {one.task for one in read if one.as_written == LOCAL}) == [1, 7, 33, 41, 52]
    found = columns(answer("local-share-by-chapter"), "chapter", "tasks", "with_local", "share", "without_local")
    assert [(*row[:3], float(str(row[3])), row[4]) for row in found] == [
        (2, 11, 9, 0.818, "1 7"),
        (3, 5, 5, 1.0, None),
        (4, 7, 7, 1.0, None),
        (5, 15, 14, 0.933, "33"),
        (6, 12, 11, 0.917, "41"),
        (7, 2, 1, 0.5, "52"),
    ]


def test_tasks_that_are_led_but_never_due(answer: Ask, read: list[Read]) -> None:
    # Task 16 carries the deadline of measure 7, whose heading it is; task 30, the other with a deadline, has no lead.
    found = answer("led-without-deadline")
    assert columns(found, "number", "organization") == [
        (one.task, one.body) for one in read if one.role == "lead" and one.task != 16
    ]
    assert len(found) == 35


def test_tasks_that_many_share_and_none_leads(answer: Ask, read: list[Read]) -> None:
    led = bodies_of(read, "lead")
    counted = {t: len(b) for t, b in bodies_of(read, *ANSWERABLE).items() if t not in led and len(b) > 1}
    found = answer("shared-without-lead")
    assert {row["number"]: row["bodies"] for row in found.rows} == counted
    assert len(counted) == 26
    first = found.rows[0]
    assert (first["number"], first["bodies"]) == (18, 9)
    assert str(first["names"]).split("、")[:2] == ["四川省民政厅", "四川省卫生健康委员会"]


def test_what_nobody_carries(answer: Ask, gold: Gold) -> None:
    measures = set(range(1, 23)) - {int(link["measure"]) for link in gold["links"]}
    assert measures == {20}
    assert columns(answer("measures-without-task"), "chapter", "measure", "heading") == [(7, 20, "强化组织领导")]
    targets = [int(target["n"]) for target in gold["targets"] if "task" not in target["places"]]
    assert [row["number"] for row in answer("targets-without-task").rows] == targets == [1, 2]
    assert columns(answer("deadlines-without-task"), "as_written", "due_by") == [("到2025年", "2025-12-31")]
    assert columns(answer("deadlines-without-target"), "as_written", "tasks") == [("2022年底前", "16")]


def test_who_answers_for_targets(answer: Ask, gold: Gold, read: list[Read]) -> None:
    carried = {int(t["n"]): int(t["places"].split("task ")[1].split(":")[0]) for t in gold["targets"][2:]}
    assert carried == {3: 2, 4: 2, 5: 2, 6: 30, 7: 39}
    expected = [(n, t, one.body, one.role) for n, t in carried.items() for one in read if one.task == t]
    assert columns(answer("who-answers-for-targets"), "target", "number", "organization", "role") == expected
    assert len(expected) == 24
    local = answer("who-answers-for-targets", role="local")
    assert [row["target"] for row in local.rows] == [3, 4, 5, 6, 7]


def test_who_is_due_when(answer: Ask, read: list[Read]) -> None:
    found = answer("who-is-due-when")
    assert columns(found, "number", "organization", "role") == [
        (one.task, one.body, one.role) for one in read if one.task in {16, 30}
    ]
    assert {row["due_by"] for row in found.rows} == {"2022-12-31"}
    assert {(row["number"], row["deadline_quote"]) for row in found.rows} == {(16, "2022年底前"), (30, "到2022年")}
    assert columns(answer("who-is-due-when", role="lead"), "number", "as_written") == [(16, "省发展改革委")]


def test_deadlines_by_year(answer: Ask) -> None:
    assert columns(answer("deadlines-by-year"), "year", "deadlines", "targets", "tasks") == [
        (2022, 2, 1, "16 30"),
        (2025, 1, 2, None),
    ]


def test_indicators(answer: Ask) -> None:
    found = answer("indicators")
    assert sum(int(str(row["targets"])) for row in found.rows) == 7
    (places,) = (row for row in found.rows if row["indicator"] == "每千人口托位")
    assert [str(places[name]) for name in ("comparator", "targets", "lowest", "highest")] == ["gteq", "2", "8", "10"]
    assert {(row["indicator"], row["last_due"]) for row in found.rows if row["last_due"]} == {
        ("护理型养老床位占比", "2025-12-31"),
        ("每千人口拥有3岁以下婴幼儿托位数", "2025-12-31"),
        ("用于福利事业的彩票公益金用于养老服务发展", "2022-12-31"),
    }


def test_aspirations_and_duties(answer: Ask, gold: Gold) -> None:
    def force(target: dict[str, str]) -> str:
        standing = "standard" if target["standing_standard"] == "yes" else "duty"
        return "aspiration" if target["aspiration"] == "yes" else standing

    expected = sorted((force(target), int(target["n"])) for target in gold["targets"])
    assert columns(answer("targets-by-force"), "force", "number") == expected
    (hoped,) = answer("targets-by-force", force="aspiration").rows
    assert (hoped["indicator"], hoped["tasks"]) == ("最多跑一次", "39")


def test_the_profile_of_the_document(answer: Ask, read: list[Read]) -> None:
    names = ("tasks", "assignments", "bodies", "with_lead", "open_ended", "with_deadline", "with_target")
    assert columns(answer("profile-of-documents"), *names) == [(52, 279, 37, 26, 7, 2, 3)]
    assert len({one.body for one in read}) == 37


def test_what_successors_took_over(answer: Ask) -> None:
    found = answer("responsibilities-taken-over")
    pboc, cbirc = ("pboc-sichuan-branch", "2023-08-18"), ("nfra-sichuan-office", "2023-07-20")
    assert columns(found, "number", "role", "as_written", "successor", "since") == [
        (16, "participant", "人行成都分行", *pboc),
        (37, "lead", "人行成都分行", *pboc),
        (37, "participant", "四川银保监局", *cbirc),
        (38, "lead", "四川银保监局", *cbirc),
        (44, "shared", "四川银保监局", *cbirc),
    ]
    assert len(answer("responsibilities-taken-over", organization="人行成都分行")) == 2


def test_doubtful_names(
    answer: Ask, seed: Snapshot, queries: dict[str, NamedQuery], register: Register, read: list[Read]
) -> None:
    found = columns(answer("doubtful-names"), "number", "why", "as_written", "certainty")
    assert found[:-1] == [(number, "corrected", "民政部", "certain") for number in range(12, 18)]
    assert found[-1] == (39, "corrected", "省政府服务和资源交易服务中心", "probable")
    without = Store()
    body = "sichuan-womens-federation"
    for quad in seed.store.quads_for_pattern(None, None, None, DefaultGraph()):
        if not (str(quad.predicate).endswith("registered>") and str(quad.subject).endswith(f"/{body}>")):
            without.add(quad)
    unknown = run_query(Snapshot(seed.folder, seed.manifest, without), queries["doubtful-names"], {}, register)
    assert [row["number"] for row in unknown.rows if row["why"] == "unregistered"] == [
        one.task for one in read if one.body == body
    ]


def test_spellings(answer: Ask, read: list[Read]) -> None:
    tasks = defaultdict(set)
    for one in read:
        tasks[one.body, one.as_written].add(one.task)
    found = answer("spellings")
    assert {(row["organization"], row["as_written"]): row["tasks"] for row in found.rows} == {
        key: numbers(here) for key, here in tasks.items()
    }
    assert len(found) == 38
    assert columns(answer("spellings", organization="民政厅"), "as_written", "corrected", "times") == [
        ("民政厅", False, 39),
        ("民政部", True, 6),
    ]
