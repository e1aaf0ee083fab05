"""Whatever a file holds is read or reported: mutated copies of the real document, and lines made to be slow."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.parsing import Document
from tests.support.example_counts import SOAKING

SEED = int(os.environ.get("ZHIZE_SEED", "20211109"))
DOCUMENTS = Path(__file__).parents[1] / "documents"
COPIES = 10_000 if SOAKING else 150
BATCHES = 25 if SOAKING else 5
NASTY = "、，；。：（）〔〕《》“”和及与等由牵头参加负责会同省市厅局委0９年月日%\t\n\r\f \u3000\ufeff\u2028\x85\x1d\u200b𠮷éA,;:()[]?!—-一二十附件序号"
WIDE = str.maketrans({code + 0xFEE0: code for code in range(0x21, 0x7F)})
NARROW = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})

Parse = Callable[[str], Document]
Check = Callable[[Document], None]
Change = Callable[[random.Random, str], str]


def insert(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + "".join(chance.choices(NASTY, k=chance.randint(1, 4))) + text[at:]


def delete(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.choice((1, 1, 2, 5, 60)) :]


def replace(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(NASTY) + text[at + 1 :]


def swap(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def drop_line(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def double_line(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at:]])


def move_line(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def break_line(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text))
    return (
        text[:at]
        + chance.choice(("\n", "\n\n", "\n— 7 —\n", "\n序号\t重点任务\t责任单位\n", "\r\n", "\u2028"))
        + text[at:]
    )


def other_width(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text))
    stretch = text[at : at + chance.choice((3, 300, 20_000))]
    return text[:at] + stretch.translate(chance.choice((WIDE, NARROW))) + text[at + len(stretch) :]


def truncate(chance: random.Random, text: str) -> str:
    at = chance.randrange(1, len(text))
    return chance.choice((text[:at], text[at:]))


def other_ends(chance: random.Random, text: str) -> str:
    return text.replace("\n", chance.choice(("\r\n", "\r", "\u2028", "\n\n", " \n")))


def mark(chance: random.Random, text: str) -> str:
    return "\ufeff" * chance.randint(1, 2) + text


CHANGES: tuple[Change, ...] = (
    insert, delete, replace, swap, drop_line, double_line, move_line, break_line, other_width, truncate, other_ends, mark,
)  # fmt: skip


def one_sentence(error: InputError) -> None:
    assert "\n" not in str(error)


def mutated(text: str, number: int) -> tuple[str, list[str]]:
    """Give copy ``number``: the same for the same seed."""
    chance = random.Random(f"{SEED}/{number}")  # noqa: S311 - nothing secret
    names = []
    for _ in range(chance.choice((1, 1, 2, 3, 8, 40))):
        change = chance.choice(CHANGES)
        if len(text) < 2:
            break
        names.append(change.__name__)
        text = change(chance, text)
    return text, names


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mutated_copy_is_read_or_refused_and_nothing_in_it_is_lost(
    batch: int, plan_text: str, parse: Parse, nothing_is_lost: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = range(batch, COPIES, BATCHES)
    refused = 0
    for number in numbers:
        text, names = mutated(plan_text, number)
        try:
            nothing_is_lost(parse(text))
        except InputError as error:
            refused += 1
            one_sentence(error)
        except Exception as error:
            pytest.fail(f"ZHIZE_SEED={SEED}, copy {number} ({', '.join(names)}): {type(error).__name__}: {error}")
    with capsys.disabled():
        print(f"\n  {len(numbers)} mutated copies, {refused} refused, ZHIZE_SEED={SEED}")  # noqa: T201


@pytest.mark.parametrize("file", sorted(DOCUMENTS.glob("*.txt")), ids=lambda file: file.stem)
def test_a_mutated_small_document(file: Path, parse: Parse, nothing_is_lost: Check) -> None:
    whole = file.read_text(encoding="utf-8")
    for number in range(400 if SOAKING else 40):
        text, names = mutated(whole, number)
        try:
            nothing_is_lost(parse(text))
        except InputError as error:
            one_sentence(error)
        except Exception as error:
            pytest.fail(f"ZHIZE_SEED={SEED}, copy {number} ({', '.join(names)}): {type(error).__name__}: {error}")


def test_the_document_as_it_is(plan: Document, nothing_is_lost: Check) -> None:
    nothing_is_lost(plan)
    assert plan.unread == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_other_line_ends_change_no_reading(
    end: str, plan: Document, plan_text: str, parse: Parse, nothing_is_lost: Check
) -> None:
    other = parse(plan_text.replace("\n", end))
    nothing_is_lost(other)
    assert [(task.number, task.text) for task in other.tasks] == [(task.number, task.text) for task in plan.tasks]
    assert parties(other) == parties(plan)
    assert [measure.heading for measure in other.measures] == [measure.heading for measure in plan.measures]


def test_a_byte_order_mark_changes_no_reading(
    plan: Document, plan_text: str, parse: Parse, nothing_is_lost: Check
) -> None:
    other = parse("\ufeff" + plan_text)
    nothing_is_lost(other)
    assert (other.title, other.number, parties(other)) == (plan.title, plan.number, parties(plan))


@pytest.mark.parametrize("order", [(0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_columns_in_another_order_change_no_reading(
    order: tuple[int, ...], plan: Document, plan_text: str, parse: Parse, nothing_is_lost: Check
) -> None:
    rows = [line.split("\t") for line in plan_text.split("\n")]
    other = parse("\n".join("\t".join(row[at] for at in order) if len(row) == 3 else row[0] for row in rows))
    nothing_is_lost(other)
    assert other.unread == ()
    assert [(task.number, task.text) for task in other.tasks] == [(task.number, task.text) for task in plan.tasks]
    assert parties(other) == parties(plan)


def test_half_width_stops_of_japanese_sets_change_no_reading(plan: Document, plan_text: str, parse: Parse) -> None:
    other = parse(plan_text.replace("、", "､").replace("。", "｡"))
    assert parties(other) == parties(plan)
    assert [len(measure.provisions) for measure in other.measures] == [len(item.provisions) for item in plan.measures]
    assert [len(task.statements.targets) for task in other.tasks] == [len(t.statements.targets) for t in plan.tasks]


def test_all_punctuation_in_the_other_width_changes_no_role(plan: Document, plan_text: str, parse: Parse) -> None:
    other = parse(plan_text.translate(WIDE))
    assert [[role for role, _ in task] for task in parties(other)] == [
        [role for role, _ in task] for task in parties(plan)
    ]


@pytest.mark.parametrize(
    "clause",
    [
        "民政厅" * 3_400,
        "、" * 10_000,
        "民政厅、" * 2_500 + "教育厅负责。",
        "（" * 10_000,
        "（" * 3_000 + "民政厅负责" + "）" * 3_000,
        "省市场监管局（省知识产权局" * 800,
        "民政厅和" * 2_500,
        "民政厅会同" * 2_000,
        "负责" * 5_000,
        "各市、县" * 2_500,
        "各市和" * 3_000,
        "共同负责落实" * 1_700,
        "等" * 10_000,
        "等有关部门" * 2_000,
        "9" * 10_000,
        "等" + "9" * 10_000 + "个部门参加",
        "2025年" * 2_500,
        "不少于" + "9" * 9_000 + "个",
        "一" * 10_000,
        "〔" * 5_000 + "〕" * 5_000,
        "按职责分工" * 2_000,
        "各" + "有" * 9_999,
        " " * 10_000 + "民政厅",
        "民 政 厅 牵 头 ， " * 1_000,
        "每千人口达到" * 1_500,
        "责任单位：" * 2_000,
    ],
    ids=lambda clause: clause[:12].strip(),
)
def test_a_very_long_clause_loses_nothing(clause: str, parse: Parse, nothing_is_lost: Check) -> None:
    nothing_is_lost(parse(f"序号\t重点任务\t责任单位\n1\t{clause}\t{clause}\n2\t任务。\t民政厅负责。"))
    nothing_is_lost(
        parse(
            f"一、总体要求\n（一）建设。{clause}（民政厅负责）\n（二）养老。任务（{clause}）\n（三）（责任单位：{clause}，民政厅）"
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "一、要求\n（一）建设。" + "建设养老院，\n" * 10_000 + "（民政厅负责）",
        "一、要求\n（一）建设。" + "到2025年达到10个。" * 5_000 + "（民政厅负责）",
        "一、要求\n（一）建设。" + "支持民政厅（民政厅负责）。" * 2_000,
        "一、要求\n（一）建设。" + "（一" * 10_000 + "（民政厅负责）",
        "序号\t重点任务\t责任单位\n1\t任务。\t民政厅牵头，" + "\n财政厅、" * 1_000 + "负责。",
        "序号\t重点任务\t责任单位\n1" + "\t" * 10_000 + "民政厅负责。\n2\t任务。\t民政厅负责。",
        "序号\t重点任务\t责任单位\n" + "1\t任务。\t民政厅负责。\n" * 5_000,
    ],
    ids=["lines", "targets", "clauses", "open brackets", "a cell", "columns", "rows"],
)
def test_a_very_long_text_loses_nothing(text: str, parse: Parse, nothing_is_lost: Check) -> None:
    nothing_is_lost(parse(text))


def parties(document: Document) -> list[list[tuple[str, str]]]:
    return [[(party.role.value, party.as_written) for party in task.clause.parties] for task in document.tasks]
