"""What the matcher proposes in single cases, as a person would decide them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.changes.identity_decisions import Decision
from kg.changes.match_parts import Match, propose
from kg.corpus.identities import PartType, Relation, identify, identities_of, identities_toml
from kg.errors import InputError
from tests.support.change_tables import USED, Row, linked, linked_measures, match_tables, measures, pool, read, tasks_of


def test_a_text_against_itself_is_unchanged_without_doubt() -> None:
    table = linked(pool())
    proposal = propose(table, table, None, USED, compared_with=[date(2021, 11, 9)])
    assert {match.record.relation for match in proposal.matches} == {Relation.UNCHANGED}
    assert {match.record.score for match in proposal.matches} == {1.0}
    assert [match.record.id for match in tasks_of(proposal)] == list(range(1, len(pool()) + 1))
    assert proposal.uncertain == proposal.removed == ()
    assert proposal.identities.compared_with == (date(2021, 11, 9),)


def test_what_nothing_went_before_is_new() -> None:
    found = tasks_of(propose(linked(pool()[:3]), None, None, {PartType.TASK: 7}))
    assert [(match.record.id, match.record.relation) for match in found] == [(8, "new"), (9, "new"), (10, "new")]


def test_the_same_words_twice_are_paired_in_order_and_doubted_when_one_comes_or_goes() -> None:
    twin = Row(0, "开展监督检查。", "民政厅负责。")
    assert [(m.record.id, m.uncertain) for m in match_tables([twin, twin], [twin, pool()[0], twin])] == [
        (1, False),
        (3, False),
    ]
    assert [(m.record.id, m.uncertain) for m in match_tables([twin], [twin, twin])] == [(1, True)]


def test_the_same_words_for_two_bodies_are_told_apart_by_the_clause() -> None:
    rows = [
        Row(0, "开展监督检查。", "民政厅牵头，教育厅参加。"),
        Row(0, "开展监督检查。", "财政厅、商务厅按职责分工负责。"),
    ]
    changed = [
        replace(rows[1], clause="财政厅、商务厅、应急厅按职责分工负责。"),
        replace(rows[0], clause="民政厅牵头，科技厅参加。"),
    ]
    assert [match.record.id for match in match_tables(changed, rows)] == [2, 1]


def test_two_that_are_as_like_are_doubted() -> None:
    old = Row(0, "支持社会力量建设养老机构和托育机构。", "民政厅负责。")
    new = [
        replace(old, text="支持社会力量建设养老机构和托育中心。"),
        replace(old, text="支持社会力量建设养老机构和托育场所。"),
    ]
    first, second = match_tables(new, [old])
    assert [first.record.id, second.record.id] == [1, 100]
    assert first.doubt is not None
    assert "任务2" in first.doubt.zh
    assert second.doubt is not None


def test_what_is_only_somewhat_alike_is_doubted() -> None:
    old = Row(0, "支持社会力量建设养老机构。", "民政厅牵头，财政厅参加。")
    (barely,) = match_tables([replace(old, text="支持集体经济兴办养老机构，给予奖励。")], [old])
    assert (barely.record.id, barely.record.relation, barely.uncertain) == (1, "reworded", True)
    (hardly,) = match_tables([replace(old, text="支持集体经济兴办养老机构，给予补助和奖励。")], [old])
    assert (hardly.record.id, hardly.record.relation, hardly.uncertain) == (100, "new", True)
    (new,) = match_tables([replace(old, text="鼓励集体经济兴办托育场所，给予补助和奖励。")], [old])
    assert (new.record.id, new.record.relation, new.uncertain) == (100, "new", False)


def test_two_tasks_that_become_one_are_merged_under_a_new_id() -> None:
    one, other = pool()[32], pool()[33]
    rows = pool()[30:36]
    joined = replace(one, text=one.text + other.text, clause=other.clause)
    proposal = propose(linked([*rows[:2], joined, *rows[4:]]), linked(rows), None, {PartType.TASK: 60})
    found = tasks_of(proposal)
    assert [match.record.id for match in found] == [1, 2, 61, 5, 6]
    assert (found[2].record.relation, found[2].record.derived_from) == (Relation.MERGED, (3, 4))
    assert not found[2].uncertain
    assert proposal.removed == ()


def test_a_task_that_only_grew_is_not_merged() -> None:
    one, other = pool()[32], pool()[33]
    (grown, _) = match_tables([replace(one, text=one.text + "加强师资培训。"), other], [one, other])
    assert (grown.record.id, grown.record.relation) == (1, Relation.REWORDED)


def test_two_that_are_nearly_the_same_were_not_merged_when_one_goes() -> None:
    one = pool()[32]
    other = replace(one, text=one.text.replace("普通高校", "本科院校"))
    proposal = propose(
        linked([replace(one, text=one.text.replace("普通高校", "各类高校"))]), linked([one, other]), None, {}
    )
    (match,) = tasks_of(proposal)
    assert (match.record.id, match.record.relation, match.uncertain) == (1, Relation.REWORDED, True)
    assert [part.id for part in proposal.removed] == [2]


def test_one_task_that_becomes_two_is_split_under_new_ids() -> None:
    whole = pool()[9]
    first, second, third = (part + "。" for part in whole.text.rstrip("。").split("。"))
    proposal = propose(
        linked([pool()[0], replace(whole, text=first + second), replace(whole, text=third)]),
        linked([pool()[0], whole]),
        None,
        {},
    )
    found = tasks_of(proposal)
    assert [match.record.id for match in found] == [1, 3, 4]
    assert [match.record.derived_from for match in found] == [(), (2,), (2,)]
    assert proposal.removed == ()


def test_a_merged_task_that_a_later_version_has_keeps_its_id_there() -> None:
    one, other = pool()[32], pool()[33]
    old, newest = linked([one, other]), linked([replace(one, text=one.text + other.text)])
    published = propose(newest, old, None, {})
    after = identify(newest, published.identities, "x")
    between = propose(
        linked([replace(one, text=one.text + other.text, clause="教育厅负责。")]), old, after, {PartType.TASK: 3}
    )
    (match,) = tasks_of(between)
    assert (match.record.id, match.record.relation, match.record.derived_from) == (3, Relation.MERGED, (1, 2))


PLAN = """关于印发方案的通知

