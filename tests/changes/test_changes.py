"""What a change of each sort is told as: its kind, its sides, and the words for people."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from kg.changes.change_table import ChangeTable
from kg.changes.compare_versions import about_organization, changes_between
from kg.changes.part_derivations import NO_DERIVATIONS, Derivations
from kg.changes.render_changes import to_json, to_text
from kg.changes.word_differences import word_changes
from kg.corpus.identities import PartType
from kg.reading import Reading
from kg.resources import shipped
from tests.support.made_up_plans import Plan, Row, Version, read, version

OLD, NEW = date(2021, 11, 9), date(2022, 3, 1)
MEASURE = (1, "健全服务体系", "建设养老院。")
CIVIL = Row(1, "建设养老院。", ((("民政厅",), False, "牵头"), (("应急厅", "省残联"), False, "参加")))
FINANCE = Row(2, "落实税费优惠政策。", ((("财政厅",), False, "负责"),))
HEALTH = Row(3, "推进医养结合。", ((("省卫生健康委", "民政厅"), False, "按职责分工负责"),))


def plan(*rows: Row, measures: tuple[tuple[int, str, str], ...] = (MEASURE,)) -> Plan:
    return Plan(measures, rows)


def table(old: Plan, new: Plan, derivations: Derivations = NO_DERIVATIONS) -> ChangeTable:
    return changes_between(version(old, OLD), version(new, NEW), derivations)


def told(old: Plan, new: Plan, derivations: Derivations = NO_DERIVATIONS) -> list[tuple[Any, ...]]:
    """Give each change as kind, part, body, roles, and both values."""
    return [
        (change.kind.value, change.id, change.organization, "+".join(change.roles_before), "+".join(change.roles_after),
         change.before and change.before.value, change.after and change.after.value)
        for change in table(old, new, derivations).changes
    ]  # fmt: skip


def with_clause(row: Row, *clause: tuple[tuple[str, ...], bool, str]) -> Row:
    return Row(row.id, row.text, clause)


FEDERATION, EMERGENCY = "sichuan-disabled-persons-federation", "sichuan-emergency-management"


def test_a_body_joins_and_another_becomes_a_lead() -> None:
    new = with_clause(CIVIL, (("民政厅", "省残联"), False, "牵头"), (("应急厅", "财政厅"), False, "参加"))
    assert told(plan(CIVIL), plan(new)) == [
        ("party-added", 1, "sichuan-finance", "", "participant", None, "财政厅"),
        ("role-changed", 1, FEDERATION, "participant", "lead", "省残联", "省残联"),
    ]


def test_a_body_leaves_and_no_lead_is_left() -> None:
    new = with_clause(CIVIL, (("应急厅", "省残联"), False, "参加"))
    assert told(plan(CIVIL), plan(new)) == [
        ("lead-lost", 1, None, "lead", "", "民政厅", None),
        ("party-removed", 1, "sichuan-civil-affairs", "lead", "", "民政厅", None),
    ]


def test_the_same_body_under_another_name_is_renamed() -> None:
    new = with_clause(CIVIL, (("省民政厅",), False, "牵头"), (("应急厅", "省残联"), False, "参加"))
    change = ("party-renamed", 1, "sichuan-civil-affairs", "lead", "lead", "民政厅", "省民政厅")
    assert told(plan(CIVIL), plan(new)) == [change]
    assert table(plan(CIVIL), plan(new)).summary_zh == "2021-11-09至2022-03-01：第1项“民政厅”改作“省民政厅”。"


def test_the_order_of_those_who_stay_is_told_whole() -> None:
    new = with_clause(CIVIL, (("民政厅",), False, "牵头"), (("省残联", "应急厅"), False, "参加"))
    (change,) = table(plan(CIVIL), plan(new)).changes
    assert (change.kind.value, change.before and change.before.value) == (
        "party-order-changed",
        "民政厅、应急厅、省残联",
    )
    assert change.after is not None
    assert change.after.value == "民政厅、省残联、应急厅"
    assert change.after.order == (
        "sichuan-civil-affairs.lead", f"{FEDERATION}.participant", f"{EMERGENCY}.participant"
    )  # fmt: skip


def test_others_between_two_bodies_do_not_change_their_order() -> None:
    new = with_clause(CIVIL, (("民政厅",), False, "牵头"), (("应急厅", "财政厅", "省残联"), False, "参加"))
    assert [one[0] for one in told(plan(CIVIL), plan(new))] == ["party-added"]


def test_open_ended_and_local_governments() -> None:
    new = with_clause(
        CIVIL,
        (("民政厅",), False, "牵头"),
        (("应急厅", "省残联"), True, "参加"),
        (("各市（州）人民政府",), False, "负责"),
    )
    local = ("sichuan-city-and-prefecture-governments", "", "local", None, "各市（州）人民政府")
    found = told(plan(CIVIL), plan(new))
    assert [one[0] for one in found] == ["local-gained", "open-ended-gained", "party-added"]
    assert found[1] == ("open-ended-gained", 1, None, "", "participant", None, "等有关部门")
    assert found[2][3:] == local[1:]


def test_a_clause_in_other_words_only() -> None:
    new = with_clause(HEALTH, (("省卫生健康委", "民政厅"), False, "按照职责分工负责"))
    (change,) = table(plan(HEALTH), plan(new)).changes
    assert change.kind.value == "clause-reworded"
    assert [(word.before, word.after) for word in change.words] == [("", "照")]


def test_an_inserted_task_shifts_the_others_in_one_run() -> None:
    found = table(plan(CIVIL, HEALTH), plan(FINANCE, CIVIL, HEALTH))
    assert [change.kind.value for change in found.changes] == [
        "task-added", "party-added", "task-renumbered", "task-renumbered"
    ]  # fmt: skip
    assert found.summary_zh == "2021-11-09至2022-03-01：新增任务：第1项；原第1–2项改为第2–3项。"
    assert found.summary_en == "2021-11-09 to 2022-03-01: task added: task 1; tasks 1–2 → 2–3."
    assert to_text(found).splitlines()[3:] == [
        "第1项 新增任务：现第12行“落实税费优惠政策。”，财政厅（负责） · task added",
        "原第1–2项改为第2–3项：原第12–13行 → 现第13–14行 · renumbered: tasks 1–2 → 2–3",
    ]


def test_a_moved_task_is_told_once_and_those_it_passes_are_renumbered() -> None:
    found = table(plan(CIVIL, FINANCE, HEALTH), plan(HEALTH, CIVIL, FINANCE))
    assert [(change.kind.value, change.id) for change in found.changes] == [
        ("task-moved", 3), ("task-renumbered", 1), ("task-renumbered", 2)
    ]  # fmt: skip
    assert to_text(found).splitlines()[3] == (
        "第1项 任务移动（原第3项）：原第14行 → 现第12行“推进医养结合。” · task moved (was task 3)"
    )


@pytest.fixture
def merged() -> tuple[Plan, Plan, Derivations]:
    both = Row(4, "建设养老院。落实税费优惠政策。", ((("民政厅",), False, "牵头"),))
    return plan(CIVIL, FINANCE, HEALTH), plan(both, HEALTH), Derivations({(PartType.TASK, 4): (1, 2)})


def test_merged_tasks_and_looking_back_a_split(merged: tuple[Plan, Plan, Derivations]) -> None:
    found = table(*merged)
    made = [change for change in found.changes if change.kind.value == "task-merged"]
    assert [(change.id, change.derived_from) for change in made] == [(4, (1,)), (4, (2,))]
    assert found.summary_zh == "2021-11-09至2022-03-01：原第1–2项合并为第1项；原第3项改为第2项。"
    assert to_text(found).splitlines()[3] == (
        "原第1–2项合并为第1项：原第12行“建设养老院。”，民政厅（牵头）、应急厅（参加）、省残联（参加）；"
        "原第13行“落实税费优惠政策。”，财政厅（负责） → 现第12行“建设养老院。落实税费优惠政策。”，民政厅（牵头）"
        " · tasks 1–2 merged into task 1"
    )
    back = changes_between(version(merged[1], NEW), version(merged[0], OLD), merged[2])
    assert back.summary_zh == "2022-03-01至2021-11-09：原第1项拆分为第1–2项；原第2项改为第3项。"


def test_tasks_merged_and_split_in_another_way_come_from_all_of_them() -> None:
    others = Row(5, "建设养老院，落实税费政策。", CIVIL.clause), Row(6, "优惠土地供应。", FINANCE.clause)
    made = Derivations({(PartType.TASK, 4): (1, 2), (PartType.TASK, 5): (4,), (PartType.TASK, 6): (4,)})
    found = table(plan(CIVIL, FINANCE, HEALTH), plan(*others, HEALTH), made)
    assert found.summary_zh == "2021-11-09至2022-03-01：原第1–2项合并为第1项；原第1–2项合并为第2项。"
    back = table(plan(*others, HEALTH), plan(CIVIL, FINANCE, HEALTH), made)
    assert back.summary_zh == "2021-11-09至2022-03-01：原第1项拆分为第1–2项；原第2项拆分为第1–2项。"


def test_a_task_split_and_merged_again_is_told_as_it_was_made_last() -> None:
    made = Derivations({(PartType.TASK, 4): (1,), (PartType.TASK, 5): (1,), (PartType.TASK, 6): (4, 5)})
    found = table(plan(CIVIL, HEALTH), plan(Row(6, "建设示范养老院。", CIVIL.clause), HEALTH), made)
    assert found.summary_zh == "2021-11-09至2022-03-01：原第1项合并为第1项。"


def test_without_derivations_the_sources_are_gone_and_the_result_is_new(merged: tuple[Plan, Plan, Derivations]) -> None:
    kinds = {change.kind.value for change in table(merged[0], merged[1]).changes}
    assert {"task-added", "task-removed"} <= kinds
    assert "task-merged" not in kinds


def test_words_differ_clause_by_clause_and_no_name_is_cut() -> None:
    old = Row(1, "民政厅、省残联要加强督促指导，及时报告。建设养老院。", FINANCE.clause)
    new = Row(1, "民政厅、省妇联要加强督促指导，建设示范养老院。", FINANCE.clause)
    more = Row(2, "开展试点。", ((("省残联", "省妇联"), False, "负责"),))
    (change,) = table(plan(old, more), plan(new, more)).changes
    assert change.kind.value == "task-reworded"
    assert [(word.before, word.after) for word in change.words] == [
        ("省残联", "省妇联"), ("及时报告。", ""), ("", "示范")
    ]  # fmt: skip


def test_width_and_spaces_are_no_change() -> None:
    old = Row(1, "到2025年，建设 15 分钟服务圈。", FINANCE.clause)
    new = Row(1, "到２０２５年,建设15分钟服务圈。", FINANCE.clause)
    found = table(plan(old), plan(new))
    assert not found.changes
    assert not found.same_text
    assert found.summary_zh.startswith("2021-11-09和2022-03-01：两个版本没有差别，任务、")


def test_measures_are_compared_like_tasks() -> None:
    new = ((2, "丰富发展业态", "发展智慧养老。"), (1, "健全服务网络", "建设养老院。"))
    found = table(plan(CIVIL), plan(CIVIL, measures=new))
    assert [(change.kind.value, change.id) for change in found.changes] == [
        ("measure-added", 2), ("measure-renumbered", 1), ("measure-reworded", 1)
    ]  # fmt: skip
    assert to_text(found).splitlines()[4:] == [
        "原措施（一）改为措施（二）：原第5行 → 现第7行 · renumbered: measure 1 → 2",
        "措施（二） 措施改文字：原第5行“体系” → 现第7行“网络” · measure reworded",
    ]


def with_text(words: str) -> Plan:
    return plan(Row(1, words, FINANCE.clause))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "到2025年，床位占比达到55%以上。",
            "到2025年，床位占比达到60%以上。",
            [("target-value-changed", "55%", "60%")],
        ),
        (
            "到2025年，床位占比达到55%以上。",
            "到2026年，床位占比达到55%以上。",
            [
                ("target-deadline-changed", "2025-12-31", "2026-12-31"),
                ("deadline-date-changed", "2025-12-31", "2026-12-31"),
            ],
        ),
        ("床位占比不低于55%。", "床位占比不超过55%。", [("target-comparator-changed", "gteq", "lteq")]),
        ("床位占比不低于55%。", "力争床位占比不低于55%。", [("target-force-changed", "duty", "aspiration")]),
        ("到2022年投入使用。", "2022年底前投入使用。", [("deadline-reworded", "到2022年", "2022年底前")]),
        ("床位占比不低于55%。", "持续建设。", [("target-removed", "55%", None)]),
        ("持续建设。", "2022年底前投入使用。", [("deadline-added", None, "2022-12-31")]),
    ],
)
def test_targets_and_deadlines(old: str, new: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = [(kind, before, after) for kind, *_, before, after in told(with_text(old), with_text(new))]
    assert [one for one in found if one[0].startswith(("target", "deadline"))] == expected


def test_the_task_that_carries_a_target_changes() -> None:
    old = plan(Row(1, "床位占比不低于55%。", FINANCE.clause), Row(2, "建设养老院。", FINANCE.clause))
    new = plan(Row(1, "健全制度。", FINANCE.clause), Row(2, "床位占比不低于55%。", FINANCE.clause))
    assert ("target-carried-by-changed", 1, None, "", "", "1", "2") in told(old, new)


def test_the_task_that_carries_a_target_is_another_with_the_same_number() -> None:
    old = plan(Row(1, "床位占比不低于55%。", FINANCE.clause))
    new = plan(Row(9, "床位占比不低于55%。", FINANCE.clause))
    assert "承担目标的任务改变（编号未变，任务已换）" in to_text(table(old, new))
    gone = plan(Row(1, "健全制度。", FINANCE.clause), measures=((1, "健全服务体系", "床位占比不低于55%。"),))
    assert "承担目标的任务改变（第1项 → 没有任务）" in to_text(table(old, gone))


def test_local_governments_that_come_are_told_once_in_the_summary() -> None:
    new = with_clause(FINANCE, (("财政厅",), False, "牵头"), (("各市（州）人民政府",), False, "负责"))
    found = table(plan(FINANCE), plan(new))
    assert found.summary_zh == (
        "2021-11-09至2022-03-01：有了牵头单位：第1项；增加属地负责：第1项；第1项财政厅由负责改为牵头。"
    )
    assert "第1项 增加属地负责：现第" in to_text(found)


def test_measures_that_follow_each_other_are_told_as_a_run() -> None:
    old = (MEASURE, (2, "丰富发展业态", "发展智慧养老。"))
    found = table(plan(CIVIL, measures=old), plan(CIVIL, measures=((3, "强化要素保障", "保障用地。"), *old)))
    assert "原措施（一）至（二）改为措施（二）至（三）" in found.summary_zh


def test_what_affects_one_body() -> None:
    new = with_clause(CIVIL, (("民政厅", "省残联"), False, "牵头"), (("应急厅", "财政厅"), False, "参加"))
    found = table(plan(CIVIL), plan(new))
    assert [change.kind.value for change in about_organization(found, FEDERATION).changes] == ["role-changed"]
    nothing = about_organization(found, EMERGENCY)
    assert not nothing.changes
    assert nothing.summary_en == "2021-11-09 to 2022-03-01: no change affects this body."


def test_the_same_text_does_not_differ() -> None:
    found = table(plan(CIVIL), plan(CIVIL))
    assert found.same_text
    assert to_text(found) == ("2021-11-09和2022-03-01：两个版本没有差别。\n2021-11-09 and 2022-03-01: no difference.")


def test_json_has_quotes_and_offsets_of_both_versions() -> None:
    new = with_clause(CIVIL, (("民政厅", "省残联"), False, "牵头"), (("应急厅",), False, "参加"))
    fields = json.loads(to_json(table(plan(CIVIL), plan(new))))
    assert (fields["document"], fields["from"], fields["to"], fields["total"]) == (
        "plan",
        "2021-11-09",
        "2022-03-01",
        1,
    )
    change = fields["changes"][0]
    assert change["kind"] == "role-changed"
    assert change["kind_label"] == {"zh": "改变角色", "en": "role changed"}
    for when, text in (("before", plan(CIVIL).text), ("after", plan(new).text)):
        source = change[f"source_{when}"]
        assert source == {"quote": "省残联", "start": text.index("省残联"), "end": text.index("省残联") + 3, "line": 12}


def test_a_name_across_a_line_break_is_one_name() -> None:
    old, new = Reading("由民 政厅牵头", range(7)), Reading("由民政部牵头", range(6))
    assert [(one.before, one.after) for one in word_changes(old, new, ("民政厅", "民政部"))] == [("民政厅", "民政部")]


def test_a_version_is_compared_with_the_seed_itself() -> None:
    text = (shipped("data") / "documents" / "chuanbanfa-2021-57" / "2021-11-09" / "text.txt").read_text("utf-8")
    seed = Version("chuanbanfa-2021-57", OLD, read(text))
    assert not changes_between(seed, seed).changes


PREFECTURES = "各市（州）人民政府"
WITH_ALL = Row(1, "建设养老院。", ((("民政厅", PREFECTURES), False, "负责"),))


def kinds(old: Plan, new: Plan) -> set[str]:
    return {change.kind.value for change in table(old, new).changes}


def test_local_governments_that_only_change_their_role_are_neither_gained_nor_lost() -> None:
    apart = with_clause(WITH_ALL, (("民政厅",), False, "负责"), ((PREFECTURES,), False, "负责"))
    assert kinds(plan(WITH_ALL), plan(apart)) == {"role-changed"}
    among = with_clause(WITH_ALL, (("民政厅",), False, "牵头"), (("成都市人民政府", PREFECTURES), False, "参加"))
    assert "local-lost" not in kinds(plan(WITH_ALL), plan(among))


def test_local_governments_that_leave_a_common_clause_are_lost() -> None:
    without = with_clause(WITH_ALL, (("民政厅",), False, "负责"))
    assert kinds(plan(WITH_ALL), plan(without)) == {"party-removed", "local-lost"}
    assert kinds(plan(without), plan(WITH_ALL)) == {"party-added", "local-gained"}


def test_who_becomes_a_lead_is_told_by_name_whatever_else_changes() -> None:
    bodies = ("民政厅", "财政厅", "应急厅", "省残联", "教育厅")
    old = with_clause(CIVIL, (bodies, False, "参加"))
    new = with_clause(CIVIL, (("省残联",), False, "牵头"), (tuple(set(bodies) - {"省残联"}), False, "负责"))
    summary = table(plan(old), plan(new)).summary_zh
    assert "省残联由参加改为牵头" in summary
    assert "改变角色：4处" in summary


def test_a_name_in_the_words_of_a_task_stays_whole_though_nobody_assigns_it_anything() -> None:
    old, new = Row(1, "支持成都市开展试点。", CIVIL.clause), Row(1, "支持成都市、绵阳市开展试点。", CIVIL.clause)
    (change,) = table(plan(old), plan(new)).changes
    assert [(word.before, word.after) for word in change.words] == [("", "、绵阳市")]
