"""Small plans to compare: drawn, written as a text, read back, and with the ids that were drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from hypothesis import strategies as st

from kg.changes.part_derivations import Derivations
from kg.corpus.identities import PartType
from kg.linking import LinkedDocument, link
from kg.parsing import parse_document
from kg.reading.load_text import read_text
from kg.register import Register, load_register
from kg.resources import shipped

BODIES = (
    "民政厅",
    "财政厅",
    "应急厅",
    "省卫生健康委",
    "省残联",
    "省数据局",
    "文化和旅游厅",
    "民政部",
    "各行业主管部门",
)
ALIASES = {"民政厅": "省民政厅", "应急厅": "省应急管理厅", "财政厅": "四川省财政厅", "省残联": "省残疾人联合会"}
LOCALS = ("各市（州）人民政府", "成都市人民政府")
VERBS = {
    "lead": ("牵头", "共同牵头"),
    "participant": ("参加", "配合"),
    "shared": ("按职责分工负责", "按照职责分工负责"),
    "responsible": ("负责", "落实"),
    "local": ("负责", "落实"),
}
OPEN = ("participant", "shared")
SENTENCES = (
    "加强公办养老机构建设，支持消防安全改造提升。", "开展智慧健康养老应用示范，打造一批智慧养老院。",
    "完善老年人助餐服务体系，加强农村老年餐桌建设。", "到2025年，护理型养老床位占比达到55%以上。",
    "到2023年，全省护理型养老床位占比达到60%以上。", "力争每千人口托位数达到4.5个。", "确保2022年底前投入使用。",
    "到2022年全部投入使用。", "全省护理型养老床位占比不超过60%。",
    "民政厅、省残联要加强督促指导，及时报告。", "省残疾人联合会和民政厅 要加强督促指导，及时报告。",
)  # fmt: skip
HEADINGS = ("健全服务体系", "丰富发展业态", "强化要素保障", "推动工作落实")


Clause = tuple[tuple[tuple[str, ...], bool, str], ...]


@dataclass(frozen=True)
class Row:
    """A task: its id, its words, and its clause as (bodies, whether it is open-ended, verb)."""

    id: int
    text: str
    clause: Clause

    @property
    def words(self) -> str:
        return "，".join("、".join(who) + "等有关部门" * more + verb for who, more, verb in self.clause) + "。"


@dataclass(frozen=True)
class Plan:
    """A plan: its measures as (id, heading, words), and its tasks."""

    measures: tuple[tuple[int, str, str], ...]
    tasks: tuple[Row, ...]

    @property
    def text(self) -> str:
        numerals = "一二三四五六七八九"
        measures = "\n\n".join(
            f"（{numerals[at]}）{heading}。{words}" for at, (_, heading, words) in enumerate(self.measures)
        )
        rows = "\n".join(f"{at}\t{row.text}\t{row.words}" for at, row in enumerate(self.tasks, 1))
        return f"关于印发方案的通知\n\n一、重点任务\n\n{measures}\n\n附件\n\n任务分工表\n\n序号\t重点任务\t责任单位\n{rows}\n"


@dataclass(frozen=True)
class Version:
    """A version that can be compared."""

    document_id: str
    version: date
    linked: LinkedDocument


@cache
def register() -> Register:
    return load_register(shipped("data") / "organizations.toml")


def read(text: str) -> LinkedDocument:
    """Read a text; its parts have the ids that follow from their numbers."""
    known = register()
    return link(parse_document(read_text(text), lambda name: bool(known.lookup(name))), known)


def version(plan: Plan, day: date) -> Version:
    """Write a plan and read it back, with its own ids for tasks and measures."""
    linked = read(plan.text)
    assert [task.id for task in linked.document.tasks] == list(range(1, len(plan.tasks) + 1))
    assert len(linked.document.measures) == len(plan.measures)
    tasks = {task.id: row.id for task, row in zip(linked.document.tasks, plan.tasks, strict=True)}
    measures = {one.id: drawn[0] for one, drawn in zip(linked.document.measures, plan.measures, strict=True)}
    return Version("plan", day, with_ids(linked, tasks, measures))


def with_ids(linked: LinkedDocument, tasks: dict[int, int], measures: dict[int, int]) -> LinkedDocument:
    """Give tasks and measures other ids, and whatever refers to tasks with them."""
    document = replace(
        linked.document,
        tasks=tuple(replace(task, id=tasks[task.id]) for task in linked.document.tasks),
        measures=tuple(replace(measure, id=measures[measure.id]) for measure in linked.document.measures),
    )
    return replace(
        linked,
        document=document,
        assignments=tuple(replace(one, task=tasks[one.task]) for one in linked.assignments),
        targets=tuple(replace(one, tasks=tuple(tasks[task] for task in one.tasks)) for one in linked.targets),
        deadlines=tuple(replace(one, tasks=tuple(tasks[task] for task in one.tasks)) for one in linked.deadlines),
    )


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    shapes = (("lead",), ("lead", "participant"), ("shared",), ("responsible",), ("shared", "shared"), ("lead", "lead"))
    parts = []
    for role in draw(st.sampled_from(shapes)):
        who = tuple(draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=4, unique=True)))
        parts.append((who, role in OPEN and draw(st.booleans()), draw(st.sampled_from(VERBS[role]))))
    if draw(st.booleans()):
        parts.append(((draw(st.sampled_from(LOCALS)),), False, draw(st.sampled_from(VERBS["local"]))))
    return tuple(parts)


def rows(identity: st.SearchStrategy[int]) -> st.SearchStrategy[Row]:
    words = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("".join)
    return st.builds(Row, identity, words, clauses())


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    measures = st.tuples(st.integers(1, 9), st.sampled_from(HEADINGS), st.sampled_from(SENTENCES))
    return Plan(
        tuple(draw(st.lists(measures, min_size=1, max_size=4, unique_by=lambda one: one[0]))),
        tuple(draw(st.lists(rows(st.integers(1, 9)), min_size=1, max_size=6, unique_by=lambda row: row.id))),
    )


@st.composite
def edited(draw: st.DrawFn, plan: Plan) -> Plan:
    """Edit a plan: tasks come, go, move, and get other words or other parties; measures are drawn anew or kept."""
    tasks = list(plan.tasks)
    for _ in range(draw(st.integers(0, 4))):
        edit = draw(st.sampled_from(("come", "go", "move", "words", "parties", "verb", "names")))
        at = draw(st.integers(0, 9))
        here = at % len(tasks)
        if edit == "come":
            free = sorted(set(range(1, 15)) - {row.id for row in tasks})
            tasks.insert(here, draw(rows(st.sampled_from(free))))
        elif edit == "go" and len(tasks) > 1:
            del tasks[here]
        elif edit == "move":
            tasks.insert(draw(st.integers(0, len(tasks) - 1)), tasks.pop(here))
        elif edit == "words":
            tasks[here] = replace(tasks[here], text=draw(rows(st.just(0))).text)
        elif edit == "parties":
            tasks[here] = replace(tasks[here], clause=draw(clauses()))
        elif edit == "names":
            clause = tuple((tuple(ALIASES.get(one, one) for one in who), *rest) for who, *rest in tasks[here].clause)
            tasks[here] = replace(tasks[here], clause=clause)
        elif edit == "verb":
            who, more, verb = tasks[here].clause[-1]
            verbs = next(words for words in VERBS.values() if verb in words)
            tasks[here] = replace(
                tasks[here], clause=(*tasks[here].clause[:-1], (who, more, draw(st.sampled_from(verbs))))
            )
    return Plan(draw(st.one_of(st.just(plan.measures), plans().map(lambda other: other.measures))), tuple(tasks))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Plan, Plan, Derivations]:
    """Draw two plans, the second an edit of the first or another one with some of its ids, and what was made of what."""
    old = draw(plans())
    new = draw(st.one_of(edited(old), plans()))
    sources: dict[tuple[PartType, int], tuple[int, ...]] = {}
    for part, before, after in (
        (PartType.TASK, {row.id for row in old.tasks}, {row.id for row in new.tasks}),
        (PartType.MEASURE, {one[0] for one in old.measures}, {one[0] for one in new.measures}),
    ):
        gone = sorted(before - after)
        for identity in sorted(after - before) if gone else ():
            sources[part, identity] = tuple(draw(st.lists(st.sampled_from(gone), max_size=3, unique=True)))
    return old, new, Derivations(sources)
