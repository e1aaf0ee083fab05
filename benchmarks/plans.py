"""Make plausible small plans, and data folders full of them: the same numbers give the same words."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kg.corpus.folder import load_data_folder
from kg.corpus.identities import identities_of, identities_toml
from kg.corpus.read_version import read_version
from kg.resources import shipped

BODIES = ("民政厅", "财政厅", "教育厅", "应急厅", "公安厅", "商务厅", "科技厅", "司法厅", "自然资源厅", "交通运输厅")
ROLES = (
    "{0}牵头，{1}、{2}参加。",
    "{0}、{1}按职责分工负责。",
    "{0}负责。",
    "{0}牵头，{1}参加；各市（州）人民政府负责。",
)
DOING = ("健全", "改造", "规范", "推广", "支持", "完善", "培育", "优化", "建设", "评估")
THINGS = ("老年食堂", "托育机构", "助浴点", "社区书屋", "乡村公路", "消防通道", "信息平台", "培训基地", "公共停车场")
ENDS = ("。", "，公布服务清单。", "，2023年底前完成。", "，到2025年，全省建成不少于{}个。", "，建立考核办法。")
ISSUED = date(2022, 3, 1)
MEASURES = 19
"""So many measures a plan has at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """One task: its words, and who must do it."""

    words: str
    clause: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: the number of its document, and its tasks in the order of the table."""

    number: int
    rows: tuple[Row, ...]

    @property
    def id(self) -> str:
        """Give the id of the document."""
        return f"chuanbanfa-2022-{self.number}"

    def text(self, day: date = ISSUED) -> str:
        """Write the plan as an office issues it: each task is a row of the table, the first ones are measures."""
        measures = "\n\n".join(f"（{_numeral(n)}）{row.words}" for n, row in enumerate(self.rows[:MEASURES], 1))
        rows = "\n".join(f"{n}\t{row.words}\t{row.clause}" for n, row in enumerate(self.rows, 1))
        return (
            f"四川省人民政府办公厅关于印发四川省第{self.number}号实施方案的通知\n\n川办发〔2022〕{self.number}号\n\n"
            "各市（州）人民政府，省政府各部门：\n\n现印发给你们，请认真组织实施。\n\n"
            f"{day.year}年{day.month}月{day.day}日\n\n四川省第{self.number}号实施方案\n\n"
            f"一、总体要求\n\n坚持政府引导。\n\n二、主要任务\n\n{measures}\n\n"
            f"附件\n\n重点任务分工表\n\n序号\t重点任务\t责任单位\n{rows}\n"
        )

    def amended(self, seed: int = 0) -> Plan:
        """Change the words of one task, and who must do it; another seed, another change."""
        chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        place = chance.randrange(len(self.rows))
        return replace(self, rows=(*self.rows[:place], row(chance), *self.rows[place + 1 :]))


def row(chance: random.Random) -> Row:
    """Draw a task."""
    words = chance.choice(DOING) + chance.choice(THINGS) + chance.choice(ENDS).format(chance.randint(2, 90) * 10)
    return Row(words, chance.choice(ROLES).format(*chance.sample(BODIES, 3)))


def plan(number: int) -> Plan:
    """Draw the plan of this number: three to six tasks."""
    chance = random.Random(number)  # noqa: S311 - to be repeated, not to be secret
    return Plan(number, tuple(row(chance) for _ in range(chance.randint(3, 6))))


def large(number: int, tasks: int, bodies: Sequence[str]) -> Plan:
    """Draw a plan whose matrix has a role in every seventh cell, and in every second one of one body in fifteen."""
    chance = random.Random(number)  # noqa: S311 - to be repeated, not to be secret
    rows = []
    for at in range(1, tasks + 1):
        drawn = [body for place, body in enumerate(bodies) if chance.random() < (0.5 if place % 15 == 0 else 0.14)]
        third = len(drawn) // 3
        parts = drawn[:1], drawn[1:third], drawn[third:]
        lead, shared, others = ("、".join(part) for part in parts)
        clause = (
            f"{lead}牵头，{others}参加；{shared}按职责分工负责。"
            if at % 3
            else f"{lead}、{others}、{shared}按职责分工负责。"
        )
        rows.append(Row(f"{chance.choice(DOING)}第{at}类{chance.choice(THINGS)}，建立考核办法。", clause))
    return Plan(number, tuple(rows))


def data_folder(folder: Path, plans: Iterable[Plan], register: str | None = None) -> Path:
    """Make a data folder with these plans, each in its first version, and with this register or the shipped one."""
    (folder / "documents").mkdir(parents=True)
    words = register or (shipped("data") / "organizations.toml").read_text(encoding="utf-8")
    (folder / "organizations.toml").write_text(words, encoding="utf-8")
    for one in plans:
        add_document(folder, one)
    return folder


def add_document(folder: Path, one: Plan, day: date = ISSUED) -> None:
    """Add a plan in its first version."""
    place = folder / "documents" / one.id
    place.mkdir()
    facts = {"id": one.id, "number": f"川办发〔2022〕{one.number}号", "issuer": "sichuan-government-office"}
    (place / "document.toml").write_text(_toml(facts), encoding="utf-8")
    _write_version(place / day.isoformat(), one.text(day), f'date = {day}\nkind = "original"\n')


def add_version(folder: Path, one: Plan, day: date) -> None:
    """Add a later version of a plan; each task is the one that had its number before."""
    place = folder / "documents" / one.id / day.isoformat()
    staging = place.with_name(f".{place.name}")
    _write_version(staging, one.text(day), f'date = {day}\nkind = "amendment"\nbasis = "工作需要"\n')
    data = load_data_folder(folder)
    document = next(document for document in data.documents if document.id == one.id)
    version = replace(document.versions[0], date=day, text=staging / "text.txt", identities=None)
    numbered = identities_of(read_version(document, version, data.register))
    record = identities_toml(replace(numbered, compared_with=(document.versions[0].date,)))
    (staging / "identities.toml").write_text(record, encoding="utf-8")
    staging.rename(place)


def _write_version(place: Path, text: str, facts: str) -> None:
    place.mkdir()
    (place / "text.txt").write_text(text, encoding="utf-8")
    (place / "version.toml").write_text(f'{facts}note_zh = "生成的文本。"\nnote_en = "Made up."\n', encoding="utf-8")


def _toml(facts: dict[str, str]) -> str:
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())


def _numeral(number: int) -> str:
    """Write a number below twenty as the headings do.

    >>> _numeral(3), _numeral(12)
    ('三', '十二')
    """
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else "十" + digits[number - 10] * (number > 10)