一、要求

（一）健全服务体系。建设养老院。到2025年，全省护理型床位占比达到55%以上。（民政厅负责）

（二）丰富发展业态。确保2022年底前投入使用。发展老年餐桌。（民政厅、财政厅负责）

（三）强化要素保障。培训护理员，人均用地不少于0.1平方米。（教育厅负责）
"""


def changed(*changes: tuple[str, str]) -> dict[PartType, list[Match]]:
    """Match a changed plan with the plan as it was."""
    text = PLAN
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    proposal = propose(read(text), read(PLAN), None, USED)
    return {part: [match for match in proposal.matches if match.record.type is part] for part in PartType}


def test_a_measure_a_target_and_a_deadline_keep_their_identities() -> None:
    found = changed(
        (
            "（一）健全服务体系。",
            "（一）加强组织领导。各地要高度重视，落实责任。（民政厅负责）\n\n（二）健全服务体系。",
        ),
        ("（二）丰富发展业态。", "（三）丰富新型业态。"),
        ("（三）强化", "（四）强化"),
        ("55%", "60%"),
        ("2022年底前", "2023年6月底前"),
    )
    assert [(m.record.id, m.record.number) for m in found[PartType.MEASURE]] == [(100, 1), (1, 2), (2, 3), (3, 4)]
    assert [(m.record.id, m.record.relation) for m in found[PartType.TARGET]] == [(1, "reworded"), (2, "unchanged")]
    assert [(m.record.id, m.record.relation) for m in found[PartType.DEADLINE]] == [(1, "unchanged"), (2, "reworded")]


def test_the_same_date_elsewhere_is_another_deadline() -> None:
    found = changed(("确保2022年底前投入使用。", ""), ("培训护理员，", "培训护理员，2022年底前建成实训基地，"))
    assert [(m.record.id, m.record.relation) for m in found[PartType.DEADLINE]] == [(1, "unchanged"), (100, "new")]


def decide(**fields: object) -> Decision:
    base = Decision(PartType.TASK, None, None, None, (), "某人", "map.toml, task 1")
    return replace(base, **fields)  # type: ignore[arg-type]


def test_what_a_person_decides_goes_before_what_the_matcher_finds() -> None:
    rows = pool()[:4]
    found = match_tables(
        rows,
        rows,
        decisions=[
            decide(number=1, id=2),
            decide(number=2),
            decide(number=3, derived_from=(1, 3)),
            decide(number=4, derived_from=(4,)),
        ],
    )
    assert [match.record.id for match in found] == [2, 100, 101, 102]
    assert [match.record.relation for match in found] == ["reworded", "new", "merged", "split"]
    assert {match.record.decided_by for match in found} == {"某人"}
    assert not any(match.uncertain for match in found)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ([decide(number=9)], "no task with number = 9"),
        ([decide(start=3)], "no task with start = 3"),
        ([decide(number=1, id=77)], "the id 77"),
        ([decide(number=1, derived_from=(1, 77))], "the id 77"),
        ([decide(number=1, id=2), decide(number=2, id=2)], "task 2"),
        ([decide(number=1, id=2), decide(number=1)], "decide about the same task"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_decision_about_what_is_not_there_is_refused(decision: list[Decision], said: str) -> None:
    with pytest.raises(InputError) as caught:
        match_tables(pool()[:2], pool()[:2], decisions=decision)
    assert said in str(caught.value)
    assert "map.toml, task 1" in str(caught.value)


def test_a_number_that_stands_twice_must_be_decided_by_its_start() -> None:
    text = "序号\t重点任务\t责任单位\n1\t建设养老院。\t民政厅负责。\n1\t培训护理员。\t教育厅负责。\n"
    with pytest.raises(InputError, match="stands twice"):
        propose(read(text), read(text), None, {}, [decide(number=1, id=2)])
    second = identities_of(read(text)).of(PartType.TASK)[1].start
    found = tasks_of(propose(read(text), read(text), None, {}, [decide(start=second, id=1)]))
    assert [match.record.id for match in found] == [3, 1]


def test_what_is_proposed_can_be_written() -> None:
    proposal = propose(linked(pool()[:5]), linked(pool()[2:9]), None, {}, [decide(number=1, derived_from=(3, 4))])
    assert 'decided_by = "某人"' in identities_toml(proposal.identities)


def measures_of(new: list[Row], old: list[Row]) -> list[Match]:
    """Match measures; the ids of the old ones are their numbers, and the next new id is 51."""
    proposal = propose(linked_measures(new), linked_measures(old), None, {PartType.MEASURE: 50})
    return [match for match in proposal.matches if match.record.type is PartType.MEASURE]


@pytest.mark.parametrize("heading", ["the first", "another", "both"])
def test_measures_that_become_one_are_merged_and_doubted_where_one_kept_its_heading(heading: str) -> None:
    first, second, third = measures()[2:5]
    words = {"the first": first.text, "another": "健全养老托育服务", "both": f"{first.text}和{second.text}"}
    joined = replace(first, text=words[heading], clause=first.clause + second.clause)
    found = measures_of([joined, third], [first, second, third])
    assert [(match.record.id, match.record.derived_from) for match in found] == [(51, (1, 2)), (3, ())]
    assert found[0].uncertain == (heading == "the first")


@pytest.mark.parametrize("heading", ["its own", "another"])
def test_a_measure_that_becomes_two_is_split_and_doubted_where_one_kept_its_heading(heading: str) -> None:
    whole, other = measures()[2:4]
    half = whole.clause.index("。", len(whole.clause) // 2) + 1
    one = replace(whole, clause=whole.clause[:half], **({} if heading == "its own" else {"text": "发展助老服务"}))
    two = replace(whole, text="推动服务入户", clause=whole.clause[half:])
    found = measures_of([one, two, other], [whole, other])
    assert [(match.record.id, match.record.derived_from) for match in found] == [(51, (1,)), (52, (1,)), (2, ())]
    assert {match.uncertain for match in found[:2]} == {heading == "its own"}
